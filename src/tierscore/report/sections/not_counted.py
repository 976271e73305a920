"""What did not count, and why: nothing on file is dropped in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.finding import Reason
from tierscore.report.document.blocks import Bullet, Bullets, Heading, Paragraph, muted, plain, strong
from tierscore.report.language.wording import REASONS, counted, sentence, series
from tierscore.report.sections.facts import fact_line, short_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.finding import NotCounted
    from tierscore.report.document.blocks import Block
    from tierscore.report.language.lookup import Lookup
_IN_SHORT = frozenset({Reason.OUTSIDE_PERIOD, Reason.NOT_YET})


def discounted(lookup: Lookup) -> Iterator[Block]:
    """The section on the items that counted nowhere."""
    yield Heading(2, (plain("What did not count, and why"),))
    elsewhere = _credited_elsewhere(lookup)
    if not lookup.assessment.not_counted and not elsewhere:
        yield Paragraph((plain("Every fact on file counted."),))
        return
    yield Bullets((*discounted_entries(lookup, lookup.assessment.not_counted), *elsewhere), spaced=True)


def discounted_entries(
    lookup: Lookup, notes: Iterable[NotCounted], *, in_full: bool = False
) -> tuple[Bullet, ...]:
    """Items by reason; those of other years by id and date only, unless ``in_full``."""
    by_reason: dict[Reason, list[NotCounted]] = {}
    for note in notes:
        by_reason.setdefault(note.reason, []).append(note)
    return tuple(
        _group(lookup, reason, by_reason[reason], in_full=in_full) for reason in Reason if reason in by_reason
    )


def _credited_elsewhere(lookup: Lookup) -> tuple[Bullet, ...]:
    """Acts of others that count for one criterion, such as partnership, and for another, as the government's own, do not."""
    refused: dict[str, list[str]] = {}
    credited: dict[str, list[str]] = {}
    for finding in lookup.assessment.findings:
        for item in finding.evidence:
            credited.setdefault(item, []).append(finding.criterion.id)
        for note in finding.not_counted:
            if note.reason is Reason.OTHER_ACTOR:
                refused.setdefault(note.item, []).append(finding.criterion.id)
    both = [item for item in refused if item in credited]
    if not both:
        return ()
    head = (
        strong("Credited to partnership, not to the government"),
        muted(f": {counted(len(both), 'fact')}"),
    )
    return (Bullet(head, tuple(_credited(lookup, item, credited[item], refused[item]) for item in both)),)


def _credited(lookup: Lookup, item: str, credited: list[str], refused: list[str]) -> Bullet:
    return Bullet(
        (
            *fact_line(lookup, lookup.items[item]),
            muted(f" It counts for {series(credited)}, not for {series(refused)}."),
        )
    )


def _group(lookup: Lookup, reason: Reason, notes: list[NotCounted], *, in_full: bool) -> Bullet:
    head = (strong(REASONS[reason]), muted(f": {counted(len(notes), 'fact')}"))
    if reason in _IN_SHORT and not in_full:
        return Bullet(head, (Bullet((muted(f"{short_facts(lookup, [note.item for note in notes])}."),)),))
    return Bullet(head, tuple(_note(lookup, note) for note in notes))


def _note(lookup: Lookup, note: NotCounted) -> Bullet:
    item = lookup.items.get(note.item)
    said = fact_line(lookup, item) if item else (plain(note.item),)
    told = note.reason in _IN_SHORT or not note.detail
    return Bullet(said if told else (*said, muted(f" Why not: {sentence(note.detail)}")))
