"""Countries, or years of one, beside one another: never a ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.outcome import Outcome
from tierscore.report.compose.difference import indicated_in_words, score_in_words, tiers_in_words
from tierscore.report.document.blocks import (
    Section,
    TableBlock,
    document,
    heading,
    muted,
    paragraph,
    spans,
    strong,
    table,
)
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import INDEPENDENT, counted, tier_name

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
    from tierscore.model.comparison import SideBySide
    from tierscore.model.finding import Finding
    from tierscore.report.document.blocks import Block, Document, Inline
_TITLE = "Beside one another"
_NO_RANKING = (
    "In the order in which they were named: no ranking. A range of a score that is wide says that the file is thin, "
    "not that the government is weak."
)
_ALIKE = "{criteria} {come} out alike in all."
_OUTCOMES = {
    Outcome.MET: "met",
    Outcome.PARTLY_MET: "in part",
    Outcome.NOT_MET: "not met",
    Outcome.NOT_APPLICABLE: "not asked",
}
_OPEN = {
    frozenset({Outcome.MET, Outcome.PARTLY_MET}): "in part or met",
    frozenset({Outcome.PARTLY_MET, Outcome.NOT_MET}): "not met or in part",
    frozenset({Outcome.MET, Outcome.NOT_MET}): "not met or met",
}


def compose_comparison(comparison: SideBySide) -> Document:
    """Compose what differs between several assessments, by P and criterion."""
    sides = comparison.assessments
    columns = tuple(f"{side.dossier.name} {side.report_year}" for side in sides)
    blocks: list[Block] = [
        heading(1, _TITLE),
        paragraph(strong(INDEPENDENT)),
        paragraph(_NO_RANKING),
        _answers(sides, columns),
    ]
    names = {**sides[0].vocabulary.pillars, **sides[0].rubric.pillars}
    for pillar in dict.fromkeys(compared.criterion.pillar for compared in comparison.criteria):
        rows: list[list[Inline]] = [
            [compared.criterion.heading, *map(_outcome, compared.findings)]
            for compared in comparison.criteria
            if compared.criterion.pillar == pillar
        ]
        blocks.append(
            Section(2, spans(names.get(pillar, pillar).upper()), (), (table(("", *columns), rows),))
        )
    alike = _ALIKE.format(
        criteria=counted(comparison.alike, "criterion", "criteria"),
        come="comes" if comparison.alike == 1 else "come",
    )
    blocks.append(paragraph(muted(alike[:1].upper() + alike[1:])))
    return document(*blocks)


def _answers(sides: tuple[Assessment, ...], columns: tuple[str, ...]) -> TableBlock:
    """Tier, range, placement, coverage and the scores of the P's."""
    rows: list[list[Inline]] = [
        ["Tier", *map(indicated_in_words, sides)],
        ["Possible", *map(tiers_in_words, sides)],
        ["State", *(_placed(side) for side in sides)],
        ["File answers", *(percent(side.coverage) for side in sides)],
    ]
    for pillar, name in sides[0].rubric.pillars.items():
        scores = [{score.pillar: score for score in side.pillars}.get(pillar) for side in sides]
        rows.append([f"{name}, of 100", *(score_in_words(score) if score else "-" for score in scores)])
    return table(("", *columns), rows)


def _placed(side: Assessment) -> str:
    return tier_name(side.rubric, side.official.tier) if side.official else "none on file"


def _outcome(finding: Finding | None) -> str:
    if finding is None:
        return _OUTCOMES[Outcome.NOT_APPLICABLE]
    return _OUTCOMES.get(finding.outcome) or _OPEN.get(frozenset(finding.possible), "unknown")
