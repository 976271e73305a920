"""Every published sequence of placements held against the law of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.placements.outlook import watch_run
from tierscore.analysis.placements.scenarios import Branches
from tierscore.engine.law import law_of
from tierscore.model.placement_history import Audit, AuditedPlacement, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.analysis.placements.scenarios import Answers, Case
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


def audit(rubric: Rubric, countries: Mapping[str, Placements]) -> Audit:
    """
    Hold every placement against the law of its year and the placements before it.

    Args:
        rubric: The law and its readings.
        countries: The placements of each country by its code.

    """
    laws: dict[int, Branches] = {}
    found = []
    for iso3, placements in sorted(countries.items()):
        for year in sorted(placements.by_year):
            if year not in laws:
                laws[year] = Branches(law_of(rubric, year))
            found.append(_audited(laws[year], iso3, placements, year))
    return Audit(rubric, tuple(found))


def _audited(branches: Branches, iso3: str, placements: Placements, year: int) -> AuditedPlacement:
    placement = placements.by_year[year]
    verdicts = dict.fromkeys(
        _verdict(branches, answers, placement.tier)
        for answers in branches.possible_answers(placements.before(year), year)
    )
    standing, needs, rules = (
        next(iter(verdicts)) if len(verdicts) == 1 else (Standing.UNTOLD, *_joined(verdicts))
    )
    return AuditedPlacement(
        country=placements.country,
        iso3=iso3,
        placement=placement,
        standing=standing,
        needs=needs,
        rules=rules,
        watch_run=watch_run(branches.law, placements, year),
        moved=_moved(branches.law, placements, year),
    )


_Verdict = tuple[Standing, tuple[str, ...], tuple[str, ...]]


def _verdict(branches: Branches, answers: Answers, tier: str) -> _Verdict:
    """How a tier stands under given answers of the history: compared with a country that has none."""
    cases = [case for case in branches.cases(answers) if case.rule.tier == tier]
    blank = [case for case in branches.cases(branches.blank) if case.rule.tier == tier]
    if not cases:
        lost = {case.holding for case in blank}
        instead = (case.rule for case in branches.cases(answers) if case.holding in lost)
        return (
            Standing.FORBIDDEN,
            (),
            tuple(dict.fromkeys(rule.id for rule in instead if branches.asks_history(rule))),
        )
    needs = tuple(sorted(_always(cases) - _always(blank)))
    by_history = dict.fromkeys(case.rule.id for case in cases if branches.asks_history(case.rule))
    return (Standing.NEEDS if needs else Standing.ALLOWED), needs, tuple(by_history)


def _always(cases: Iterable[Case]) -> frozenset[str]:
    """The gates that hold in every one of the cases."""
    sets = [case.holding for case in cases]
    return frozenset.intersection(*sets) if sets else frozenset()


def _joined(verdicts: Iterable[_Verdict]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What some of the branches need, and the rules on history that some of them come to."""
    needs = dict.fromkeys(gate for _, gates, _ in verdicts for gate in gates)
    rules = dict.fromkeys(rule for _, _, rules in verdicts for rule in rules)
    return tuple(needs), tuple(rules)


def _moved(law: Rubric, placements: Placements, year: int) -> bool:
    """Whether the country stands on another of the law's lists than in the report before; unknown counts as not moved."""
    lists = {tier: number for number, tiers in enumerate(law.explained_moves) for tier in tiers}
    now, before = placements.tier(year), placements.tier(year - 1)
    return now in lists and before in lists and lists[now] != lists[before]
