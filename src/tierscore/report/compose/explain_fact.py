"""One fact: what it says, where it counts and where it does not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.finding import Reason
from tierscore.report.document.blocks import (
    bullet,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    strong,
)
from tierscore.report.language.dates import when_words
from tierscore.report.language.numbers import of_hundred
from tierscore.report.language.wording import (
    INDEPENDENT,
    REASONS,
    full_stopped,
    labelled,
    law_sentence,
    sentence,
)
from tierscore.report.one_page.page_lookup import WHOLE, PageLookup
from tierscore.report.sections.facts import fact_line
from tierscore.report.sections.headline import title
from tierscore.report.sections.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.decision import ConditionResult
    from tierscore.model.finding import Finding, NotCounted
    from tierscore.report.document.blocks import Bullet, Document, KeyValues
    from tierscore.report.language.lookup import Lookup
_HUNDRED = 100
_COUNTED = "It counts for this report."
_NOT_COUNTED = "It does not count for this report. {reason}"
_WITH_DATE = "{reason} ({when})."
_WITH_DETAIL = "{reason}: {detail}"
_SCORE = (
    "Without it the score of {pillar} would be {low} lower at its low end and {high} higher at its high end."
)
_FIRM = "Without it the tiers that are possible over the core readings of the law would be others."
_NO_SCORE = "No score of a P would move without it."


def compose_fact(assessment: Assessment, item_id: str, origin: str = "") -> Document:
    """Compose what became of one fact; ``origin`` says where the data come from, in the words of the report."""
    lookup = PageLookup(assessment, origin, room=WHOLE)
    return document(
        heading(1, f"The fact {item_id}"),
        _head(lookup, item_id),
        *section("Where it counts", _counts(lookup, item_id), spaced=True),
        *section("Where it does not count, and why", _refusals(lookup, item_id)),
        *section("What rests on it", _weight(lookup, item_id)),
        *sources(lookup),
        paragraph(muted(INDEPENDENT)),
    )


def _head(lookup: Lookup, item_id: str) -> KeyValues:
    assessment, item = lookup.assessment, lookup.items[item_id]
    measure = assessment.vocabulary.measures[item.measure]
    note = next((note for note in assessment.not_counted if note.item == item_id), None)
    answer = _COUNTED if note is None else _NOT_COUNTED.format(reason=_reason(lookup, note))
    return key_values(
        key_value("Country", title(lookup)),
        key_value("Fact", *fact_line(lookup, item_id)),
        key_value("Measure", f"{measure.name} ({measure.id}). {sentence(measure.definition)}"),
        key_value("Answer", strong(answer)),
    )


def _reason(lookup: Lookup, note: NotCounted) -> str:
    """Why a fact did not count; of one of another time only the time is told."""
    reason, when = REASONS[note.reason], when_words(lookup.items[note.item].when)
    if note.reason in {Reason.OUTSIDE_PERIOD, Reason.NOT_YET} or not note.detail:
        return _WITH_DATE.format(reason=reason, when=when)
    return _WITH_DETAIL.format(reason=reason, detail=full_stopped(note.detail))


def _counts(lookup: Lookup, item_id: str) -> Iterator[Bullet]:
    for finding in lookup.assessment.findings:
        points = tuple(_indicators(finding, item_id))
        if points:
            yield bullet(
                strong(lookup.titled(finding.criterion.id)),
                muted(f" ({finding.criterion.id}).{law_sentence(finding.criterion.law)}"),
                below=points,
            )
    for result in lookup.assessment.decision.gates:
        if result.tree is not None and item_id in _evidence(result.tree):
            law = muted(law_sentence(result.gate.law))
            yield bullet(strong(result.gate.heading), muted(f" ({result.gate.id})."), law)


def _indicators(finding: Finding, item_id: str) -> Iterator[Bullet]:
    for result in finding.indicators:
        if item_id in result.evidence:
            yield bullet(result.indicator.question)
    for cap in finding.caps:
        if item_id in cap.evidence:
            yield bullet(f"A limit of the score: {cap.id}.")


def _evidence(tree: ConditionResult) -> set[str]:
    return {*tree.evidence, *(item for part in tree.parts for item in _evidence(part))}


def _refusals(lookup: Lookup, item_id: str) -> Iterator[Bullet]:
    for finding in lookup.assessment.findings:
        for note in finding.not_counted:
            if note.item == item_id:
                name = strong(labelled(lookup.titled(finding.criterion.id)))
                yield bullet(name, _reason(lookup, note))


def _weight(lookup: Lookup, item_id: str) -> Iterator[Bullet]:
    assessment = lookup.assessment
    moved = [fact for fact in assessment.key_facts if fact.item == item_id]
    for fact in moved:
        yield bullet(
            _SCORE.format(
                pillar=lookup.pillar(fact.pillar),
                low=of_hundred(fact.fall / _HUNDRED),
                high=of_hundred(fact.rise / _HUNDRED),
            )
        )
    if not moved:
        yield bullet(_NO_SCORE)
    if assessment.standing is not None and item_id in assessment.standing.resting_on:
        yield bullet(_FIRM)
