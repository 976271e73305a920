"""What the evidence leaves open: what each unknown could change, and what would have to be so for each tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.decision import possible_tiers
from tierscore.engine.search import smallest_forcing, with_option
from tierscore.engine.worlds import Change
from tierscore.model.decision import RangeEntry, Supposition, Unknown
from tierscore.model.evidence import Status
from tierscore.model.outcome import ZERO
from tierscore.model.test import AtLeastFigure, Compared, Presence, Trend

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from tierscore.engine.evaluator import Choice, Evaluator
    from tierscore.engine.intervals import Valuation
    from tierscore.engine.variables import Variable
    from tierscore.engine.worlds import World
    from tierscore.model.test import Leaf, Subject


def range_entry(evaluator: Evaluator, tier: str, witness: Choice) -> RangeEntry:
    """A tier of the range with a smallest set of suppositions that forces it."""
    start = evaluator.nothing_chosen
    least = smallest_forcing(witness, start, tier, lambda choice: possible_tiers(evaluator, choice))
    supposed = [
        supposition
        for number, (chosen, before) in enumerate(zip(least, start, strict=True))
        if chosen is not None and before is None
        for supposition in _suppositions(evaluator, evaluator.variables[number], chosen)
    ]
    return RangeEntry(tier, tuple(supposed))


def unknowns(evaluator: Evaluator, tiers: frozenset[str]) -> tuple[Unknown, ...]:
    """Every unknown, those first whose values rule out most tiers of the range, then by their share of the points."""
    found = [_unknown(evaluator, number, tiers) for number, chosen in enumerate(evaluator.nothing_chosen) if chosen is None]
    return tuple(sorted(found, key=lambda unknown: (-unknown.excludes, -len(unknown.gates), -unknown.weight, unknown.name)))


def name_of(evaluator: Evaluator, subject: Subject) -> str:
    """A subject in words: its measure, series and scope."""
    measure = evaluator.view.measure(subject)
    parts = [part for part in (subject.series if subject.series != "unspecified" else None, evaluator.view.vocabulary.scopes.get(subject.scope or "")) if part]
    return f"{measure.name} ({', '.join(parts)})" if parts else measure.name


def _unknown(evaluator: Evaluator, number: int, tiers: frozenset[str]) -> Unknown:
    variable = evaluator.variables[number]
    criteria = tuple(id for id in evaluator.criteria if number in evaluator.variables_read_by(id))
    gates = tuple(gate.id for gate in evaluator.rubric.gates if number in evaluator.gate_reads(gate.id)[1])
    allowed = [possible_tiers(evaluator, with_option(evaluator.nothing_chosen, number, option)) for option in range(len(variable.options))]
    return Unknown(
        subject=variable.subjects[0] if variable.subjects else None,
        name=" and ".join(name_of(evaluator, subject) for subject in variable.subjects) or variable.name,
        report_year=evaluator.view.report_year,
        contested=variable.contested,
        criteria=criteria,
        gates=gates,
        excludes=sum(len(tiers - left) for left in allowed),
        weight=_share(evaluator, variable, criteria),
    )


def _share(evaluator: Evaluator, variable: Variable, criteria: Iterable[str]) -> Fraction:
    """The share of all weighted points that the unknown holds."""
    total = sum(compiled.criterion.weight.value for compiled in evaluator.criteria.values())
    held = ZERO
    for id in criteria:
        criterion = evaluator.criteria[id].criterion
        points = sum(indicator.points for indicator in criterion.indicators)
        mine = sum(
            indicator.points
            for indicator, value in zip(criterion.indicators, evaluator.criteria[id].indicators, strict=True)
            if _moves(evaluator, variable, value, id)
        )
        held += ZERO + criterion.weight.value * mine / (points * total) if total else ZERO
    return held


def _moves(evaluator: Evaluator, variable: Variable, value: Valuation, criterion: str) -> bool:
    """Whether an indicator's value depends on the unknown."""
    number = evaluator.variables.index(variable)
    places = evaluator.criteria[criterion].places
    seen = {
        value(evaluator.leaf_values(with_option(evaluator.nothing_chosen, number, option), places)) for option in range(len(variable.options))
    }
    return len(seen) > 1


def _suppositions(evaluator: Evaluator, variable: Variable, chosen: int) -> list[Supposition]:
    option = variable.options[chosen]
    if not variable.subjects:
        return [Supposition(None, variable.name, option.says)]
    reading = [evaluator.places[place].leaf for place in variable.reads]
    return [
        Supposition(subject, name_of(evaluator, subject), _says(world, [leaf for leaf in reading if _reads(leaf, subject)], evaluator, subject))
        for subject, world in zip(variable.subjects, option.worlds, strict=True)
    ]


def _reads(leaf: Leaf, subject: Subject) -> bool:
    match leaf:
        case Presence(read) | AtLeastFigure(read) | Trend(read):
            return read == subject
        case Compared(read, other):
            return subject in (read, other)
        case _:
            return False


def _says(world: World, reading: list[Leaf], evaluator: Evaluator, subject: Subject) -> str:
    """A world in words, as far as the tests that read it can tell."""
    words = []
    if any(not isinstance(leaf, Trend) for leaf in reading):
        numeric = evaluator.view.measure(subject).numeric
        exact = any(isinstance(leaf, AtLeastFigure | Compared) for leaf in reading)
        words.append(_amount(world, evaluator, subject, exact=exact) if numeric else _STATUS[world.status])
    if any(isinstance(leaf, Trend) for leaf in reading):
        words.append(_CHANGE[world.change])
    return ", ".join(words)


_STATUS = {Status.DONE: "so, in full", Status.LIMITED: "so, but limited", Status.ABSENT: "not so"}
_CHANGE = {
    Change.UP: "more than the year before",
    Change.SAME: "the same as the year before",
    Change.DOWN: "fewer than the year before",
    Change.NONE: "none in either year",
}


def _amount(world: World, evaluator: Evaluator, subject: Subject, *, exact: bool) -> str:
    if not exact:
        return "some" if world.number > 0 else "none"
    number = world.number.numerator if world.number.denominator == 1 else float(world.number)
    return f"for example {number} {evaluator.view.measure(subject).unit or ''}".rstrip()

