"""Variants of a worked case: the same facts, with something changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.loading.cases.expectations import check_items, expectations, placements
from tierscore.loading.country.reader import build_items
from tierscore.loading.validation.references import check_known
from tierscore.model.case import Case

if TYPE_CHECKING:
    from tierscore.loading.cases.expectations import ExpectationChecks
    from tierscore.loading.forms.case import VariantForm
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary


def read_variant(  # noqa: PLR0913  # the variant, where it stands, and what it is checked against
    page: Page,
    index: int,
    form: VariantForm,
    base: Case,
    vocabulary: Vocabulary | None,
    check: ExpectationChecks | None,
) -> Case:
    """A variant of a case as a case of its own: an item with the id of one of the case stands in its place."""
    path: PathParts = ("variants", index)
    dossier = _dossier(page, path, form, base.dossier, vocabulary)
    if check is not None:
        check.case(path, form.set, form.history or (), form.expect)
    check_items(page, path, form.expect, dossier)
    return Case(
        name=f"{base.name}: {form.name}",
        shows=form.shows or base.shows,
        rubric=base.rubric,
        dossier=dossier,
        placements=base.placements if form.history is None else placements(form.history),
        expectations=expectations(page, path, form.expect),
        choices={**base.choices, **form.set},
    )


def _dossier(
    page: Page, path: PathParts, form: VariantForm, base: Dossier, vocabulary: Vocabulary | None
) -> Dossier:
    of_the_case = [item.id for item in base.items]
    for position, item in enumerate(form.without or ()):
        check_known(page, (*path, "without", position), "item", item, of_the_case)
    items, searched = build_items(page, path, form.evidence, form.searched, base.sources, vocabulary)
    changed = {item.id: item for item in items}
    kept = (changed.pop(item.id, item) for item in base.items if item.id not in (form.without or ()))
    return replace(base, items=(*kept, *changed.values()), searched=base.searched | frozenset(searched))
