"""What a user writes as a fact to assume, read and checked against the vocabulary."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe
from tierscore.model.assumption import Assumption
from tierscore.model.evidence import Figure, Status, Versus
from tierscore.model.test import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.measure import Measure, Vocabulary

_WRITTEN = re.compile(
    r"(?P<measure>[^=:/]+)(?::(?P<series>[^=:/]*))?(?:/(?P<scope>[^=:/]*))?=(?P<value>.*)", re.DOTALL
)
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?", re.ASCII)
_FORM = "write MEASURE=done, MEASURE=absent or MEASURE=NUMBER; a series as MEASURE:SERIES, a part as MEASURE/SCOPE"
_LONGEST = 100
MORE = "more"
"""Written for: done, and more than in the year before."""


def read_assumptions(written: Iterable[str], vocabulary: Vocabulary) -> tuple[Assumption, ...]:
    """
    Facts to assume, as the option ``--fact`` has them.

    Raises:
        UsageError: If one is not in the form, names what the vocabulary does not have, or two contradict one another.
    """
    assumptions: dict[Subject, Assumption] = {}
    for text in written:
        assumption = read_assumption(text, vocabulary)
        earlier = assumptions.setdefault(assumption.subject, assumption)
        if earlier != assumption:
            raise UsageError(
                f"two assumptions on {in_option_form(assumption.subject)} contradict one another; keep one"
            )
    for assumption in assumptions.values():
        _refuse_part_of_nothing(assumption, assumptions)
    return tuple(assumptions.values())


def read_assumption(text: str, vocabulary: Vocabulary) -> Assumption:
    """
    One fact to assume.

    Raises:
        UsageError: If it is not in the form, or names what the vocabulary does not have.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"--fact '{safe(text[:_LONGEST])}' assumes nothing; {_FORM}")
    measure = _measure(match["measure"].strip(), vocabulary)
    series, scope = _series(measure, match["series"]), match["scope"]
    if scope is not None and scope not in vocabulary.scopes:
        from tierscore.loading.suggestions import did_you_mean

        hint = did_you_mean(scope, vocabulary.scopes) or "rubrics/measures.yaml lists the scopes"
        raise UsageError(f"there is no scope '{safe(scope[:_LONGEST])}'; {hint}")
    subject = Subject(measure.id, series, scope)
    return _valued(subject, match["value"].strip(), measure, vocabulary)


def in_option_form(subject: Subject) -> str:
    """A subject as the option ``--fact`` names it."""
    series = f":{subject.series}" if subject.series else ""
    return f"{subject.measure}{series}" + (f"/{subject.scope}" if subject.scope else "")


def _measure(name: str, vocabulary: Vocabulary) -> Measure:
    measure = vocabulary.measures.get(name)
    if measure is None:
        from tierscore.loading.suggestions import measure_meant

        hint = measure_meant(name, vocabulary.measures) or "`tierscore list measures WORD` searches them"
        raise UsageError(f"there is no measure '{safe(name[:_LONGEST])}'; {hint}")
    return measure


def _series(measure: Measure, series: str | None) -> str | None:
    if series is None and len(measure.series) > 1:
        *others, last = measure.series
        listed = f"{', '.join(others)} or {last}"
        raise UsageError(
            f"{measure.id} is counted in several series; name one of {listed}, as in {measure.id}:{last}=done"
        )
    if series is None:
        return measure.series[0] if measure.series else None
    if series not in measure.series:
        known = f"it has {', '.join(measure.series)}" if measure.series else "it has none"
        raise UsageError(f"{measure.id} has no series '{safe(series[:_LONGEST])}'; {known}")
    return series


def _valued(subject: Subject, value: str, measure: Measure, vocabulary: Vocabulary) -> Assumption:
    match value:
        case "done":
            return Assumption(subject, Status.DONE)
        case "absent":
            return Assumption(subject, Status.ABSENT)
        case "more":
            return Assumption(subject, Status.DONE, versus=Versus.MORE)
        case _:
            figure = _figure(value, measure, vocabulary)
            return Assumption(subject, Status.DONE if figure.value else Status.ABSENT, figure)


def _figure(value: str, measure: Measure, vocabulary: Vocabulary) -> Figure:
    unit = vocabulary.unit_of(measure.id)
    if unit is None or measure.unit is None or not measure.numeric:
        words = f"'{safe(value[:_LONGEST])}'" if value else "nothing"
        raise UsageError(
            f"{measure.id} cannot be {words}: it has no figures, and can be done, absent or more"
        )
    if (named := unit.called(value)) is not None:
        return Figure(named.rank, measure.unit, named=named)
    if not _NUMBER.fullmatch(value):
        raise UsageError(
            f"{measure.id} cannot be '{safe(value[:_LONGEST])}'; it can be done, absent, more or a number, as in "
            f"{in_option_form(Subject(measure.id, measure.series[-1] if measure.series else None))}=12"
        )
    number = Fraction(value)
    if unit.whole and number.denominator != 1:
        raise UsageError(f"{measure.id} counts whole {measure.unit}; {value} is none")
    lowest = unit.lowest()
    if lowest is not None and number >= lowest.rank:
        words = ", ".join(named.word for named in unit.named)
        raise UsageError(f"{measure.id} cannot be {value} {measure.unit}; above all numbers stand {words}")
    return Figure(number, measure.unit)


def _refuse_part_of_nothing(assumption: Assumption, all_of_them: dict[Subject, Assumption]) -> None:
    subject = assumption.subject
    whole = all_of_them.get(Subject(subject.measure, subject.series))
    if subject.scope is None or whole is None or whole.status is not Status.ABSENT:
        return
    if assumption.status is not Status.ABSENT:
        raise UsageError(
            f"two assumptions contradict one another: nothing of {in_option_form(whole.subject)}, "
            f"and yet {in_option_form(subject)}"
        )
