"""What a reader asked to have explained: a list of everything, the tier, a criterion, a condition or a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.explained import Topic
from tierscore.report.compose.explain import compose_explain
from tierscore.report.compose.explain_fact import compose_fact
from tierscore.report.document.blocks import (
    Span,
    TableBlock,
    bullets,
    document,
    heading,
    muted,
    paragraph,
    spans,
    strong,
)
from tierscore.report.language.wording import (
    ANSWER_STYLES,
    ANSWERS,
    INDEPENDENT,
    OUTCOME_STYLES,
    outcome_words,
)
from tierscore.report.one_page.page_lookup import WHOLE, PageLookup
from tierscore.report.one_page.verdict import verdict
from tierscore.report.sections.decision import decision, gate_point
from tierscore.report.sections.facts import facts
from tierscore.report.sections.findings import by_pillar
from tierscore.report.sections.headline import title
from tierscore.report.sections.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.decision import GateResult
    from tierscore.model.explained import Explained
    from tierscore.model.finding import Finding
    from tierscore.report.document.blocks import Block, Document

_LISTED = "What each of them rests on: tierscore explain {country} ID -y {year}. Or: tierscore explain {country} tier."
_ASKED_BY = "What {name} asks: {title}"


def compose_explanation(explained: Explained, origin: str) -> Document:
    """Compose what a reader asked for; ``origin`` says where the data come from, in the words of the report."""
    assessment, ids = explained.assessment, explained.ids
    lookup = PageLookup(assessment, origin, room=WHOLE)
    match explained.topic:
        case Topic.CRITERION:
            return compose_explain(assessment, ids[0], origin)
        case Topic.FACT:
            return compose_fact(assessment, ids[0], origin)
        case Topic.TIER:
            return document(*verdict(lookup), *decision(lookup), *sources(lookup))
        case Topic.CONDITION:
            return document(*_condition(lookup, lookup.gates[ids[0]]))
        case Topic.SEVERAL_CRITERIA:
            head = _ASKED_BY.format(name=explained.wanted, title=title(lookup))
            findings = [finding for finding in assessment.findings if finding.criterion.id in ids]
            gates = [result for result in assessment.decision.gates if result.gate.id in ids]
            return document(*_overview(lookup, head, findings, gates))
        case Topic.OVERVIEW:
            return document(*_overview(lookup, title(lookup), assessment.findings, assessment.decision.gates))


def _overview(
    lookup: PageLookup, head: str, findings: Iterable[Finding], gates: Iterable[GateResult]
) -> Iterator[Block]:
    """Criteria by pillar and conditions with their outcomes, and the commands that say more."""
    yield heading(1, head)
    for pillar, in_pillar in by_pillar(lookup, findings).items():
        yield heading(2, lookup.pillar(pillar))
        criteria = (_criterion_row(lookup, finding) for finding in in_pillar)
        yield _table(("id", "criterion", "outcome"), criteria)
    conditions = tuple(map(_gate_row, gates))
    if conditions:
        yield heading(2, "Conditions of the tier rules")
        yield _table(("id", "condition", "answer"), conditions)
    assessment = lookup.assessment
    yield paragraph(muted(_LISTED.format(country=assessment.dossier.iso3, year=assessment.report_year)))
    yield paragraph(muted(INDEPENDENT))


def _criterion_row(lookup: PageLookup, finding: Finding) -> tuple[Span, ...]:
    words = outcome_words(finding.outcome, finding.possible)
    return (
        Span(finding.criterion.id),
        Span(lookup.cited_title(finding.criterion.id)),
        Span(words, OUTCOME_STYLES[finding.outcome]),
    )


def _gate_row(result: GateResult) -> tuple[Span, ...]:
    gate = result.gate
    return (
        Span(gate.id),
        Span(gate.heading),
        Span(ANSWERS[result.answer], ANSWER_STYLES[result.answer]),
    )


def _table(columns: Iterable[str], rows: Iterable[Iterable[Span]]) -> TableBlock:
    return TableBlock(tuple(map(strong, columns)), tuple(tuple(spans(cell) for cell in row) for row in rows))


def _condition(lookup: PageLookup, result: GateResult) -> Iterator[Block]:
    """One condition of the tier rules: its law, its parts with their answers, the facts, the rules that read it."""
    gate = result.gate
    yield heading(1, gate.heading)
    yield paragraph(title(lookup))
    yield bullets((gate_point(lookup, result),))
    points = facts(lookup, result.evidence)
    if points:
        yield heading(2, "Facts that it rests on")
        yield bullets(points)
    rules = [trial.rule for trial in lookup.trials if gate.id in trial.gates]
    if rules:
        yield heading(2, "Tier rules that read it")
        rows = ((Span(lookup.tier(rule.tier)), Span(rule.says)) for rule in rules)
        yield _table(("tier", "rule"), rows)
    yield from sources(lookup)
    yield paragraph(muted(INDEPENDENT))
