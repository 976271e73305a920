"""
What is proven of a rubric over all evidence and all histories: dead criteria and indicators, unreachable
outcomes, tiers, rules and thresholds, better evidence that leads to a worse tier, and sources of authority
that do not fit.

In: a rubric and the vocabulary. Out: ``Proofs``, remarks with addresses and the
number of questions that were decided. Called by the use case ``check`` (through ``prove``); analysis/mutation
reads ``value_sets``.

``verify`` runs all proofs; ``questions`` says what they ask and remark. ``criteria`` looks at each criterion
by itself and ``tiers`` at the rubric as a whole, in every law; ``monotonicity`` searches for improvements
that do harm. They work on ``universe``, a law joined to every file that there could be, and count work in
``budget``.
"""

from tierscore.analysis.verification.verify import PROVEN, Proofs, prove

__all__ = ["PROVEN", "Proofs", "prove"]
