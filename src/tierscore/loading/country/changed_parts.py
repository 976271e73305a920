"""A country file that was read before, and has changed since: only what changed is held against its form again."""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tierscore.loading.country.checks import leads_back
from tierscore.loading.country.reader import build_dossier
from tierscore.loading.validation.error_words import read_form
from tierscore.loading.yaml.tree import mapping_of
from tierscore.model.evidence import Dossier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import Node, PathParts
    from tierscore.model.evidence import EvidenceItem, Source
    from tierscore.model.measure import Vocabulary


class PartSums(NamedTuple):
    """A hash of what is written in each part of a country file, in the order of the file."""

    frame: str
    """Of everything but sources and evidence."""
    sources: tuple[str, ...]
    """Of each source with its name."""
    entries: tuple[tuple[str, int], ...]
    """Of each entry of ``evidence``, with the number of items in it."""


def part_sums(page: Page) -> PartSums:
    """The hashes of the parts of a file, as far as it has the shape of a country file."""
    written = mapping_of(page.written)
    frame = {key: node.plain() for key, node in written.items() if key not in {"sources", "evidence"}}
    sources = mapping_of(written.get("sources"))
    return PartSums(
        _sum(frame),
        tuple(_sum({name: node.plain()}) for name, node in sources.items()),
        tuple((_sum(node.plain()), _item_count(node)) for node in _entries(page)),
    )


def read_changes(
    page: Page, now: PartSums, vocabulary: Vocabulary, before: PartSums, dossier: Dossier
) -> Dossier | None:
    """
    The facts of a country file, of which what has not changed is taken from an earlier reading.

    Args:
        page: The file as it is now.
        now: The parts of it.
        vocabulary: The one with which the earlier reading was made.
        before: The parts of the file as they were then.
        dossier: What was read then.

    Returns:
        The same as reading the whole file; None where anything is wrong with it, which that says better.
    """
    known = _Known(before, dossier)
    if now.frame == before.frame and known.has_all(now):
        return _put_together(now, known, Dossier(dossier.name, dossier.iso3, {}, (), dossier.searched))
    changed = _read(page, vocabulary, known, now)
    return _put_together(now, known, changed) if changed is not None else None


class _Known:
    """Sources and items of an earlier reading, by the hashes of what was written."""

    def __init__(self, before: PartSums, dossier: Dossier) -> None:
        items = iter(dossier.items)
        self.items: Mapping[str, tuple[EvidenceItem, ...]] = {
            digest: tuple(islice(items, count)) for digest, count in before.entries
        }
        self.sources: Mapping[str, Source] = dict(zip(before.sources, dossier.sources.values(), strict=True))

    def has_all(self, now: PartSums) -> bool:
        """Whether nothing but the order of sources and entries has changed."""
        return all(digest in self.sources for digest in now.sources) and all(
            digest in self.items for digest, _ in now.entries
        )


def _read(page: Page, vocabulary: Vocabulary, known: _Known, now: PartSums) -> Dossier | None:
    """The facts of the parts that have changed; None where a problem is found in them."""
    from tierscore.loading.forms.country import DossierForm

    names = mapping_of(page.written.get("sources"))
    unchanged: list[PathParts] = [
        ("sources", name) for name, digest in zip(names, now.sources, strict=True) if digest in known.sources
    ]
    unchanged += [("evidence", at) for at, (digest, _) in enumerate(now.entries) if digest in known.items]
    part = page.anew()
    part.root = part.root.without(unchanged)
    form = read_form(part, DossierForm)
    if form is None or part.problems:
        return None
    sources, evidence = form.sources or {}, form.evidence or []
    dossier = build_dossier(part, form.country, sources, evidence, form.searched, vocabulary)
    return dossier if not part.problems else None


def _put_together(now: PartSums, known: _Known, changed: Dossier) -> Dossier | None:
    """The facts of all parts in the order of the file; None where they contradict one another."""
    new_sources, new_items = iter(changed.sources.values()), iter(changed.items)
    sources = [known.sources.get(digest) or next(new_sources) for digest in now.sources]
    items = tuple(
        item
        for digest, count in now.entries
        for item in (known.items[digest] if digest in known.items else tuple(islice(new_items, count)))
    )
    dossier = Dossier(
        changed.name, changed.iso3, {source.id: source for source in sources}, items, changed.searched
    )
    return dossier if _agrees(dossier) else None


def _agrees(dossier: Dossier) -> bool:
    """Whether every name in it is used once, and leads to something of its kind."""
    by_id = {item.id: item for item in dossier.items}
    revises = {item.id: item.revises for item in dossier.items}
    return (
        len(by_id) == len(dossier.items)
        and all(
            all(reference.id in dossier.sources for reference in item.sources)
            and (item.revises is None or _is_revised_by(by_id.get(item.revises), item))
            and not leads_back(revises, item.id)
            for item in dossier.items
        )
        and all(search.source in dossier.sources for search in dossier.searched)
    )


def _is_revised_by(earlier: EvidenceItem | None, item: EvidenceItem) -> bool:
    return earlier is not None and (earlier.measure, earlier.series, earlier.scope) == (
        item.measure,
        item.series,
        item.scope,
    )


def _entries(page: Page) -> list[Node]:
    node = page.written.get("evidence")
    return node.content if node is not None and isinstance(node.content, list) else []


def _item_count(entry: Node) -> int:
    run = entry.get("items")
    return len(run.content) if run is not None and isinstance(run.content, list) else 1


def _sum(written: Any) -> str:
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()[:32]
