"""The moments at which the law of a rubric can differ: report years, under readings of its switches."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.model.law import Validity
    from tierscore.model.rubric import Rubric
MOST_READINGS = 500
"""The most combinations of switches that are listed where a reader waits for the answer."""


class Dated(Protocol):
    """A rule of a rubric, which is in force for some report years and readings only."""

    @property
    def validity(self) -> Validity:
        """For which report years, and under which choices."""


class Identified(Dated, Protocol):
    """A rule of a rubric with an id, which may stand several times for different years or readings."""

    @property
    def id(self) -> str:
        """Its id."""


DatedT = TypeVar("DatedT", bound=Dated)
PartT = TypeVar("PartT")


class Moment(NamedTuple):
    """A report year under one reading of the law."""

    report_year: int
    choices: Mapping[str, str]
    """The value of every switch."""


def in_force(rules: Iterable[DatedT], moment: Moment) -> tuple[DatedT, ...]:
    """Those of some rules that are in force."""
    return tuple(rule for rule in rules if rule.validity.covers(*moment))


def moments(rubric: Rubric, rules: Iterable[Dated], most: float = math.inf) -> tuple[Moment, ...]:
    """Every moment at which other rules can be in force, newest first; for ``most`` see ``readings``."""
    rules = tuple(rules)
    choices, _ = readings(rubric, rules, most)
    return tuple(Moment(year, chosen) for chosen in choices for year in turning_years(rubric, rules))


def turning_years(rubric: Rubric, rules: Iterable[Dated]) -> tuple[int, ...]:
    """The first report year and those in which a rule begins or has ended; the newest first."""
    years = {rubric.first_report}
    for rule in rules:
        years |= {rule.validity.since or 0, (rule.validity.until or 0) + 1}
    return tuple(sorted((year for year in years if year >= rubric.first_report), reverse=True))


def readings(
    rubric: Rubric, rules: Iterable[Dated], most: float = math.inf
) -> tuple[tuple[Mapping[str, str], ...], bool]:
    """
    The choices under which other rules can be in force, the rubric's own first, and whether these are all.

    Switches that no rule names keep the rubric's own value. Of more than ``most`` combinations only those are
    given that change one switch or that some rule asks for.
    """
    conditions = tuple(dict.fromkeys(rule.validity.where for rule in rules))
    names = {name for where in conditions for name, _ in where}
    options = {switch.name: tuple(switch.options) for switch in rubric.switches if switch.name in names}
    changes = [{}, *({name: value} for name, values in options.items() for value in values)]
    changes += map(dict, conditions)
    complete = math.prod(map(len, options.values())) <= most
    if complete:
        changes += [dict(zip(options, values, strict=True)) for values in product(*options.values())]
    choices = (rubric.choices | change for change in changes)
    return tuple({tuple(sorted(chosen.items())): chosen for chosen in choices}.values()), complete


def in_one_only(ours: Iterable[PartT], theirs: Iterable[PartT]) -> tuple[PartT, ...]:
    """What stands in one of two lists of parts only; parts that are not the same object are taken to differ."""
    our_ids, their_ids = {id(part): part for part in ours}, {id(part): part for part in theirs}
    return tuple(
        part for key, part in (our_ids | their_ids).items() if key not in our_ids or key not in their_ids
    )
