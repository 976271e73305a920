"""Facts that did not count, and why: nothing on file is dropped without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.finding import NotCounted, Reason
from tierscore.report.document.blocks import Block, Bullet, bullet, bullets, heading, muted, paragraph, strong
from tierscore.report.language.wording import REASONS, full_stopped, join_words, quantity
from tierscore.report.sections.facts import by_id, fact_line, short_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.report.language.lookup import Lookup
_SET_ASIDE = "Set aside: {reason}"
_CREDITED = "It counts for {credited}; it does not count for {refused}."
_IN_SHORT = frozenset({Reason.OUTSIDE_PERIOD, Reason.NOT_YET})


def not_counted(lookup: Lookup) -> Iterator[Block]:
    """The section on the items that counted for no test, or for partnership only."""
    yield heading(2, "What did not count, and why")
    partnership = tuple(_partnership_only(lookup))
    points = (*reason_bullets(lookup, lookup.assessment.not_counted), *partnership)
    yield bullets(points, spaced=True) if points else paragraph("Every fact on file counted.")


def reason_bullets(
    lookup: Lookup, notes: Iterable[NotCounted], *, in_full: bool = False
) -> tuple[Bullet, ...]:
    """Items by reason; those of other years by id and date only, unless ``in_full``."""
    by_reason: dict[Reason, list[NotCounted]] = {}
    for note in notes:
        by_reason.setdefault(note.reason, []).append(note)
    return tuple(
        _reason(lookup, reason, by_reason[reason], in_full=in_full)
        for reason in Reason
        if reason in by_reason
    )


def _partnership_only(lookup: Lookup) -> Iterator[Bullet]:
    """Acts of others that count for one criterion, such as partnership, but not for another."""
    refused: dict[str, list[str]] = {}
    credited: dict[str, list[str]] = {}
    for finding in lookup.assessment.findings:
        for item in finding.evidence:
            credited.setdefault(item, []).append(finding.criterion.id)
        for note in finding.not_counted:
            if note.reason is Reason.OTHER_ACTOR:
                refused.setdefault(note.item, []).append(finding.criterion.id)
    both = [item for item in refused if item in credited]
    if both:
        yield bullet(
            strong("Credited to partnership, not to the government"),
            muted(f": {quantity(len(both), 'fact')}"),
            below=[_credited(lookup, item, credited[item], refused[item]) for item in both],
        )


def _credited(lookup: Lookup, item: str, credited: list[str], refused: list[str]) -> Bullet:
    names = [join_words([lookup.titled(criterion) for criterion in ids]) for ids in (credited, refused)]
    counts = _CREDITED.format(credited=names[0], refused=names[1])
    return bullet(*by_id(lookup, "", [item]), muted(f" {counts}"))


def _reason(lookup: Lookup, reason: Reason, notes: list[NotCounted], *, in_full: bool) -> Bullet:
    if reason in _IN_SHORT and not in_full:
        below = [bullet(muted(f"{short_facts(lookup, [note.item for note in notes])}."))]
    else:
        below = [_note(lookup, note) for note in notes]
    return bullet(strong(REASONS[reason]), muted(f": {quantity(len(notes), 'fact')}"), below=below)


def _note(lookup: Lookup, note: NotCounted) -> Bullet:
    plain_reason = note.reason in _IN_SHORT or not note.detail
    why = "" if plain_reason else f" {_SET_ASIDE.format(reason=full_stopped(note.detail))}"
    if note.item in lookup.shown_items:
        return bullet(*by_id(lookup, "", [note.item]), muted(why))
    lookup.shown_items.add(note.item)
    return bullet(*fact_line(lookup, note.item), muted(why))
