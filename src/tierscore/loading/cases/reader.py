"""Worked cases of a rubric with their variants, from their files to the model."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tierscore.loading.cases.expectations import ExpectationChecks, expectations, supposed_placements
from tierscore.loading.country.reader import build_dossier, build_items, load_country
from tierscore.loading.files import as_found, as_named
from tierscore.loading.validation.error_words import read_form
from tierscore.loading.validation.references import check_each, check_known
from tierscore.loading.validation.source_file import Spot, open_page
from tierscore.model.case import Case
from tierscore.model.evidence import Dossier
from tierscore.model.problem import Code, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
    from tierscore.loading.forms.case import CaseForm, VariantForm
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
_UP = 3
"""How many folders a case lies below its workspace."""
_OWN = ("country", "sources", "evidence")


def load_case(
    path: Path,
    vocabulary: Vocabulary | None,
    rubric: Rubric | None = None,
    files: SourceFiles | None = None,
    country: Callable[[Path], Dossier] | None = None,
) -> Case:
    """
    A worked case with its variants.

    Without a vocabulary or a rubric, what it names of these is not checked; without ``files`` every file is
    read anew. Problems of the country file whose evidence it takes are raised as its own; ``country`` reads that
    file where somebody else may have read it already.
    """
    from tierscore.loading.forms.case import CaseForm

    page = open_page(path, files)
    spot, form = Spot(page), read_form(page, CaseForm)
    if form is None:
        raise UnreadableError(page.problems)
    borrows = form.from_ is not None
    read = country or partial(load_country, vocabulary=vocabulary, files=files)
    dossier = _borrowed(spot, form, path, read) if borrows else _own(spot, form, vocabulary)
    checks = ExpectationChecks(rubric) if rubric is not None else None
    if checks is not None:
        check_known(spot.at("case", "rubric"), "rubric", form.case.rubric, [checks.rubric.id])
        checks.check(spot, form)
    if dossier is None:
        raise UnreadableError(page.problems)
    case = _case(spot, form, dossier)
    variants = tuple(
        _variant(entry, variant, case, vocabulary, checks)
        for entry, variant in spot.at("variants").each(form.variants)
    )
    page.finish()
    return replace(case, variants=variants)


def _case(spot: Spot, form: CaseForm, dossier: Dossier) -> Case:
    """A case without its variants."""
    return Case(
        name=form.case.name,
        shows=form.case.shows,
        rubric=form.case.rubric,
        dossier=dossier,
        placements=supposed_placements(form.history),
        expectations=expectations(spot, form.expect, dossier),
        choices=form.set,
    )


def _variant(
    spot: Spot,
    form: VariantForm,
    base: Case,
    vocabulary: Vocabulary | None,
    checks: ExpectationChecks | None,
) -> Case:
    """A variant as a case of its own: the facts of the case, with items left out, replaced or added."""
    items_of_case = [item.id for item in base.dossier.items]
    check_each(spot.at("without"), "item", form.without or (), items_of_case)
    items, searched = build_items(spot, form.evidence, form.searched, base.dossier.sources, vocabulary)
    changed = {item.id: item for item in items}
    unchanged = (item for item in base.dossier.items if item.id not in (form.without or ()))
    every_item = (*(changed.pop(item.id, item) for item in unchanged), *changed.values())
    dossier = replace(base.dossier, items=every_item, searched=base.dossier.searched | frozenset(searched))
    if checks is not None:
        checks.check(spot, form)
    return Case(
        name=f"{base.name}: {form.name}",
        shows=form.shows or base.shows,
        rubric=base.rubric,
        dossier=dossier,
        placements=base.placements if form.history is None else supposed_placements(form.history),
        expectations=expectations(spot, form.expect, dossier),
        choices={**base.choices, **form.set},
    )


def _own(spot: Spot, form: CaseForm, vocabulary: Vocabulary | None) -> Dossier | None:
    """The facts that a case states itself."""
    for key in _OWN:
        if getattr(form, key) is None:
            hint = f"add `{key}:`, or take the evidence of a country with `from:`"
            spot.report(Code.MISSING_KEY, f"`{key}` is missing in this file", hint)
    if form.only_source is not None:
        message = "`only_source` goes with `from`"
        spot.at("only_source").report(Code.UNKNOWN_KEY, message, "delete it", key=True)
    if form.country is None or form.sources is None or form.evidence is None:
        return None
    searched = form.searched or []
    return build_dossier(spot.page, form.country, form.sources, form.evidence, searched, vocabulary)


def _borrowed(spot: Spot, form: CaseForm, path: Path, read: Callable[[Path], Dossier]) -> Dossier | None:
    """The facts of the country file that a case takes its evidence from."""
    for key in (*_OWN, "searched"):
        if getattr(form, key) is not None:
            message, hint = f"`{key}` does not go with `from`", "give evidence here, or take a country's"
            spot.at(key).report(Code.UNKNOWN_KEY, message, hint, key=True)
    country = path.parent / str(form.from_)
    if not _belongs_to(country, path):
        message = f"{form.from_} is no country file of this workspace"
        spot.at("from").report(Code.BAD_VALUE, message, "write ../../../countries/….yaml")
        return None
    if not country.is_file():
        message, hint = f"there is no file {form.from_}", "the path begins at the folder of the case"
        spot.at("from").report(Code.UNKNOWN_REFERENCE, message, hint)
        return None
    dossier = read(_as_workspace_names_it(country, path))
    if form.only_source is None:
        return dossier
    check_known(spot.at("only_source"), "source", form.only_source, dossier.sources)
    return _only(dossier, form.only_source)


def _belongs_to(country: Path, case: Path) -> bool:
    """Whether a file lies in ``countries`` of the workspace of a case, ``rubrics/RUBRIC/cases/CASE.yaml``."""
    places = [(name(country).parent, name(case).parents) for name in (as_named, as_found)]
    in_countries = any(len(above) > _UP and folder == above[_UP] / "countries" for folder, above in places)
    return in_countries and country.suffix in {".yaml", ".yml"}


def _as_workspace_names_it(country: Path, case: Path) -> Path:
    """The same country file by the path of its workspace, so that a problem in it counts once."""
    named = case.parents[_UP] / "countries" / country.name if len(case.parents) > _UP else country
    return named if named.exists() and named.samefile(country) else country


def _only(dossier: Dossier, source: str) -> Dossier:
    """What the file would say if it had only one source."""
    cited = ((item, tuple(ref for ref in item.sources if ref.id == source)) for item in dossier.items)
    items = tuple(replace(item, sources=references) for item, references in cited if references)
    sources = {name: entry for name, entry in dossier.sources.items() if name == source}
    searched = frozenset(search for search in dossier.searched if search.source == source)
    return Dossier(dossier.name, dossier.iso3, sources, items, searched)
