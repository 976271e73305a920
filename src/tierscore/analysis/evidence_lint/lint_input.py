"""What a rule is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from tierscore.model.check import Address
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric


@dataclass(frozen=True)
class LintInput:
    """A country file, and what is needed to judge what stands in it."""

    dossier: Dossier
    rubrics: Sequence[Rubric]
    """The rubrics that may read the file; empty if not all of them are known."""
    vocabulary: Vocabulary
    today: datetime.date | None = None
    """After which nothing can have happened yet; None where dates are not held against a clock."""
    remembered: dict[str, Any] = field(default_factory=dict, compare=False)
    """What several rules work out from the rest, kept by whoever worked it out first."""


class Oddity(NamedTuple):
    """An entry that stands out; the table of rules adds the code."""

    address: Address
    message: str
    hint: str
