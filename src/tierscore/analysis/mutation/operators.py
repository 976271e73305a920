"""
A rubric changed in one small way at a time, so that worked cases can show whether they notice.

One table says how each record of a rubric is changed. A number that counts whole things moves by one, a share
by a twelfth, a year by one. Changes that would give no well-formed rubric, or none that differs, are left
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tierscore.analysis.mutation.well_formed import well_formed
from tierscore.model.case_results import Mutant
from tierscore.model.case_results import MutationKind as Kind
from tierscore.model.check import step
from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    ListedInARow,
    NotSo,
    PlacedInARow,
    PlacedInSequence,
    PlacementStep,
    Shown,
    TestReaches,
)
from tierscore.model.law import Validity
from tierscore.model.moments import in_force, moments
from tierscore.model.rubric import (
    Cap,
    Criterion,
    Gate,
    IfOpen,
    Indicator,
    Presumption,
    Rubric,
    Scale,
    Settings,
    TierRule,
    Weight,
)
from tierscore.model.test import AllOf, AnyOf, AtLeast, AtLeastFigure, Compared, Corroborated, Not, Outweighs

if TYPE_CHECKING:
    from tierscore.model.check import Address
TWELFTH = Fraction(1, 12)
"""One step of a share: halves, thirds and quarters are whole numbers of it."""


@dataclass(frozen=True)
class SmallChange:
    """A record changed a little."""

    kind: Kind
    where: Address
    """Which part was changed, from the record as a whole."""
    says: str
    """How, in words."""
    changed: Any


Operator = Callable[[Any], Iterable[SmallChange]]
"""Gives a record in each of the forms that one way to change it can give."""


def mutants(rubric: Rubric) -> Iterator[Mutant]:
    """Every well-formed rubric that differs by one small change, in the order of the rubric."""
    for change in small_changes(rubric):
        if change.changed != rubric and well_formed(change.changed, rubric):
            yield Mutant(change.kind, change.where, change.says, change.changed)


def small_changes(record: object) -> Iterator[SmallChange]:
    """Every small change of a record and of what is inside it."""
    for operator in _OPERATORS.get(type(record), ()):
        yield from operator(record)


def _with(record: Any, field: str, value: object) -> Any:
    return replace(record, **{field: value})


def _values(  # noqa: PLR0913 - what is changed, and what it is called
    field: str,
    kind: Kind,
    values: Callable[[Any], Iterable[object]],
    *,
    where: Address | None = None,
    name: str = "",
    says: str = "",
    valid: Callable[[Any], bool] = lambda _: True,
) -> Operator:
    """Other values in a field, given its value; ``where`` and ``name`` say what it is called elsewhere."""
    address = (field,) if where is None else where
    name = name or (address[-1] if address else field).replace("_", " ")

    def changes(record: object) -> Iterator[SmallChange]:
        """Each other value that leaves a valid record."""
        before = getattr(record, field)
        for value in () if before is None else values(before):
            if valid(changed := _with(record, field, value)):
                yield SmallChange(kind, address, says or f"{name} {before} becomes {value}", changed)

    return changes


def _near(
    distance: Fraction | int, within: Callable[[Any], bool] = lambda _: True
) -> Callable[[Any], list[Any]]:
    """The next values on both sides, as far as they are allowed."""
    return lambda value: [near for near in (value - distance, value + distance) if within(near)]


def _negated(field: str, kind: Kind, negation: type[Not | NotSo]) -> Operator:
    """The opposite of a test or condition; of one that is negated, what it negates."""

    def opposite(value: Any) -> tuple[object, ...]:
        """What the value negates, or its negation."""
        return value.parts() if isinstance(value, negation) else (negation(value),)

    return _values(field, kind, opposite, where=(), says="negated")


def _swapped(says: str, other: type[AllOf | AnyOf | EveryOne | AnyOne]) -> Operator:
    """The other operator over the same parts, of which there must be more than one to make a difference."""

    def changes(record: Any) -> Iterator[SmallChange]:
        """The other operator, where there are several parts."""
        if len(record.parts()) > 1:
            yield SmallChange(Kind.OPERATOR, (), says, other(record.parts()))

    return changes


def _inside(field: str, where: Address | None = None) -> Operator:
    """The small changes of what a field holds."""
    address = (field,) if where is None else where
    return lambda record: (
        SmallChange(change.kind, (*address, *change.where), change.says, _with(record, field, change.changed))
        for change in small_changes(getattr(record, field))
    )


def _entries(field: str, dropped: Kind | None = None, key: str = "") -> Operator:
    """The small changes of each entry, then the list without it; ``key`` is what the files call the field."""

    def changes(record: object) -> Iterator[SmallChange]:
        """The changes of each entry, then the list without each."""
        entries = getattr(record, field)
        addresses = [(key or field, step(entry.id, entry.validity)) for entry in entries]
        yield from _of_each(entries, addresses, lambda changed: _with(record, field, changed))
        for place, address in enumerate(addresses):
            if dropped is not None:
                remaining = (*entries[:place], *entries[place + 1 :])
                yield SmallChange(dropped, address, "dropped", _with(record, field, remaining))

    return changes


def _of_each(
    parts: tuple[Any, ...], addresses: Iterable[Address], rebuild: Callable[[tuple[Any, ...]], Any]
) -> Iterator[SmallChange]:
    """The small changes of each part of a record, seen from the record."""
    for place, address in enumerate(addresses):
        for change in small_changes(parts[place]):
            changed = rebuild((*parts[:place], change.changed, *parts[place + 1 :]))
            yield SmallChange(change.kind, (*address, *change.where), change.says, changed)


def _parts(record: Any) -> Iterator[SmallChange]:
    """The small changes of the parts of a test or condition, named by key, or by number in a list."""
    parts = record.parts()
    match record:
        case Not() | NotSo():
            names = ["not"]
        case Shown():
            names = ["shown"]
        case Outweighs(gains, losses):
            names = [str(number) for side in (gains, losses) for number in range(1, len(side) + 1)]
        case _:
            names = [str(number) for number in range(1, len(parts) + 1)]
    return _of_each(parts, [(name,) for name in names], record.with_parts)


def _steps(sequence: PlacedInSequence) -> Iterator[SmallChange]:
    addresses = [(str(number),) for number in range(1, len(sequence.steps) + 1)]
    return _of_each(sequence.steps, addresses, PlacedInSequence)


def _answers_of_open_gate(gate: Gate) -> Iterator[SmallChange]:
    for answer in IfOpen:
        for field, name in (("if_open", "if open,"), ("if_summary_silent", "if the summary is silent,")):
            before = getattr(gate, field)
            if before is not None:
                says = f"{name} {before} becomes {answer}"
                yield SmallChange(Kind.IF_OPEN, (field,), says, _with(gate, field, answer))


def _swaps(rubric: Rubric) -> Iterator[SmallChange]:
    """Each rule put before the one that the law of some year and reading tries just before it."""
    pairs = dict.fromkeys(
        pair for moment in moments(rubric, rubric.rules) for pair in pairwise(in_force(rubric.rules, moment))
    )
    for first, second in sorted(pairs, key=lambda pair: tuple(map(rubric.rules.index, pair))):
        others = [rule for rule in rubric.rules if rule is not second]
        place = others.index(first)
        changed = replace(rubric, rules=(*others[:place], second, *others[place:]))
        where = ("tier_rules", step(second.id, second.validity))
        says = f"tried before {step(first.id, first.validity)}"
        yield SmallChange(Kind.RULES_SWAPPED, where, says, changed)


def _worths(scale: Scale) -> Iterator[SmallChange]:
    for status, worth in scale.status.items():
        for share in _SHARE(worth):
            changed = replace(scale, status={**scale.status, status: share})
            yield SmallChange(Kind.WORTH, ("status", status.value), f"worth {worth} becomes {share}", changed)


_ANY_NUMBER = _near(1)
_COUNT = _near(1, lambda value: value >= 1)
_SHARE = _near(TWELFTH, lambda value: 0 <= value <= 1)
_MINIMUM = _near(TWELFTH, lambda value: TWELFTH / 2 < value <= 1)
"""Not so small that nothing is asked."""
_YEARS = _inside("validity", where=())
_RUN = (
    _values("reports", Kind.CUT_OFF, _COUNT, where=("in_a_row",), name="reports in a row"),
    _values("since", Kind.YEARS, _COUNT),
)
_AT_LEAST = _values(
    "count",
    Kind.OPERATOR,
    _COUNT,
    where=("at_least",),
    valid=lambda changed: getattr(changed, "share", None) is None and changed.count <= len(changed.parts()),
)
_OPERATORS: dict[type, tuple[Operator, ...]] = {
    Rubric: (
        _entries("criteria"),
        _entries("gates"),
        _entries("rules", Kind.RULE_DROPPED, "tier_rules"),
        _swaps,
        _inside("scale"),
        _inside("settings"),
    ),
    Criterion: (
        _entries("indicators", Kind.INDICATOR_DROPPED),
        _entries("caps", Kind.CAP_DROPPED),
        _entries("presumptions", Kind.PRESUMPTION_DROPPED),
        _inside("weight"),
        _YEARS,
    ),
    Weight: (_values("value", Kind.WEIGHT, _near(1, lambda value: value >= 0), where=(), name="weight"),),
    Indicator: (
        _negated("test", Kind.INDICATOR_NEGATED, Not),
        _values("points", Kind.POINTS, _COUNT),
        _inside("test"),
        _YEARS,
    ),
    Cap: (
        _negated("when", Kind.CAP_NEGATED, Not),
        _values("at_most", Kind.CUT_OFF, _SHARE),
        _inside("when"),
        _YEARS,
    ),
    Presumption: (
        _values("value", Kind.PRESUMPTION_NEGATED, lambda value: (1 - value,), where=()),
        _YEARS,
    ),
    Gate: (
        _values("condition", Kind.GATE_HOLDING, lambda _: (Always(),), where=(), says="taken as holding"),
        _values(
            "condition", Kind.GATE_FAILING, lambda _: (NotSo(Always()),), where=(), says="taken as failing"
        ),
        _negated("condition", Kind.GATE_NEGATED, NotSo),
        _inside("condition"),
        _answers_of_open_gate,
        _YEARS,
    ),
    TierRule: (_inside("when"), _YEARS),
    Validity: tuple(
        _values(
            field,
            Kind.YEARS,
            _ANY_NUMBER,
            valid=lambda changed: None in {changed.since, changed.until} or changed.since <= changed.until,
        )
        for field in ("since", "until")
    ),
    Scale: (
        _worths,
        _values("met_from", Kind.CUT_OFF, _SHARE),
        _values("partly_met_from", Kind.CUT_OFF, _SHARE),
    ),
    Settings: (
        _values("standing_lapse", Kind.SETTING, _COUNT, name="years"),
        _values("adverse_lapse", Kind.SETTING, _COUNT, name="years"),
        _values("minimum_coverage", Kind.SETTING, _SHARE),
    ),
    AnyOf: (_swapped("any becomes all", AllOf), _parts),
    AllOf: (_swapped("all becomes any", AnyOf), _parts),
    AtLeast: (_AT_LEAST, _parts),
    Not: (_parts,),
    Outweighs: (_parts,),
    AtLeastFigure: (
        _values("minimum", Kind.CUT_OFF, _near(1, lambda figure: figure > 0), where=("at_least",)),
    ),
    Compared: (_values("ratio", Kind.CUT_OFF, _near(TWELFTH)),),
    Corroborated: (_values("sources", Kind.CUT_OFF, _COUNT), _values("years", Kind.CUT_OFF, _COUNT)),
    EveryOne: (_swapped("all becomes any", AnyOne), _parts),
    AnyOne: (_swapped("any becomes all", EveryOne), _parts),
    AtLeastSo: (_AT_LEAST, _values("share", Kind.CUT_OFF, _MINIMUM), _parts),
    NotSo: (_parts,),
    Shown: (_parts,),
    TestReaches: (_values("minimum", Kind.CUT_OFF, _MINIMUM, where=("reaches",)), _inside("test")),
    PlacedInARow: _RUN,
    ListedInARow: _RUN,
    PlacementStep: _RUN,
    PlacedInSequence: (_steps,),
}
"""The ways to change each record, in the order in which mutants are listed; no others are changed."""
