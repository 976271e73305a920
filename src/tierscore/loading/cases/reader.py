"""Worked cases of a rubric, from their files to the model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.loading.cases.expectations import ExpectationChecks, check_items, expectations, placements
from tierscore.loading.cases.variants import read_variant
from tierscore.loading.country.reader import build_dossier, load_country
from tierscore.loading.validation.error_words import read_form
from tierscore.loading.validation.references import check_known
from tierscore.loading.validation.source_file import Page, open_page
from tierscore.model.case import Case
from tierscore.model.evidence import Dossier
from tierscore.model.problem import Code, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
    from tierscore.loading.forms.case import CaseForm
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
_UP = 3
_OWN = ("country", "sources", "evidence")


def load_case(
    path: Path,
    vocabulary: Vocabulary | None,
    rubric: Rubric | None = None,
    files: SourceFiles | None = None,
) -> Case:
    """
    A worked case with its variants.

    Args:
        path: The case file.
        vocabulary: The measures that its items may be about; with None, words of the vocabulary are not checked.
        rubric: The rubric whose tiers, criteria and pillars it may name; with None, these are not checked.
        files: What was read in this command; None reads every file anew.

    Raises:
        UnreadableError: With every problem of the file, or of the country file that it takes its evidence from.

    """
    from tierscore.loading.forms.case import CaseForm

    page = open_page(path, files)
    form = read_form(page, CaseForm)
    if form is None:
        raise UnreadableError(page.problems)
    dossier = _dossier(page, form, path, vocabulary, files)
    check = ExpectationChecks(page, rubric) if rubric is not None else None
    if check is not None:
        check_known(page, ("case", "rubric"), "rubric", form.case.rubric, [check.rubric.id])
        check.case((), form.set, form.history, form.expect)
    if dossier is None:
        raise UnreadableError(page.problems)
    check_items(page, (), form.expect, dossier)
    case = Case(
        name=form.case.name,
        shows=form.case.shows,
        rubric=form.case.rubric,
        dossier=dossier,
        placements=placements(form.history),
        expectations=expectations(page, (), form.expect),
        choices=form.set,
    )
    variants = tuple(
        read_variant(page, index, variant, case, vocabulary, check)
        for index, variant in enumerate(form.variants)
    )
    page.finish()
    return replace(case, variants=variants)


def _dossier(
    page: Page, form: CaseForm, path: Path, vocabulary: Vocabulary | None, files: SourceFiles | None
) -> Dossier | None:
    if form.from_ is not None:
        return _borrowed(page, form, path, vocabulary, files)
    missing = [key for key in _OWN if getattr(form, key) is None]
    for key in missing:
        hint = f"add `{key}:`, or take the evidence of a country with `from:`"
        page.report((), Code.MISSING_KEY, f"`{key}` is missing in this file", hint)
    if form.only_source is not None:
        page.report(
            ("only_source",), Code.UNKNOWN_KEY, "`only_source` goes with `from`", "delete it", key=True
        )
    if form.country is None or form.sources is None or form.evidence is None:
        return None
    return build_dossier(page, form.country, form.sources, form.evidence, form.searched or [], vocabulary)


def _borrowed(
    page: Page, form: CaseForm, path: Path, vocabulary: Vocabulary | None, files: SourceFiles | None
) -> Dossier | None:
    for key in (*_OWN, "searched"):
        if getattr(form, key) is not None:
            page.report(
                (key,),
                Code.UNKNOWN_KEY,
                f"`{key}` does not go with `from`",
                "give evidence here, or take a country's",
                key=True,
            )
    country = path.parent / str(form.from_)
    if not _within(country, path):
        page.report(
            ("from",),
            Code.BAD_VALUE,
            f"{form.from_} is no country file of this workspace",
            "write ../../../countries/….yaml",
        )
        return None
    if not country.is_file():
        page.report(
            ("from",),
            Code.UNKNOWN_REFERENCE,
            f"there is no file {form.from_}",
            "the path begins at the folder of the case",
        )
        return None
    dossier = load_country(_plainly(country, path), vocabulary, files)
    if form.only_source is None:
        return dossier
    check_known(page, ("only_source",), "source", form.only_source, dossier.sources)
    return _only(dossier, form.only_source)


def _within(country: Path, case: Path) -> bool:
    """Whether a file lies in ``countries`` of the workspace that a case, ``rubrics/<rubric>/cases/<case>.yaml``, belongs to."""
    above = case.resolve().parents
    return (
        len(above) > _UP
        and country.suffix in {".yaml", ".yml"}
        and country.resolve().parent == above[_UP] / "countries"
    )


def _plainly(country: Path, case: Path) -> Path:
    """The same country file under the name that the workspace gives it, so that a problem in it is one problem and not two."""
    named = case.parents[_UP] / "countries" / country.name if len(case.parents) > _UP else country
    return named if named.exists() and named.samefile(country) else country


def _only(dossier: Dossier, source: str) -> Dossier:
    """What the file would say if it had only one source."""
    items = []
    for item in dossier.items:
        cited = tuple(reference for reference in item.sources if reference.id == source)
        if cited:
            items.append(replace(item, sources=cited))
    sources = {name: one for name, one in dossier.sources.items() if name == source}
    searched = frozenset(search for search in dossier.searched if search.source == source)
    return Dossier(dossier.name, dossier.iso3, sources, tuple(items), searched)
