"""Criteria of a rubric, from their forms to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.forms.base import laws
from tierscore.loading.validation.references import check_measure
from tierscore.model.problem import Code
from tierscore.model.rubric import Cap, Criterion, Indicator, Presumption, Remedy, Weight

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.loading.forms.rubric import (
        CapForm,
        CriteriaForm,
        CriterionForm,
        IndicatorForm,
        PresumptionForm,
    )
    from tierscore.loading.rubric.tests import TestReader
    from tierscore.loading.rubric.validity import Validities
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.measure import Vocabulary


class CriteriaReader:
    """Reads one file of criteria."""

    def __init__(
        self, page: Page, tests: TestReader, vocabulary: Vocabulary | None, validities: Validities
    ) -> None:
        self._page = page
        self._tests = tests
        self._validities = validities
        self._vocabulary = vocabulary

    def criteria(self, form: CriteriaForm) -> tuple[Criterion, ...]:
        """All criteria of the file; every problem among them is noted."""
        return tuple(
            self._criterion(criterion, form.pillar, ("criteria", index))
            for index, criterion in enumerate(form.criteria)
        )

    def _criterion(self, form: CriterionForm, pillar: str, path: PathParts) -> Criterion:
        for key in ("indicators", "caps", "presumptions"):
            self._validities.check_unique(self._page, key[:-1], (*path, key), getattr(form, key))
        return Criterion(
            id=form.id,
            pillar=pillar,
            question=form.question,
            law=laws(form.law),
            weight=Weight(form.weight.value, form.weight.basis()),
            indicators=tuple(
                self._indicator(indicator, (*path, "indicators", index))
                for index, indicator in enumerate(form.indicators)
            ),
            all_required=form.all_required,
            caps=tuple(self._cap(cap, (*path, "caps", index)) for index, cap in enumerate(form.caps)),
            presumptions=tuple(
                self._presumption(presumption, (*path, "presumptions", index))
                for index, presumption in enumerate(form.presumptions)
            ),
            validity=self._validities.read(self._page, path, form),
        )

    def _indicator(self, form: IndicatorForm, path: PathParts) -> Indicator:
        test = self._tests.test(form.test, (*path, "test"))
        remedy = Remedy(form.remedy.do, form.remedy.effort) if form.remedy is not None else None
        validity = self._validities.read(self._page, path, form)
        return Indicator(form.id, form.question, form.points, form.why, test, remedy, validity)

    def _cap(self, form: CapForm, path: PathParts) -> Cap:
        check_share(self._page, (*path, "at_most"), form.at_most)
        test = self._tests.test(form.when, (*path, "when"))
        return Cap(form.id, test, form.at_most, form.basis(), self._validities.read(self._page, path, form))

    def _presumption(self, form: PresumptionForm, path: PathParts) -> Presumption:
        check_share(self._page, (*path, "value"), form.value)
        for index, measure in enumerate(form.measures):
            check_measure(self._page, (*path, "measures", index), measure, self._vocabulary)
        validity = self._validities.read(self._page, path, form)
        return Presumption(form.id, frozenset(form.measures), form.value, form.basis(), validity)


def check_share(page: Page, path: PathParts, value: Fraction) -> None:
    """Note a problem where a value of the scale is not from 0 to 1."""
    if not 0 <= value <= 1:
        page.report(path, Code.SCALE, f"{value} is not from 0 to 1", "write a share: 0, 1/2, 1")
