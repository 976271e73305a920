"""The law of one report year: what of a rubric is in force then, under the readings it chooses."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from tierscore.engine.past_placements import histories, latest_start, placement_conditions, years_read
from tierscore.model.condition import AtLeastSo, OutcomeIn
from tierscore.model.moments import MOST_READINGS, Moment, in_force, readings, turning_years
from tierscore.model.placement import NO_PLACEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.model.condition import Condition
    from tierscore.model.moments import Dated
    from tierscore.model.rubric import Criterion, Rubric


def law_of(rubric: Rubric, report_year: int) -> Rubric:
    """
    The rubric as the law of a report year and its own switches make it.

    A criterion that the law of the year does not ask stays in the list, so that it is found not applicable.
    """
    moment = Moment(report_year, rubric.choices)
    asked = frozenset(criterion.id for criterion in in_force(rubric.criteria, moment))
    ruleset = rubric.ruleset(report_year)
    return replace(
        rubric,
        judges_as_of=ruleset.says if ruleset else rubric.judges_as_of,
        criteria=tuple(
            replace(
                criterion,
                law=in_force(criterion.law, moment) or criterion.law,
                indicators=in_force(criterion.indicators, moment),
                caps=in_force(criterion.caps, moment),
                presumptions=in_force(criterion.presumptions, moment),
            )
            for criterion in _one_version_each(rubric.criteria, moment)
        ),
        gates=tuple(
            replace(
                gate, law=in_force(gate.law, moment) or gate.law, condition=_counted(gate.condition, asked)
            )
            for gate in in_force(rubric.gates, moment)
        ),
        explained_moves=rubric.explained_moves
        if rubric.explained_since is not None and report_year >= rubric.explained_since
        else (),
        rules=tuple(
            replace(rule, when=_counted(rule.when, asked)) for rule in in_force(rubric.rules, moment)
        ),
        special_list=in_force(rubric.special_list, moment),
    )


def with_choices(rubric: Rubric, choices: Mapping[str, str]) -> Rubric:
    """The rubric with some of its switches set; names and values must be the rubric's own."""
    return replace(
        rubric,
        switches=tuple(
            replace(switch, value=choices.get(switch.name, switch.value)) for switch in rubric.switches
        ),
    )


def _counted(condition: Condition, criteria: frozenset[str]) -> Condition:
    """A condition in which every share has become a count of those conditions whose criterion the law of the year asks."""
    if isinstance(condition, AtLeastSo) and condition.share is not None:
        parts = [
            part
            for part in condition.parts()
            if not isinstance(part, OutcomeIn) or part.criterion in criteria
        ]
        condition = AtLeastSo(math.ceil(condition.share * len(parts)), tuple(parts))
    return condition.with_parts([_counted(part, criteria) for part in condition.parts()])


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
        self.rubric = rubric
        self._made: dict[tuple[int, tuple[tuple[str, str], ...]], Rubric] = {}

    def of(self, report_year: int, choices: Mapping[str, str]) -> Rubric:
        """The law of a report year under chosen readings."""
        key = report_year, tuple(sorted(choices.items()))
        if key not in self._made:
            self._made[key] = law_of(with_choices(self.rubric, choices), report_year)
        return self._made[key]


def distinct_laws(rubric: Rubric) -> tuple[tuple[tuple[Moment, Rubric], ...], bool]:
    """
    Each law that a rubric holds once, with a moment at which it is in force, and whether these are all.

    Laws that differ only in what the placements of earlier reports can be are two. The rubric's own readings and the newest
    report years come first. Where there are too many readings to list, some are left out.
    """
    rules = _dated_parts(rubric)
    validities = tuple(dict.fromkeys(rule.validity for rule in rules))
    choices, complete = readings(rubric, rules, MOST_READINGS)
    made: dict[frozenset[int], Rubric] = {}
    answers: dict[tuple[object, int], object] = {}
    laws: dict[object, tuple[Moment, Rubric]] = {}
    for chosen, year in product(choices, law_years(rubric)):
        parts = frozenset(
            number for number, validity in enumerate(validities) if validity.covers(year, chosen)
        )
        if parts not in made:
            made[parts] = law_of(with_choices(rubric, chosen), year)
        conditions = placement_conditions(made[parts])
        if (conditions, year) not in answers:
            answers[conditions, year] = frozenset(histories(conditions, NO_PLACEMENTS, year))
        laws.setdefault((parts, answers[conditions, year]), (Moment(year, chosen), made[parts]))
    return tuple(laws.values()), complete


def law_years(rubric: Rubric) -> tuple[int, ...]:
    """The report years in which a rule begins, has ended, or first finds its run of placements possible; the newest first."""
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
