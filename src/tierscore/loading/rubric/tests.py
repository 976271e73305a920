"""Tests of a rubric, from their forms to the model, checked against the vocabulary."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, Any

from tierscore.loading.forms import tests as forms
from tierscore.loading.validation.references import check_known, check_measure, check_series
from tierscore.model.problem import Code
from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Committed,
    Compared,
    Corroborated,
    Joint,
    Not,
    Outweighs,
    Presence,
    Subject,
    Trend,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.actor import Actor
    from tierscore.model.measure import Measure, Vocabulary
    from tierscore.model.test import Test


class ActorsOfMeasures:
    """Who must have acted, by measure: the same actors wherever a rubric reads a measure."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[frozenset[Actor], str]] = {}
        """The actors that each measure was first read with, and where."""

    def note(self, spot: Spot, measure: str, actors: frozenset[Actor]) -> None:
        """Remember the actors of a test, or note a problem where an earlier test named others."""
        first, where = self._first.setdefault(measure, (actors, str(spot.page.place(spot.path))))
        if first != actors:
            these, those = _actors_as_written(actors), _actors_as_written(first)
            message = f"`{measure}` is read here with {these}, but with {those} at {where}"
            hint = "one measure has one value: name the same actors in all tests"
            (spot.at("by") if actors else spot).report(Code.ACTORS, message, hint)


def _actors_as_written(actors: frozenset[Actor]) -> str:
    return f"`by: [{', '.join(sorted(actors))}]`" if actors else "no `by`"


class TestReader:
    """Reads the tests of a rubric."""

    def __init__(
        self, vocabulary: Vocabulary | None, directions: Collection[str], actors: ActorsOfMeasures
    ) -> None:
        self._vocabulary = vocabulary
        self._directions = directions
        self._actors = actors

    def test(self, spot: Spot, form: Any) -> Test:  # noqa: PLR0912 - one branch a kind of test
        """The test that a form states; every problem of it is noted."""
        match form:
            case forms.PresenceForm():
                return self._of_subjects(spot, form, "measure", Presence)
            case forms.FigureTestForm():
                self._check_numeric(spot.at("figure"), form.figure)
                return self._of_subjects(
                    spot, form, "figure", lambda subject, by: AtLeastFigure(subject, form.at_least, by)
                )
            case forms.ComparedForm():
                return self._compared(spot, form)
            case forms.TrendTestForm():
                check_known(spot.at("direction"), "direction", form.direction, self._directions)
                return self._of_subjects(
                    spot, form, "trend", lambda subject, by: Trend(subject, form.direction, by)
                )
            case forms.JointForm():
                return Joint(frozenset(form.joint_with))
            case forms.CommittedForm():
                return Committed(frozenset(form.committed))
            case forms.CorroboratedForm():
                for entry, measure in spot.at("corroborated").each(form.corroborated):
                    check_measure(entry, measure, self._vocabulary)
                return Corroborated(tuple(form.corroborated), form.sources, form.years)
            case forms.AnyOfForm():
                return AnyOf(self._tests(spot.at("any"), form.any_of))
            case forms.AllOfForm():
                return AllOf(self._tests(spot.at("all"), form.all_of))
            case forms.AtLeastForm():
                check_count(spot, form.at_least, len(form.of), "tests")
                return AtLeast(form.at_least, self._tests(spot.at("of"), form.of))
            case forms.OutweighsForm():
                gains = self._tests(spot.at("gains"), form.gains)
                return Outweighs(gains, self._tests(spot.at("losses"), form.losses))
            case forms.NotForm():
                return Not(self.test(spot.at("not"), form.not_))
            case _:
                raise AssertionError(form)

    def _tests(self, spot: Spot, tests: Iterable[Any]) -> tuple[Test, ...]:
        return tuple(starmap(self.test, spot.each(tests)))

    def _of_subjects(
        self,
        spot: Spot,
        form: forms.ReadingForm,
        key: str,
        test: Callable[[Subject, frozenset[Actor]], Test],
    ) -> Test:
        """A test on the measure under ``key``; of several series the largest counts."""
        measure, actors = getattr(form, key), frozenset(form.by or ())
        self._actors.note(spot, measure, actors)
        series_spot = spot.at("series") if form.series is not None else spot
        entries = (
            series_spot.each(form.series) if isinstance(form.series, list) else [(series_spot, form.series)]
        )
        subjects = (self._subject(spot, key, measure, entry, form.scope) for entry in entries)
        tests = tuple(test(subject, actors) for subject in dict.fromkeys(subjects))
        return tests[0] if len(tests) == 1 else AnyOf(tests)

    def _subject(
        self, spot: Spot, key: str, id: str, series: tuple[Spot, str | None], scope: str | None
    ) -> Subject:
        """What a test reads: a measure, a series with the spot where it is written, and a scope."""
        measure = check_measure(spot.at(key), id, self._vocabulary)
        if measure is not None:
            check_series(series[0], measure, series[1])
        if scope is not None and self._vocabulary is not None:
            check_known(spot.at("scope"), "scope", scope, self._vocabulary.scopes)
        return Subject(id, series[1], scope)

    def _compared(self, spot: Spot, form: forms.ComparedForm) -> Test:
        other_series = form.of_series or (form.series if self._has_series(form.at_least_that_of) else None)
        own_series = form.series if form.of_series or self._has_series(form.figure) else None
        series_spot = spot if own_series is None else spot.at("series")
        other_spot = spot if other_series is None else spot.at("of_series")
        subject = self._subject(spot, "figure", form.figure, (series_spot, own_series), form.scope)
        other = self._subject(
            spot, "at_least_that_of", form.at_least_that_of, (other_spot, other_series), form.scope
        )
        self._check_numeric(spot.at("figure"), form.figure)
        self._check_numeric(spot.at("at_least_that_of"), form.at_least_that_of)
        self._check_comparable(spot, subject, other)
        if form.ratio <= 0:
            message = f"the ratio {form.ratio} is not above 0"
            spot.at("ratio").report(Code.BAD_VALUE, message, "leave it out for 1")
        return Compared(subject, other, form.ratio)

    def _check_numeric(self, spot: Spot, id: str) -> None:
        measure = self._measure(id)
        if measure is not None and measure.unit is None:
            spot.report(Code.UNIT, f"`{id}` has no figures", "ask for its presence: `{measure: …}`")

    def _check_comparable(self, spot: Spot, subject: Subject, other: Subject) -> None:
        if subject.series and other.series and subject.series != other.series:
            message = f"figures of the series `{subject.series}` and `{other.series}` are never compared"
            spot.at("of_series").report(Code.SERIES, message, "compare figures of one series")
        mine, theirs = self._measure(subject.measure), self._measure(other.measure)
        if mine is not None and theirs is not None and mine.unit != theirs.unit:
            message = f"`{mine.id}` is counted in {mine.unit}, `{theirs.id}` in {theirs.unit}"
            spot.at("at_least_that_of").report(Code.UNIT, message, "compare figures of one unit")

    def _measure(self, id: str) -> Measure | None:
        return self._vocabulary.measures.get(id) if self._vocabulary is not None else None

    def _has_series(self, id: str) -> bool:
        measure = self._measure(id)
        return measure is not None and bool(measure.series)


def check_count(spot: Spot, count: int, parts: int, noun: str) -> None:
    """Note a problem where more is asked for than there is."""
    if count > parts:
        hint = f"ask for {parts} at most, or add {noun}"
        spot.at("at_least").report(Code.BAD_VALUE, f"{count} of {parts} {noun} can never be", hint)
