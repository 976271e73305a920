"""Tests of a rubric, from their forms to the model, checked against the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

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
    from collections.abc import Collection, Iterable

    from tierscore.loading.rubric.actors import ActorsOfMeasures
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.evidence import Actor
    from tierscore.model.measure import Measure, Vocabulary
    from tierscore.model.test import Test
_Composed = forms.AnyOfForm | forms.AllOfForm | forms.AtLeastForm | forms.OutweighsForm | forms.NotForm


class TestReader:
    """Reads the tests of one file of a rubric."""

    def __init__(
        self, page: Page, vocabulary: Vocabulary | None, directions: Collection[str], actors: ActorsOfMeasures
    ) -> None:
        self._page = page
        self._vocabulary = vocabulary
        self._directions = directions
        self._actors = actors

    def test(self, form: Any, path: PathParts) -> Test:
        """The test that a form states; every problem of it is noted."""
        match form:
            case forms.PresenceForm():
                return self._presence(form, path)
            case forms.FigureTestForm():
                return self._figure(form, path)
            case forms.ComparedForm():
                return self._compared(form, path)
            case forms.TrendTestForm():
                return self._trend(form, path)
            case forms.JointForm():
                return Joint(frozenset(form.joint_with))
            case forms.CommittedForm():
                return Committed(frozenset(form.committed))
            case forms.CorroboratedForm():
                return self._corroborated(form, path)
            case _:
                return self._composed(form, path)

    def _composed(self, form: _Composed, path: PathParts) -> Test:
        match form:
            case forms.AnyOfForm():
                return AnyOf(self._tests(form.any_of, (*path, "any")))
            case forms.AllOfForm():
                return AllOf(self._tests(form.all_of, (*path, "all")))
            case forms.AtLeastForm():
                check_count(self._page, path, form.at_least, len(form.of), "tests")
                return AtLeast(form.at_least, self._tests(form.of, (*path, "of")))
            case forms.OutweighsForm():
                return Outweighs(
                    self._tests(form.gains, (*path, "gains")), self._tests(form.losses, (*path, "losses"))
                )
            case forms.NotForm():
                return Not(self.test(form.not_, (*path, "not")))
            case _:
                assert_never(form)

    def _tests(self, written: Iterable[Any], path: PathParts) -> tuple[Test, ...]:
        return tuple(self.test(form, (*path, index)) for index, form in enumerate(written))

    def _presence(self, form: forms.PresenceForm, path: PathParts) -> Test:
        by = self._by(path, form.measure, form.by)
        subjects = self._subjects(path, "measure", form.measure, form.series, form.scope)
        return _any_of([Presence(subject, by) for subject in subjects])

    def _figure(self, form: forms.FigureTestForm, path: PathParts) -> Test:
        by = self._by(path, form.figure, form.by)
        subjects = self._subjects(path, "figure", form.figure, form.series, form.scope)
        self._check_numeric((*path, "figure"), form.figure)
        return _any_of([AtLeastFigure(subject, form.at_least, by) for subject in subjects])

    def _trend(self, form: forms.TrendTestForm, path: PathParts) -> Test:
        check_known(self._page, (*path, "direction"), "direction", form.direction, self._directions)
        by = self._by(path, form.trend, form.by)
        subjects = self._subjects(path, "trend", form.trend, form.series, form.scope)
        return _any_of([Trend(subject, form.direction, by) for subject in subjects])

    def _subjects(
        self, path: PathParts, key: str, id: str, series: str | list[str] | None, scope: str | None
    ) -> list[Subject]:
        """One subject for each series named; a list of series asks for the largest."""
        if not isinstance(series, list):
            return [self._subject(path, key, id, series, scope)]
        places = [(*path, "series", index) for index in range(len(series))]
        found = (
            self._subject(path, key, id, each, scope, place=place)
            for each, place in zip(series, places, strict=True)
        )
        return list(dict.fromkeys(found))

    def _compared(self, form: forms.ComparedForm, path: PathParts) -> Test:
        other_series = form.of_series or (form.series if self._has_series(form.at_least_that_of) else None)
        own_series = form.series if form.of_series or self._has_series(form.figure) else None
        subject = self._subject(path, "figure", form.figure, own_series, form.scope)
        other = self._subject(
            path,
            "at_least_that_of",
            form.at_least_that_of,
            other_series,
            form.scope,
            place=(*path, "of_series"),
        )
        for key in ("figure", "at_least_that_of"):
            self._check_numeric((*path, key), getattr(form, key))
        self._check_comparable(path, subject, other)
        if form.ratio <= 0:
            self._page.report(
                (*path, "ratio"),
                Code.BAD_VALUE,
                f"the ratio {form.ratio} is not above 0",
                "leave it out for 1",
            )
        return Compared(subject, other, form.ratio)

    def _check_numeric(self, path: PathParts, id: str) -> None:
        measure = self._measure(id)
        if measure is not None and measure.unit is None:
            self._page.report(
                path, Code.UNIT, f"`{id}` has no figures", "ask for its presence: `{measure: …}`"
            )

    def _check_comparable(self, path: PathParts, subject: Subject, other: Subject) -> None:
        if subject.series and other.series and subject.series != other.series:
            message = f"figures of the series `{subject.series}` and `{other.series}` are never compared"
            self._page.report((*path, "of_series"), Code.SERIES, message, "compare figures of one series")
        one, two = self._measure(subject.measure), self._measure(other.measure)
        if one is not None and two is not None and one.unit != two.unit:
            message = f"`{one.id}` is counted in {one.unit}, `{two.id}` in {two.unit}"
            self._page.report((*path, "at_least_that_of"), Code.UNIT, message, "compare figures of one unit")

    def _corroborated(self, form: forms.CorroboratedForm, path: PathParts) -> Test:
        for index, measure in enumerate(form.corroborated):
            self._known((*path, "corroborated", index), measure)
        return Corroborated(tuple(form.corroborated), form.sources, form.years)

    def _subject(  # noqa: PLR0913
        self,
        path: PathParts,
        key: str,
        id: str,
        series: str | None,
        scope: str | None,
        *,
        place: PathParts = (),
    ) -> Subject:
        """What a test reads; ``place`` is where its series stands, if not under ``series``."""
        measure = self._known((*path, key), id)
        if measure is not None:
            check_series(self._page, path if series is None else place or (*path, "series"), measure, series)
        if scope is not None and self._vocabulary is not None:
            check_known(self._page, (*path, "scope"), "scope", scope, self._vocabulary.scopes)
        return Subject(id, series, scope)

    def _known(self, path: PathParts, id: str) -> Measure | None:
        return check_measure(self._page, path, id, self._vocabulary) if self._vocabulary is not None else None

    def _measure(self, id: str) -> Measure | None:
        return self._vocabulary.measures.get(id) if self._vocabulary is not None else None

    def _has_series(self, id: str) -> bool:
        measure = self._measure(id)
        return measure is not None and bool(measure.series)

    def _by(self, path: PathParts, measure: str, by: list[Actor] | None) -> frozenset[Actor]:
        actors = frozenset(by or ())
        self._actors.note(self._page, path, measure, actors)
        return actors


def check_count(page: Page, path: PathParts, count: int, parts: int, what: str) -> None:
    """Note a problem where more is asked for than there is."""
    if count > parts:
        hint = f"ask for {parts} at most, or add {what}"
        page.report((*path, "at_least"), Code.BAD_VALUE, f"{count} of {parts} {what} can never be", hint)


def _any_of(tests: list[Presence] | list[Trend] | list[AtLeastFigure]) -> Test:
    return tests[0] if len(tests) == 1 else AnyOf(tuple(tests))
