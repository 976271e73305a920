"""Everything that a country file says, from the file to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tierscore.loading.evidence import Written, model_item, written_items
from tierscore.loading.item_checks import check_item, check_revisions
from tierscore.loading.page import Page, open_page
from tierscore.loading.problems import read_form
from tierscore.loading.references import known, unique
from tierscore.model.evidence import Dossier, Searched, Source
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tierscore.loading.forms_country import CountryForm, SearchedForm, SourceForm
    from tierscore.loading.node import Node
    from tierscore.model.measure import Vocabulary


def load_country(path: Path, vocabulary: Vocabulary | None) -> Dossier:
    """
    All facts about one country.

    Args:
        path: The country file.
        vocabulary: The measures that its items may be about; with None, words of the vocabulary are not checked.

    Raises:
        UnreadableError: With every problem of the file.

    """
    from tierscore.loading.forms_country import DossierForm  # noqa: PLC0415

    page = open_page(path)
    form = read_form(page, DossierForm)
    if form is None:
        raise UnreadableError(page.problems)
    dossier = build_dossier(page, form.country, form.sources, form.evidence, form.searched, vocabulary)
    page.finish()
    return dossier


def build_dossier(  # noqa: PLR0913  # the five parts of a country file, which a worked case has too
    page: Page,
    country: CountryForm,
    sources: Mapping[str, SourceForm],
    evidence: list[Any],
    searched: list[SearchedForm],
    vocabulary: Vocabulary | None,
) -> Dossier:
    """The facts of a country file or a worked case; every problem among them is noted on the page."""
    items = written_items(page, evidence)
    if vocabulary is not None:
        _check(page, items, searched, vocabulary)
    return Dossier(
        name=country.name,
        iso3=country.iso3,
        sources={name: _source(name, form) for name, form in sources.items()},
        items=tuple(model_item(item, vocabulary.units if vocabulary is not None else {}) for item in items),
        searched=frozenset(Searched(form.report, form.pillar, form.source) for form in searched),
    )


def _source(id: str, form: SourceForm) -> Source:
    return Source(id, form.title, form.publisher, form.published, form.kind, form.url, form.note)


def _check(page: Page, items: list[Written], searched: list[SearchedForm], vocabulary: Vocabulary) -> None:
    sources = _keys(page.written.get("sources"))
    for item in items:
        check_item(page, item, vocabulary, sources)
    unique(page, "item", [((*item.path, "id"), item.own.id) for item in items])
    check_revisions(page, items, _item_ids(page.written.get("evidence")))
    for index, form in enumerate(searched):
        known(page, ("searched", index, "pillar"), "pillar", form.pillar, vocabulary.pillars)
        known(page, ("searched", index, "source"), "source", form.source, sources)


def _keys(node: Node | None) -> tuple[str, ...]:
    return tuple(node.keys) if node is not None else ()


def _item_ids(node: Node | None) -> frozenset[str]:
    """The ids of all items as written, also of those too misshapen to use, so that references to them are not reported too."""
    if node is None or not isinstance(node.content, list):
        return frozenset()
    found: set[str] = set()
    for entry in node.content:
        own = entry.get("id")
        if own is not None and isinstance(own.content, str):
            found.add(own.content)
        found |= _item_ids(entry.get("items"))
    return frozenset(found)
