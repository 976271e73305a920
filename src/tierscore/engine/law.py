"""The law of one report year: what of a rubric is in force then, under the readings it chooses."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from tierscore.engine.past_placements import histories, latest_start, placement_conditions, years_read
from tierscore.engine.remembered import remembered
from tierscore.model.condition import AtLeastSo, GateHolds, OutcomeIn, plain_conditions
from tierscore.model.moments import MOST_READINGS, Moment, in_force, readings, turning_years
from tierscore.model.placement import NO_PLACEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.model.condition import Condition, Plain
    from tierscore.model.law import Validity
    from tierscore.model.moments import Dated
    from tierscore.model.rubric import Criterion, Gate, Rubric
_EntryT = TypeVar("_EntryT", "Criterion", "Gate")


def law_of(rubric: Rubric, report_year: int) -> Rubric:
    """
    The rubric as the law of a report year and its own switches make it; years under one law share it.

    A criterion that the law of the year does not ask stays in the list, so that it is found not applicable.
    """
    kept = remembered(rubric)
    if ("law", report_year) not in kept:
        moment = Moment(report_year, rubric.choices)
        explained = rubric.explained_since is not None and report_year >= rubric.explained_since
        covered = tuple(validity.covers(*moment) for validity in _validities(rubric))
        same_law = "law", covered, rubric.ruleset(report_year), explained
        if same_law not in kept:
            kept[same_law] = _law(rubric, moment, explained=explained)
        kept["law", report_year] = kept[same_law]
    law: Rubric = kept["law", report_year]
    return law


def _law(rubric: Rubric, moment: Moment, *, explained: bool) -> Rubric:
    criteria = frozenset(criterion.id for criterion in in_force(rubric.criteria, moment))
    ruleset = rubric.ruleset(moment.report_year)
    return replace(
        rubric,
        judges_as_of=ruleset.says if ruleset else rubric.judges_as_of,
        criteria=tuple(
            _with_law_in_force(with_parts_in_force(criterion, moment), moment)
            for criterion in _one_version_each(rubric.criteria, moment)
        ),
        gates=tuple(
            _with_law_in_force(_with_condition(gate, criteria), moment)
            for gate in in_force(rubric.gates, moment)
        ),
        explained_moves=rubric.explained_moves if explained else (),
        rules=tuple(
            replace(rule, when=when) if (when := _with_counts(rule.when, criteria)) is not rule.when else rule
            for rule in in_force(rubric.rules, moment)
        ),
        special_list=in_force(rubric.special_list, moment),
    )


def _validities(rubric: Rubric) -> tuple[Validity, ...]:
    """Of everything in a rubric that may begin or end by itself."""
    kept = remembered(rubric)
    if "validities" not in kept:
        parts: list[Dated] = [*_dated_parts(rubric), *rubric.special_list]
        parts += [
            law
            for laws in (
                *(criterion.law for criterion in rubric.criteria),
                *(gate.law for gate in rubric.gates),
            )
            for law in laws
        ]
        kept["validities"] = tuple(dict.fromkeys(part.validity for part in parts))
    validities: tuple[Validity, ...] = kept["validities"]
    return validities


def with_parts_in_force(criterion: Criterion, moment: Moment) -> Criterion:
    """A criterion with those of its indicators, caps and presumptions that are in force; itself if all are."""
    in_force_or_not = tuple(part.validity.covers(*moment) for part in criterion.dated_parts[1:])
    if all(in_force_or_not):
        return criterion
    versions = remembered(criterion).setdefault("in force", {})
    if in_force_or_not not in versions:
        versions[in_force_or_not] = replace(
            criterion,
            indicators=in_force(criterion.indicators, moment),
            caps=in_force(criterion.caps, moment),
            presumptions=in_force(criterion.presumptions, moment),
        )
    version: Criterion = versions[in_force_or_not]
    return version


def _with_law_in_force(entry: _EntryT, moment: Moment) -> _EntryT:
    """A criterion or gate with the law that is in force; itself if all is, or none."""
    law = in_force(entry.law, moment)
    if not law or law == entry.law:
        return entry
    versions = remembered(entry).setdefault("law in force", {})
    if law not in versions:
        versions[law] = replace(entry, law=law)
    version: _EntryT = versions[law]
    return version


def _with_condition(gate: Gate, criteria: frozenset[str]) -> Gate:
    """A gate in whose condition every share is a count; itself if there is no share."""
    condition = _with_counts(gate.condition, criteria)
    if condition is gate.condition:
        return gate
    versions = remembered(gate).setdefault("with counts", {})
    if condition not in versions:
        versions[condition] = replace(gate, condition=condition)
    version: Gate = versions[condition]
    return version


def with_choices(rubric: Rubric, choices: Mapping[str, str]) -> Rubric:
    """The rubric with some of its switches set; names and values must be the rubric's own."""
    values = tuple(choices.get(switch.name, switch.value) for switch in rubric.switches)
    if values == tuple(switch.value for switch in rubric.switches):
        return rubric
    versions = remembered(rubric).setdefault("with choices", {})
    if values not in versions:
        switches = (
            replace(switch, value=value) for switch, value in zip(rubric.switches, values, strict=True)
        )
        versions[values] = replace(rubric, switches=tuple(switches))
    version: Rubric = versions[values]
    return version


def _with_counts(condition: Condition, criteria: frozenset[str]) -> Condition:
    """A condition in which every share has become a count of those parts whose criterion is in force."""
    before = condition
    if isinstance(condition, AtLeastSo) and condition.share is not None:
        parts = tuple(
            part
            for part in condition.parts()
            if not isinstance(part, OutcomeIn) or part.criterion in criteria
        )
        condition = AtLeastSo(math.ceil(condition.share * len(parts)), parts, title=before.title)
    parts = condition.parts()
    counted = [_with_counts(part, criteria) for part in parts]
    if all(part is old for part, old in zip(counted, parts, strict=True)):
        return condition
    return condition.with_parts(counted)


def plain_through_gates(condition: Condition, law: Rubric) -> Iterator[Plain]:
    """Every condition without parts that a condition asks, also through the gates that it names, each gate once."""
    conditions = {gate.id: gate.condition for gate in law.gates}
    waiting = [condition]
    while waiting:
        for plain in plain_conditions(waiting.pop()):
            yield plain
            if isinstance(plain, GateHolds) and plain.gate in conditions:
                waiting.append(conditions.pop(plain.gate))


def _one_version_each(criteria: Iterable[Criterion], moment: Moment) -> tuple[Criterion, ...]:
    """For each criterion the version in force, or its first where none is."""
    chosen: dict[str, Criterion] = {}
    for criterion in criteria:
        if criterion.id not in chosen or criterion.validity.covers(*moment):
            chosen[criterion.id] = criterion
    return tuple(chosen.values())


def distinct_laws(rubric: Rubric) -> tuple[tuple[tuple[Moment, Rubric], ...], bool]:
    """
    Each law that a rubric holds, with a moment at which it is in force, and whether these are all.

    One law before and after earlier placements can first decide counts as two. The rubric's own readings
    and the newest report years come first. Where there are too many readings to list, some are left out.
    """
    rules = _dated_parts(rubric)
    validities = tuple(dict.fromkeys(rule.validity for rule in rules))
    all_choices, complete = readings(rubric, rules, MOST_READINGS)
    law_with: dict[frozenset[int], Rubric] = {}
    answers: dict[tuple[object, int], object] = {}
    laws: dict[object, tuple[Moment, Rubric]] = {}
    for choices, year in product(all_choices, law_years(rubric)):
        parts = frozenset(
            number for number, validity in enumerate(validities) if validity.covers(year, choices)
        )
        if parts not in law_with:
            law_with[parts] = law_of(with_choices(rubric, choices), year)
        law = law_with[parts]
        conditions = placement_conditions(law)
        if (conditions, year) not in answers:
            answers[conditions, year] = frozenset(histories(conditions, NO_PLACEMENTS, year))
        laws.setdefault((parts, answers[conditions, year]), (Moment(year, choices), law))
    return tuple(laws.values()), complete


def law_years(rubric: Rubric) -> tuple[int, ...]:
    """The report years in which a rule begins, has ended or first finds its placements; newest first."""
    years = set(turning_years(rubric, _dated_parts(rubric)))
    conditions = placement_conditions(rubric)
    if conditions:
        last = max(map(latest_start, conditions))
        years |= {
            year for year in (*years_read(conditions, last + 1), last + 1) if year >= rubric.first_report
        }
    return tuple(sorted(years, reverse=True))


def _dated_parts(rubric: Rubric) -> tuple[Dated, ...]:
    """Every part that has to do with a tier."""
    return (
        *(part for criterion in rubric.criteria for part in criterion.dated_parts),
        *rubric.gates,
        *rubric.rules,
    )
