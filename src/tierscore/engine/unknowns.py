"""What the evidence leaves open: what each unknown could change, and what would have to be so for each tier."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from tierscore.engine.decision import possible_tiers
from tierscore.engine.possible_worlds import TrendAnswer
from tierscore.engine.search import smallest_forcing, with_option
from tierscore.model.decision import RangeEntry, Supposition, Unknown
from tierscore.model.evidence import Status
from tierscore.model.outcome import ZERO
from tierscore.model.test import AtLeastFigure, Compared, Presence, Trend, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.engine.compiled_tests import Valuation
    from tierscore.engine.evaluator import Evaluator
    from tierscore.engine.possible_worlds import World
    from tierscore.engine.search import Attainable
    from tierscore.engine.variables import Variable
    from tierscore.model.test import Leaf, Subject


def range_entry(evaluator: Evaluator, tier: str, attainable: Attainable[str]) -> RangeEntry:
    """A tier of the range with a smallest set of suppositions that forces it; none where it could only not be ruled out."""
    start = evaluator.unassigned
    least = smallest_forcing(
        attainable.witnesses.get(tier, start), start, tier, lambda choice: possible_tiers(evaluator, choice)
    )
    supposed = [
        supposition
        for number, (chosen, before) in enumerate(zip(least, start, strict=True))
        if chosen is not None and before is None
        for supposition in suppositions(evaluator, evaluator.variables[number], chosen)
    ]
    return RangeEntry(tier, tuple(supposed))


def unknowns(evaluator: Evaluator, tiers: frozenset[str]) -> tuple[Unknown, ...]:
    """Every unknown, those first whose values rule out most tiers of the range, then by their share of the points."""
    found = [
        _unknown(evaluator, number, tiers)
        for number, chosen in enumerate(evaluator.unassigned)
        if chosen is None
    ]
    return tuple(
        sorted(
            found, key=lambda unknown: (-unknown.excludes, -unknown.weight, -len(unknown.gates), unknown.name)
        )
    )


def subject_name(evaluator: Evaluator, subject: Subject) -> str:
    """A subject in words: its measure, series and scope."""
    measure = evaluator.view.measure(subject)
    series = subject.series if subject.series != "unspecified" else None
    parts = [part for part in (series, evaluator.view.vocabulary.scopes.get(subject.scope or "")) if part]
    return f"{measure.name} ({', '.join(parts)})" if parts else measure.name


def _unknown(evaluator: Evaluator, number: int, tiers: frozenset[str]) -> Unknown:
    variable = evaluator.variables[number]
    criteria = tuple(name for name in evaluator.criteria if number in evaluator.variables_read_by(name))
    gates = tuple(
        gate.id for gate in evaluator.rubric.gates if number in evaluator.gate_reads(gate.id).variables
    )
    choices = [with_option(evaluator.unassigned, number, option) for option in range(len(variable.options))]
    return Unknown(
        subject=variable.subjects[0] if variable.subjects else None,
        name=" and ".join(subject_name(evaluator, subject) for subject in variable.subjects) or variable.name,
        report_year=evaluator.view.report_year,
        contested=variable.contested,
        criteria=criteria,
        gates=gates,
        excludes=sum(len(tiers - possible_tiers(evaluator, choice)) for choice in choices),
        weight=_share(evaluator, number, criteria),
    )


def _share(evaluator: Evaluator, number: int, criteria: Iterable[str]) -> Fraction:
    """The share of all weighted points that the unknown holds."""
    total = sum(compiled.criterion.weight.value for compiled in evaluator.criteria.values())
    held = ZERO
    for name in criteria:
        criterion = evaluator.criteria[name].criterion
        points = sum(indicator.points for indicator in criterion.indicators)
        mine = sum(
            indicator.points
            for indicator, value in zip(
                criterion.indicators, evaluator.criteria[name].indicators, strict=True
            )
            if _moves(evaluator, number, value, name)
        )
        held += Fraction(criterion.weight.value * mine, points * total) if total else ZERO
    return held


def _moves(evaluator: Evaluator, number: int, value: Valuation, criterion: str) -> bool:
    """Whether an indicator's value depends on the unknown."""
    places = evaluator.criteria[criterion].places
    seen = {
        value(evaluator.leaf_values(with_option(evaluator.unassigned, number, option), places))
        for option in range(len(evaluator.variables[number].options))
    }
    return len(seen) > 1


def suppositions(evaluator: Evaluator, variable: Variable, chosen: int) -> list[Supposition]:
    """One value of an unknown in words."""
    option = variable.options[chosen]
    if not variable.subjects:
        return [Supposition(None, variable.name, option.says)]
    answers = dict(zip(variable.reads, option.answers, strict=True))
    supposed = []
    for subject, alike in zip(variable.subjects, option.worlds, strict=True):
        reading = {
            evaluator.places[place].leaf: answers[place]
            for place in variable.reads
            if subject in subjects(evaluator.places[place].leaf)
        }
        says = _says(evaluator, alike, subject, reading)
        if says:
            supposed.append(Supposition(subject, subject_name(evaluator, subject), says))
    return supposed


def _says(
    evaluator: Evaluator, alike: frozenset[World], subject: Subject, reading: Mapping[Leaf, Fraction]
) -> str:
    """What worlds have in common, in words, as far as the tests that read the subject can tell."""
    words = [_figure_words(evaluator, leaf, subject, reached=answer > 0) for leaf, answer in reading.items()]
    if any(isinstance(leaf, Presence) for leaf in reading):
        if evaluator.view.measure(subject).numeric:
            words.append(_AMOUNT[frozenset(world.number > 0 for world in alike)])
        else:
            words.append(" or ".join(_STATUS[status] for status in sorted({world.status for world in alike})))
    anything = any(world.number > 0 for world in alike)
    if anything and any(isinstance(leaf, Trend) for leaf in reading):
        words.append(_CHANGE[frozenset(world.change for world in alike)])
    return ", ".join(dict.fromkeys(word for word in words if word))


def _figure_words(evaluator: Evaluator, leaf: Leaf, subject: Subject, *, reached: bool) -> str:
    """Whether a figure reaches what a test asks; a comparison is told of the figure that is compared, not of its yardstick."""
    side = "at least" if reached else "below"
    match leaf:
        case AtLeastFigure(_, minimum):
            return f"{side} {minimum} {evaluator.view.measure(subject).unit or ''}".rstrip()
        case Compared(compared, other, ratio) if compared == subject:
            times = "" if ratio == 1 else f"{ratio} times "
            return f"{side} {times}that of {subject_name(evaluator, other)}"
        case _:
            return ""


_AMOUNT = {frozenset({True}): "some", frozenset({False}): "none", frozenset({True, False}): ""}
_STATUS = {Status.DONE: "so, in full", Status.LIMITED: "so, but limited", Status.ABSENT: "not so"}
_SINGLE = {
    TrendAnswer.UP: "more than the year before",
    TrendAnswer.SAME: "the same as the year before",
    TrendAnswer.DOWN: "fewer than the year before",
    TrendAnswer.NONE: "none in either year",
}


def _changes_in_words() -> dict[frozenset[TrendAnswer], str]:
    """Words for every set of changes: the one change, its opposite where that is shorter, or a list."""
    found = {}
    for size in range(1, len(TrendAnswer) + 1):
        for changes in combinations(TrendAnswer, size):
            found[frozenset(changes)] = " or ".join(_SINGLE[change] for change in changes)
    for without_nothing in (frozenset[TrendAnswer](), frozenset({TrendAnswer.NONE})):
        found[frozenset({TrendAnswer.SAME, TrendAnswer.DOWN}) | without_nothing] = (
            "not more than the year before"
        )
        found[frozenset({TrendAnswer.UP, TrendAnswer.SAME}) | without_nothing] = (
            "not fewer than the year before"
        )
    return found | {frozenset(TrendAnswer): ""}


_CHANGE = _changes_in_words()
