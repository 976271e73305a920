"""What a YAML file says, with the place of every key and every value."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
Scalar = str | int | bool | None
PathParts = tuple[str | int, ...]
"""Keys and list positions that lead from the top of a file to a value."""


@dataclass(slots=True)
class Node:
    """A value and where it stands; lines and columns count from 1."""

    line: int
    column: int
    content: Scalar | list[Node] | dict[str, Node]
    quoted: bool = False
    """Whether the value was written in quotes, or as a block of text."""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For a mapping, the line and column of each of its keys."""

    def plain(self) -> Any:
        """The same content without places, as Python's own dicts, lists and scalars."""
        match self.content:
            case dict() as mapping:
                return {key: child.plain() for key, child in mapping.items()}
            case list() as items:
                return [child.plain() for child in items]
            case scalar:
                return scalar

    def get(self, part: str | int) -> Node | None:
        """The value under a key or at a position; None where there is none."""
        content = self.content
        if isinstance(content, dict) and isinstance(part, str):
            return content.get(part)
        if isinstance(content, list) and isinstance(part, int):
            return content[part] if 0 <= part < len(content) else None
        return None

    def size(self) -> int:
        """How many values it holds, itself among them."""
        content = self.content
        if not isinstance(content, dict | list):
            return 1
        return 1 + sum(child.size() for child in (content.values() if isinstance(content, dict) else content))

    def beginning(self, most: int) -> Node:
        """A copy with so many entries of each list and mapping; everything in it keeps its place."""
        content = self.content
        if isinstance(content, dict):
            content = {key: child.beginning(most) for key, child in islice(content.items(), most)}
        elif isinstance(content, list):
            content = [child.beginning(most) for child in content[:most]]
        return Node(self.line, self.column, content, self.quoted, self.keys)

    def without(self, paths: Iterable[PathParts]) -> Node:
        """A copy without the values at the given paths; everything else keeps its place."""
        below: dict[str | int, list[PathParts]] = {}
        for path in paths:
            if path:
                below.setdefault(path[0], []).append(path[1:])

        def remaining(children: Iterable[tuple[str | int, Node]]) -> Iterator[tuple[Any, Node]]:
            """The children that are left, each without what is taken out below it."""
            for part, child in children:
                if () not in below.get(part, ()):
                    yield part, child.without(below[part]) if part in below else child

        content = self.content
        if isinstance(content, dict):
            content = dict(remaining(content.items()))
        elif isinstance(content, list):
            content = [child for _, child in remaining(enumerate(content))]
        return Node(self.line, self.column, content, self.quoted, self.keys)


def mapping_of(node: Node | None) -> dict[str, Node]:
    """What a mapping holds; nothing where there is none."""
    return node.content if node is not None and isinstance(node.content, dict) else {}


def find(root: Node, path: Sequence[str | int]) -> Node:
    """The value at a path; the nearest value above it where the path leads nowhere."""
    node = root
    for part in path:
        below = node.get(part)
        if below is None:
            return node
        node = below
    return node


def spot_of_value(root: Node, path: Sequence[str | int]) -> tuple[int, int]:
    """Line and column of the value at a path, or of the nearest thing above it."""
    node = find(root, path)
    return node.line, node.column


def spot_of_key(root: Node, path: Sequence[str | int]) -> tuple[int, int]:
    """Line and column of the key that a path ends with; of the value where it ends with a list position."""
    above = find(root, path[:-1])
    if path and isinstance(path[-1], str) and path[-1] in above.keys:
        return above.keys[path[-1]]
    return spot_of_value(root, path)
