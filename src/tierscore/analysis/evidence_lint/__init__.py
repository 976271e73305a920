"""
What stands out in a country file although every rule of its form is kept.

Nothing here is wrong for certain, and nothing changes a finding. A rule would rather miss a slip than cry over what is sound:
an alarm that is usually false is one that nobody reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.evidence_lint.figures import beyond_wholes, jumps
from tierscore.analysis.evidence_lint.readership import stale, unread
from tierscore.analysis.evidence_lint.sources import after_sources, unplaced, unused
from tierscore.analysis.evidence_lint.texts import persons, verdicts
from tierscore.model.problem import Code

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from tierscore.model.check import Remark
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
ASKS_RUBRICS = frozenset({Code.UNREAD_ITEM, Code.STALE})
"""Codes that need every rubric to be known: where one is missing, what is found of them may be untrue."""
LOOKED_FOR = ASKS_RUBRICS | {
    *(
        Code.UNUSED_SOURCE,
        Code.NO_PLACE_IN_SOURCE,
        Code.AFTER_SOURCE,
        Code.JUMP,
        Code.MORE_THAN_WHOLE,
        Code.PERSON,
        Code.VERDICT,
    ),
}
"""Every code that ``lint`` can find."""


def lint(
    dossier: Dossier, rubrics: Sequence[Rubric], vocabulary: Vocabulary, today: datetime.date | None
) -> tuple[Remark, ...]:
    """
    Everything that stands out in a country file, by address and code.

    Args:
        dossier: The file.
        rubrics: Those that may read it; without any, nothing is said of what rubrics read.
        vocabulary: The measures that its items are about.
        today: After which nothing can have happened yet; None asks no clock.

    """
    found = [
        *unread(dossier, rubrics),
        *unused(dossier),
        *unplaced(dossier),
        *after_sources(dossier, vocabulary, today),
        *stale(dossier, rubrics, vocabulary),
        *jumps(dossier),
        *beyond_wholes(dossier, vocabulary),
        *persons(dossier),
        *verdicts(dossier),
    ]
    return tuple(sorted(found))
