"""The findings by pillar: each question, its answer, and the facts under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.outcome import ONE, Interval, Outcome
from tierscore.model.test import leaves, subjects
from tierscore.report.document.blocks import (
    Span,
    Style,
    bad,
    bullet,
    bullets,
    good,
    heading,
    muted,
    strong,
    unsure,
)
from tierscore.report.language.numbers import between, of_hundred, percent
from tierscore.report.language.wording import (
    OUTCOME_STYLES,
    basis_words,
    law_sentence,
    outcome_words,
    quantity,
    sentence,
)
from tierscore.report.sections.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.finding import CapResult, Finding, IndicatorResult, Reading
    from tierscore.report.document.blocks import Block, Bullet
    from tierscore.report.language.lookup import Lookup
_CAP_WORDS = {
    True: ("Limited", Style.BAD),
    None: ("May be limited", Style.UNSURE),
    False: ("Not limited", Style.MUTED),
}


def findings(lookup: Lookup) -> Iterator[Block]:
    """The section on the findings."""
    everything = lookup.assessment.findings
    yield heading(2, "Findings")
    present = dict.fromkeys(finding.criterion.pillar for finding in everything)
    for pillar in sorted(present, key=[*lookup.assessment.rubric.pillars, *present].index):
        yield heading(3, lookup.pillar(pillar))
        of_pillar = (finding for finding in everything if finding.criterion.pillar == pillar)
        yield bullets((_finding(lookup, finding) for finding in of_pillar), spaced=True)


def outcome_span(finding: Finding) -> Span:
    """The outcome of a finding in words and with its style."""
    return Span(sentence(outcome_words(finding.outcome, finding.possible)), OUTCOME_STYLES[finding.outcome])


def share_words(lookup: Lookup, finding: Finding) -> str:
    """The value of a finding, and how much of it the evidence settles."""
    presumed = f" and a presumption {percent(finding.presumed_coverage)}" if finding.presumed_coverage else ""
    settled = f"the evidence settles {percent(finding.coverage)}{presumed}"
    return f"Shown: {between(finding.value, lookup.cuts)} of 100; {settled}."


def value_span(lookup: Lookup, value: Interval) -> Span:
    """The value of an indicator."""
    if not value.settled:
        return unsure("open" if value.width == ONE else f"{between(value, lookup.cuts)} of 100")
    if value.low == ONE:
        return good("shown in full")
    if value.low == 0:
        return bad("not so")
    return unsure(f"{of_hundred(value.low, lookup.cuts)} of 100")


def undisputed(result: IndicatorResult) -> list[str]:
    """The items that an indicator rests on, without those of facts on which sources disagree."""
    disputed = {item for reading in result.readings if reading.contested for item in reading.evidence}
    return [item for item in result.evidence if item not in disputed]


def disputes(lookup: Lookup, result: IndicatorResult) -> tuple[Bullet, ...]:
    """Facts on which sources disagree, with every side."""
    return tuple(_dispute(lookup, reading) for reading in result.readings if reading.contested)


def presumption_bullets(finding: Finding, result: IndicatorResult) -> tuple[Bullet, ...]:
    """The presumption that settled an indicator, with its basis."""
    return tuple(
        bullet(unsure("Presumed"), f", since silence is on record {basis_words(presumption.basis)}")
        for presumption in finding.criterion.presumptions
        if presumption.id == result.presumed
    )


def cap_bullets(lookup: Lookup, finding: Finding, *, idle: bool = False) -> tuple[Bullet, ...]:
    """The caps that limit a finding or may yet, with their basis; with ``idle`` also those that do not."""
    return tuple(
        _cap(lookup, finding, result) for result in finding.caps if idle or result.bites is not False
    )


def _finding(lookup: Lookup, finding: Finding) -> Bullet:
    criterion = finding.criterion
    head = (
        strong(f"{criterion.id}: "),
        outcome_span(finding),
        f" {criterion.question}",
        muted(law_sentence(criterion.law)),
    )
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return bullet(*head)
    every = " Every element is asked for: the weakest counts." if criterion.all_required else ""
    below = (
        bullet(muted(f"{share_words(lookup, finding)}{every}")),
        *(_indicator(lookup, finding, result) for result in finding.indicators),
        *cap_bullets(lookup, finding),
        *_not_counted(finding),
    )
    return bullet(*head, below=below)


def _indicator(lookup: Lookup, finding: Finding, result: IndicatorResult) -> Bullet:
    indicator = result.indicator
    points = "" if len(finding.indicators) == 1 else f" ({quantity(indicator.points, 'point')})"
    items = undisputed(result)
    repeats = [item for item in items if item in lookup.shown_items]
    first_time = [item for item in items if item not in lookup.shown_items]
    lookup.shown_items.update(result.evidence)
    also = "also " if first_time else ""
    repeated = (bullet(muted(f"Rests {also}on facts told above: {', '.join(repeats)}.")),) if repeats else ()
    return bullet(
        f"{indicator.question} ",
        value_span(lookup, result.value),
        muted(points),
        below=(
            *facts(lookup, first_time),
            *repeated,
            *disputes(lookup, result),
            *presumption_bullets(finding, result),
        ),
    )


def _dispute(lookup: Lookup, reading: Reading) -> Bullet:
    year = "" if reading.report_year == lookup.assessment.report_year else f", {reading.report_year} report"
    return bullet(
        unsure("Sources disagree"),
        f" on {lookup.subject(reading.subject)}{year}: {reading.says}.",
        below=facts(lookup, reading.evidence),
    )


def _cap(lookup: Lookup, finding: Finding, result: CapResult) -> Bullet:
    cap = next(cap for cap in finding.criterion.caps if cap.id == result.id)
    word, style = _CAP_WORDS[result.bites]
    subjects_read = {subject for leaf in leaves(cap.when) for subject in subjects(leaf)}
    contested = {unknown.subject for unknown in lookup.assessment.unknowns if unknown.contested}
    disputed = unsure(" Sources disagree on whether it is so:")
    return bullet(
        Span(f"{word} at {of_hundred(cap.at_most, lookup.cuts)} of 100", style),
        f" by {cap.id} {basis_words(cap.basis)}",
        *((disputed,) if contested & subjects_read else ()),
        below=facts(lookup, result.evidence),
    )


def _not_counted(finding: Finding) -> tuple[Bullet, ...]:
    if not finding.not_counted:
        return ()
    number = quantity(len(finding.not_counted), "fact")
    return (bullet(muted(f"Not counted here: {number}; explain {finding.criterion.id} lists them.")),)
