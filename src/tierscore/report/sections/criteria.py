"""The findings by pillar: each question, its answer, and the facts under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.outcome import ONE, Interval, Outcome
from tierscore.model.test import leaves, subjects
from tierscore.report.document.blocks import Bullet, Bullets, Heading, Line, Span, Style, muted, plain, strong
from tierscore.report.language.numbers import between, of_hundred, percent
from tierscore.report.language.wording import OUTCOME_STYLES, by_law, counted, outcome_words, sentence
from tierscore.report.sections.facts import fact_entry, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.finding import CapResult, Finding, IndicatorResult, Reading
    from tierscore.model.law import Basis
    from tierscore.report.document.blocks import Block
    from tierscore.report.language.lookup import Lookup


def criteria(lookup: Lookup) -> Iterator[Block]:
    """The section on the findings."""
    yield Heading(2, (plain("Findings"),))
    present = dict.fromkeys(finding.criterion.pillar for finding in lookup.assessment.findings)
    told: set[str] = set()
    for pillar in sorted(present, key=[*lookup.assessment.rubric.pillars, *present].index):
        yield Heading(3, (plain(lookup.pillar(pillar)),))
        found = [finding for finding in lookup.assessment.findings if finding.criterion.pillar == pillar]
        yield Bullets(tuple(_criterion(lookup, finding, told) for finding in found), spaced=True)


def outcome_span(finding: Finding) -> Span:
    """The outcome of a finding in words and with its style."""
    return Span(sentence(outcome_words(finding.outcome, finding.possible)), OUTCOME_STYLES[finding.outcome])


def share_words(lookup: Lookup, finding: Finding) -> str:
    """How much of what is asked is shown, and how much of that the evidence settles."""
    presumed = f" and a presumption {percent(finding.presumed_coverage)}" if finding.presumed_coverage else ""
    return f"Shown: {between(finding.value, lookup.cuts)} of 100; the evidence settles {percent(finding.coverage)}{presumed}."


def value_span(lookup: Lookup, value: Interval) -> Span:
    """How far an indicator is shown."""
    if not value.settled:
        return Span("open" if value.width == ONE else f"{between(value, lookup.cuts)} of 100", Style.UNSURE)
    if value.low == ONE:
        return Span("shown in full", Style.GOOD)
    return (
        Span("not so", Style.BAD)
        if value.low == 0
        else Span(f"{of_hundred(value.low, lookup.cuts)} of 100", Style.UNSURE)
    )


def disputes(lookup: Lookup, found: IndicatorResult) -> tuple[Bullet, ...]:
    """Facts on which sources disagree, with every side."""
    return tuple(_dispute(lookup, reading) for reading in found.readings if reading.contested)


def presumption_entries(finding: Finding, found: IndicatorResult) -> tuple[Bullet, ...]:
    """The presumption that settled an indicator, with its basis."""
    return tuple(
        Bullet(
            (
                Span("Presumed", Style.UNSURE),
                plain(f", since silence is on record {_basis_words(presumption.basis)}"),
            )
        )
        for presumption in finding.criterion.presumptions
        if presumption.id == found.presumed
    )


def cap_entries(lookup: Lookup, finding: Finding, *, idle: bool = False) -> tuple[Bullet, ...]:
    """The caps that limit a finding or may yet, with their basis; with ``idle`` also those that do not."""
    return tuple(
        _cap(lookup, finding, result) for result in finding.caps if idle or result.bites is not False
    )


def _criterion(lookup: Lookup, finding: Finding, told: set[str]) -> Bullet:
    criterion = finding.criterion
    asked = (plain(f" {criterion.question}"), muted(by_law(criterion.law)))
    head: Line = (strong(f"{criterion.id}: "), outcome_span(finding), *asked)
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return Bullet(head)
    every = " Every element is asked for: the weakest counts." if criterion.all_required else ""
    below = (
        Bullet((muted(f"{share_words(lookup, finding)}{every}"),)),
        *(_indicator(lookup, finding, found, told) for found in finding.indicators),
        *cap_entries(lookup, finding),
        *_discounted(finding),
    )
    return Bullet(head, below)


def _indicator(lookup: Lookup, finding: Finding, found: IndicatorResult, told: set[str]) -> Bullet:
    points = "" if len(finding.indicators) == 1 else f" ({counted(found.indicator.points, 'point')})"
    line = (plain(f"{found.indicator.question} "), value_span(lookup, found.value), muted(points))
    sides = {item for reading in found.readings if reading.contested for item in reading.evidence}
    counted_here = [item for item in found.evidence if item not in sides]
    again = [item for item in counted_here if item in told]
    fresh = [item for item in counted_here if item not in told]
    told.update(found.evidence)
    rests = (
        (Bullet((muted(f"Rests {'also ' if fresh else ''}on facts told above: {', '.join(again)}."),)),)
        if again
        else ()
    )
    return Bullet(
        line, (*facts(lookup, fresh), *rests, *disputes(lookup, found), *presumption_entries(finding, found))
    )


def _dispute(lookup: Lookup, reading: Reading) -> Bullet:
    year = "" if reading.report_year == lookup.assessment.report_year else f", {reading.report_year} report"
    line = (
        Span("Sources disagree", Style.UNSURE),
        plain(f" on {lookup.subject(reading.subject)}{year}: {reading.says}."),
    )
    return Bullet(line, tuple(fact_entry(lookup, item) for item in reading.evidence))


def _cap(lookup: Lookup, finding: Finding, result: CapResult) -> Bullet:
    cap = next(cap for cap in finding.criterion.caps if cap.id == result.id)
    limit = f"at {of_hundred(cap.at_most, lookup.cuts)} of 100"
    words = {
        True: ("Limited", Style.BAD),
        None: ("May be limited", Style.UNSURE),
        False: ("Not limited", Style.MUTED),
    }
    word, style = words[result.bites]
    read = {subject for leaf in leaves(cap.when) for subject in subjects(leaf)}
    disputed = any(unknown.contested and unknown.subject in read for unknown in lookup.assessment.unknowns)
    line = [Span(f"{word} {limit}", style), plain(f" by {cap.id} {_basis_words(cap.basis)}")]
    if disputed:
        line.append(Span(" Sources disagree on whether it is so:", Style.UNSURE))
    return Bullet(tuple(line), facts(lookup, result.evidence))


def _basis_words(basis: Basis) -> str:
    source = f", {basis.cite}" if basis.cite else ""
    return f"({basis.authority}{source}): {sentence(basis.reason)}"


def _discounted(finding: Finding) -> tuple[Bullet, ...]:
    if not finding.not_counted:
        return ()
    words = f"Not counted here: {counted(len(finding.not_counted), 'fact')}; explain {finding.criterion.id} lists them."
    return (Bullet((muted(words),)),)
