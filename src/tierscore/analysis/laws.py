"""The laws that a rubric holds: one for each span of report years and each reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tierscore.engine.in_force import Dated, law_of, with_choices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.engine.in_force import Rule
    from tierscore.model.law import Validity
    from tierscore.model.rubric import Rubric


class Identified(Dated, Protocol):
    """A rule of a rubric with an id, which may stand several times for different years or readings."""

    @property
    def id(self) -> str:
        """Its id."""


Moment = tuple[int, dict[str, str]]
"""A report year and the value of every switch."""


def moments(rubric: Rubric) -> tuple[Moment, ...]:
    """Every report year in whose law something begins or is no longer there, under each reading: the rubric's own, and each other value."""
    others = ({switch.name: value} for switch in rubric.switches for value in switch.options if value != switch.value)
    readings = [rubric.choices | other for other in ({}, *others)]
    return tuple((year, choices) for choices in readings for year in _turning_years(rubric))


def in_force(rules: Iterable[Rule], moment: Moment) -> tuple[Rule, ...]:
    """Those of some rules that are in force."""
    return tuple(rule for rule in rules if rule.validity.covers(*moment))


def _turning_years(rubric: Rubric) -> tuple[int, ...]:
    years = {rubric.first_report}
    for validity in _validities(rubric):
        years |= {year for year in (validity.since, validity.until and validity.until + 1) if year and year > rubric.first_report}
    return tuple(sorted(years))


def _validities(rubric: Rubric) -> Iterator[Validity]:
    """The validity of everything that may be dated, citations aside."""
    for criterion in rubric.criteria:
        yield from _of((criterion, *criterion.indicators, *criterion.caps, *criterion.presumptions))
    yield from _of((*rubric.gates, *rubric.rules, *rubric.special_list))


def _of(rules: Iterable[Dated]) -> Iterator[Validity]:
    return (rule.validity for rule in rules)


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
