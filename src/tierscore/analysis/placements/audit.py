"""Every published sequence of placements held against the law of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.placements.outlook import watch_run
from tierscore.analysis.placements.scenarios import Scenarios
from tierscore.engine.law import law_of
from tierscore.model.placement_history import Audit, AuditedPlacement, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.analysis.placements.scenarios import HistoryAnswers, Scenario
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric, TierRule


def audit(rubric: Rubric, countries: Mapping[str, Placements]) -> Audit:
    """
    Hold every placement, by country code, against the law of its year and the placements before it.

    A placement in a tier that the rubric does not have is told apart, and unknown to those that come after it.
    """
    years = {year for placements in countries.values() for year in placements.by_year}
    laws = {year: Scenarios(law_of(rubric, year)) for year in sorted(years)}
    audited = (
        _audited(laws[year], iso3, placements, year)
        for iso3, placements in sorted(countries.items())
        for year in sorted(placements.by_year)
    )
    return Audit(rubric, tuple(audited))


def _audited(scenarios: Scenarios, iso3: str, published: Placements, year: int) -> AuditedPlacement:
    placements = published.named_in({tier.id for tier in scenarios.law.tiers})
    placement = published.by_year[year]
    verdicts = dict.fromkeys([_UNNAMED])
    if year in placements.by_year:
        possible = scenarios.possible_answers(placements.before(year), year)
        verdicts = dict.fromkeys(_verdict(scenarios, answers, placement.tier) for answers in possible)
    standings, needs, rules = zip(*verdicts, strict=True)
    return AuditedPlacement(
        country=published.country,
        iso3=iso3,
        placement=placement,
        standing=standings[0] if len(verdicts) == 1 else Standing.UNTOLD,
        needs=tuple(dict.fromkeys(gate for gates in needs for gate in gates)),
        rules=tuple(dict.fromkeys(rule for ids in rules for rule in ids)),
        watch_run=watch_run(scenarios.law, placements, year),
        moved=_moved(scenarios.law, placements, year),
    )


def forbidden_by(rubric: Rubric, placements: Placements, report_year: int, tier: str) -> tuple[TierRule, ...]:
    """The rules on earlier placements that forbid a tier in a report, whatever a government does; none where it is open."""
    scenarios = Scenarios(law_of(rubric, report_year))
    known = placements.named_in({tier.id for tier in scenarios.law.tiers}).before(report_year)
    verdicts = [
        _verdict(scenarios, answers, tier) for answers in scenarios.possible_answers(known, report_year)
    ]
    if any(standing is not Standing.FORBIDDEN for standing, _, _ in verdicts):
        return ()
    rules = {rule for _, _, ids in verdicts for rule in ids}
    return tuple(rule for rule in scenarios.law.rules if rule.id in rules)


_Verdict = tuple[Standing, tuple[str, ...], tuple[str, ...]]
"""How a placement stands, the gates that its history asks for, and the rules on history that bear on it."""
_UNNAMED: _Verdict = Standing.UNNAMED, (), ()


def _verdict(scenarios: Scenarios, answers: HistoryAnswers, tier: str) -> _Verdict:
    """How a tier stands under given answers of the history: compared with a country that has none."""
    leading = [scenario for scenario in scenarios.given(answers) if scenario.rule.tier == tier]
    blank = [scenario for scenario in scenarios.given(scenarios.blank) if scenario.rule.tier == tier]
    if leading:
        needs = tuple(sorted(_always_holding(leading) - _always_holding(blank)))
        return (Standing.NEEDS if needs else Standing.ALLOWED), needs, _by_history(scenarios, leading)
    lost = {scenario.holding for scenario in blank}
    instead = (scenario for scenario in scenarios.given(answers) if scenario.holding in lost)
    return Standing.FORBIDDEN, (), _by_history(scenarios, instead)


def _always_holding(group: Iterable[Scenario]) -> frozenset[str]:
    """The gates that hold in every scenario."""
    sets = [scenario.holding for scenario in group]
    return frozenset.intersection(*sets) if sets else frozenset()


def _by_history(scenarios: Scenarios, group: Iterable[Scenario]) -> tuple[str, ...]:
    """The rules on history that decide some scenario."""
    return tuple(dict.fromkeys(case.rule.id for case in group if scenarios.asks_history(case.rule.when)))


def _moved(law: Rubric, placements: Placements, year: int) -> bool:
    """Whether the country stands on another of the law's lists than a report before, if both are known."""
    lists = {tier: number for number, tiers in enumerate(law.explained_moves) for tier in tiers}
    now, before = placements.tier(year), placements.tier(year - 1)
    return now in lists and before in lists and lists[now] != lists[before]
