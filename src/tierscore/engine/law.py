"""The law of one report year: what of a rubric is in force then, under the readings it chooses."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from tierscore.model.condition import AtLeastSo, OutcomeIn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.model.condition import Condition
    from tierscore.model.law import Validity
    from tierscore.model.rubric import Criterion, Rubric


class Dated(Protocol):
    """Anything of a rubric that is in force for some report years only."""

    @property
    def validity(self) -> Validity:
        """For which report years, and under which choices."""


DatedT = TypeVar("DatedT", bound=Dated)


def law_of(rubric: Rubric, report_year: int) -> Rubric:
    """
    The rubric as the law of a report year and its own switches make it.

    A criterion that the law of the year does not ask stays in the list, so that it is found not applicable.
    """

    def in_force(rules: Iterable[DatedT]) -> tuple[DatedT, ...]:
        return tuple(rule for rule in rules if rule.validity.covers(report_year, choices))

    choices = rubric.choices
    asked = frozenset(criterion.id for criterion in in_force(rubric.criteria))
    ruleset = rubric.ruleset(report_year)
    return replace(
        rubric,
        judges_as_of=ruleset.says if ruleset else rubric.judges_as_of,
        criteria=tuple(
            replace(
                criterion,
                law=in_force(criterion.law) or criterion.law,
                indicators=in_force(criterion.indicators),
                caps=in_force(criterion.caps),
                presumptions=in_force(criterion.presumptions),
            )
            for criterion in _one_version_each(rubric.criteria, report_year, choices)
        ),
        gates=tuple(
            replace(gate, law=in_force(gate.law) or gate.law, condition=_counted(gate.condition, asked))
            for gate in in_force(rubric.gates)
        ),
        explained_moves=rubric.explained_moves
        if rubric.explained_since is not None and report_year >= rubric.explained_since
        else (),
        rules=tuple(replace(rule, when=_counted(rule.when, asked)) for rule in in_force(rubric.rules)),
        special_list=in_force(rubric.special_list),
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


def _one_version_each(
    criteria: Iterable[Criterion], report_year: int, choices: Mapping[str, str]
) -> tuple[Criterion, ...]:
    """For each criterion the version in force, or its first where none is."""
    chosen: dict[str, Criterion] = {}
    for criterion in criteria:
        if criterion.id not in chosen or criterion.validity.covers(report_year, choices):
            chosen[criterion.id] = criterion
    return tuple(chosen.values())
