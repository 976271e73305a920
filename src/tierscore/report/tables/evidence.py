"""The tables of what the country files say: evidence, sources, and which item cites which source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tierscore.model.actor import Actor
from tierscore.model.evidence import Bound, Limit, SourceKind, Status, Versus
from tierscore.model.measure import Nature, Vocabulary
from tierscore.report.tables.columns import DATE, TEXT, TEXTS, TRUTH, WHOLE, Column, ExportTable, number
from tierscore.report.tables.table_names import TableName

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from tierscore.model.evidence import Dossier, EvidenceItem, Source, SourceReference
    from tierscore.report.tables.columns import Export


class ItemRecord(NamedTuple):
    """An evidence item, and the country file that it stands in."""

    dossier: Dossier
    item: EvidenceItem


class CitationRecord(NamedTuple):
    """A source that an evidence item cites."""

    dossier: Dossier
    item: str
    source: SourceReference


class SourceRecord(NamedTuple):
    """A source of a country file."""

    dossier: Dossier
    source: Source


def evidence(vocabulary: Vocabulary) -> ExportTable[ItemRecord]:
    """One row an evidence item."""
    row, key = "an evidence item of a country file", ("iso3", "item")
    columns = (*_ITEM, *_measure(vocabulary), *_FACT)
    return ExportTable(TableName.EVIDENCE, row, key, by_rubric=False, columns=columns, records=_items)


def evidence_sources() -> ExportTable[CitationRecord]:
    """One row a source that an evidence item cites."""
    row, key = (
        "a source that an evidence item cites, and the place in it",
        ("iso3", "item", "source", "place"),
    )
    return ExportTable(
        TableName.EVIDENCE_SOURCES, row, key, by_rubric=False, columns=_CITATION, records=_citations
    )


def sources() -> ExportTable[SourceRecord]:
    """One row a source of a country file."""
    row, key = "a source of a country file", ("iso3", "source")
    return ExportTable(TableName.SOURCES, row, key, by_rubric=False, columns=_SOURCE, records=_sources)


def _items(export: Export) -> Iterator[ItemRecord]:
    for dossier in export.dossiers:
        for item in sorted(dossier.items, key=lambda item: item.id):
            yield ItemRecord(dossier, item)


def _citations(export: Export) -> Iterator[CitationRecord]:
    for dossier, item in _items(export):
        for source in sorted(set(item.sources), key=lambda source: (source.id, source.place)):
            yield CitationRecord(dossier, item.id, source)


def _sources(export: Export) -> Iterator[SourceRecord]:
    for dossier in export.dossiers:
        for name in sorted(dossier.sources):
            yield SourceRecord(dossier, dossier.sources[name])


def _actors(actors: frozenset[Actor]) -> tuple[str, ...]:
    return tuple(actor for actor in Actor if actor in actors)


def _value(record: ItemRecord) -> Fraction | None:
    return record.item.figure.value if record.item.figure else None


_COUNTRY = "The country, as in `assessments`."
_ITEM: tuple[Column[ItemRecord], ...] = (
    Column("iso3", TEXT, _COUNTRY, lambda r: r.dossier.iso3),
    Column("item", TEXT, "The item, by its id in the country file.", lambda r: r.item.id),
    Column(
        "measure",
        TEXT,
        "What kind of thing it speaks of: a measure of the vocabulary.",
        lambda r: r.item.measure,
    ),
)


def _measure(vocabulary: Vocabulary) -> tuple[Column[ItemRecord], ...]:
    measures = vocabulary.measures
    nature = "The nature of the measure."
    return (
        Column("pillar", TEXT, "The pillar of the measure.", lambda r: measures[r.item.measure].pillar),
        Column("nature", TEXT, nature, lambda r: measures[r.item.measure].nature, words=Nature),
    )


_FACT: tuple[Column[ItemRecord], ...] = (
    Column(
        "series",
        TEXT,
        "Which count of the measure; different series are never compared.",
        lambda r: r.item.series,
        nullable=True,
    ),
    Column(
        "scope",
        TEXT,
        "The part that the fact is limited to; empty where it speaks of the whole.",
        lambda r: r.item.scope,
        nullable=True,
    ),
    Column(
        "status",
        TEXT,
        "What the source says. Empty where it only compares with the year before.",
        lambda r: r.item.status,
        nullable=True,
        words=Status,
    ),
    Column(
        "limited_by",
        TEXT,
        "What limits a thing that was done in part.",
        lambda r: r.item.limit,
        nullable=True,
        words=Limit,
    ),
    Column("done_by", TEXTS, "Who did it.", lambda r: _actors(r.item.by), words=Actor),
    Column("done_with", TEXTS, "Who took part besides.", lambda r: _actors(r.item.with_), words=Actor),
    Column("funded_by", TEXTS, "Who paid.", lambda r: _actors(r.item.funded_by), words=Actor),
    Column("dated", TEXT, "When it was so, as the country file writes it.", lambda r: r.item.when.text),
    Column(
        "report",
        WHOLE,
        "The report that found it, where it has no date of its own; its days are then those of the reporting "
        "period.",
        lambda r: r.item.when.report,
        nullable=True,
    ),
    Column(
        "first_day", DATE, "The first day on which it was so, or may have begun.", lambda r: r.item.when.start
    ),
    Column(
        "last_day",
        DATE,
        "The last day on which it was so. Empty where it was still so when the source was written, or nobody "
        "knows when it ended.",
        lambda r: None if r.item.when.ongoing or r.item.when.end_unknown else r.item.when.end,
        nullable=True,
    ),
    Column(
        "ongoing",
        TRUTH,
        "Whether it was still so when the source was written.",
        lambda r: r.item.when.ongoing,
    ),
    *number("figure", "The number that the source gives.", _value, nullable=True),
    Column(
        "unit",
        TEXT,
        "What it counts.",
        lambda r: r.item.figure.unit if r.item.figure else None,
        nullable=True,
    ),
    Column(
        "bound",
        TEXT,
        "How it bounds the true number.",
        lambda r: r.item.figure.bound if r.item.figure else None,
        nullable=True,
        words=Bound,
    ),
    Column(
        "versus_previous",
        TEXT,
        "A comparison with the year before that the source states.",
        lambda r: r.item.versus_previous,
        nullable=True,
        words=Versus,
    ),
    Column("summary", TEXT, "The fact in words.", lambda r: r.item.summary),
    Column(
        "revises",
        TEXT,
        "The item of the same publisher that this one replaces.",
        lambda r: r.item.revises,
        nullable=True,
    ),
    Column(
        "unusable",
        TEXT,
        "Why the item can never count; empty for all others.",
        lambda r: r.item.unusable,
        nullable=True,
    ),
    Column("note", TEXT, "A note of those who wrote the file.", lambda r: r.item.note, nullable=True),
)
_CITATION: tuple[Column[CitationRecord], ...] = (
    Column("iso3", TEXT, _COUNTRY, lambda r: r.dossier.iso3),
    Column("item", TEXT, "The evidence item, as in `evidence`.", lambda r: r.item),
    Column("source", TEXT, "The source, as in `sources`.", lambda r: r.source.id),
    Column(
        "place",
        TEXT,
        "Where in the source the fact stands; empty where the file does not say.",
        lambda r: r.source.place,
        nullable=True,
    ),
)
_SOURCE: tuple[Column[SourceRecord], ...] = (
    Column("iso3", TEXT, _COUNTRY, lambda r: r.dossier.iso3),
    Column("source", TEXT, "The source, by its id in the country file.", lambda r: r.source.id),
    Column("title", TEXT, "Its title.", lambda r: r.source.title),
    Column("publisher", TEXT, "Who published it.", lambda r: r.source.publisher),
    Column(
        "published",
        TEXT,
        "When, as the country file writes it: a day, a month or a year, or what is known of it in EDTF; empty where "
        "nothing is.",
        lambda r: r.source.published.text,
        nullable=True,
    ),
    Column("read", DATE, "The day on which it was read.", lambda r: r.source.read, nullable=True),
    Column(
        "kind",
        TEXT,
        "Which of the eight kinds of credible information of 22 USC 7102(6) it is.",
        lambda r: r.source.kind,
        words=SourceKind,
    ),
    Column("url", TEXT, "Where it can be read.", lambda r: r.source.url, nullable=True),
    Column(
        "note",
        TEXT,
        "What was read of it, and other notes of those who wrote the file.",
        lambda r: r.source.note,
        nullable=True,
    ),
)
