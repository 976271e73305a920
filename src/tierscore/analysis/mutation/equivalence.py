"""
Proofs that a change of a rubric changes nothing: no outcome of a criterion and no tier, whatever the evidence and the history.

What is not proven here may still change nothing; it is not said to.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from tierscore.analysis.verification.value_sets import (
    CriterionForm,
    possible_values,
    same_coverage,
    same_outcomes,
    values_by_scale,
)
from tierscore.engine.conditions import combined
from tierscore.engine.law import law_of, with_choices
from tierscore.model.case_results import MutationKind
from tierscore.model.condition import (
    Always,
    OutcomeIn,
    Shown,
    TestReaches,
    plain_conditions,
    with_supposition,
)
from tierscore.model.decision import Answer
from tierscore.model.moments import in_force, moments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.model.case_results import Mutant
    from tierscore.model.condition import Condition, Plain
    from tierscore.model.moments import Moment
    from tierscore.model.rubric import Criterion, Rubric, TierRule
_MOST_PARTS = 8
"""The most different conditions of which every combination of answers is tried."""


def proof(original: Rubric, mutant: Mutant) -> str:
    """Why a mutant changes nothing, in words; empty where that is not proven."""
    match mutant.kind:
        case MutationKind.WEIGHT:
            return "a weight enters the scores of the P's only, and these decide nothing"
        case MutationKind.RULES_SWAPPED:
            return (
                "no case comes to both rules and answers otherwise in the other order"
                if _never_meet(original, mutant.rubric)
                else ""
            )
        case MutationKind.POINTS | MutationKind.CUT_OFF | MutationKind.OPERATOR if (
            mutant.address[0] == "criteria"
        ):
            return _of_criterion(original, mutant.rubric)
        case MutationKind.CUT_OFF if mutant.address[0] == "scale":
            same = all(_same_bands(one, one, original, mutant.rubric) for one in original.criteria)
            return _NO_VALUE_BETWEEN if same else ""
        case MutationKind.CUT_OFF | MutationKind.OPERATOR | MutationKind.IF_OPEN if (
            mutant.address[0] == "gates"
        ):
            return _of_gate(original, mutant.rubric)
        case _:
            return ""


_NO_VALUE_BETWEEN = "every combination of its indicators' possible values falls into the same band"


def _never_meet(original: Rubric, changed: Rubric) -> bool:
    """Whether, in every law, the order of no two rules that were turned round matters."""
    for moment in moments(original, original.rules):
        before, after = in_force(original.rules, moment), in_force(changed.rules, moment)
        for place, one in enumerate(before):
            turned = (other for other in before[place + 1 :] if after.index(other) < after.index(one))
            if any(_matters(one, other, before[:place]) for other in turned):
                return False
    return True


def _matters(one: TierRule, other: TierRule, earlier: tuple[TierRule, ...]) -> bool:
    """
    Whether two rules can both come to be asked and answer otherwise in the other order.

    A trial of rules ends with the first that does not fail, and names no tier where that one is open: two open rules say the same.
    """
    asked = _parts(one.when, other.when)
    first = [rule for rule in earlier if set(_parts(rule.when)) <= set(asked)]
    if len(asked) > _MOST_PARTS:
        return True
    return any(
        all(combined(rule.when, given) is Answer.FAILS for rule in first)
        and {combined(one.when, given), combined(other.when, given)}
        in ({Answer.OPEN, Answer.HOLDS}, {Answer.HOLDS})
        for given in _all_answers(asked)
    )


def _of_criterion(original: Rubric, changed: Rubric) -> str:
    """A change inside one criterion: the same band for every combination of values, and the same coverage where that counts."""
    ((before, after),) = [
        pair for pair in zip(original.criteria, changed.criteria, strict=True) if pair[0] is not pair[1]
    ]
    return _NO_VALUE_BETWEEN if _same_bands(before, after, original, changed) else ""


def _same_bands(before: Criterion, after: Criterion, original: Rubric, changed: Rubric) -> bool:
    """Whether a criterion and its changed form, alike in their tests, fall into the same bands in every law that asks for it."""
    if [part.test for part in before.indicators] != [part.test for part in after.indicators]:
        return False
    if [(cap.id, cap.when) for cap in before.caps] != [(cap.id, cap.when) for cap in after.caps]:
        return False
    dated = (*before.dated_parts, *after.dated_parts)
    asked = [moment for moment in moments(original, dated) if before.validity.covers(*moment)]
    forms = dict.fromkeys((_at(before, moment), _at(after, moment)) for moment in asked)
    shapes = [
        (CriterionForm(mine, original.scale), CriterionForm(theirs, changed.scale)) for mine, theirs in forms
    ]
    same_points = before.indicators == after.indicators or not _decides(original, before.id)
    least = original.settings.minimum_coverage
    return all(same_outcomes(*shape) and (same_points or same_coverage(*shape, least)) for shape in shapes)


def _at(criterion: Criterion, moment: Moment) -> Criterion:
    return replace(
        criterion,
        indicators=in_force(criterion.indicators, moment),
        caps=in_force(criterion.caps, moment),
        presumptions=in_force(criterion.presumptions, moment),
    )


def _decides(rubric: Rubric, criterion: str) -> bool:
    return any(
        isinstance(plain, OutcomeIn) and plain.criterion == criterion
        for condition in rubric.conditions
        for plain in plain_conditions(condition)
    )


def _of_gate(original: Rubric, changed: Rubric) -> str:
    """A change inside one gate: it can never be open, or the condition answers the same whatever its parts answer."""
    ((before, after),) = [
        pair for pair in zip(original.gates, changed.gates, strict=True) if pair[0] is not pair[1]
    ]
    if before.condition == after.condition:
        settled = all(isinstance(plain, Always) for plain in plain_conditions(before.condition))
        return "the gate is never open" if settled else ""
    years = [
        moment
        for moment in moments(original, (before, *original.criteria))
        if before.validity.covers(*moment)
    ]
    pairs = dict.fromkeys(
        (_condition(original, before.id, moment), _condition(changed, before.id, moment)) for moment in years
    )
    return (
        "the condition answers alike in every case"
        if all(_alike(one, other, original) for one, other in pairs)
        else ""
    )


def _condition(rubric: Rubric, gate: str, moment: Moment) -> Condition:
    """What a gate asks in the law of a moment, where every share has become a count."""
    year, choices = moment
    return next(one.condition for one in law_of(with_choices(rubric, choices), year).gates if one.id == gate)


def _alike(one: Condition, other: Condition, rubric: Rubric) -> bool:
    """Whether two conditions answer alike; not told where what is unknown bears on some of their parts only."""
    if isinstance(one, Shown) and isinstance(other, Shown):
        return _alike(one.condition, other.condition, rubric)
    if not all(supposed for condition in (one, other) for _, supposed in with_supposition(condition)):
        return False
    ours, theirs = _rounded(one, rubric), _rounded(other, rubric)
    asked = _parts(ours, theirs)
    return len(asked) <= _MOST_PARTS and all(
        combined(ours, given) is combined(theirs, given) for given in _all_answers(asked)
    )


def _rounded(condition: Condition, rubric: Rubric) -> Condition:
    """A test on values that only some numbers can be asks for the least of those that reach its minimum."""
    if not isinstance(condition, TestReaches):
        return condition
    values = possible_values(condition.test, values_by_scale(rubric.scale))
    reaching = [value for value in values if value >= condition.minimum]
    return TestReaches(condition.test, min(reaching)) if reaching else condition


def _parts(*conditions: Condition) -> tuple[Plain, ...]:
    return tuple(
        dict.fromkeys(
            plain
            for condition in conditions
            for plain in plain_conditions(condition)
            if not isinstance(plain, Always)
        )
    )


def _all_answers(parts: tuple[Plain, ...]) -> Iterator[Callable[[Condition], Answer]]:
    for answers in product(Answer, repeat=len(parts)):
        given: dict[Condition, Answer] = dict(zip(parts, answers, strict=True))
        yield given.__getitem__
