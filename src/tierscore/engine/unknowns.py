"""What the evidence leaves open: what each unknown could change, and what would lead to each tier."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from tierscore.engine.possible_worlds import TrendAnswer
from tierscore.engine.search import smallest_forcing
from tierscore.engine.tier_range import possible_tiers
from tierscore.model.decision import RangeEntry, Supposition, Unknown
from tierscore.model.evidence import Status
from tierscore.model.outcome import ZERO
from tierscore.model.test import AtLeastFigure, Compared, Presence, Trend, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.engine.compiled.variables import Variable
    from tierscore.engine.evaluator import Evaluator
    from tierscore.engine.possible_worlds import World
    from tierscore.engine.search import Attainable
    from tierscore.model.test import Leaf, Subject


def range_entry(evaluator: Evaluator, tier: str, attainable: Attainable[str]) -> RangeEntry:
    """A tier of the range, with a smallest set of suppositions that forces it, where one is known."""
    if attainable.exact and attainable.upper == {tier}:  # whatever the unknowns are
        return RangeEntry(tier, ())
    start = evaluator.unassigned
    witness = evaluator.known(attainable.witnesses.get(tier, start))
    least = smallest_forcing(witness, start, tier, possible_tiers).assignment
    supposed = [
        supposition
        for variable, chosen, before in zip(evaluator.variables, least, start, strict=True)
        if chosen is not None and before is None
        for supposition in suppositions(evaluator, variable, chosen)
    ]
    return RangeEntry(tier, tuple(supposed))


def unknowns(evaluator: Evaluator, tiers: frozenset[str]) -> tuple[Unknown, ...]:
    """Every unknown, those first that rule out most tiers of the range, then those with most points."""
    numbers = [number for number, option in enumerate(evaluator.unassigned) if option is None]
    return tuple(
        sorted(
            (_unknown(evaluator, number, tiers) for number in numbers),
            key=lambda unknown: (-unknown.excludes, -unknown.weight, -len(unknown.gates), unknown.name),
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
    gates = [gate.id for gate in evaluator.rubric.gates]
    criteria = tuple(evaluator.plan.criteria_reading[number])
    return Unknown(
        subject=variable.subjects[0] if variable.subjects else None,
        name=" and ".join(subject_name(evaluator, subject) for subject in variable.subjects) or variable.name,
        report_year=evaluator.view.report_year,
        contested=variable.contested,
        criteria=criteria,
        gates=tuple(gate for gate in gates if number in evaluator.gate_reads(gate).variables),
        excludes=0 if variable.stays_open else _excluded(evaluator, number, tiers),
        weight=_share(evaluator, number, criteria),
    )


def _excluded(evaluator: Evaluator, number: int, tiers: frozenset[str]) -> int:
    """How many tiers all values of an unknown together rule out."""
    return sum(len(tiers - possible_tiers(known)) for known in evaluator.start.each_option(number))


def _share(evaluator: Evaluator, number: int, criteria: Iterable[str]) -> Fraction:
    """The share of all weighted points that the unknown holds."""
    total = sum(compiled.criterion.weight.value for compiled in evaluator.criteria.values())
    share = ZERO
    for name in criteria if total else ():
        compiled = evaluator.criteria[name]
        points = compiled.criterion.points
        leaves = {known.leaves(name) for known in evaluator.start.each_option(number)}
        moved = sum(
            points[position]
            for position, value in enumerate(compiled.indicators)
            if len({value(values) for values in leaves}) > 1
        )
        share += Fraction(compiled.criterion.weight.value * moved, sum(points) * total)
    return share


def suppositions(evaluator: Evaluator, variable: Variable, chosen: int) -> list[Supposition]:
    """One value of an unknown in words."""
    option = variable.options[chosen]
    if not variable.subjects:
        return [Supposition(None, variable.name, option.says)]
    answers = {place.leaf: answer for place, answer in zip(variable.places, option.answers, strict=True)}
    supposed = []
    for subject, worlds in zip(variable.subjects, option.worlds, strict=True):
        about = {leaf: answer for leaf, answer in answers.items() if subject in subjects(leaf)}
        says = _says(evaluator, worlds, subject, about)
        if says:
            supposed.append(Supposition(subject, subject_name(evaluator, subject), says))
    return supposed


def _says(
    evaluator: Evaluator, worlds: frozenset[World], subject: Subject, answers: Mapping[Leaf, Fraction]
) -> str:
    """What worlds have in common, in words, as far as the tests that read the subject can tell."""
    words = [_figure_words(evaluator, leaf, subject, reached=answer > 0) for leaf, answer in answers.items()]
    if any(isinstance(leaf, Presence) for leaf in answers):
        if evaluator.view.measure(subject).numeric:
            words.append(_AMOUNT[frozenset(world.number > 0 for world in worlds)])
        else:
            words.append(
                " or ".join(_STATUS[status] for status in sorted({world.status for world in worlds}))
            )
    anything = any(world.number > 0 for world in worlds)
    if anything and any(isinstance(leaf, Trend) for leaf in answers):
        words.append(_CHANGE[frozenset(world.change for world in worlds)])
    return ", ".join(dict.fromkeys(word for word in words if word))


def _figure_words(evaluator: Evaluator, leaf: Leaf, subject: Subject, *, reached: bool) -> str:
    """Whether a figure reaches what a test asks; of two that are compared only the first is spoken of."""
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
_STATUS = {Status.DONE: "in full", Status.LIMITED: "in part", Status.ABSENT: "not at all"}
_SINGLE = {
    TrendAnswer.UP: "more than the year before",
    TrendAnswer.SAME: "the same as the year before",
    TrendAnswer.DOWN: "fewer than the year before",
    TrendAnswer.NONE: "none in either year",
}


def _changes_in_words() -> dict[frozenset[TrendAnswer], str]:
    """Words for every set of changes: the one change, its opposite where that is shorter, or a list."""
    words = {}
    for size in range(1, len(TrendAnswer) + 1):
        for changes in combinations(TrendAnswer, size):
            words[frozenset(changes)] = " or ".join(_SINGLE[change] for change in changes)
    for without_nothing in (frozenset[TrendAnswer](), frozenset({TrendAnswer.NONE})):
        words[frozenset({TrendAnswer.SAME, TrendAnswer.DOWN}) | without_nothing] = (
            "not more than the year before"
        )
        words[frozenset({TrendAnswer.UP, TrendAnswer.SAME}) | without_nothing] = (
            "not fewer than the year before"
        )
    return words | {frozenset(TrendAnswer): ""}


_CHANGE = _changes_in_words()
