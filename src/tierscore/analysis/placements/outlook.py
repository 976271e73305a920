"""What the law allows next, given the placements so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.placements.scenarios import Branches
from tierscore.engine.law import law_of
from tierscore.engine.past_placements import years_read
from tierscore.model.placement_history import Outlook, Path
from tierscore.model.rubric import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.analysis.placements.scenarios import Case
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


def look_ahead(rubric: Rubric, iso3: str, placements: Placements, report_year: int) -> Outlook:
    """What the law of a report year allows a country, given its placements in the reports before."""
    law, before = law_of(rubric, report_year), placements.before(report_year)
    branches = Branches(law)
    possible = branches.possible_answers(before, report_year)
    cases = [case for answers in possible for case in branches.cases(answers)]
    asked = years_read(branches.on_history, report_year)
    return Outlook(
        rubric=law,
        country=placements.country or iso3,
        iso3=iso3,
        report_year=report_year,
        placements=before,
        watch_run=watch_run(law, before, report_year - 1),
        unknown_years=tuple(year for year in asked if before.tier(year) is None),
        paths=_paths(branches, cases),
        certain=len(possible) == 1,
    )


def watch_run(rubric: Rubric, placements: Placements, last: int) -> int:
    """How many reports in a row, up to ``last``, placed the country on a Watch List."""
    watch = {tier.id for tier in rubric.tiers if tier.role is Role.WATCH}
    run = 0
    while placements.tier(last - run) in watch:
        run += 1
    return run


def _paths(branches: Branches, cases: Iterable[Case]) -> tuple[Path, ...]:
    """One path for each rule that some case comes to, with what all its cases have in common."""
    by_rule: dict[str, list[Case]] = {}
    for case in cases:
        by_rule.setdefault(case.rule.id, []).append(case)
    every_gate = frozenset[str]().union(*(case.holding for found in by_rule.values() for case in found))
    return tuple(
        _path(branches, by_rule[rule.id], every_gate) for rule in branches.law.rules if rule.id in by_rule
    )


def _path(branches: Branches, cases: list[Case], every_gate: frozenset[str]) -> Path:
    rule = cases[0].rule
    holding = frozenset.intersection(*(case.holding for case in cases))
    failing = every_gate - frozenset[str]().union(*(case.holding for case in cases))
    order = [gate.id for gate in branches.law.gates]
    return Path(
        rule=rule,
        tier=rule.tier,
        holding=tuple(sorted(holding, key=order.index)),
        failing=tuple(sorted(failing, key=order.index)),
        by_history=branches.asks_history(rule),
    )
