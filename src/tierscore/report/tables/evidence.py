"""The tables of what the country files say, whatever a rubric makes of it: evidence, sources, and which cites which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tierscore.model.evidence import (
    Actor,
    Bound,
    Dossier,
    EvidenceItem,
    Limit,
    Source,
    SourceKind,
    SourceReference,
    Status,
    Versus,
)
from tierscore.model.measure import Nature
from tierscore.report.tables.columns import CellKind, Column, ExportTable, number_if_any
from tierscore.report.tables.table_names import TableName

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from fractions import Fraction

    from tierscore.model.measure import Vocabulary
    from tierscore.model.period import When
    from tierscore.report.tables.columns import Export


class ItemRecord(NamedTuple):
    """An evidence item, and the country file that it stands in."""

    within: Dossier
    item: EvidenceItem


class CitationRecord(NamedTuple):
    """A source that an evidence item cites."""

    within: Dossier
    item: str
    source: SourceReference


class SourceRecord(NamedTuple):
    """A source of a country file."""

    within: Dossier
    source: Source


def evidence(vocabulary: Vocabulary) -> ExportTable[ItemRecord]:
    """One row an evidence item."""
    columns = (*_WHAT, *_kind_of_measure(vocabulary), *_SAYS)
    return ExportTable(
        TableName.EVIDENCE,
        "an evidence item of a country file",
        ("iso3", "item"),
        judged=False,
        columns=columns,
        records=_facts,
    )


def evidence_sources() -> ExportTable[CitationRecord]:
    """One row a source that an evidence item cites."""
    row = "a source that an evidence item cites, and the place in it"
    return ExportTable(
        TableName.EVIDENCE_SOURCES,
        row,
        ("iso3", "item", "source", "place"),
        judged=False,
        columns=_CITED,
        records=_cited,
    )


def sources() -> ExportTable[SourceRecord]:
    """One row a source of a country file."""
    return ExportTable(
        TableName.SOURCES,
        "a source of a country file",
        ("iso3", "source"),
        judged=False,
        columns=_SOURCE,
        records=_read,
    )


def _facts(export: Export) -> Iterator[ItemRecord]:
    return (
        ItemRecord(dossier, item)
        for dossier in export.dossiers
        for item in sorted(dossier.items, key=lambda item: item.id)
    )


def _cited(export: Export) -> Iterator[CitationRecord]:
    for dossier, item in _facts(export):
        for source in sorted(set(item.sources), key=lambda source: (source.id, source.place)):
            yield CitationRecord(dossier, item.id, source)


def _read(export: Export) -> Iterator[SourceRecord]:
    return (
        SourceRecord(dossier, dossier.sources[name])
        for dossier in export.dossiers
        for name in sorted(dossier.sources)
    )


def _actors(actors: frozenset[Actor]) -> tuple[str, ...]:
    return tuple(actor for actor in Actor if actor in actors)


def _last_day(when: When) -> datetime.date | None:
    return None if when.ongoing or when.end_unknown else when.end


def _value(fact: ItemRecord) -> Fraction | None:
    return fact.item.figure.value if fact.item.figure else None


def _unit(fact: ItemRecord) -> str | None:
    return fact.item.figure.unit if fact.item.figure else None


def _bound(fact: ItemRecord) -> Bound | None:
    return fact.item.figure.bound if fact.item.figure else None


_COUNTRY = "The country, as in `assessments`."
_WHAT: tuple[Column[ItemRecord], ...] = (
    Column("iso3", CellKind.TEXT, _COUNTRY, lambda f: f.within.iso3),
    Column("item", CellKind.TEXT, "The item, by its id in the country file.", lambda f: f.item.id),
    Column(
        "measure",
        CellKind.TEXT,
        "What kind of thing it speaks of: a measure of the vocabulary.",
        lambda f: f.item.measure,
    ),
)


def _kind_of_measure(vocabulary: Vocabulary) -> tuple[Column[ItemRecord], ...]:
    measures = vocabulary.measures
    return (
        Column(
            "pillar", CellKind.TEXT, "The pillar of the measure.", lambda f: measures[f.item.measure].pillar
        ),
        Column(
            "nature",
            CellKind.TEXT,
            "The nature of the measure.",
            lambda f: measures[f.item.measure].nature,
            words=tuple(Nature),
        ),
    )


_SAYS: tuple[Column[ItemRecord], ...] = (
    Column(
        "series",
        CellKind.TEXT,
        "Which count of the measure; different series are never compared.",
        lambda f: f.item.series,
        nullable=True,
    ),
    Column(
        "scope",
        CellKind.TEXT,
        "The part that the fact is limited to; empty where it speaks of the whole.",
        lambda f: f.item.scope,
        nullable=True,
    ),
    Column(
        "status",
        CellKind.TEXT,
        "What the source says. Empty where it only compares with the year before.",
        lambda f: f.item.status,
        nullable=True,
        words=tuple(Status),
    ),
    Column(
        "limited_by",
        CellKind.TEXT,
        "What limits a thing that was done in part.",
        lambda f: f.item.limit,
        nullable=True,
        words=tuple(Limit),
    ),
    Column("done_by", CellKind.TEXTS, "Who did it.", lambda f: _actors(f.item.by), words=tuple(Actor)),
    Column(
        "done_with",
        CellKind.TEXTS,
        "Who took part besides.",
        lambda f: _actors(f.item.with_),
        words=tuple(Actor),
    ),
    Column("funded_by", CellKind.TEXTS, "Who paid.", lambda f: _actors(f.item.funded_by), words=tuple(Actor)),
    Column(
        "dated", CellKind.TEXT, "When it was so, as the country file writes it.", lambda f: f.item.when.text
    ),
    Column(
        "report",
        CellKind.WHOLE,
        "The report that found it, where it has no date of its own; its days are then those of the reporting period.",
        lambda f: f.item.when.report,
        nullable=True,
    ),
    Column(
        "first_day",
        CellKind.DATE,
        "The first day on which it was so, or may have begun.",
        lambda f: f.item.when.start,
    ),
    Column(
        "last_day",
        CellKind.DATE,
        "The last day on which it was so. Empty where it was still so when the source was written, or nobody knows when it ended.",
        lambda f: _last_day(f.item.when),
        nullable=True,
    ),
    Column(
        "ongoing",
        CellKind.TRUTH,
        "Whether it was still so when the source was written.",
        lambda f: f.item.when.ongoing,
    ),
    *number_if_any("figure", "The number that the source gives.", _value),
    Column("unit", CellKind.TEXT, "What it counts.", _unit, nullable=True),
    Column(
        "bound", CellKind.TEXT, "How it bounds the true number.", _bound, nullable=True, words=tuple(Bound)
    ),
    Column(
        "versus_previous",
        CellKind.TEXT,
        "A comparison with the year before that the source states.",
        lambda f: f.item.versus_previous,
        nullable=True,
        words=tuple(Versus),
    ),
    Column("summary", CellKind.TEXT, "The fact in words.", lambda f: f.item.summary),
    Column(
        "revises",
        CellKind.TEXT,
        "The item of the same publisher that this one replaces.",
        lambda f: f.item.revises,
        nullable=True,
    ),
    Column(
        "unusable",
        CellKind.TEXT,
        "Why the item can never count; empty for all others.",
        lambda f: f.item.unusable,
        nullable=True,
    ),
    Column(
        "note", CellKind.TEXT, "A note of those who wrote the file.", lambda f: f.item.note, nullable=True
    ),
)
_CITED: tuple[Column[CitationRecord], ...] = (
    Column("iso3", CellKind.TEXT, _COUNTRY, lambda c: c.within.iso3),
    Column("item", CellKind.TEXT, "The evidence item, as in `evidence`.", lambda c: c.item),
    Column("source", CellKind.TEXT, "The source, as in `sources`.", lambda c: c.source.id),
    Column(
        "place",
        CellKind.TEXT,
        "Where in the source the fact stands; empty where the file does not say.",
        lambda c: c.source.place,
        nullable=True,
    ),
)
_SOURCE: tuple[Column[SourceRecord], ...] = (
    Column("iso3", CellKind.TEXT, _COUNTRY, lambda r: r.within.iso3),
    Column("source", CellKind.TEXT, "The source, by its id in the country file.", lambda r: r.source.id),
    Column("title", CellKind.TEXT, "Its title.", lambda r: r.source.title),
    Column("publisher", CellKind.TEXT, "Who published it.", lambda r: r.source.publisher),
    Column(
        "published",
        CellKind.TEXT,
        "When, as the country file writes it: a day, a month or a year.",
        lambda r: r.source.published.text,
    ),
    Column(
        "kind",
        CellKind.TEXT,
        "Which of the eight kinds of credible information of 22 USC 7102(6) it is.",
        lambda r: r.source.kind,
        words=tuple(SourceKind),
    ),
    Column("url", CellKind.TEXT, "Where it can be read.", lambda r: r.source.url, nullable=True),
    Column(
        "note",
        CellKind.TEXT,
        "What was read of it, and other notes of those who wrote the file.",
        lambda r: r.source.note,
        nullable=True,
    ),
)
