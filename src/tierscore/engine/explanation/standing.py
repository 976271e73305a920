"""
How firm an answer is: its range under the default readings of the law beside its range over all core
readings.
"""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from tierscore.engine.decision import judge, ranked
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.law import law_of, with_choices
from tierscore.model.assessment import UNDETERMINED
from tierscore.model.standing import Firmness, ReadingOutcome, TierStanding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from tierscore.engine.decision import Judgement
    from tierscore.model.rubric import Rubric


def standing(evaluator: Evaluator, rubric: Rubric, default: Judgement, coverage: Fraction) -> TierStanding:
    """
    How firm the answer of ``default`` is.

    Args:
        evaluator: The facts, under the default readings.
        rubric: The whole rubric, with its switches.
        default: The answer under the default readings.
        coverage: How much of what the rubric asks the evidence settles, 0 to 1.
    """
    readings = tuple(_core_outcomes(evaluator, rubric))
    tiers = frozenset(chain(default.range, *(reading.range for reading in readings)))
    core_range = ranked(evaluator, tiers)
    thin = coverage < rubric.settings.thin_below
    differing = tuple(
        reading
        for reading in readings
        if (reading.indicated, reading.range) != (default.indicated, default.range)
    )
    return TierStanding(
        firmness=_firmness(default, core_range, thin=thin),
        core_range=core_range,
        readings=differing,
        on_few_facts=thin,
    )


def _firmness(default: Judgement, core_range: tuple[str, ...], *, thin: bool) -> Firmness:
    if thin and default.indicated == UNDETERMINED:
        return Firmness.THIN
    if core_range != default.range:
        return Firmness.RESTS_ON_A_READING
    return Firmness.FIRM if len(core_range) == 1 else Firmness.OPEN


def _core_outcomes(evaluator: Evaluator, rubric: Rubric) -> Iterator[ReadingOutcome]:
    """
    The answer under every other core reading: each core switch set to each other value, one at a time and in
    pairs.
    """
    for choices in core_readings(rubric):
        law = law_of(with_choices(rubric, choices), evaluator.view.report_year)
        if (law.criteria, law.gates, law.rules) == (
            evaluator.rubric.criteria,
            evaluator.rubric.gates,
            evaluator.rubric.rules,
        ):
            continue
        outcome = judge(Evaluator(evaluator.view.under(law), evaluator.placements))
        yield ReadingOutcome(choices, outcome.indicated, outcome.range)


def core_readings(rubric: Rubric) -> Iterator[dict[str, str]]:
    """
    The choices of every core reading but the default: single switches first, then pairs, in the order of the
    rubric.
    """
    core = [switch for switch in rubric.switches if switch.core]
    for size in (1, 2):
        for switches in combinations(core, size):
            others = [[value for value in switch.options if value != switch.value] for switch in switches]
            for values in product(*others):
                yield {switch.name: value for switch, value in zip(switches, values, strict=True)}
