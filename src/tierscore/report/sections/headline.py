"""The head of a report: the tier, how sure it is, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.report.document.blocks import heading, key_value, key_values, muted, paragraph, spans, strong
from tierscore.report.language.dates import period_words
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import (
    AUTHORITIES,
    CONFIDENCES,
    INDEPENDENT,
    full_stopped,
    join_words,
    law_sentence,
    sentence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.rubric import Rubric, TierRule
    from tierscore.report.document.blocks import Block, Line
    from tierscore.report.language.lookup import Lookup
_SHORT_HASH = 12


def headline(lookup: Lookup) -> Iterator[Block]:
    """The first section of the full report."""
    coverage = percent(lookup.assessment.coverage)
    yield heading(1, title(lookup))
    yield paragraph(strong(INDEPENDENT))
    yield key_values(
        key_value("Indicated", *_indicated(lookup)),
        key_value("Range", *_range(lookup)),
        key_value("Official", *_official(lookup)),
        key_value("Decided by", *_decided(lookup)),
        key_value("Coverage", f"The counted evidence settles {coverage} of what the rubric asks."),
        key_value("Law", *_law(lookup)),
        key_value("Rubric", *_rubric(lookup)),
        key_value("Data", lookup.origin),
    )
    authorities = "; ".join(f"{authority} - {words}" for authority, words in AUTHORITIES.items())
    yield paragraph(muted(f"Every rule names who stands behind it: {authorities}."))


def title(lookup: Lookup) -> str:
    """Country, report and reporting period."""
    assessment = lookup.assessment
    return f"{assessment.dossier.name}, {assessment.report_year} report ({period_words(assessment.period)})"


def deciding_rule(lookup: Lookup) -> TierRule | None:
    """The tier rule that held."""
    decision = lookup.assessment.decision
    return next((trial.rule for trial in decision.trials if trial.rule.id == decision.rule), None)


def short_hash(rubric: Rubric) -> str:
    """The first characters of the hash of a rubric's content."""
    return rubric.sha256[:_SHORT_HASH]


def changed_readings(rubric: Rubric) -> Line:
    """The readings of the law that were chosen for this run against the rubric's own."""
    changed = [switch for switch in rubric.switches if switch.value != switch.default]
    words = join_words([f"{switch.name} = {switch.value} (its own: {switch.default})" for switch in changed])
    return (strong(f" Law read otherwise for this run: {words}."),) if changed else ()


def _indicated(lookup: Lookup) -> Line:
    assessment = lookup.assessment
    if assessment.indicated == UNDETERMINED:
        reason = assessment.decision.undetermined_because or "the evidence does not settle it"
        return spans(strong("Undetermined"), f": {full_stopped(reason)}")
    if assessment.indicated == CONTRADICTION:
        rule = deciding_rule(lookup)
        return spans(strong("No tier, but a contradiction"), f": {full_stopped(rule.says) if rule else ''}")
    tier = assessment.rubric.tier(assessment.indicated)
    return spans(strong(tier.name), f": {full_stopped(tier.meaning)}")


def _range(lookup: Lookup) -> Line:
    """Every tier that the evidence allows, and whether that is exact."""
    assessment = lookup.assessment
    names = [lookup.tier(entry.tier) for entry in assessment.range]
    if not assessment.exact:
        tail = "At most these: the search stopped at its limit of work, so the true range may be smaller."
    elif len(names) == 1:
        tail = "This is exact: nothing that is still unknown could change it."
    else:
        tail = "This is exact: each of them follows from some answer to what is unknown, and no other does."
    if not names:
        return spans("No tier was found that the evidence allows.")
    if assessment.taken_as_no:
        tail += " It counts as No what needs a finding of its own and has none; the list is below."
    only = " only" if len(names) == 1 else ""
    return spans("The evidence allows ", strong(join_words(names, "or")), f"{only}. {tail}")


def _official(lookup: Lookup) -> Line:
    """The placement of the same year, with the words that it played no part."""
    placement = lookup.assessment.official
    state = "The Department of State's placement"
    if placement is None:
        return spans(f"{state} for this report is not known to this data; it would play no part.")
    confidence = CONFIDENCES.get(placement.confidence, f"confidence {placement.confidence}")
    return spans(
        f"{state} is ",
        strong(lookup.tier(placement.tier)),
        f" ({confidence}: {placement.sources}). It played no part in this judgement.",
    )


def _decided(lookup: Lookup) -> Line:
    """The rule that held, or the reason why none was reached."""
    rule = deciding_rule(lookup)
    if rule is None:
        no_answer = "a condition of the rules is open and the rubric assumes no answer"
        return spans(f"No rule: {full_stopped(lookup.assessment.decision.undetermined_because or no_answer)}")
    differs = lookup.assessment.indicated != rule.tier
    would = f" It would lead to {lookup.tier(rule.tier)}, which is not indicated." if differs else ""
    return spans(sentence(rule.says), muted(law_sentence(rule.law)), would)


def _law(lookup: Lookup) -> Line:
    """The law that the report is judged by."""
    rubric, year = lookup.assessment.rubric, lookup.assessment.report_year
    ruleset = rubric.ruleset(year)
    if ruleset is None:
        scope = "This version of the rubric judges every report year by that law, earlier years too."
        words = f"{sentence(rubric.judges_as_of)} {scope}"
    else:
        acts = join_words(ruleset.acts)
        words = f"{sentence(ruleset.says)} In force since the {ruleset.since} report: {acts}."
    where = f" in the {rubric.law_source}" if rubric.law_source else ""
    late = " This report came later: what the law may have become since is not in this judgement."
    return (
        *spans(words, muted(f" Law read to {rubric.law_read_to}{where}.")),
        *((strong(late),) if year > rubric.last_report else ()),
    )


def _rubric(lookup: Lookup) -> Line:
    """Which rubric, in which version, with the hash of its content."""
    rubric = lookup.assessment.rubric
    name = f"{rubric.name} ({rubric.id} {rubric.version}, sha256 {short_hash(rubric)})"
    return (*spans(name), *changed_readings(rubric))
