"""One criterion in full depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import UsageError
from tierscore.model.outcome import ONE, Outcome
from tierscore.report.document.blocks import (
    bullet,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    strong,
)
from tierscore.report.language.lookup import Lookup
from tierscore.report.language.numbers import of_hundred, percent
from tierscore.report.language.tests import test_words
from tierscore.report.language.wording import (
    EFFORTS,
    INDEPENDENT,
    basis_words,
    citations,
    full_stopped,
    law_sentence,
    quantity,
    sentence,
)
from tierscore.report.sections.decision import answer_span
from tierscore.report.sections.facts import facts
from tierscore.report.sections.findings import (
    cap_bullets,
    disputes,
    outcome_span,
    presumption_bullets,
    share_words,
    undisputed,
    value_span,
)
from tierscore.report.sections.headline import title
from tierscore.report.sections.not_counted import reason_bullets
from tierscore.report.sections.sources import sources
from tierscore.report.sections.unknowns import unknown_bullets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.finding import Finding, IndicatorResult, Reading
    from tierscore.report.document.blocks import Bullet, Document, KeyValues


def compose_explain(assessment: Assessment, criterion_id: str, origin: str = "") -> Document:
    """
    Compose one criterion in full: what is asked, what is on file, what did not count, what would change it.

    ``origin`` says where rubric and country file come from, in the words of the report.

    Raises:
        UsageError: If the rubric has no such criterion.
    """
    lookup = Lookup(assessment, origin)
    finding = lookup.findings.get(criterion_id)
    if finding is None:
        ids = ", ".join(lookup.findings)
        raise UsageError(f"The rubric has no criterion {criterion_id!r}. It has: {ids}.")
    unknowns = [unknown for unknown in assessment.unknowns if criterion_id in unknown.criteria]
    indicators = (_indicator(lookup, finding, result) for result in finding.indicators)
    return document(
        heading(1, finding.criterion.question),
        _head(lookup, finding),
        *section("What is asked and what is on file", indicators, spaced=True),
        *section("Limits", cap_bullets(lookup, finding, idle=True)),
        *section("Presumptions", _presumptions(finding)),
        *section("What did not count, and why", reason_bullets(lookup, finding.not_counted, in_full=True)),
        *section("What would change it", unknown_bullets(lookup, unknowns)),
        *section("What a government could do", _remedies(lookup, finding)),
        *section("Where it bears on the tier", _gates(lookup, finding)),
        *sources(lookup),
        paragraph(muted(INDEPENDENT)),
    )


def _head(lookup: Lookup, finding: Finding) -> KeyValues:
    criterion, basis = finding.criterion, finding.criterion.weight.basis
    mean = "the mean of its indicators by their points"
    weakest = "every element is asked for, so the weakest indicator counts"
    method = sentence(weakest if criterion.all_required else mean)
    pairs = [
        key_value("Criterion", strong(criterion.id), f", {lookup.pillar(criterion.pillar)}"),
        key_value("Country", title(lookup)),
        key_value("Outcome", outcome_span(finding)),
    ]
    if finding.outcome is not Outcome.NOT_APPLICABLE:
        pairs.append(key_value("Value", f"{share_words(lookup, finding)} {method}"))
        pairs.append(key_value("Outcomes", _bands(lookup)))
    weight = f"{criterion.weight.value} ({basis.authority}): {sentence(basis.reason)}"
    pairs.append(key_value("Law", citations(criterion.law)))
    pairs.append(key_value("Weight", weight))
    if lookup.origin:
        pairs.append(key_value("Data", lookup.origin))
    return key_values(*pairs)


def _bands(lookup: Lookup) -> str:
    scale = lookup.assessment.rubric.scale
    met, partly = of_hundred(scale.met_from, lookup.cuts), of_hundred(scale.partly_met_from, lookup.cuts)
    return f"Met from {met} of 100, partly met from {partly}, below that not met (policy)."


def _indicator(lookup: Lookup, finding: Finding, result: IndicatorResult) -> Bullet:
    indicator = result.indicator
    total = quantity(sum(other.indicator.points for other in finding.indicators), "point")
    return bullet(
        strong(indicator.question),
        " ",
        value_span(lookup, result.value),
        muted(f" ({indicator.id})"),
        below=(
            bullet(muted("Worth: "), f"{indicator.points} of {total} (policy): {sentence(indicator.why)}"),
            bullet(muted("Read from: "), f"{test_words(lookup, indicator.test)}."),
            *(_reading(lookup, reading) for reading in result.readings),
            *facts(lookup, undisputed(result)),
            *disputes(lookup, result),
            *presumption_bullets(finding, result),
        ),
    )


def _reading(lookup: Lookup, reading: Reading) -> Bullet:
    silent = f" Silence is on record: {', '.join(reading.silent)}." if reading.silent else ""
    words = f"{reading.report_year} report: {full_stopped(reading.says)}{silent}"
    return bullet(muted("On file: "), f"{lookup.subject(reading.subject)}, {words}")


def _presumptions(finding: Finding) -> Iterator[Bullet]:
    applied = {result.presumed for result in finding.indicators}
    for presumption in finding.criterion.presumptions:
        effect = f"where silence is on record, {percent(presumption.value)} is taken"
        yield bullet(
            "Used: " if presumption.id in applied else "Not used: ",
            f"{effect} {basis_words(presumption.basis)}",
        )


def _remedies(lookup: Lookup, finding: Finding) -> Iterator[Bullet]:
    for result in finding.indicators:
        remedy = result.indicator.remedy
        if remedy and result.value.low < ONE:
            effort = muted(f"({EFFORTS[remedy.effort]}; {result.indicator.id} is now: ")
            yield bullet(f"{sentence(remedy.do)} ", effort, value_span(lookup, result.value), muted(")"))


def _gates(lookup: Lookup, finding: Finding) -> Iterator[Bullet]:
    for result in lookup.assessment.decision.gates:
        if finding.criterion.id in result.criteria:
            law = muted(law_sentence(result.gate.law))
            yield bullet(f"{result.gate.question} ", answer_span(result.answer), law)
