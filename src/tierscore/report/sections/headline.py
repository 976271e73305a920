"""The head of a report: the tier, how sure it is, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.report.document.blocks import (
    Heading,
    KeyValue,
    KeyValues,
    Line,
    Paragraph,
    muted,
    plain,
    strong,
)
from tierscore.report.language.dates import period_words
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import (
    AUTHORITIES,
    CONFIDENCES,
    INDEPENDENT,
    by_law,
    sentence,
    series,
    stopped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.rubric import Rubric, TierRule
    from tierscore.report.document.blocks import Block
    from tierscore.report.language.lookup import Lookup
_SHORT_HASH = 12


def headline(lookup: Lookup, origin: str) -> Iterator[Block]:
    """The first section of the full report."""
    assessment = lookup.assessment
    yield title(lookup)
    yield Paragraph((strong(INDEPENDENT),))
    yield KeyValues(
        (
            KeyValue(muted("Indicated"), indicated_line(lookup)),
            KeyValue(muted("Range"), range_line(lookup)),
            KeyValue(muted("Official"), official_line(lookup)),
            KeyValue(muted("Decided by"), decided_line(lookup)),
            KeyValue(
                muted("Coverage"),
                (
                    plain(
                        f"The counted evidence settles {percent(assessment.coverage)} of what the rubric asks."
                    ),
                ),
            ),
            KeyValue(muted("Law"), law_line(lookup)),
            KeyValue(muted("Rubric"), rubric_line(lookup)),
            KeyValue(muted("Data"), (plain(origin),)),
        )
    )
    yield Paragraph((muted(_authorities()),))


def title(lookup: Lookup) -> Heading:
    """Country, report and reporting period."""
    assessment = lookup.assessment
    return Heading(
        1,
        (
            plain(
                f"{assessment.dossier.name}, {assessment.report_year} report ({period_words(assessment.period)})"
            ),
        ),
    )


def indicated_line(lookup: Lookup) -> Line:
    """The indicated tier with its meaning, or why there is none."""
    assessment = lookup.assessment
    if assessment.indicated == UNDETERMINED:
        return (
            strong("Undetermined"),
            plain(
                f": {stopped(assessment.decision.undetermined_because or 'the evidence does not settle it')}"
            ),
        )
    if assessment.indicated == CONTRADICTION:
        rule = deciding_rule(lookup)
        return (strong("No tier, but a contradiction"), plain(f": {stopped(rule.says) if rule else ''}"))
    tier = assessment.rubric.tier(assessment.indicated)
    return (strong(tier.name), plain(f": {stopped(tier.meaning)}"))


def range_line(lookup: Lookup) -> Line:
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
        return (plain("No tier was found that the evidence allows."),)
    if assessment.taken_as_no:
        tail += " It counts as No what needs a finding of its own and has none; the list is below."
    return (
        plain("The evidence allows "),
        strong(series(names, "or")),
        plain(f"{' only' if len(names) == 1 else ''}. {tail}"),
    )


def official_line(lookup: Lookup) -> Line:
    """The placement of the same year, with the words that it played no part."""
    placement = lookup.assessment.official
    if placement is None:
        return (
            plain(
                "The Department of State's placement for this report is not known to this data; it would play no part."
            ),
        )
    confidence = CONFIDENCES.get(placement.confidence, f"confidence {placement.confidence}")
    return (
        plain("The Department of State's placement is "),
        strong(lookup.tier(placement.tier)),
        plain(f" ({confidence}: {placement.sources}). It played no part in this judgement."),
    )


def decided_line(lookup: Lookup) -> Line:
    """The rule that held, or what stopped the trial of the rules."""
    rule = deciding_rule(lookup)
    if rule is None:
        reason = (
            lookup.assessment.decision.undetermined_because
            or "a condition of the rules is open and the rubric assumes no answer"
        )
        return (plain(f"No rule: {stopped(reason)}"),)
    unlike = (
        ""
        if lookup.assessment.indicated == rule.tier
        else f" It would lead to {lookup.tier(rule.tier)}, which is not indicated."
    )
    return (plain(sentence(rule.says)), muted(by_law(rule.law)), plain(unlike))


def law_line(lookup: Lookup) -> Line:
    """The law that the report is judged by."""
    rubric, year = lookup.assessment.rubric, lookup.assessment.report_year
    ruleset = rubric.ruleset(year)
    if ruleset is None:
        whole = f"{sentence(rubric.judges_as_of)} This version of the rubric judges every report year by that law, earlier years too."
    else:
        whole = f"{sentence(ruleset.says)} In force since the {ruleset.since} report: {series(ruleset.acts)}."
    late = (
        " This report came later: what the law may have become since is not in this judgement."
        if year > rubric.last_report
        else ""
    )
    return (plain(whole), muted(_read(rubric)), *((strong(late),) if late else ()))


def _read(rubric: Rubric) -> str:
    where = f" in the {rubric.law_source}" if rubric.law_source else ""
    return f" Law read to {rubric.law_read_to}{where}."


def rubric_line(lookup: Lookup) -> Line:
    """Which rubric, in which version, with the hash of its content."""
    rubric = lookup.assessment.rubric
    named = plain(f"{rubric.name} ({rubric.id} {rubric.version}, sha256 {rubric.sha256[:_SHORT_HASH]})")
    chosen = otherwise(rubric)
    return (named, strong(f" Law read otherwise for this run: {chosen}.")) if chosen else (named,)


def otherwise(rubric: Rubric) -> str:
    """The readings chosen for this run against the rubric's own; empty where there are none."""
    changed = (switch for switch in rubric.switches if switch.value != switch.default)
    return series([f"{switch.name} = {switch.value} (its own: {switch.default})" for switch in changed])


def deciding_rule(lookup: Lookup) -> TierRule | None:
    """The tier rule that held."""
    decision = lookup.assessment.decision
    return next((trial.rule for trial in decision.trials if trial.rule.id == decision.rule), None)


def _authorities() -> str:
    known = "; ".join(f"{authority} - {words}" for authority, words in AUTHORITIES.items())
    return f"Every rule names who stands behind it: {known}."
