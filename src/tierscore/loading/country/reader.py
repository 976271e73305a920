"""Everything that a country file says, from the file to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tierscore.loading.country.checks import check_country, check_item, check_revisions
from tierscore.loading.country.items import model_item, written_items
from tierscore.loading.dates import DateError, read_published
from tierscore.loading.validation.error_words import read_form
from tierscore.loading.validation.references import check_known, check_unique
from tierscore.loading.validation.source_file import Page, Spot, open_page
from tierscore.loading.yaml.tree import find
from tierscore.model.evidence import Dossier, Searched, Source
from tierscore.model.problem import Code, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
    from tierscore.loading.forms.country import CountryForm, SearchedForm, SourceForm
    from tierscore.loading.yaml.tree import Node
    from tierscore.model.evidence import EvidenceItem, Publication
    from tierscore.model.measure import Vocabulary


def load_country(path: Path, vocabulary: Vocabulary | None, files: SourceFiles | None = None) -> Dossier:
    """
    All facts about one country.

    Without a vocabulary its words are not checked; without ``files`` the file is read anew.
    """
    return read_country(open_page(path, files), vocabulary)


def read_country(page: Page, vocabulary: Vocabulary | None) -> Dossier:
    """All facts of a country file that is open already; see ``load_country``."""
    from tierscore.loading.forms.country import DossierForm

    form = read_form(page, DossierForm)
    if form is None:
        raise UnreadableError(page.problems)
    dossier = build_dossier(
        page, form.country, form.sources or {}, form.evidence or [], form.searched, vocabulary
    )
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
    check_country(Spot(page).at("country"), country.name, country.iso3)
    sources_node = page.written.get("sources")
    names = sources_node.keys if sources_node is not None else ()
    items, searches = build_items(Spot(page), evidence, searched, names, vocabulary)
    return Dossier(
        name=country.name,
        iso3=country.iso3,
        sources={name: _source(name, form, Spot(page).at("sources", name)) for name, form in sources.items()},
        items=items,
        searched=frozenset(searches),
    )


def build_items(
    spot: Spot,
    evidence: list[Any],
    searched: list[SearchedForm],
    sources: Collection[str],
    vocabulary: Vocabulary | None,
) -> tuple[tuple[EvidenceItem, ...], tuple[Searched, ...]]:
    """The items and searches of a file or a variant of a case; every problem among them is noted."""
    items = written_items(spot.at("evidence"), evidence)
    if vocabulary is not None:
        for item in items:
            check_item(item, vocabulary, sources)
        check_unique("item", ((item.at("id"), item.own.id) for item in items))
        check_revisions(items, _item_ids(find(spot.page.written, spot.at("evidence").path)))
        _check_searches(spot.at("searched"), searched, sources, vocabulary)
    units = vocabulary.units if vocabulary is not None else {}
    searches = tuple(Searched(form.report, form.pillar, form.source) for form in searched)
    return tuple(model_item(item, units) for item in items), searches


def _source(id: str, form: SourceForm, spot: Spot) -> Source:
    published = _published(form, spot)
    return Source(id, form.title, form.publisher, published, form.kind, form.url, form.note, form.read)


def _published(form: SourceForm, spot: Spot) -> Publication:
    """When a source was published; a problem is noted where it was read before that."""
    try:
        return read_published(form.published, form.read)
    except DateError as error:
        spot.at("read").report(Code.DATE, str(error), "look up both dates")
        return read_published(form.published)


def _check_searches(
    searches: Spot, searched: list[SearchedForm], sources: Collection[str], vocabulary: Vocabulary
) -> None:
    for spot, form in searches.each(searched):
        if form.pillar is not None:
            check_known(spot.at("pillar"), "pillar", form.pillar, vocabulary.pillars)
        if form.pillar is None and form.part is None:
            message = "it does not say what was read in full"
            spot.report(Code.MISSING_KEY, message, "add `pillar:`, or `part: summary`")
        if form.pillar is not None and form.part is not None:
            spot.report(Code.NOT_ALLOWED, "it names a pillar and a part", "write an entry for each")
        check_known(spot.at("source"), "source", form.source, sources)


def _item_ids(node: Node | None) -> frozenset[str]:
    """The ids of all items as written, also of those too misshapen to use: they may be referred to."""
    if node is None or not isinstance(node.content, list):
        return frozenset()
    own_ids = (entry.get("id") for entry in node.content)
    ids = {id_node.content for id_node in own_ids if id_node and isinstance(id_node.content, str)}
    return frozenset(ids.union(*(_item_ids(entry.get("items")) for entry in node.content)))
