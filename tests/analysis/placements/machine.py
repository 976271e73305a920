"""The machine under test: the real rubric, and invented histories in the engine's form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from analysis.placements.law_twin import Answers, History, Past, Readings, possible, waiver_needed
from shipped import shipped_session
from tierscore.analysis.placements.scenarios import Scenario, Scenarios
from tierscore.engine.law import law_of, with_choices
from tierscore.loading.tables.placements import load_placements
from tierscore.model.placement import Placement, Placements
from tierscore.model.placement_history import Standing
from tierscore.model.rubric import Rubric

ROOT = Path(__file__).resolve().parents[3]


@cache
def the_rubric(readings: Readings = Readings()) -> Rubric:  # noqa: B008 - a frozen value
    return with_choices(shipped_session().rubric, readings.switches)


@cache
def the_table() -> Mapping[str, Placements]:
    return load_placements(ROOT / "countries/official-tiers.csv")


@cache
def scenarios(year: int, readings: Readings) -> Scenarios:
    return Scenarios(law_of(the_rubric(readings), year))


def placements(history: History) -> Placements:
    return Placements(
        {year: Placement(year, tier, "A", "invented") for year, tier in history.items()}, "Made-up country"
    )


def answers_in(scenario: Scenario) -> Answers:
    """The hypothetical answers of one scenario of the machine."""
    return Answers(
        applicable="applicable" in scenario.holding,
        no_government="special-case" in scenario.holding,
        full_compliance="full-compliance" in scenario.holding,
        pattern="policy-or-pattern" in scenario.holding,
        significant_efforts="significant-efforts" in scenario.holding,
        watch_condition="watch-list" in scenario.holding,
        waiver_on_file="waiver" in scenario.holding,
    )


def machine_table(year: int, history: History, readings: Readings) -> tuple[dict[Answers, str], ...]:
    """For each branch that the placements leave open, the machine's tier for every combination of answers."""
    possible_scenarios = scenarios(year, readings)
    open_branches = possible_scenarios.possible_answers(placements(history).before(year), year)
    return tuple(
        {_as_read(answers_in(each), year): each.rule.tier for each in possible_scenarios.given(answers)}
        for answers in open_branches
    )


def _as_read(answers: Answers, year: int) -> Answers:
    """Since 2009 the standards apply to all, and the machine does not ask."""
    return answers if year < 2009 else Answers(**{**_fields(answers), "applicable": True})


def _fields(answers: Answers) -> dict[str, bool]:
    return {name: getattr(answers, name) for name in answers.__dataclass_fields__}


def stands(year: int, bearing: Past, tier: str, readings: Readings) -> tuple[Standing, bool]:
    """How a placement stands by the twin, and whether it needs a waiver."""
    if tier not in possible(year, bearing, readings):
        return Standing.FORBIDDEN, False
    needed = waiver_needed(year, bearing, tier, readings)
    return (Standing.NEEDS if needed else Standing.ALLOWED), needed
