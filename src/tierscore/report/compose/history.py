"""A country year by year."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tierscore.model.assessment import UNDETERMINED
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
    table,
)
from tierscore.report.language.wording import INDEPENDENT, join_words, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.finding import PillarScore
    from tierscore.model.placement_history import HistoryYear
    from tierscore.model.rubric import Rubric
    from tierscore.report.document.blocks import Block, Document
_HUNDRED = 100
_STEPS = 8
_ABBREVIATED = 6
_LEVELS = "▁▂▃▄▅▆▇"
"""From little to much, for a line of years; ASCII output writes the digits 1 to 7."""
_KEY = (
    "Each P runs from 0 to 100 in eight steps: # is shown, - is possible, . is ruled out. 'Indicated' is blank "
    "where nothing is on file, and 'open' where the evidence fits several tiers. The run counts Watch List "
    "reports in a row. The figures are in the JSON format. State's placement of a year plays no part in the "
    "tier indicated for that year."
)
_LINES_KEY = (
    "A line of years shows the low end of each score, {first} to {last}; a dot is a year without evidence."
)
_NO_FILE = "No country file: the placements alone are on file. `tierscore init country` starts a file."


def compose_history(country: str, rubric: Rubric, years: Sequence[HistoryYear]) -> Document:
    """Compose a country's years, oldest first, with placements, answers and the law in force."""
    pillars = (f"{name[:_ABBREVIATED]}." for name in rubric.pillars.values())
    columns = ("report", "State", "indicated", "range", *pillars, "run", "law")
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
        *_lines(rubric, years),
        table(columns, rows) if rows else paragraph(muted("Nothing is on file.")),
        paragraph(muted(_KEY)),
        *section("The law in force", rulesets),
    )


def _lines(rubric: Rubric, years: Sequence[HistoryYear]) -> Iterator[Block]:
    """A line of years for each P; that there is no file where there is none."""
    judged = [year.report_year for year in years if year.assessment is not None]
    if not judged:
        yield paragraph(_NO_FILE)
        return
    span = [year for year in years if judged[0] <= year.report_year <= judged[-1]]
    yield key_values(*(key_value(name, _line(span, pillar)) for pillar, name in rubric.pillars.items()))
    yield paragraph(muted(_LINES_KEY.format(first=judged[0], last=judged[-1])))


def _line(years: Sequence[HistoryYear], pillar: str) -> str:
    """The low end of a score in each year, as a sign of its height."""
    signs = []
    for year in years:
        scores = year.assessment.pillars if year.assessment is not None else ()
        low = next((score.low for score in scores if score.pillar == pillar), None)
        height = -1 if low is None else min(int(low * len(_LEVELS) / _HUNDRED), len(_LEVELS) - 1)
        signs.append("." if height < 0 else _LEVELS[height])
    return "".join(signs)


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
