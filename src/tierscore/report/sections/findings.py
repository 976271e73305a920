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
    paragraph,
    strong,
    unsure,
)
from tierscore.report.language.numbers import of_hundred, percent
from tierscore.report.language.wording import (
    OUTCOME_STYLES,
    OUTCOMES,
    basis_words,
    full_stopped,
    labelled,
    law_sentence,
    outcome_words,
    quantity,
    sentence,
)
from tierscore.report.sections.facts import TOLD_ABOVE, by_id, facts, leading_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from tierscore.model.finding import CapResult, Finding, IndicatorResult, Reading
    from tierscore.report.document.blocks import Block, Bullet
    from tierscore.report.language.lookup import Lookup
_CAP_WORDS = {
    True: ("Limited to {most} of 100", Style.BAD),
    None: ("May be limited to {most} of 100", Style.UNSURE),
    False: ("Not limited to {most} of 100", Style.MUTED),
}
_INTRODUCTION = "Facts on the measures of a criterion that did not count for it: tierscore explain {code} CRITERION -y {year}"
_NOTHING_ON_FILE = "Nothing on file"
_NOT_ASKED = "Not asked by the law of this report"
_SCORE = "Score {score} of 100; {settled} settled."
_SCORE_PRESUMED = "Score {score} of 100; {settled} settled, {presumed} by presumption alone."
_WEAKEST = " Every element is needed, so the weakest counts."
_PRESUMED = "Presumed {outcome}, since a source says that nothing was reported. {basis}"
_DISAGREE = "Sources disagree"
_NOT_COUNTED = "{facts} did not count."


def findings(lookup: Lookup) -> Iterator[Block]:
    """The section on the findings."""
    assessment = lookup.assessment
    everything = assessment.findings
    yield heading(2, "Findings")
    introduction = _INTRODUCTION.format(code=assessment.dossier.iso3, year=assessment.report_year)
    yield paragraph(muted(introduction))
    for pillar, of_pillar in by_pillar(lookup, everything).items():
        yield heading(3, lookup.pillar(pillar))
        yield bullets(_findings(lookup, of_pillar), spaced=True)


def by_pillar(lookup: Lookup, everything: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by pillar, in the order of the rubric; those of none come last."""
    pillars: dict[str, list[Finding]] = {pillar: [] for pillar in lookup.assessment.rubric.pillars}
    for finding in everything:
        pillars.setdefault(finding.criterion.pillar, []).append(finding)
    return {pillar: of_pillar for pillar, of_pillar in pillars.items() if of_pillar}


def _findings(lookup: Lookup, of_pillar: Sequence[Finding]) -> Iterator[Bullet]:
    """The findings of a pillar; those without evidence in one point together, and so those that the law does not ask."""
    without = [finding for finding in of_pillar if nothing_on_file(finding)]
    unasked = [finding for finding in of_pillar if finding.outcome is Outcome.NOT_APPLICABLE]
    for finding in of_pillar:
        if finding not in without and finding not in unasked:
            yield _finding(lookup, finding)
    for words, together in ((_NOTHING_ON_FILE, without), (_NOT_ASKED, unasked)):
        if together:
            titles = "; ".join(lookup.cited_title(finding.criterion.id) for finding in together)
            yield bullet(unsure(f"{words}: "), full_stopped(titles))


def nothing_on_file(finding: Finding) -> bool:
    """Whether a finding rests on nothing: no fact, no presumption, and every outcome possible."""
    rests_on = finding.evidence or finding.presumed_coverage or finding.coverage
    limited = any(cap.evidence for cap in finding.caps)
    return finding.outcome is Outcome.UNKNOWN and not rests_on and not limited


def outcome_span(finding: Finding) -> Span:
    """The outcome of a finding in words and with its style."""
    return Span(sentence(outcome_words(finding.outcome, finding.possible)), OUTCOME_STYLES[finding.outcome])


def share_words(lookup: Lookup, finding: Finding) -> str:
    """The score of a finding, and how much of it is settled."""
    score, share = _span(finding.value, lookup.cuts), finding.coverage + finding.presumed_coverage
    settled = "all points are" if share == ONE else f"{percent(share)} of the points are"
    if finding.presumed_coverage:
        return _SCORE_PRESUMED.format(
            score=score, settled=settled, presumed=percent(finding.presumed_coverage)
        )
    return _SCORE.format(score=score, settled=settled)


def _span(value: Interval, cuts: Iterable[Fraction]) -> str:
    """A score, or its two ends: ``60 to 100``."""
    ends = dict.fromkeys(of_hundred(end, cuts) for end in (value.low, value.high))
    return " to ".join(ends)


def value_span(lookup: Lookup, value: Interval) -> Span:
    """The value of an indicator as the answer to its question."""
    if not value.settled:
        return unsure("Unknown." if value.width == ONE else f"Unknown: {_span(value, lookup.cuts)} of 100.")
    if value.low == ONE:
        return good("Yes.")
    if value.low == 0:
        return bad("No.")
    return unsure(f"In part: {of_hundred(value.low, lookup.cuts)} of 100.")


def undisputed(result: IndicatorResult) -> list[str]:
    """The items that an indicator rests on, without those of facts on which sources disagree."""
    disputed = {item for reading in result.readings if reading.contested for item in reading.evidence}
    return [item for item in result.evidence if item not in disputed]


def disputes(lookup: Lookup, result: IndicatorResult) -> tuple[Bullet, ...]:
    """Facts on which sources disagree, with every side."""
    return tuple(_dispute(lookup, reading) for reading in result.readings if reading.contested)


def presumption_bullets(lookup: Lookup, finding: Finding, result: IndicatorResult) -> tuple[Bullet, ...]:
    """The presumption that settled an indicator, with its basis."""
    outcome_of = lookup.assessment.rubric.scale.outcome
    return tuple(
        bullet(
            _PRESUMED.format(outcome=OUTCOMES[outcome_of(rule.value)], basis=basis_words(rule.basis)),
            *leading_facts(lookup, [item for reading in result.readings for item in reading.silent]),
        )
        for rule in finding.criterion.presumptions
        if rule.id == result.presumed
    )


def cap_bullets(lookup: Lookup, finding: Finding, *, idle: bool = False) -> tuple[Bullet, ...]:
    """The caps that limit a finding or may yet, with their basis; with ``idle`` also those that do not."""
    return tuple(
        _cap(lookup, finding, result) for result in finding.caps if idle or result.bites is not False
    )


def _finding(lookup: Lookup, finding: Finding) -> Bullet:
    criterion = finding.criterion
    weakest = _WEAKEST if criterion.all_required else ""
    head = (
        strong(labelled(lookup.titled(criterion.id))),
        outcome_span(finding),
        muted(f" {share_words(lookup, finding)}{weakest}{law_sentence(criterion.law)} ({criterion.id})"),
    )
    answered = [result for result in finding.indicators if not _unanswered(result)]
    unanswered = [result.indicator.question for result in finding.indicators if _unanswered(result)]
    below = (
        *(_indicator(lookup, finding, result) for result in answered),
        *((bullet(unsure(f"{_NOTHING_ON_FILE}: "), " ".join(unanswered)),) if unanswered else ()),
        *cap_bullets(lookup, finding),
        *_not_counted(finding),
    )
    return bullet(*head, below=below)


def _unanswered(result: IndicatorResult) -> bool:
    return result.value.width == ONE and not result.evidence and result.presumed is None


def _indicator(lookup: Lookup, finding: Finding, result: IndicatorResult) -> Bullet:
    indicator = result.indicator
    points = "" if len(finding.indicators) == 1 else f" ({quantity(indicator.points, 'point')})"
    return bullet(
        f"{indicator.question} ",
        value_span(lookup, result.value),
        muted(points),
        below=(
            *facts(lookup, undisputed(result)),
            *disputes(lookup, result),
            *presumption_bullets(lookup, finding, result),
        ),
    )


def _dispute(lookup: Lookup, reading: Reading) -> Bullet:
    year = "" if reading.report_year == lookup.assessment.report_year else f", {reading.report_year} report"
    words = f" on {lookup.subject(reading.subject)}{year}: {reading.says}."
    if lookup.shown_items.issuperset(reading.evidence):
        return bullet(unsure(_DISAGREE), f"{words} ", *by_id(lookup, TOLD_ABOVE, reading.evidence))
    return bullet(unsure(_DISAGREE), words, below=facts(lookup, reading.evidence))


def _cap(lookup: Lookup, finding: Finding, result: CapResult) -> Bullet:
    cap = next(cap for cap in finding.criterion.caps if cap.id == result.id)
    words, style = _CAP_WORDS[result.bites]
    subjects_read = {subject for leaf in leaves(cap.when) for subject in subjects(leaf)}
    contested = {unknown.subject for unknown in lookup.assessment.unknowns if unknown.contested}
    disputed = unsure(f" {_DISAGREE} on whether it was so:")
    return bullet(
        Span(f"{words.format(most=of_hundred(cap.at_most, lookup.cuts))}.", style),
        f" {basis_words(cap.basis)}",
        *((disputed,) if contested & subjects_read else ()),
        below=facts(lookup, result.evidence),
    )


def _not_counted(finding: Finding) -> tuple[Bullet, ...]:
    if not finding.not_counted:
        return ()
    number = quantity(len(finding.not_counted), "other fact")
    return (bullet(muted(_NOT_COUNTED.format(facts=number))),)
