"""Criteria of a rubric, from their forms to the model."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING

from tierscore.loading.forms.base import laws
from tierscore.loading.rubric.completeness import moment_without_indicator
from tierscore.loading.rubric.validity import moment_in_words
from tierscore.loading.validation.references import check_measure
from tierscore.model.moments import MOST_READINGS, moments
from tierscore.model.problem import Code
from tierscore.model.rubric import Cap, Criterion, Indicator, Presumption, Remedy, Weight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from tierscore.loading.forms.criteria import (
        CapForm,
        CriterionForm,
        IndicatorForm,
        PresumptionForm,
    )
    from tierscore.loading.rubric.tests import TestReader
    from tierscore.loading.rubric.validity import Validities
    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric


class CriteriaReader:
    """Reads the criteria of a rubric."""

    def __init__(self, tests: TestReader, vocabulary: Vocabulary | None, validities: Validities) -> None:
        self._tests = tests
        self._validities = validities
        self._vocabulary = vocabulary

    def criterion(self, spot: Spot, form: CriterionForm, pillar: str) -> Criterion:
        """The criterion that a form states; every problem of it is noted."""
        for key in ("indicators", "caps", "presumptions"):
            self._validities.check_unique(spot.at(key), key[:-1], getattr(form, key))
        return Criterion(
            id=form.id,
            pillar=pillar,
            question=form.question,
            law=laws(form.law),
            weight=Weight(form.weight.value, form.weight.basis()),
            indicators=tuple(starmap(self._indicator, spot.at("indicators").each(form.indicators))),
            title=form.title or "",
            all_required=form.all_required,
            caps=tuple(starmap(self._cap, spot.at("caps").each(form.caps))),
            presumptions=tuple(starmap(self._presumption, spot.at("presumptions").each(form.presumptions))),
            validity=self._validities.read(spot, form),
        )

    def _indicator(self, spot: Spot, form: IndicatorForm) -> Indicator:
        test = self._tests.test(spot.at("test"), form.test)
        remedy = Remedy(form.remedy.do, form.remedy.effort) if form.remedy is not None else None
        validity = self._validities.read(spot, form)
        return Indicator(form.id, form.question, form.points, form.why, test, remedy, validity)

    def _cap(self, spot: Spot, form: CapForm) -> Cap:
        check_share(spot.at("at_most"), form.at_most)
        test = self._tests.test(spot.at("when"), form.when)
        return Cap(form.id, test, form.at_most, form.basis(), self._validities.read(spot, form))

    def _presumption(self, spot: Spot, form: PresumptionForm) -> Presumption:
        check_share(spot.at("value"), form.value)
        for entry, measure in spot.at("measures").each(form.measures):
            check_measure(entry, measure, self._vocabulary)
        validity = self._validities.read(spot, form)
        return Presumption(form.id, frozenset(form.measures), form.value, form.basis(), validity)


def check_weights(rubric: Rubric, spots: Sequence[tuple[Spot, Criterion]]) -> None:
    """Note every P that has criteria in some report year, none of which has weight: its score could not be worked out."""
    for pillar in rubric.pillars:
        own = [(spot, criterion) for spot, criterion in spots if criterion.pillar == pillar]
        for moment in moments(rubric, [criterion for _, criterion in own], MOST_READINGS):
            now = [(spot, criterion) for spot, criterion in own if criterion.validity.covers(*moment)]
            if now and not any(criterion.weight.value for _, criterion in now):
                always = not any(criterion.weight.value for _, criterion in own)
                when = "" if always else f" in report {moment.report_year}"
                message = f"every criterion of `{pillar}` has the weight 0{when}, so that the P has no score"
                now[0][0].at("weight", "value").report(
                    Code.NO_WEIGHT, message, "give one of them a weight above 0"
                )
                break


def check_indicators(rubric: Rubric, spots: Sequence[tuple[Spot, Criterion]]) -> None:
    """Note every criterion of which no indicator is in force in some law that asks it: it could have no value."""
    for spot, criterion in spots:
        if moment := moment_without_indicator(criterion, rubric, MOST_READINGS):
            when = moment_in_words(moment, rubric)
            message = f"no indicator of `{criterion.id}` is in force for {when}"
            hint = "let one of them be in force then too, or the criterion not"
            spot.at("indicators").report(Code.BAD_VALUE, message, hint, key=True)


def check_share(spot: Spot, value: Fraction) -> None:
    """Note a problem where a value of the scale is not from 0 to 1."""
    if not 0 <= value <= 1:
        spot.report(Code.SCALE, f"{value} is not from 0 to 1", "write a share: 0, 1/2, 1")
