"""The head of the whole trace below the verdict: range, deciding rule, coverage, law, rubric and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import key_value, key_values, muted, paragraph, spans, strong
from tierscore.report.language.dates import period_words
from tierscore.report.language.wording import (
    changed_readings,
    counted,
    full_stopped,
    join_words,
    law_sentence,
    sentence,
    short_hash,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.rubric import TierRule
    from tierscore.report.document.blocks import Block, Line
    from tierscore.report.language.lookup import Lookup
_COVERAGE = "The file answers {share} of what the rubric asks."
_AUTHORITIES = (
    "Beside each rule stands who stands behind it: the statute in its own words; State's practice, which is how "
    "the Department of State reads or applies it; or this rubric's choice, which its authors made."
)
_NO_TIER_FOUND = "No tier was found that the evidence allows."
_ONE_TIER = "On this reading of the law only {tier} is possible{unless}."
_SEVERAL_TIERS = "On this reading of the law {tiers} are possible{unless}: each follows from some answer to what is unknown."
_AT_MOST = "On this reading of the law at most {tiers} are possible{unless}; the search stopped at its limit of work."
_UNLESS = ", unless a source shows {findings} taken as absent (listed below)"
_NO_RULE = "No rule decided: {reason}"
_NO_ANSWER = "a condition of the rules is unknown, and the rubric assumes no answer."
_WOULD_LEAD = " It would lead to {tier}, which is not indicated."
_ONE_LAW = "{law} This version of the rubric judges every report year by that law, earlier years too."
_LAW_IN_FORCE = "{law} In force since the {year} report: {acts}."
_LAW_READ = " Law read to {day}{source}."
_LATE = " This report came later: what the law may have become since is not in this judgement."


def headline(lookup: Lookup) -> Iterator[Block]:
    """What stands below the verdict of the whole trace."""
    yield key_values(
        key_value("Range", *_range(lookup)),
        key_value("Decided by", *_decided(lookup)),
        key_value("Coverage", _COVERAGE.format(share=lookup.coverage)),
        key_value("Law", *_law(lookup)),
        key_value("Rubric", *_rubric(lookup)),
        key_value("Data", lookup.origin),
    )
    yield paragraph(muted(_AUTHORITIES))


def title(lookup: Lookup) -> str:
    """Country, report and reporting period."""
    assessment = lookup.assessment
    return f"{assessment.dossier.name}, {assessment.report_year} report ({period_words(assessment.period)})"


def deciding_rule(lookup: Lookup) -> TierRule | None:
    """The tier rule that held."""
    decision = lookup.assessment.decision
    return next((trial.rule for trial in decision.trials if trial.rule.id == decision.rule), None)


def _range(lookup: Lookup) -> Line:
    """Every tier that the evidence allows, and what that leaves out."""
    assessment = lookup.assessment
    names = [lookup.tier(entry.tier) for entry in assessment.range]
    if not names:
        return spans(_NO_TIER_FOUND)
    absent = len(assessment.taken_as_no)
    findings = "the grave finding" if absent == 1 else f"one of the {counted(absent, 'grave finding')}"
    unless = _UNLESS.format(findings=findings) if absent else ""
    if not assessment.exact:
        return spans(_AT_MOST.format(tiers=join_words(names), unless=unless))
    template = _ONE_TIER if len(names) == 1 else _SEVERAL_TIERS
    return spans(template.format(tier=names[0], tiers=join_words(names), unless=unless))


def _decided(lookup: Lookup) -> Line:
    """The rule that held, or the reason why none was reached."""
    rule = deciding_rule(lookup)
    if rule is None:
        reason = lookup.assessment.decision.undetermined_because
        return spans(_NO_RULE.format(reason=full_stopped(reason) if reason else _NO_ANSWER))
    differs = lookup.assessment.indicated != rule.tier
    would = _WOULD_LEAD.format(tier=lookup.tier(rule.tier)) if differs else ""
    return spans(sentence(rule.says), muted(law_sentence(rule.law)), would)


def _law(lookup: Lookup) -> Line:
    """The law that the report is judged by."""
    rubric, year = lookup.assessment.rubric, lookup.assessment.report_year
    ruleset = rubric.ruleset(year)
    if ruleset is None:
        words = _ONE_LAW.format(law=sentence(rubric.judges_as_of))
    else:
        acts = join_words(ruleset.acts)
        words = _LAW_IN_FORCE.format(law=sentence(ruleset.says), year=ruleset.since, acts=acts)
    source = f" in the {rubric.law_source}" if rubric.law_source else ""
    read = muted(_LAW_READ.format(day=rubric.law_read_to, source=source))
    return (*spans(words, read), *((strong(_LATE),) if year > rubric.last_report else ()))


def _rubric(lookup: Lookup) -> Line:
    """Which rubric, in which version, with the hash of its content."""
    rubric = lookup.assessment.rubric
    name = f"{rubric.name} ({rubric.id} {rubric.version}, sha256 {short_hash(rubric)})"
    return (*spans(name), *changed_readings(rubric))
