"""Records that may hold others of their own set, as tests hold tests and conditions conditions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
KindT = TypeVar("KindT")
ValueT = TypeVar("ValueT")


class Tree(Generic[KindT]):
    """
    A record of the closed set ``KindT``, which may hold other records of that set.

    Code that walks over tests or conditions uses these methods: only the records know which kinds have parts.
    """

    PARTS: ClassVar[str] = ""
    """The field that holds the part, or the tuple of parts; empty for a kind without parts."""

    def parts(self) -> tuple[KindT, ...]:
        """The records directly inside this one, in the order in which they are written."""
        held = getattr(self, self.PARTS) if self.PARTS else ()
        return held if isinstance(held, tuple) else (held,)

    def with_parts(self, parts: Sequence[KindT]) -> KindT:
        """The same record with other parts: any number if it holds a tuple of them, else one."""
        if not self.PARTS:
            return cast("KindT", self)
        held = tuple(parts) if isinstance(getattr(self, self.PARTS), tuple) else parts[0]
        return cast("KindT", replace(cast("Any", self), **{self.PARTS: held}))

    def fold(self, combine: Callable[[KindT, Iterator[ValueT]], ValueT]) -> ValueT:
        """The value that ``combine`` gives the record from those of its parts, each made when it is drawn."""
        parts = cast("tuple[Tree[KindT], ...]", self.parts())
        return combine(cast("KindT", self), (part.fold(combine) for part in parts))
