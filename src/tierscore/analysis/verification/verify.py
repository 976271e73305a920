"""All proofs of a rubric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Effort, Verdict
from tierscore.analysis.verification.criteria import CriterionProofs
from tierscore.analysis.verification.criterion_parts import parts_of_criterion
from tierscore.analysis.verification.law_scan import every_law
from tierscore.analysis.verification.monotonicity import Perversity
from tierscore.analysis.verification.provenance import policy_as_law, uncited, uncovered
from tierscore.analysis.verification.rubric_questions import questions, settle
from tierscore.analysis.verification.tiers import TierProofs
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.analysis.verification.law_scan import Law
    from tierscore.model.check import Remark
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric

PROVEN = frozenset(code for code in Code if code.value.startswith("TS4"))
"""Every code that a proof can find."""


@dataclass(frozen=True)
class Proofs:
    """What is proven of a rubric over all evidence and all histories."""

    remarks: tuple[Remark, ...]
    """Sorted by address."""
    decided: int
    """How many questions were answered: each is either remarked or shown to be no fault."""
    undecided: int
    """How many could not be answered within the effort; nothing is said of them."""


def prove(rubric: Rubric, vocabulary: Vocabulary, effort: Effort | None = None) -> Proofs:
    """
    Prove of a rubric what no evidence and no history can ever change.

    Every report year whose law differs is looked into, under the rubric's own readings first. A part that is dead under these is
    remarked only if it is dead under every other reading too.

    Args:
        rubric: The rubric.
        vocabulary: What its measures mean.
        effort: How much work may be done; the work is counted and the same everywhere.

    """
    effort = effort or Effort()
    found = [*_asked(rubric, vocabulary, effort)]
    written = [*uncovered(rubric), *policy_as_law(rubric), *uncited(rubric)]
    remarks = dict.fromkeys([*(remark for remarks, _ in found for remark in remarks), *written])
    undecided = sum(not decided for _, decided in found)
    return Proofs(tuple(sorted(remarks)), len(found) - undecided + len(rubric.indicia), undecided)


def _asked(
    rubric: Rubric, vocabulary: Vocabulary, effort: Effort
) -> Iterator[tuple[tuple[Remark, ...], bool]]:
    """For each question what is remarked, and whether it was answered."""
    criteria = CriterionProofs(rubric, vocabulary, effort)
    for criterion in rubric.criteria:
        for remark, verdict in parts_of_criterion(criterion, criteria.versions(criterion)):
            yield ((remark,) if verdict is Verdict.NEVER else ()), verdict is not Verdict.OPEN
    proofs = TierProofs(criteria, effort)
    laws, complete = every_law(rubric, vocabulary, effort)
    for question in questions(rubric, proofs):
        verdict = settle(question, laws, complete=complete)
        yield ((question.remark,) if verdict is Verdict.NEVER else ()), verdict is not Verdict.OPEN
    yield from _perverse(laws, proofs, effort, complete=complete)


def _perverse(
    laws: tuple[Law, ...], proofs: TierProofs, effort: Effort, *, complete: bool
) -> Iterator[tuple[tuple[Remark, ...], bool]]:
    perversity = Perversity(proofs, effort)
    for law in laws:
        perversity.look(law)
    for verdict in perversity.verdicts.values():
        yield (), verdict is Verdict.FOUND or (complete and verdict is Verdict.NEVER)
    yield tuple(perversity.remarks), True
