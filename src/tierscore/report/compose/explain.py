"""One criterion in full depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import UsageError
from tierscore.model.outcome import ONE, Outcome
from tierscore.report.document.blocks import (
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    muted,
    plain,
    strong,
)
from tierscore.report.language.dates import period_words
from tierscore.report.language.lookup import Lookup
from tierscore.report.language.numbers import of_hundred, percent
from tierscore.report.language.tests import asked_words
from tierscore.report.language.wording import (
    EFFORTS,
    INDEPENDENT,
    by_law,
    counted,
    laws_words,
    sentence,
    stopped,
)
from tierscore.report.sections.criteria import (
    cap_entries,
    disputes,
    outcome_span,
    presumption_entries,
    share_words,
    value_span,
)
from tierscore.report.sections.decision import answer_span
from tierscore.report.sections.facts import facts, source_blocks
from tierscore.report.sections.not_counted import discounted_entries
from tierscore.report.sections.open_questions import unknown_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.finding import Finding, IndicatorResult, Reading
    from tierscore.report.document.blocks import Block


def compose_explain(assessment: Assessment, criterion_id: str, origin: str = "") -> Document:
    """
    Compose one criterion in full depth: what is asked, what was found, what did not count, and what would change it.

    Args:
        assessment: Where the finding stands.
        criterion_id: The id of the criterion.
        origin: Where rubric and country file come from, as the reader should see it.

    Raises:
        UsageError: If the rubric has no such criterion.

    """
    lookup = Lookup(assessment)
    finding = lookup.findings.get(criterion_id)
    if finding is None:
        raise UsageError(
            f"The rubric has no criterion {criterion_id!r}. It has: {', '.join(lookup.findings)}."
        )
    return Document(
        (
            Heading(1, (plain(finding.criterion.question),)),
            _head(lookup, finding, origin),
            *_indicators(lookup, finding),
            *_section("Limits", cap_entries(lookup, finding, idle=True)),
            *_section("Presumptions", _presumptions(finding)),
            *_section(
                "What did not count, and why", discounted_entries(lookup, finding.not_counted, in_full=True)
            ),
            *_section("What would change it", _open(lookup, finding)),
            *_section("What a government could do", _remedies(lookup, finding)),
            *_section("Where it bears on the tier", _bearing(lookup, finding)),
            Heading(2, (plain("Sources"),)),
            *source_blocks(lookup),
            Paragraph((muted(INDEPENDENT),)),
        )
    )


def _head(lookup: Lookup, finding: Finding, origin: str) -> KeyValues:
    assessment, criterion = lookup.assessment, finding.criterion
    weight = f"{criterion.weight.value} ({criterion.weight.basis.authority}): {sentence(criterion.weight.basis.reason)}"
    by_mean = "the mean of its indicators by their points"
    made = (
        "every element is asked for, so the weakest indicator counts" if criterion.all_required else by_mean
    )
    pairs = [
        KeyValue(muted("Criterion"), (strong(criterion.id), plain(f", {lookup.pillar(criterion.pillar)}"))),
        KeyValue(
            muted("Country"),
            (
                plain(
                    f"{assessment.dossier.name}, {assessment.report_year} report ({period_words(assessment.period)})"
                ),
            ),
        ),
        KeyValue(muted("Outcome"), (outcome_span(finding),)),
        KeyValue(muted("Law"), (plain(laws_words(criterion.law)),)),
        KeyValue(muted("Weight"), (plain(weight),)),
    ]
    if finding.outcome is not Outcome.NOT_APPLICABLE:
        value = f"{share_words(lookup, finding)} {sentence(made)}"
        pairs[3:3] = [
            KeyValue(muted("Value"), (plain(value),)),
            KeyValue(muted("Outcomes"), (plain(_bands(lookup)),)),
        ]
    if origin:
        pairs.append(KeyValue(muted("Data"), (plain(origin),)))
    return KeyValues(tuple(pairs))


def _bands(lookup: Lookup) -> str:
    scale = lookup.assessment.rubric.scale
    met, partly = of_hundred(scale.met_from, lookup.cuts), of_hundred(scale.partly_met_from, lookup.cuts)
    return f"Met from {met} of 100, partly met from {partly}, below that not met (policy)."


def _section(title: str, entries: tuple[Bullet, ...]) -> Iterator[Block]:
    if entries:
        yield Heading(2, (plain(title),))
        yield Bullets(entries)


def _indicators(lookup: Lookup, finding: Finding) -> Iterator[Block]:
    if finding.indicators:
        yield Heading(2, (plain("What is asked and what is on file"),))
        yield Bullets(tuple(_indicator(lookup, finding, found) for found in finding.indicators), spaced=True)


def _indicator(lookup: Lookup, finding: Finding, found: IndicatorResult) -> Bullet:
    indicator = found.indicator
    total = sum(each.indicator.points for each in finding.indicators)
    sides = {item for reading in found.readings if reading.contested for item in reading.evidence}
    below = (
        Bullet(
            (
                muted("Worth: "),
                plain(f"{indicator.points} of {counted(total, 'point')} (policy): {sentence(indicator.why)}"),
            )
        ),
        Bullet((muted("Read from: "), plain(f"{asked_words(lookup, indicator.test)}."))),
        *(_reading(lookup, reading) for reading in found.readings),
        *facts(lookup, [item for item in found.evidence if item not in sides]),
        *disputes(lookup, found),
        *presumption_entries(finding, found),
    )
    return Bullet(
        (
            strong(indicator.question),
            plain(" "),
            value_span(lookup, found.value),
            muted(f" ({indicator.id})"),
        ),
        below,
    )


def _reading(lookup: Lookup, reading: Reading) -> Bullet:
    silent = f" Silence is on record: {', '.join(reading.silent)}." if reading.silent else ""
    line = (
        muted("On file: "),
        plain(
            f"{lookup.subject(reading.subject)}, {reading.report_year} report: {stopped(reading.says)}{silent}"
        ),
    )
    return Bullet(line)


def _presumptions(finding: Finding) -> tuple[Bullet, ...]:
    used = {found.presumed for found in finding.indicators}
    return tuple(
        Bullet(
            (
                plain(f"{'Used' if presumption.id in used else 'Not used'}: "),
                plain(
                    f"where silence is on record, {percent(presumption.value)} is taken ({presumption.basis.authority}"
                ),
                plain(
                    f"{', ' + presumption.basis.cite if presumption.basis.cite else ''}): {sentence(presumption.basis.reason)}"
                ),
            )
        )
        for presumption in finding.criterion.presumptions
    )


def _open(lookup: Lookup, finding: Finding) -> tuple[Bullet, ...]:
    found = [unknown for unknown in lookup.assessment.unknowns if finding.criterion.id in unknown.criteria]
    return tuple(unknown_entry(lookup, unknown, number) for number, unknown in enumerate(found, 1))


def _remedies(lookup: Lookup, finding: Finding) -> tuple[Bullet, ...]:
    wanting = [found for found in finding.indicators if found.value.low < ONE and found.indicator.remedy]
    return tuple(_remedy(lookup, found) for found in wanting)


def _remedy(lookup: Lookup, found: IndicatorResult) -> Bullet:
    remedy = found.indicator.remedy
    words = f"{sentence(remedy.do)} " if remedy else ""
    effort = f"({EFFORTS[remedy.effort]}; {found.indicator.id} is now: " if remedy else "("
    return Bullet((plain(words), muted(effort), value_span(lookup, found.value), muted(")")))


def _bearing(lookup: Lookup, finding: Finding) -> tuple[Bullet, ...]:
    return tuple(
        Bullet(
            (plain(f"{result.gate.question} "), answer_span(result.answer), muted(by_law(result.gate.law)))
        )
        for result in lookup.assessment.decision.gates
        if finding.criterion.id in result.criteria
    )
