"""The report on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.report.document.blocks import (
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Line,
    Paragraph,
    muted,
    plain,
    strong,
)
from tierscore.report.document.sanitize import cells, visible
from tierscore.report.language.lookup import Lookup
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import INDEPENDENT, counted, sentence, series
from tierscore.report.sections.headline import deciding_rule, otherwise
from tierscore.report.sections.pillars import pillar_bars

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
_ONE_LINE = 60
_TWO_LINES = 120
_SHORT_HASH = 12
_MOST_SHOWN = 3


def compose_brief(assessment: Assessment, origin: str) -> Document:
    """
    Compose the report for one screen: no more than 24 lines of 80 columns for a rubric of three P's.

    Args:
        assessment: What to report.
        origin: Where rubric and country file come from, as the reader should see it.

    """
    lookup = Lookup(assessment)
    rubric = assessment.rubric
    late = assessment.report_year > rubric.last_report
    return Document(
        (
            Heading(
                1,
                (plain(_clipped(f"{assessment.dossier.name}, {assessment.report_year} report", _ONE_LINE)),),
            ),
            KeyValues(
                (
                    KeyValue(muted("Indicated"), _indicated(lookup)),
                    KeyValue(muted("Range"), (plain(_clipped(_range(lookup), _ONE_LINE)),)),
                    KeyValue(muted("Official"), (plain(_clipped(_official(lookup), _ONE_LINE)),)),
                    KeyValue(muted("Decided by"), (plain(_clipped(_decided(lookup), _TWO_LINES)),)),
                    KeyValue(
                        muted("Coverage"), (plain(f"{percent(assessment.coverage)} of what the rubric asks"),)
                    ),
                    *(
                        (KeyValue(muted("Readings"), (plain(_readings(lookup)),)),)
                        if assessment.alternatives
                        else ()
                    ),
                )
            ),
            pillar_bars(lookup),
            Bullets(_unknowns(lookup)),
            Paragraph(
                (
                    muted(f"{INDEPENDENT} "),
                    muted(
                        _clipped(
                            f"Rubric {rubric.id} {rubric.version} ({rubric.sha256[:_SHORT_HASH]}), {origin}.",
                            _TWO_LINES,
                        )
                    ),
                    *(
                        (strong(f" The law was read to {rubric.law_read_to}; this report came later."),)
                        if late
                        else ()
                    ),
                    *(
                        (strong(f" Law read otherwise for this run: {chosen}."),)
                        if (chosen := otherwise(rubric))
                        else ()
                    ),
                    muted(
                        " The report without --brief has every rule, fact and source; explain has one criterion."
                    ),
                )
            ),
        )
    )


def _clipped(text: str, most: int) -> str:
    shown = visible(text)
    if cells(shown) <= most:
        return shown
    while cells(shown) >= most:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def _indicated(lookup: Lookup) -> Line:
    assessment = lookup.assessment
    if assessment.indicated == UNDETERMINED:
        return (
            strong("Undetermined"),
            plain(_clipped(f": {assessment.decision.undetermined_because}", _TWO_LINES - _ONE_LINE // 4)),
        )
    if assessment.indicated == CONTRADICTION:
        return (strong("No tier, but a contradiction"),)
    return (strong(_clipped(lookup.tier(assessment.indicated), _ONE_LINE)),)


def _range(lookup: Lookup) -> str:
    names = series([lookup.tier(entry.tier) for entry in lookup.assessment.range], "or")
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
        return (
            f"Nothing yet: what is assumed would lead to {lookup.tier(rule.tier)}, but too little is known."
        )
    return sentence(rule.says)


def _readings(lookup: Lookup) -> str:
    """How many other readings of the law would change the answer."""
    number = len(lookup.assessment.alternatives)
    return f"{counted(number, 'other reading')} of the law would change this; see the full report"


def _unknowns(lookup: Lookup) -> tuple[Bullet, ...]:
    found = lookup.assessment.unknowns
    if not found:
        return (Bullet((plain("Nothing that the rules read is unknown."),)),)
    shown = found[:_MOST_SHOWN]
    rest = f", the {len(shown)} that matter most" if len(found) > len(shown) else ""
    names = [_clipped(each.name, _ONE_LINE) for each in shown]
    below = tuple(Bullet((plain(name),), mark=muted(f"{number}.")) for number, name in enumerate(names, 1))
    return (Bullet((strong(f"{counted(len(found), 'unknown')}{rest}:"),), below),)
