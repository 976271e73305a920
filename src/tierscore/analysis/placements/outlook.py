"""What the law allows next, given the placements so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.placements.scenarios import Scenarios
from tierscore.engine.law import law_of
from tierscore.engine.past_placements import years_read
from tierscore.model.placement import SPECIAL_CASE
from tierscore.model.placement_history import Outlook, Path
from tierscore.model.rubric import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.analysis.placements.scenarios import Scenario
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


def look_ahead(rubric: Rubric, iso3: str, placements: Placements, report_year: int) -> Outlook:
    """What the law of a report year allows a country, given its placements in the reports before."""
    law, before = law_of(rubric, report_year), placements.before(report_year)
    scenarios = Scenarios(law)
    known = before.named_in({SPECIAL_CASE, *(tier.id for tier in law.tiers)})
    possible = scenarios.possible_answers(known, report_year)
    cases = [scenario for answers in possible for scenario in scenarios.given(answers)]
    years = years_read(scenarios.on_history, report_year)
    return Outlook(
        rubric=law,
        country=placements.country or iso3,
        iso3=iso3,
        report_year=report_year,
        placements=before,
        watch_run=watch_run(law, before, report_year - 1),
        unknown_years=tuple(year for year in years if known.tier(year) is None),
        paths=tuple(_paths(scenarios, cases)),
        certain=len(possible) == 1,
    )


def watch_run(rubric: Rubric, placements: Placements, last: int) -> int:
    """How many reports in a row, up to ``last``, placed the country on a Watch List."""
    watch = {tier.id for tier in rubric.tiers if tier.role is Role.WATCH}
    run = 0
    while placements.tier(last - run) in watch:
        run += 1
    return run


def _paths(scenarios: Scenarios, possible: Iterable[Scenario]) -> Iterator[Path]:
    """One path for each rule that decides some scenario, with what all its scenarios have in common."""
    by_rule: dict[str, list[frozenset[str]]] = {}
    for scenario in possible:
        by_rule.setdefault(scenario.rule.id, []).append(scenario.holding)
    every_gate = frozenset[str]().union(*(holding for sets in by_rule.values() for holding in sets))
    order = [gate.id for gate in scenarios.law.gates]
    order += [rule.id for rule in scenarios.law.rules]  # a rule may ask for itself
    for rule in scenarios.law.rules:
        if rule.id in by_rule:
            sets = by_rule[rule.id]
            yield Path(
                rule=rule,
                tier=rule.tier,
                holding=tuple(sorted(frozenset.intersection(*sets), key=order.index)),
                failing=tuple(sorted(every_gate - frozenset[str]().union(*sets), key=order.index)),
                by_history=scenarios.asks_history(rule.when),
            )
