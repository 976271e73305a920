"""The vocabulary of facts, from ``rubrics/measures.yaml``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.loading.validation.error_words import read_form
from tierscore.loading.validation.references import check_known, check_unique
from tierscore.loading.validation.source_file import Page, open_page
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
    )


def _check(page: Page, form: VocabularyForm) -> None:
    for name, unit in form.units.items():
        _check_ranks(page, name, unit)
    check_unique(
        page,
        "measure",
        ((("measures", index, "id"), measure.id) for index, measure in enumerate(form.measures)),
    )
    for index, measure in enumerate(form.measures):
        path = ("measures", index)
        check_known(page, (*path, "pillar"), "pillar", measure.pillar, form.pillars)
        if measure.unit is not None:
            check_known(page, (*path, "unit"), "unit", measure.unit, form.units)
        elif measure.nature is Nature.STATISTIC:
            message, hint = (
                f"the statistic `{measure.id}` has no unit",
                "add `unit:`; a statistic counts something",
            )
            page.report(path, Code.UNIT, message, hint)
        for position, series in enumerate(measure.series or ()):
            if series in (measure.series or ())[:position]:
                message = f"the series `{series}` stands here twice"
                page.report((*path, "series", position), Code.REPEATED_ID, message, "keep one")


def _check_ranks(page: Page, name: str, unit: UnitForm) -> None:
    by_rank: dict[int, str] = {}
    for word, value in (unit.named or {}).items():
        other = by_rank.setdefault(value.rank, word)
        if other != word:
            path, message = ("units", name, "named", word, "rank"), f"`{word}` has the rank of `{other}`"
            page.report(path, Code.BAD_VALUE, message, "give each named value a rank of its own")
