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
from tierscore.report.language.wording import (
    INDEPENDENT,
    OUTCOMES,
    changed_readings,
    counted,
    join_words,
    quantity,
    sentence,
    short_hash,
)
from tierscore.report.one_page.page_lookup import PageLookup
from tierscore.report.one_page.why_not import obstacles_shown, presumed_words
from tierscore.report.sections.headline import deciding_rule
from tierscore.report.sections.pillars import pillar_bars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.finding import Finding
    from tierscore.report.document.blocks import Bullet, Document, KeyValue, KeyValues, Line, Paragraph

_ONE_LINE = 60
_TWO_LINES = 120
_MOST_SHOWN = 3
_COVERAGE = "The file answers {share} of the rubric."
_READINGS = "{readings} of the law would change this."
_MOST_OPEN = "Of {unknowns}, these matter most:"
_WHY_NOT = "Not {tier}: {reasons}."
_UNKNOWN = "{standards} unknown"
_LATE = "The law was read to {day}; this report came later."
_MORE = "Without --brief: a page. With --full: everything."


def compose_brief(assessment: Assessment, origin: str) -> Document:
    """
    Compose the report for one screen: at most 24 lines of 80 columns for a rubric of three P's.

    ``origin`` says where rubric and country file come from, in the words of the report.
    """
    lookup = PageLookup(assessment, origin)
    title = f"{assessment.dossier.name}, {assessment.report_year} report"
    return document(
        heading(1, _clipped(title, _ONE_LINE)),
        _answer(lookup),
        pillar_bars(lookup),
        bullets([_unknowns(lookup)]),
        _footer(lookup),
    )


def _answer(lookup: PageLookup) -> KeyValues:
    assessment = lookup.assessment
    pairs = [
        key_value("Indicated", *_indicated(lookup)),
        key_value("Range", _clipped(_range(lookup), _ONE_LINE)),
        key_value("State", _clipped(_official(lookup), _ONE_LINE)),
        key_value("Decided by", _clipped(_decided(lookup), _TWO_LINES)),
        *_why_not(lookup),
    ]
    if assessment.alternatives:
        readings = sentence(counted(len(assessment.alternatives), "other reading"))[:-1]
        pairs.append(key_value("Readings", _READINGS.format(readings=readings)))
    return key_values(*pairs)


def _why_not(lookup: PageLookup) -> Iterator[KeyValue]:
    """What keeps the next better tier away: the standards that fail, then how many are unknown."""
    tier, obstacles = lookup.next_tier(better=True), obstacles_shown(lookup)
    failing = [
        f"{lookup.titled(finding.criterion.id)} ({_outcome(finding)})" for finding in obstacles.failing
    ]
    unknown = counted(len(obstacles.unknown), "standard")
    words = [*failing[:_MOST_SHOWN], *([_UNKNOWN.format(standards=unknown)] if obstacles.unknown else [])]
    if tier is not None and words:
        yield key_value(
            "Why not", _clipped(_WHY_NOT.format(tier=tier.name, reasons="; ".join(words)), _TWO_LINES)
        )


def _outcome(finding: Finding) -> str:
    return f"{presumed_words(finding)}{OUTCOMES[finding.outcome]}"


def _footer(lookup: PageLookup) -> Paragraph:
    rubric = lookup.assessment.rubric
    version = f"Rubric {rubric.id} {rubric.version} ({short_hash(rubric)}), {lookup.origin}."
    late = f" {_LATE.format(day=rubric.law_read_to)}"
    return paragraph(
        muted(f"{INDEPENDENT} "),
        muted(_clipped(version, _TWO_LINES)),
        *((strong(late),) if lookup.assessment.report_year > rubric.last_report else ()),
        *changed_readings(rubric),
        muted(f" {_MORE}"),
    )


def _clipped(text: str, most: int) -> str:
    text = visible(text)
    if cells(text) <= most:
        return text
    while cells(text) >= most:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _indicated(lookup: PageLookup) -> Line:
    assessment = lookup.assessment
    if assessment.indicated == UNDETERMINED:
        reason = f": {assessment.decision.undetermined_because}"
        return spans(strong("No tier"), _clipped(reason, _TWO_LINES - _ONE_LINE // 4))
    if assessment.indicated == CONTRADICTION:
        return spans(strong("No tier, but a contradiction"))
    return spans(strong(_clipped(lookup.tier(assessment.indicated), _ONE_LINE)))


def _range(lookup: PageLookup) -> str:
    names = join_words([lookup.tier(entry.tier) for entry in lookup.assessment.range], "or")
    only = " only" if len(lookup.assessment.range) == 1 else ""
    return f"{names}{only}" if lookup.assessment.exact else f"{names} (at most)"


def _official(lookup: PageLookup) -> str:
    placement = lookup.assessment.official
    return (
        f"{lookup.tier(placement.tier)} (played no part)" if placement else "not on file (would play no part)"
    )


def _decided(lookup: PageLookup) -> str:
    rule = deciding_rule(lookup)
    if rule is None:
        return "No rule: a condition that this rubric assumes no answer to is unknown."
    if lookup.assessment.indicated != rule.tier:
        tier = lookup.tier(rule.tier)
        return f"No rule yet: what is assumed would lead to {tier}, but too little is known."
    return sentence(rule.says)


def _unknowns(lookup: PageLookup) -> Bullet:
    """How much of the rubric the file answers, and the unknowns that matter most."""
    everything = lookup.assessment.unknowns
    share = _COVERAGE.format(share=lookup.coverage)
    if not everything:
        return bullet(share)
    first = everything[:_MOST_SHOWN]
    words = _MOST_OPEN.format(unknowns=quantity(len(everything), "unknown"))
    return bullet(
        strong(f"{share} {words}"),
        below=(
            bullet(_clipped(unknown.name, _ONE_LINE), mark=f"{number}.")
            for number, unknown in enumerate(first, 1)
        ),
    )
