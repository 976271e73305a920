"""A country year by year."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tierscore.model.assessment import UNDETERMINED
from tierscore.report.document.blocks import (
    bullet,
    document,
    heading,
    muted,
    paragraph,
    section,
    strong,
    table,
)
from tierscore.report.language.wording import INDEPENDENT, join_words, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.model.finding import PillarScore
    from tierscore.model.placement_history import HistoryYear
    from tierscore.model.rubric import Rubric
    from tierscore.report.document.blocks import Document
_HUNDRED = 100
_STEPS = 8
_ABBREVIATED = 6
_KEY = (
    "Each P runs from 0 to 100 in eight steps: # is what the evidence shows, - what it leaves possible, . "
    "what it rules out. Ours is empty where the file holds no evidence for the year, and open where the "
    "evidence is too thin to indicate a tier. The run counts Watch List reports in a row. The figures are in "
    "the JSON format. The official placement of a year plays no part in our answer for that year."
)


def compose_history(country: str, rubric: Rubric, years: Sequence[HistoryYear]) -> Document:
    """Compose a country's years, oldest first, with placements, answers and the law in force."""
    pillars = (f"{name[:_ABBREVIATED]}." for name in rubric.pillars.values())
    columns = ("report", "State", "ours", "range", *pillars, "run", "law")
    rows = [_row(rubric, year) for year in years]
    in_force = {year.ruleset for year in years}
    rulesets = (
        bullet(
            strong(f"{ruleset.id}, from the {ruleset.since} report: "),
            sentence(ruleset.says),
            muted(f" {join_words(ruleset.acts)}."),
        )
        for ruleset in rubric.rulesets
        if ruleset in in_force
    )
    return document(
        heading(1, f"{country}, year by year"),
        paragraph(strong(INDEPENDENT)),
        table(columns, rows) if rows else paragraph(muted("Nothing is on file.")),
        paragraph(muted(_KEY)),
        *section("The law in force", rulesets),
    )


def _row(rubric: Rubric, year: HistoryYear) -> tuple[str, ...]:
    official = year.official.tier if year.official else "?"
    law = year.ruleset.id if year.ruleset else ""
    answer = _answer(rubric, year)
    return (str(year.report_year), official, *answer, str(year.watch_run or ""), law)


def _answer(rubric: Rubric, year: HistoryYear) -> tuple[str, ...]:
    """Indicated tier, range and pillars; empty where the file holds no evidence for the year."""
    assessment = year.assessment
    if assessment is None:
        return ("",) * (2 + len(rubric.pillars))
    tiers = ", ".join(entry.tier for entry in assessment.range)
    indicated = "open" if assessment.indicated == UNDETERMINED else assessment.indicated
    return (indicated, tiers, *map(_small_bar, assessment.pillars))


def _small_bar(score: PillarScore) -> str:
    """Steps from 0 to 100: ``#`` for what is shown, ``-`` for what is possible, ``.`` for the rest."""
    shown, possible = math.floor(score.low / _HUNDRED * _STEPS), math.ceil(score.high / _HUNDRED * _STEPS)
    return "#" * shown + "-" * (possible - shown) + "." * (_STEPS - possible)
