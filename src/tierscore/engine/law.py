"""The law of one report year: what of a rubric is in force then, under the readings it chooses."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from tierscore.engine.past_placements import histories, latest_start, placement_conditions, years_read
from tierscore.model.condition import AtLeastSo, GateHolds, OutcomeIn, plain_conditions
from tierscore.model.moments import MOST_READINGS, Moment, in_force, readings, turning_years
from tierscore.model.placement import NO_PLACEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.model.condition import Condition, Plain
    from tierscore.model.moments import Dated
    from tierscore.model.rubric import Criterion, Rubric


def law_of(rubric: Rubric, report_year: int) -> Rubric:
    """
    The rubric as the law of a report year and its own switches make it.

    A criterion that the law of the year does not ask stays in the list, so that it is found not applicable.
    """
    moment = Moment(report_year, rubric.choices)
    criteria = frozenset(criterion.id for criterion in in_force(rubric.criteria, moment))
    ruleset = rubric.ruleset(report_year)
    explained = rubric.explained_since is not None and report_year >= rubric.explained_since
    return replace(
        rubric,
        judges_as_of=ruleset.says if ruleset else rubric.judges_as_of,
        criteria=tuple(
            replace(
                with_parts_in_force(criterion, moment), law=in_force(criterion.law, moment) or criterion.law
            )
            for criterion in _one_version_each(rubric.criteria, moment)
        ),
        gates=tuple(
            replace(
                gate,
                law=in_force(gate.law, moment) or gate.law,
                condition=_with_counts(gate.condition, criteria),
            )
            for gate in in_force(rubric.gates, moment)
        ),
        explained_moves=rubric.explained_moves if explained else (),
        rules=tuple(
            replace(rule, when=_with_counts(rule.when, criteria)) for rule in in_force(rubric.rules, moment)
        ),
        special_list=in_force(rubric.special_list, moment),
    )


def with_parts_in_force(criterion: Criterion, moment: Moment) -> Criterion:
    """A criterion with those of its indicators, caps and presumptions that are in force."""
    return replace(
        criterion,
        indicators=in_force(criterion.indicators, moment),
        caps=in_force(criterion.caps, moment),
        presumptions=in_force(criterion.presumptions, moment),
    )


def with_choices(rubric: Rubric, choices: Mapping[str, str]) -> Rubric:
    """The rubric with some of its switches set; names and values must be the rubric's own."""
    switches = (replace(switch, value=choices.get(switch.name, switch.value)) for switch in rubric.switches)
    return replace(rubric, switches=tuple(switches))


def _with_counts(condition: Condition, criteria: frozenset[str]) -> Condition:
    """A condition in which every share has become a count of those parts whose criterion is in force."""
    if isinstance(condition, AtLeastSo) and condition.share is not None:
        parts = tuple(
            part
            for part in condition.parts()
            if not isinstance(part, OutcomeIn) or part.criterion in criteria
        )
        condition = AtLeastSo(math.ceil(condition.share * len(parts)), parts)
    return condition.with_parts([_with_counts(part, criteria) for part in condition.parts()])


def plain_through_gates(condition: Condition, law: Rubric) -> Iterator[Plain]:
    """Every condition without parts that a condition asks, also through the gates that it names."""
    conditions = {gate.id: gate.condition for gate in law.gates}
    waiting = [condition]
    while waiting:
        for plain in plain_conditions(waiting.pop()):
            yield plain
            if isinstance(plain, GateHolds):
                waiting.append(conditions[plain.gate])


def _one_version_each(criteria: Iterable[Criterion], moment: Moment) -> tuple[Criterion, ...]:
    """For each criterion the version in force, or its first where none is."""
    chosen: dict[str, Criterion] = {}
    for criterion in criteria:
        if criterion.id not in chosen or criterion.validity.covers(*moment):
            chosen[criterion.id] = criterion
    return tuple(chosen.values())


class Laws:
    """The laws of one rubric, each made once."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._laws: dict[tuple[int, tuple[tuple[str, str], ...]], Rubric] = {}

    def of(self, report_year: int, choices: Mapping[str, str]) -> Rubric:
        """The law of a report year under chosen readings."""
        key = report_year, tuple(sorted(choices.items()))
        if key not in self._laws:
            self._laws[key] = law_of(with_choices(self._rubric, choices), report_year)
        return self._laws[key]


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
