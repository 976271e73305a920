"""
The first lines: whose judgement it is, the tier in words, State's placement beside it, and how firm the
answer is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.outcome import Outcome
from tierscore.model.standing import Firmness
from tierscore.report.document.blocks import (
    KeyValues,
    Section,
    Span,
    Style,
    key_value,
    muted,
    paragraph,
    spans,
    strong,
)
from tierscore.report.language.dates import period_words
from tierscore.report.language.wording import counted, full_stopped, join_words, sentence
from tierscore.report.one_page.parting import parting
from tierscore.report.one_page.why_not import OUTCOME_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.standing import ReadingOutcome, TierStanding
    from tierscore.model.track_record import TrackRecord
    from tierscore.report.document.blocks import Block, KeyValue, Line
    from tierscore.report.one_page.page_lookup import PageLookup

_MOST_MOVED = 2
_LEAST_ROWS = 20
"""Fewer answers of one kind than this say nothing of how often State agrees."""
_SHORT_NAME = len("Tier 2")
"""A longer name of a tier stands before its meaning, not beside it."""
FIRMNESS = {
    Firmness.FIRM: "Firm on this rubric's core readings of the law.",
    Firmness.RESTS_ON_A_READING: "Rests on a reading of the law.",
    Firmness.OPEN: "Open: the facts on file fit several tiers.",
    Firmness.THIN: "Thin: too little is on file for a tier.",
}
_FIRMNESS_STYLES = {
    Firmness.FIRM: Style.GOOD,
    Firmness.RESTS_ON_A_READING: Style.UNSURE,
    Firmness.OPEN: Style.UNSURE,
    Firmness.THIN: Style.MUTED,
}
_CONFIDENCES = {
    "A": "two or more lists agree",
    "B": "from one list",
    "C": "lists disagree; the majority is shown",
    "D": "by elimination",
}
_ON_FEW_FACTS = "On few facts: without one fact or source, this would change."
NOT_STATE = "Indicated by tierscore; not a placement by the US Department of State."


def verdict(lookup: PageLookup) -> Iterator[Block]:
    """The head of the page."""
    assessment = lookup.assessment
    title = f"{assessment.dossier.name.upper()} under the law of the {assessment.report_year} report"
    yield Section(1, spans(title), (muted(period_words(assessment.period)),), (paragraph(NOT_STATE),))
    pairs = [
        key_value(strong(_tier_key(lookup)), *_meaning(lookup)),
        key_value("State", *_state(lookup)),
        *parting(lookup),
        key_value("How firm", *_how_firm(lookup)),
        *_year_before(lookup),
    ]
    yield KeyValues(tuple(pairs))


def _tier_key(lookup: PageLookup) -> str:
    tier = lookup.tier_indicated
    if tier is None:
        return "NO TIER"
    return tier.name.upper() if len(tier.name) <= _SHORT_NAME else "TIER"


def _meaning(lookup: PageLookup) -> Line:
    assessment, tier = lookup.assessment, lookup.tier_indicated
    if tier is not None:
        meaning = tier.meaning.removeprefix("the government ")
        if len(tier.name) > _SHORT_NAME:
            return spans(strong(tier.name.upper()), f": {full_stopped(meaning)}")
        return spans(sentence(meaning))
    if assessment.indicated == CONTRADICTION:
        rule = lookup.deciding
        return spans(sentence(rule.rule.says) if rule else "Two findings contradict each other.")
    return spans("The file does not answer what the tiers ask. This is not a finding against the government.")


def _state(lookup: PageLookup) -> Line:
    placement, tier = lookup.assessment.official, lookup.tier_indicated
    if placement is None:
        return spans("State's placement in this report is not on file.")
    also = "Also " if tier is not None and tier.id == placement.tier else ""
    confidence = _CONFIDENCES.get(placement.confidence, placement.confidence)
    return spans(f"{also}{lookup.tier(placement.tier)} ({confidence}). It played no part in this answer.")


def _year_before(lookup: PageLookup) -> Iterator[KeyValue]:
    """The tier of the year before, and which criteria moved since."""
    previous = lookup.assessment.previous
    if previous is None:
        return
    moved = [
        f"{finding.criterion.heading} ({OUTCOME_WORDS[before]}, now {OUTCOME_WORDS[finding.outcome]})"
        for finding in lookup.assessment.findings
        if (before := previous.outcomes.get(finding.criterion.id)) is not None
        and Outcome.NOT_APPLICABLE not in {before, finding.outcome}
        and before is not finding.outcome
        and Outcome.UNKNOWN not in {before, finding.outcome}
    ]
    tier = lookup.tier(previous.indicated)
    words = f"indicated: {tier}." if previous.indicated != UNDETERMINED else "no tier indicated."
    changed = f" Moved since: {join_words(moved[:_MOST_MOVED])}." if moved else ""
    yield key_value(f"In {lookup.assessment.report_year - 1}", f"{sentence(words)}{changed}")


def _how_firm(lookup: PageLookup) -> Line:
    standing = lookup.assessment.standing
    if standing is None:
        return spans("Not worked out at this depth.")
    words = [Span(FIRMNESS[standing.firmness], _FIRMNESS_STYLES[standing.firmness])]
    return spans(*words, " ", " ".join(_firmness_sentences(lookup, standing)))


def _firmness_sentences(lookup: PageLookup, standing: TierStanding) -> Iterator[str]:
    """What is ruled out on every core reading, the answer of the default, then what would move it."""
    if standing.thin:
        few = "The" if standing.firmness is Firmness.THIN else "On few facts: the"
        yield f"{few} file answers {lookup.coverage} of what the rubric asks."
    own = join_words([lookup.tier(entry.tier) for entry in lookup.assessment.range], "or")
    out = [tier.name for tier in lookup.scale() if tier.id not in standing.core_range]
    if standing.firmness is Firmness.FIRM:
        yield f"Only {own} is possible on any of them."
    elif out:
        verb = "is" if len(out) == 1 else "are"
        yield f"{join_words(out)} {verb} ruled out on every core reading."
    if standing.resting_on:
        yield _ON_FEW_FACTS
    if standing.readings:
        yield f"As read here it is {own}; {_reading_words(lookup, standing.readings[0])}."
    elif standing.firmness is not Firmness.FIRM:
        yield f"{own} is possible."
    if len(lookup.assessment.range) > 1:
        tier = lookup.tier_indicated
        yield "None is indicated." if tier is None else f"Indicated is {tier.name} (--full says why)."
    if lookup.assessment.record is not None and lookup.tier_indicated is not None:
        yield _record_sentence(lookup.assessment.record)
    absent = len(lookup.assessment.taken_as_no)
    if absent:
        noun = counted(absent, "grave finding").capitalize()
        yield f"{noun} {'is' if absent == 1 else 'are'} taken as absent unless shown (--full)."


def _reading_words(lookup: PageLookup, reading: ReadingOutcome) -> str:
    options = join_words([lookup.switch(name).options[value] for name, value in reading.choices.items()])
    tiers = [lookup.tier(tier) for tier in reading.range]
    if len(tiers) == 1:
        return f"if {options}, it is {tiers[0]}"
    between = "between " if len(tiers) == 2 else "among "
    return f"if {options}, the file leaves it open {between}{join_words(tiers)}"


def _record_sentence(record: TrackRecord) -> str:
    """How often the Department agreed where the same was answered, the country-year itself left out."""
    if record.rows < _LEAST_ROWS:
        return f"{counted(record.rows, 'other answer').capitalize()} like it: too few to say how often State agrees."
    return f"State agreed in {record.agreed} of {record.rows} others like it, not tuned on."
