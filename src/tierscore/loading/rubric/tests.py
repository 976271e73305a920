"""Tests of a rubric, from their forms to the model, checked against the vocabulary."""

from __future__ import annotations

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

    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.evidence import Actor
    from tierscore.model.measure import Measure, Vocabulary
    from tierscore.model.test import Test


class ActorsOfMeasures:
    """Who must have acted, by measure: the same actors wherever a rubric reads a measure."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[frozenset[Actor], str]] = {}
        """The actors that each measure was first read with, and where."""

    def note(self, page: Page, path: PathParts, measure: str, actors: frozenset[Actor]) -> None:
        """Remember the actors of a test, or note a problem where an earlier test named others."""
        first, where = self._first.setdefault(measure, (actors, str(page.place(path))))
        if first != actors:
            message = (
                f"`{measure}` is read here with {_actors_as_written(actors)}, "
                f"but with {_actors_as_written(first)} at {where}"
            )
            hint = "one measure has one value: name the same actors in all tests"
            page.report((*path, "by") if actors else path, Code.ACTORS, message, hint)


def _actors_as_written(actors: frozenset[Actor]) -> str:
    return f"`by: [{', '.join(sorted(actors))}]`" if actors else "no `by`"


class TestReader:
    """Reads the tests of one file of a rubric."""

    def __init__(
        self, page: Page, vocabulary: Vocabulary | None, directions: Collection[str], actors: ActorsOfMeasures
    ) -> None:
        self._page = page
        self._vocabulary = vocabulary
        self._directions = directions
        self._actors = actors

    def test(self, form: Any, path: PathParts) -> Test:  # noqa: PLR0912 - one branch a kind of test
        """The test that a form states; every problem of it is noted."""
        match form:
            case forms.PresenceForm():
                return self._of_subjects(form, path, "measure", Presence)
            case forms.FigureTestForm():
                self._check_numeric((*path, "figure"), form.figure)
                return self._of_subjects(
                    form, path, "figure", lambda subject, by: AtLeastFigure(subject, form.at_least, by)
                )
            case forms.ComparedForm():
                return self._compared(form, path)
            case forms.TrendTestForm():
                check_known(self._page, (*path, "direction"), "direction", form.direction, self._directions)
                return self._of_subjects(
                    form, path, "trend", lambda subject, by: Trend(subject, form.direction, by)
                )
            case forms.JointForm():
                return Joint(frozenset(form.joint_with))
            case forms.CommittedForm():
                return Committed(frozenset(form.committed))
            case forms.CorroboratedForm():
                for index, measure in enumerate(form.corroborated):
                    check_measure(self._page, (*path, "corroborated", index), measure, self._vocabulary)
                return Corroborated(tuple(form.corroborated), form.sources, form.years)
            case forms.AnyOfForm():
                return AnyOf(self._tests(form.any_of, (*path, "any")))
            case forms.AllOfForm():
                return AllOf(self._tests(form.all_of, (*path, "all")))
            case forms.AtLeastForm():
                check_count(self._page, path, form.at_least, len(form.of), "tests")
                return AtLeast(form.at_least, self._tests(form.of, (*path, "of")))
            case forms.OutweighsForm():
                gains = self._tests(form.gains, (*path, "gains"))
                return Outweighs(gains, self._tests(form.losses, (*path, "losses")))
            case forms.NotForm():
                return Not(self.test(form.not_, (*path, "not")))
            case _:
                raise AssertionError(form)

    def _tests(self, written: Iterable[Any], path: PathParts) -> tuple[Test, ...]:
        return tuple(self.test(form, (*path, index)) for index, form in enumerate(written))

    def _of_subjects(
        self,
        form: forms.ReadingForm,
        path: PathParts,
        key: str,
        test: Callable[[Subject, frozenset[Actor]], Test],
    ) -> Test:
        """A test on the measure under ``key``; of several series the largest counts."""
        measure, actors = getattr(form, key), frozenset(form.by or ())
        self._actors.note(self._page, path, measure, actors)
        subjects = self._subjects(path, key, measure, form.series, form.scope)
        tests = tuple(test(subject, actors) for subject in subjects)
        return tests[0] if len(tests) == 1 else AnyOf(tests)

    def _subjects(
        self, path: PathParts, key: str, id: str, series: str | list[str] | None, scope: str | None
    ) -> list[Subject]:
        """One subject for each series named; a list of series asks for the largest."""
        if not isinstance(series, list):
            return [self._subject(path, key, id, series, scope)]
        subjects = (
            self._subject(path, key, id, name, scope, series_path=(*path, "series", index))
            for index, name in enumerate(series)
        )
        return list(dict.fromkeys(subjects))

    def _compared(self, form: forms.ComparedForm, path: PathParts) -> Test:
        other_series = form.of_series or (form.series if self._has_series(form.at_least_that_of) else None)
        own_series = form.series if form.of_series or self._has_series(form.figure) else None
        subject = self._subject(path, "figure", form.figure, own_series, form.scope)
        place = (*path, "of_series")
        other = self._subject(
            path, "at_least_that_of", form.at_least_that_of, other_series, form.scope, series_path=place
        )
        for key in ("figure", "at_least_that_of"):
            self._check_numeric((*path, key), getattr(form, key))
        self._check_comparable(path, subject, other)
        if form.ratio <= 0:
            message = f"the ratio {form.ratio} is not above 0"
            self._page.report((*path, "ratio"), Code.BAD_VALUE, message, "leave it out for 1")
        return Compared(subject, other, form.ratio)

    def _check_numeric(self, path: PathParts, id: str) -> None:
        measure = self._measure(id)
        if measure is not None and measure.unit is None:
            hint = "ask for its presence: `{measure: …}`"
            self._page.report(path, Code.UNIT, f"`{id}` has no figures", hint)

    def _check_comparable(self, path: PathParts, subject: Subject, other: Subject) -> None:
        if subject.series and other.series and subject.series != other.series:
            message = f"figures of the series `{subject.series}` and `{other.series}` are never compared"
            self._page.report((*path, "of_series"), Code.SERIES, message, "compare figures of one series")
        mine, theirs = self._measure(subject.measure), self._measure(other.measure)
        if mine is not None and theirs is not None and mine.unit != theirs.unit:
            message = f"`{mine.id}` is counted in {mine.unit}, `{theirs.id}` in {theirs.unit}"
            self._page.report((*path, "at_least_that_of"), Code.UNIT, message, "compare figures of one unit")

    def _subject(  # noqa: PLR0913
        self,
        path: PathParts,
        key: str,
        id: str,
        series: str | None,
        scope: str | None,
        *,
        series_path: PathParts = (),
    ) -> Subject:
        """What a test reads; ``series_path`` leads to its series where that is not under ``series``."""
        measure = check_measure(self._page, (*path, key), id, self._vocabulary)
        if measure is not None:
            place = path if series is None else series_path or (*path, "series")
            check_series(self._page, place, measure, series)
        if scope is not None and self._vocabulary is not None:
            check_known(self._page, (*path, "scope"), "scope", scope, self._vocabulary.scopes)
        return Subject(id, series, scope)

    def _measure(self, id: str) -> Measure | None:
        return self._vocabulary.measures.get(id) if self._vocabulary is not None else None

    def _has_series(self, id: str) -> bool:
        measure = self._measure(id)
        return measure is not None and bool(measure.series)


def check_count(page: Page, path: PathParts, count: int, parts: int, noun: str) -> None:
    """Note a problem where more is asked for than there is."""
    if count > parts:
        hint = f"ask for {parts} at most, or add {noun}"
        page.report((*path, "at_least"), Code.BAD_VALUE, f"{count} of {parts} {noun} can never be", hint)
