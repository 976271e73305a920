"""
Proofs that a change of a rubric changes nothing: no outcome of a criterion and no tier, whatever the evidence
and the history.

A change without a proof may still change nothing.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tierscore.analysis.verification.value_sets import (
    ScaledCriterion,
    possible_values,
    same_coverage,
    same_outcomes,
    values_by_scale,
)
from tierscore.engine.law import law_of, with_choices, with_parts_in_force
from tierscore.model.case_results import MutationKind
from tierscore.model.condition import (
    Always,
    OutcomeIn,
    Shown,
    TestReaches,
    asked_conditions,
    plain_conditions,
    with_supposition,
)
from tierscore.model.decision import Answer, combined
from tierscore.model.moments import in_force, moments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    from tierscore.model.case_results import Mutant
    from tierscore.model.condition import AskedCondition, Condition
    from tierscore.model.moments import Moment
    from tierscore.model.rubric import Criterion, Gate, Rubric, TierRule

    T = TypeVar("T")
_MOST_CONDITIONS = 8
"""The most different conditions of which every combination of answers is tried."""
_SAME_BANDS = "every combination of its indicators' possible values falls into the same band"


def proof(original: Rubric, mutant: Mutant) -> str:
    """Why a mutant changes nothing, in words; empty where that is not proven."""
    changed = mutant.rubric
    match mutant.kind, mutant.address[0]:
        case MutationKind.WEIGHT, _:
            return "a weight enters the scores of the P's only, and these decide nothing"
        case MutationKind.RULES_SWAPPED, _ if _order_is_indifferent(original, changed):
            return "no case comes to both rules and answers otherwise in the other order"
        case MutationKind.POINTS | MutationKind.CUT_OFF | MutationKind.OPERATOR, "criteria":
            before, after = _changed_entry(original.criteria, changed.criteria)
            return _SAME_BANDS if _same_bands(before, after, original, changed) else ""
        case MutationKind.CUT_OFF, "scale":
            same = all(
                _same_bands(criterion, criterion, original, changed) for criterion in original.criteria
            )
            return _SAME_BANDS if same else ""
        case MutationKind.CUT_OFF | MutationKind.OPERATOR | MutationKind.IF_OPEN, "gates":
            gate, changed_gate = _changed_entry(original.gates, changed.gates)
            return _proof_of_gate(gate, changed_gate, original, changed)
        case _:
            return ""


def _changed_entry(before: tuple[T, ...], after: tuple[T, ...]) -> tuple[T, T]:
    """The only entry that is another object in a second list of as many."""
    ((old, new),) = [pair for pair in zip(before, after, strict=True) if pair[0] is not pair[1]]
    return old, new


def _order_is_indifferent(original: Rubric, changed: Rubric) -> bool:
    """Whether, in every law, the order of no two rules that changed places matters."""
    for moment in moments(original, original.rules):
        before, after = in_force(original.rules, moment), in_force(changed.rules, moment)
        for place, rule in enumerate(before):
            overtaking = [other for other in before[place + 1 :] if after.index(other) < after.index(rule)]
            if any(_order_matters(rule, other, before[:place]) for other in overtaking):
                return False
    return True


def _order_matters(rule: TierRule, other: TierRule, earlier: tuple[TierRule, ...]) -> bool:
    """
    Whether two rules can both be tried and answer otherwise in the other order.

    The trial of rules ends with the first that does not fail, and names no tier where that one is open: two
    open rules say the same.
    """
    conditions = asked_conditions(rule.when, other.when)
    if len(conditions) > _MOST_CONDITIONS:
        return True
    first = [
        condition
        for condition in (tried.when for tried in earlier)
        if set(asked_conditions(condition)) <= set(conditions)
    ]
    return any(
        all(combined(condition, given) is Answer.FAILS for condition in first)
        and {combined(rule.when, given), combined(other.when, given)}
        in ({Answer.HOLDS}, {Answer.HOLDS, Answer.OPEN})
        for given in _all_answers(conditions)
    )


def _same_bands(before: Criterion, after: Criterion, original: Rubric, changed: Rubric) -> bool:
    """
    Whether a criterion and its changed form, alike in their tests, fall into the same bands in every law that
    asks for it.

    Where its outcome decides something, its coverage has to be on the same side of the least that the rubric
    asks for.
    """
    if [part.test for part in before.indicators] != [part.test for part in after.indicators]:
        return False
    if [(cap.id, cap.when) for cap in before.caps] != [(cap.id, cap.when) for cap in after.caps]:
        return False
    forms = dict.fromkeys(
        (with_parts_in_force(before, moment), with_parts_in_force(after, moment))
        for moment in moments(original, (*before.dated_parts, *after.dated_parts))
        if before.validity.covers(*moment)
    )
    pairs = [
        (ScaledCriterion(old, original.scale), ScaledCriterion(new, changed.scale)) for old, new in forms
    ]
    any_coverage = before.indicators == after.indicators or not _decides(original, before.id)
    least = original.settings.minimum_coverage
    return all(same_outcomes(*pair) and (any_coverage or same_coverage(*pair, least)) for pair in pairs)


def _decides(rubric: Rubric, criterion: str) -> bool:
    """Whether a gate or tier rule asks for the outcome of a criterion."""
    return any(
        isinstance(plain, OutcomeIn) and plain.criterion == criterion
        for condition in rubric.conditions
        for plain in plain_conditions(condition)
    )


def _proof_of_gate(before: Gate, after: Gate, original: Rubric, changed: Rubric) -> str:
    """A gate that is never open takes no answer; a changed condition may answer as before in every case."""
    if before.condition == after.condition:
        settled = all(isinstance(plain, Always) for plain in plain_conditions(before.condition))
        return "the gate is never open" if settled else ""
    pairs = dict.fromkeys(
        (_condition_at(original, before.id, moment), _condition_at(changed, before.id, moment))
        for moment in moments(original, (before, *original.criteria))
        if before.validity.covers(*moment)
    )
    alike = all(_answer_alike(condition, other, original) for condition, other in pairs)
    return "the condition answers alike in every case" if alike else ""


def _condition_at(rubric: Rubric, gate_id: str, moment: Moment) -> Condition:
    """What a gate asks in the law of a moment, where every share has become a count."""
    law = law_of(with_choices(rubric, moment.choices), moment.report_year)
    return next(gate.condition for gate in law.gates if gate.id == gate_id)


def _answer_alike(condition: Condition, other: Condition, rubric: Rubric) -> bool:
    """Whether two conditions answer alike; not known where unknowns bear on some of their parts only."""
    if isinstance(condition, Shown) and isinstance(other, Shown):
        return _answer_alike(condition.condition, other.condition, rubric)
    if not all(supposed for form in (condition, other) for _, supposed in with_supposition(form)):
        return False
    condition, other = _rounded(condition, rubric), _rounded(other, rubric)
    conditions = asked_conditions(condition, other)
    return len(conditions) <= _MOST_CONDITIONS and all(
        combined(condition, given) is combined(other, given) for given in _all_answers(conditions)
    )


def _rounded(condition: Condition, rubric: Rubric) -> Condition:
    """A condition on a test, with its minimum raised to the next value that the test can have."""
    if not isinstance(condition, TestReaches):
        return condition
    values = possible_values(condition.test, values_by_scale(rubric.scale))
    reaching = [value for value in values if value >= condition.minimum]
    return TestReaches(condition.test, min(reaching)) if reaching else condition


def _all_answers(conditions: tuple[AskedCondition, ...]) -> Iterator[Callable[[AskedCondition], Answer]]:
    """Every combination of answers."""
    for answers in product(Answer, repeat=len(conditions)):
        given: dict[AskedCondition, Answer] = dict(zip(conditions, answers, strict=True))
        yield given.__getitem__
