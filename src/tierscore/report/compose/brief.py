"""The report on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED, Assessment
from tierscore.report.document.blocks import (
    bullet,
    bullets,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    spans,
    strong,
)
from tierscore.report.document.sanitize import cells, visible
from tierscore.report.language.lookup import Lookup
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import INDEPENDENT, join_words, quantity, sentence
from tierscore.report.sections.headline import changed_readings, deciding_rule, short_hash
from tierscore.report.sections.pillars import pillar_bars

if TYPE_CHECKING:
    from tierscore.report.document.blocks import Bullet, Document, KeyValues, Line, Paragraph

_ONE_LINE = 60
_TWO_LINES = 120
_MOST_SHOWN = 3


def compose_brief(assessment: Assessment, origin: str) -> Document:
    """
    Compose the report for one screen: at most 24 lines of 80 columns for a rubric of three P's.

    ``origin`` says where rubric and country file come from, in the words of the report.
    """
    lookup = Lookup(assessment, origin)
    title = f"{assessment.dossier.name}, {assessment.report_year} report"
    return document(
        heading(1, _clipped(title, _ONE_LINE)),
        _answer(lookup),
        pillar_bars(lookup),
        bullets([_unknowns(lookup)]),
        _footer(lookup),
    )


def _answer(lookup: Lookup) -> KeyValues:
    assessment = lookup.assessment
    pairs = [
        key_value("Indicated", *_indicated(lookup)),
        key_value("Range", _clipped(_range(lookup), _ONE_LINE)),
        key_value("Official", _clipped(_official(lookup), _ONE_LINE)),
        key_value("Decided by", _clipped(_decided(lookup), _TWO_LINES)),
        key_value("Coverage", f"{percent(assessment.coverage)} of what the rubric asks"),
    ]
    if assessment.alternatives:
        number = quantity(len(assessment.alternatives), "other reading")
        pairs.append(key_value("Readings", f"{number} of the law would change this; see the full report"))
    return key_values(*pairs)


def _footer(lookup: Lookup) -> Paragraph:
    rubric = lookup.assessment.rubric
    version = f"Rubric {rubric.id} {rubric.version} ({short_hash(rubric)}), {lookup.origin}."
    late = f" The law was read to {rubric.law_read_to}; this report came later."
    return paragraph(
        muted(f"{INDEPENDENT} "),
        muted(_clipped(version, _TWO_LINES)),
        *((strong(late),) if lookup.assessment.report_year > rubric.last_report else ()),
        *changed_readings(rubric),
        muted(" The report without --brief has every rule, fact and source; explain has one criterion."),
    )


def _clipped(text: str, most: int) -> str:
    text = visible(text)
    if cells(text) <= most:
        return text
    while cells(text) >= most:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _indicated(lookup: Lookup) -> Line:
    assessment = lookup.assessment
    if assessment.indicated == UNDETERMINED:
        reason = f": {assessment.decision.undetermined_because}"
        return spans(strong("Undetermined"), _clipped(reason, _TWO_LINES - _ONE_LINE // 4))
    if assessment.indicated == CONTRADICTION:
        return spans(strong("No tier, but a contradiction"))
    return spans(strong(_clipped(lookup.tier(assessment.indicated), _ONE_LINE)))


def _range(lookup: Lookup) -> str:
    names = join_words([lookup.tier(entry.tier) for entry in lookup.assessment.range], "or")
    only = " only" if len(lookup.assessment.range) == 1 else ""
    return f"{names}{only}" if lookup.assessment.exact else f"{names} (at most)"


def _official(lookup: Lookup) -> str:
    placement = lookup.assessment.official
    return (
        f"{lookup.tier(placement.tier)} (played no part)" if placement else "not known (would play no part)"
    )


def _decided(lookup: Lookup) -> str:
    rule = deciding_rule(lookup)
    if rule is None:
        return "No rule: an open condition stopped the trial."
    if lookup.assessment.indicated != rule.tier:
        tier = lookup.tier(rule.tier)
        return f"Nothing yet: what is assumed would lead to {tier}, but too little is known."
    return sentence(rule.says)


def _unknowns(lookup: Lookup) -> Bullet:
    everything = lookup.assessment.unknowns
    if not everything:
        return bullet("Nothing that the rules read is unknown.")
    first = everything[:_MOST_SHOWN]
    rest = f", the {len(first)} that matter most" if len(everything) > len(first) else ""
    return bullet(
        strong(f"{quantity(len(everything), 'unknown')}{rest}:"),
        below=(
            bullet(_clipped(unknown.name, _ONE_LINE), mark=f"{number}.")
            for number, unknown in enumerate(first, 1)
        ),
    )
