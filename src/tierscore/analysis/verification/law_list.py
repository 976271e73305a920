"""The laws that a rubric holds: by report year, and by how its switches are set."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Protocol

from tierscore.engine.law import Dated, law_of, with_choices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.engine.law import DatedT
    from tierscore.model.law import Validity
    from tierscore.model.rubric import Rubric


class Identified(Dated, Protocol):
    """A rule of a rubric with an id, which may stand several times for different years or readings."""

    @property
    def id(self) -> str:
        """Its id."""


Moment = tuple[int, dict[str, str]]
"""A report year and the value of every switch."""


def moments(rubric: Rubric, rules: Iterable[Dated]) -> tuple[Moment, ...]:
    """
    Enough report years and readings to see some rules of a rubric in every combination in which they can be in force.

    These are the years in which one of them begins or is no longer there, under every value of the switches that they name;
    other switches have the rubric's own.
    """
    dates = [rule.validity for rule in rules]
    named = {switch for validity in dates for switch, _ in validity.where}
    values = [
        [(switch.name, value) for value in switch.options]
        for switch in rubric.switches
        if switch.name in named
    ]
    readings = [rubric.choices | dict(chosen) for chosen in product(*values)]
    return tuple(
        (year, choices) for choices in readings for year in _turning_years(rubric.first_report, dates)
    )


def in_force(rules: Iterable[DatedT], moment: Moment) -> tuple[DatedT, ...]:
    """Those of some rules that are in force."""
    return tuple(rule for rule in rules if rule.validity.covers(*moment))


def _turning_years(first: int, dates: Iterable[Validity]) -> tuple[int, ...]:
    turning = {
        year
        for validity in dates
        for year in (validity.since, validity.until and validity.until + 1)
        if year and year > first
    }
    return (first, *sorted(turning))


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
