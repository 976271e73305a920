"""Worked cases of a rubric, from their files to the model."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from tierscore.loading.country import build_dossier, load_country
from tierscore.loading.page import Page, open_page
from tierscore.loading.problems import read_form
from tierscore.loading.references import known
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.case import Case, Expectation
from tierscore.model.evidence import Dossier
from tierscore.model.placement import Placement, Placements
from tierscore.model.problem import Code, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tierscore.loading.forms_case import CaseForm, ExpectationForm, HistoryForm
    from tierscore.loading.node import PathParts
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric

_UP = 3
_OWN = ("country", "sources", "evidence")
SUPPOSED = "supposed"
"""The confidence and the source of a placement that a case supposes."""


def load_case(path: Path, vocabulary: Vocabulary | None, rubric: Rubric | None = None) -> Case:
    """
    A worked case.

    Args:
        path: The case file.
        vocabulary: The measures that its items may be about; with None, words of the vocabulary are not checked.
        rubric: The rubric whose tiers, criteria and pillars it may name; with None, these are not checked.

    Raises:
        UnreadableError: With every problem of the file, or of the country file that it takes its evidence from.

    """
    from tierscore.loading.forms_case import CaseForm  # noqa: PLC0415

    page = open_page(path)
    form = read_form(page, CaseForm)
    if form is None:
        raise UnreadableError(page.problems)
    dossier = _dossier(page, form, path, vocabulary)
    if rubric is not None:
        _check(page, form, rubric)
    if dossier is not None:
        _check_items(page, form, dossier)
    page.finish()
    if dossier is None:
        raise UnreadableError(page.problems)
    expectations = tuple(_expectation(one) for one in form.expect)
    return Case(form.case.name, form.case.shows, form.case.rubric, dossier, _history(form.history), expectations)


def _dossier(page: Page, form: CaseForm, path: Path, vocabulary: Vocabulary | None) -> Dossier | None:
    if form.from_ is not None:
        return _borrowed(page, form, path, vocabulary)
    missing = [key for key in _OWN if getattr(form, key) is None]
    for key in missing:
        hint = f"add `{key}:`, or take the evidence of a country with `from:`"
        page.report((), Code.MISSING_KEY, f"`{key}` is missing in this file", hint)
    if form.only_source is not None:
        page.report(("only_source",), Code.UNKNOWN_KEY, "`only_source` goes with `from`", "delete it", key=True)
    if form.country is None or form.sources is None or form.evidence is None:
        return None
    return build_dossier(page, form.country, form.sources, form.evidence, form.searched or [], vocabulary)


def _borrowed(page: Page, form: CaseForm, path: Path, vocabulary: Vocabulary | None) -> Dossier | None:
    for key in (*_OWN, "searched"):
        if getattr(form, key) is not None:
            page.report((key,), Code.UNKNOWN_KEY, f"`{key}` does not go with `from`", "give evidence here, or take a country's", key=True)
    country = path.parent / str(form.from_)
    if not _within(country, path):
        page.report(("from",), Code.BAD_VALUE, f"{form.from_} is no country file of this workspace", "write ../../../countries/….yaml")
        return None
    if not country.is_file():
        page.report(("from",), Code.UNKNOWN_REFERENCE, f"there is no file {form.from_}", "the path begins at the folder of the case")
        return None
    dossier = load_country(_plainly(country, path), vocabulary)
    if form.only_source is None:
        return dossier
    known(page, ("only_source",), "source", form.only_source, dossier.sources)
    return _only(dossier, form.only_source)


def _within(country: Path, case: Path) -> bool:
    """Whether a file lies in ``countries`` of the workspace that a case, ``rubrics/<rubric>/cases/<case>.yaml``, belongs to."""
    above = case.resolve().parents
    return len(above) > _UP and country.suffix in {".yaml", ".yml"} and country.resolve().parent == above[_UP] / "countries"


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
            items.append(dataclasses.replace(item, sources=cited))
    sources = {name: one for name, one in dossier.sources.items() if name == source}
    searched = frozenset(search for search in dossier.searched if search.source == source)
    return Dossier(dossier.name, dossier.iso3, sources, tuple(items), searched)


def _history(forms: list[HistoryForm]) -> Placements:
    return Placements({form.report: Placement(form.report, form.tier, SUPPOSED, SUPPOSED) for form in forms})


def _expectation(form: ExpectationForm) -> Expectation:
    return Expectation(
        report_year=form.year,
        indicated=form.indicated,
        not_indicated=tuple(form.not_indicated),
        range=tuple(form.range) if form.range is not None else None,
        outcomes=form.outcomes,
        not_counted=form.not_counted,
        strongest_pillar=form.strongest,
        special_list=tuple(form.special_list) if form.special_list is not None else None,
    )


def _check(page: Page, form: CaseForm, rubric: Rubric) -> None:
    known(page, ("case", "rubric"), "rubric", form.case.rubric, [rubric.id])
    tiers = [tier.id for tier in rubric.tiers]
    for index, one in enumerate(form.history):
        known(page, ("history", index, "tier"), "tier", one.tier, tiers)
        if any(earlier.report == one.report for earlier in form.history[:index]):
            page.report(("history", index, "report"), Code.REPEATED_ID, f"the report of {one.report} stands here twice", "keep one")
    for index, expected in enumerate(form.expect):
        _check_expectation(page, expected, ("expect", index), rubric, tiers)


def _check_expectation(page: Page, form: ExpectationForm, path: PathParts, rubric: Rubric, tiers: list[str]) -> None:
    answers = [*tiers, UNDETERMINED, CONTRADICTION]
    if form.indicated is not None:
        known(page, (*path, "indicated"), "tier", form.indicated, answers)
    _all_known(page, (*path, "not_indicated"), form.not_indicated, answers)
    _all_known(page, (*path, "range"), form.range or (), answers)
    criteria = [criterion.id for criterion in rubric.criteria]
    for criterion in form.outcomes:
        known(page, (*path, "outcomes", criterion), "criterion", criterion, criteria)
    if form.strongest is not None:
        known(page, (*path, "strongest"), "pillar", form.strongest, rubric.pillars)
    grounds = [ground.id for ground in rubric.special_list]
    for index, ground in enumerate(form.special_list or ()):
        known(page, (*path, "special_list", index), "ground", ground, grounds)


def _all_known(page: Page, path: PathParts, tiers: Iterable[str], answers: list[str]) -> None:
    for index, tier in enumerate(tiers):
        known(page, (*path, index), "tier", tier, answers)


def _check_items(page: Page, form: CaseForm, dossier: Dossier) -> None:
    items = [item.id for item in dossier.items]
    for index, expected in enumerate(form.expect):
        for item in expected.not_counted:
            known(page, ("expect", index, "not_counted", item), "item", item, items)
