"""
The plain twin of what stands before the range: the law of a year, and the facts of a period.

Parts of a rubric are kept or left out one by one, and what a source says is a set of numbers.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from brute_force import NUMBERS
from builders import GOVERNMENT
from tierscore.model.evidence import Bound, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.rubric import Rubric
    from tierscore.model.test import Subject


def plain_law(rubric: Rubric, year: int) -> Rubric:
    """What of a rubric is in force in a report year under the values of its switches; shares stay shares."""
    values = {switch.name: switch.value for switch in rubric.switches}

    def asked(part: Any) -> bool:
        dates = part.validity
        begun = dates.since is None or dates.since <= year
        over = dates.until is not None and dates.until < year
        return begun and not over and all(values[switch] == value for switch, value in dates.where)

    return replace(
        rubric,
        criteria=tuple(
            replace(
                criterion,
                indicators=tuple(filter(asked, criterion.indicators)),
                caps=tuple(filter(asked, criterion.caps)),
                presumptions=tuple(filter(asked, criterion.presumptions)),
            )
            for criterion in rubric.criteria
            if asked(criterion)
        ),
        gates=tuple(filter(asked, rubric.gates)),
        rules=tuple(filter(asked, rubric.rules)),
    )


def stated_numbers(dossier: Dossier, subject: Subject, report_year: int) -> set[Fraction]:
    """
    Every number that a count can have in the period of a report, going by the items of a file.

    For the dates that speak of a whole period: its report, and the calendar year before it. A number that one
    source gives stands; bounds that it satisfies add nothing. Without one, what all sources allow; where they
    exclude one another, what any allows. With no source at all the set is empty, save that a part of nothing is
    nothing.
    """
    whole = replace(subject, scope=None)
    claims = [
        claim
        for item in counted(dossier, report_year)
        if (item.measure, item.series, item.scope) == (subject.measure, subject.series, subject.scope)
        if (claim := _claim(item))
    ]
    exact = set().union(*(claim for claim in claims if len(claim) == 1))
    if exact:
        return exact.union(*(claim for claim in claims if not exact <= claim))
    if claims:
        return set.intersection(*claims) or set.union(*claims)
    none = subject.scope is not None and stated_numbers(dossier, whole, report_year) == {0}
    return {Fraction(0)} if none else set()


def counted(dossier: Dossier, report_year: int) -> Iterator[EvidenceItem]:
    """Items of the period that the government did, or that say that there was nothing, and that nobody revised."""
    revised = {item.revises for item in dossier.items}
    for item in dossier.items:
        none = item.status is Status.ABSENT
        if (
            item.when.text in {f"report {report_year}", str(report_year - 1)}
            and item.id not in revised
            and item.status not in {Status.PLANNED, Status.NOT_REPORTED}
            and (none or item.by & GOVERNMENT)
        ):
            yield item


def _claim(item: EvidenceItem) -> set[Fraction]:
    """The numbers that an item allows; empty where it only compares."""
    if item.figure is None:
        if item.status is None:
            return set()
        return {n for n in NUMBERS if (n == 0) == (item.status is Status.ABSENT)}
    figure = item.figure
    return {
        Bound.EXACT: {figure.value},
        Bound.AT_LEAST: {n for n in NUMBERS if n >= figure.value},
        Bound.AT_MOST: {n for n in NUMBERS if n <= figure.value},
        Bound.ABOUT: {n for n in NUMBERS if n >= 1},
    }[figure.bound]
