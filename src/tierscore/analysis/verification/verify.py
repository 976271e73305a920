"""All proofs of a rubric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Verdict, WorkBudget
from tierscore.analysis.verification.criteria import CriterionProofs
from tierscore.analysis.verification.monotonicity import MonotonicityProofs
from tierscore.analysis.verification.provenance import policy_as_law, uncited, uncovered
from tierscore.analysis.verification.questions import questions, settle, settled_parts
from tierscore.analysis.verification.tiers import TierProofs
from tierscore.analysis.verification.universe import ExaminedLaw
from tierscore.engine.law import distinct_laws
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from tierscore.analysis.verification.universe import SharedOptions
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
    """How many could not be answered within the budget; nothing is said of them."""


def prove(rubric: Rubric, vocabulary: Vocabulary) -> Proofs:
    """
    Prove of a rubric what no evidence and no history can ever change.

    Every report year whose law differs is examined, under the rubric's own readings first. A part that is
    dead under these is remarked only if it is dead under every other reading too.
    """
    budget = WorkBudget()
    criteria = CriterionProofs(rubric, vocabulary, budget)
    settled = [part for entry in rubric.criteria for part in settled_parts(entry, criteria.versions(entry))]
    tiers = TierProofs(criteria, budget)
    law_list, complete = distinct_laws(rubric)
    shared: SharedOptions = {}
    laws = [ExaminedLaw(moment, law, vocabulary, budget, shared) for moment, law in law_list]
    settled += [
        (question.remark, settle(question, laws, complete=complete)) for question in questions(rubric, tiers)
    ]
    monotonicity = MonotonicityProofs(tiers, budget)
    for law in laws:
        monotonicity.examine(law)
    decided = [verdict is not Verdict.OPEN for _, verdict in settled]
    decided += [
        verdict is Verdict.FOUND or (complete and verdict is Verdict.NEVER)
        for verdict in monotonicity.verdicts.values()
    ]
    remarks = {remark for remark, verdict in settled if verdict is Verdict.NEVER}
    remarks |= {*monotonicity.remarks, *uncovered(rubric), *policy_as_law(rubric), *uncited(rubric)}
    as_written = len(rubric.indicia) + 1  # whether each is covered, and whether authorities are rightly named
    return Proofs(tuple(sorted(remarks)), sum(decided) + as_written, decided.count(False))
