"""The vocabulary of facts, from ``rubrics/measures.yaml``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.loading.validation.error_words import read_form
from tierscore.loading.validation.references import check_known, check_unique
from tierscore.loading.validation.source_file import Page, Spot, open_page
from tierscore.model.measure import Measure, NamedValue, Nature, Unit, Vocabulary
from tierscore.model.problem import Code, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
    from tierscore.loading.forms.vocabulary import MeasureForm, UnitForm, VocabularyForm


def load_vocabulary(path: Path, files: SourceFiles | None = None) -> Vocabulary:
    """The measures, pillars, units and scopes that all rubrics and country files share."""
    from tierscore.loading.forms.vocabulary import VocabularyForm

    page = open_page(path, files)
    form = read_form(page, VocabularyForm)
    if form is None:
        raise UnreadableError(page.problems)
    _check(page, form)
    page.finish()
    return _vocabulary(form)


def _vocabulary(form: VocabularyForm) -> Vocabulary:
    return Vocabulary(
        measures={measure.id: _measure(measure) for measure in form.measures},
        pillars=form.pillars,
        units={name: _unit(unit) for name, unit in form.units.items()},
        scopes=form.scopes,
    )


def _unit(form: UnitForm) -> Unit:
    named = (form.named or {}).items()
    return Unit(
        form.whole, tuple(NamedValue(word, Fraction(value.rank), value.words) for word, value in named)
    )


def _measure(form: MeasureForm) -> Measure:
    return Measure(
        id=form.id,
        name=form.name,
        pillar=form.pillar,
        nature=form.nature,
        sense=form.sense,
        definition=form.definition,
        unit=form.unit,
        series=tuple(form.series or ()),
        tells_placement=form.tells_placement,
        by=frozenset(form.by or ()),
    )


def _check(page: Page, form: VocabularyForm) -> None:
    units, measures = Spot(page).at("units"), Spot(page).at("measures")
    for name, unit in form.units.items():
        _check_ranks(units.at(name, "named"), unit)
    check_unique("measure", ((spot.at("id"), measure.id) for spot, measure in measures.each(form.measures)))
    for spot, measure in measures.each(form.measures):
        check_known(spot.at("pillar"), "pillar", measure.pillar, form.pillars)
        if measure.unit is not None:
            check_known(spot.at("unit"), "unit", measure.unit, form.units)
        elif measure.nature is Nature.STATISTIC:
            hint = "add `unit:`; a statistic counts something"
            spot.report(Code.UNIT, f"the statistic `{measure.id}` has no unit", hint)
        all_series = measure.series or []
        for index, (entry, series) in enumerate(spot.at("series").each(all_series)):
            if series in all_series[:index]:
                entry.report(Code.REPEATED_ID, f"the series `{series}` stands here twice", "keep one")


def _check_ranks(spot: Spot, unit: UnitForm) -> None:
    by_rank: dict[int, str] = {}
    for word, value in (unit.named or {}).items():
        first = by_rank.setdefault(value.rank, word)
        if first != word:
            message, hint = f"`{word}` has the rank of `{first}`", "give each named value a rank of its own"
            spot.at(word, "rank").report(Code.BAD_VALUE, message, hint)
