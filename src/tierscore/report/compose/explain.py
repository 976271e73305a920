"""One criterion in full depth: what the law asks, what is on file, what did not count, what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import UsageError
from tierscore.model.outcome import ONE, Outcome
from tierscore.model.period import ReportingPeriod
from tierscore.model.test import Trend, leaves, subjects
from tierscore.report.document.blocks import (
    bullet,
    bullets,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    strong,
)
from tierscore.report.language.dates import period_words
from tierscore.report.language.numbers import of_hundred
from tierscore.report.language.tests import test_words
from tierscore.report.language.wording import (
    EFFORTS,
    INDEPENDENT,
    OUTCOMES,
    basis_words,
    citations,
    full_stopped,
    law_sentence,
    quantity,
    sentence,
)
from tierscore.report.one_page.page_lookup import WHOLE, PageLookup
from tierscore.report.sections.count_changes import trend_table
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
    from tierscore.report.document.blocks import Block, Bullet, Document, KeyValues
    from tierscore.report.language.lookup import Lookup

_MEAN = "The score is the mean of its indicators by their points."
_WEAKEST = "Every element is needed, so the weakest indicator counts."
_BANDS = "Met from {met} of 100, met in part from {partly}, below that not met (this rubric's choice)."
_WORTH = "{points} of {total} (this rubric's choice). {why}"
_TREND_TEST = "how each count in the table stands against the year before"
_ON_FILE = "{subject}, {period}: {says}"
_SILENCE = "A source says that nothing was reported: {items}."
_PRESUMPTION = "{used}: where a source says that nothing was reported, {outcome} is presumed. {basis}"


def compose_explain(assessment: Assessment, criterion_id: str, origin: str = "") -> Document:
    """
    Compose one criterion in full: what is asked, what is on file, what did not count, what would change it.

    ``origin`` says where rubric and country file come from, in the words of the report.

    Raises:
        UsageError: If the rubric has no such criterion.
    """
    lookup = PageLookup(assessment, origin, room=WHOLE)
    finding = lookup.findings.get(criterion_id)
    if finding is None:
        ids = ", ".join(lookup.findings)
        raise UsageError(f"The rubric has no criterion {criterion_id!r}. It has: {ids}.")
    unknowns = [unknown for unknown in assessment.unknowns if criterion_id in unknown.criteria]
    return document(
        heading(1, lookup.titled(criterion_id)),
        _head(lookup, finding),
        *_indicators(lookup, finding),
        *section("Limits", cap_bullets(lookup, finding, idle=True)),
        *section("Presumptions", _presumptions(lookup, finding)),
        *section("What did not count, and why", reason_bullets(lookup, finding.not_counted, in_full=True)),
        *section("What would change it", unknown_bullets(lookup, unknowns)),
        *section("What a government could do", _remedies(lookup, finding)),
        *section("Where it bears on the tier", _gates(lookup, finding)),
        *sources(lookup),
        paragraph(muted(INDEPENDENT)),
    )


def _head(lookup: Lookup, finding: Finding) -> KeyValues:
    criterion, weight = finding.criterion, finding.criterion.weight
    pairs = [
        key_value("Criterion", strong(criterion.id), f", {lookup.pillar(criterion.pillar)}"),
        key_value("Question", criterion.question),
        key_value("Country", title(lookup)),
        key_value("Outcome", outcome_span(finding)),
    ]
    if finding.outcome is not Outcome.NOT_APPLICABLE:
        method = _WEAKEST if criterion.all_required else _MEAN
        pairs.append(key_value("Value", f"{share_words(lookup, finding)} {method}"))
        pairs.append(key_value("Outcomes", _bands(lookup)))
    pairs.append(key_value("Law", citations(criterion.law)))
    pairs.append(key_value("Weight", f"{weight.value}. {basis_words(weight.basis)}"))
    if lookup.origin:
        pairs.append(key_value("Data", lookup.origin))
    return key_values(*pairs)


def _bands(lookup: Lookup) -> str:
    scale = lookup.assessment.rubric.scale
    met, partly = of_hundred(scale.met_from, lookup.cuts), of_hundred(scale.partly_met_from, lookup.cuts)
    return _BANDS.format(met=met, partly=partly)


def _indicators(lookup: PageLookup, finding: Finding) -> Iterator[Block]:
    """Each indicator with its test and its facts; what it reads of two years stands in a table."""
    if finding.indicators:
        yield heading(2, "What is asked and what is on file")
    for result in finding.indicators:
        over_two_years = any(isinstance(leaf, Trend) for leaf in leaves(result.indicator.test))
        grounds = _grounds(lookup, finding, result)
        yield bullets((_indicator(lookup, finding, result, () if over_two_years else grounds),))
        if over_two_years:
            yield trend_table(lookup, result)
            if grounds:
                yield bullets(grounds)


def _indicator(
    lookup: Lookup, finding: Finding, result: IndicatorResult, grounds: tuple[Bullet, ...]
) -> Bullet:
    indicator = result.indicator
    total = quantity(sum(other.indicator.points for other in finding.indicators), "point")
    worth = _WORTH.format(points=indicator.points, total=total, why=sentence(indicator.why))
    read = leaves(indicator.test)
    compared = {subject for leaf in read if isinstance(leaf, Trend) for subject in subjects(leaf)}
    test = (
        _TREND_TEST if all(isinstance(leaf, Trend) for leaf in read) else test_words(lookup, indicator.test)
    )
    return bullet(
        strong(indicator.question),
        " ",
        value_span(lookup, result.value),
        muted(f" ({indicator.id})"),
        below=(
            bullet(muted("Worth: "), worth),
            bullet(muted("Test: "), full_stopped(test)),
            *(_reading(lookup, reading) for reading in result.readings if reading.subject not in compared),
            *grounds,
        ),
    )


def _grounds(lookup: Lookup, finding: Finding, result: IndicatorResult) -> tuple[Bullet, ...]:
    """The facts that an indicator rests on, those on which sources disagree, and what is presumed."""
    return (
        *facts(lookup, undisputed(result)),
        *disputes(lookup, result),
        *presumption_bullets(lookup, finding, result),
    )


def _reading(lookup: Lookup, reading: Reading) -> Bullet:
    silent = f" {_SILENCE.format(items=', '.join(reading.silent))}" if reading.silent else ""
    words = _ON_FILE.format(
        subject=lookup.subject(reading.subject),
        period=period_words(ReportingPeriod(reading.report_year)),
        says=full_stopped(reading.says),
    )
    return bullet(muted("On file: "), f"{words}{silent}")


def _presumptions(lookup: Lookup, finding: Finding) -> Iterator[Bullet]:
    applied = {result.presumed for result in finding.indicators}
    outcome_of = lookup.assessment.rubric.scale.outcome
    for presumption in finding.criterion.presumptions:
        words = _PRESUMPTION.format(
            used="Used" if presumption.id in applied else "Not used",
            outcome=OUTCOMES[outcome_of(presumption.value)],
            basis=basis_words(presumption.basis),
        )
        yield bullet(words)


def _remedies(lookup: Lookup, finding: Finding) -> Iterator[Bullet]:
    for result in finding.indicators:
        remedy = result.indicator.remedy
        if remedy and result.value.low < ONE:
            effort = muted(f"({EFFORTS[remedy.effort]}; {result.indicator.id} is now: ")
            yield bullet(f"{sentence(remedy.do)} ", effort, value_span(lookup, result.value), muted(")"))


def _gates(lookup: Lookup, finding: Finding) -> Iterator[Bullet]:
    for result in lookup.assessment.decision.gates:
        if finding.criterion.id in result.criteria:
            law = muted(f"{law_sentence(result.gate.law)} ({result.gate.id})")
            yield bullet(f"{result.gate.question} ", answer_span(result.answer), law)
