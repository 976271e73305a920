"""
How firm an answer is: its range under the default readings of the law beside its range over all core
readings.
"""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from tierscore.engine.leaving_out.without import WithoutEach
from tierscore.engine.tier_range import ranked
from tierscore.model.assessment import UNDETERMINED
from tierscore.model.standing import Firmness, ReadingOutcome, TierStanding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from tierscore.engine.alternative_readings import ReadingJudge
    from tierscore.engine.decision import Judgement
    from tierscore.engine.leaving_out.bearing_facts import BearingFacts
    from tierscore.model.rubric import Rubric


def standing(
    readings: ReadingJudge, default: Judgement, bearing: BearingFacts, coverage: Fraction
) -> TierStanding:
    """
    How firm the answer of ``default`` is.

    Args:
        readings: Judges the facts under other readings.
        default: The answer under the default readings.
        bearing: The facts that bear on it.
        coverage: How much of what the rubric asks the evidence settles, 0 to 1.
    """
    others = list(_core_judgements(readings))
    outcomes = [ReadingOutcome(choices, other.indicated, other.range) for choices, other in others]
    tiers = frozenset(chain(default.range, *(reading.range for reading in outcomes)))
    core_range = ranked(readings.evaluator, tiers)
    thin = coverage < readings.rubric.settings.thin_below
    differing = tuple(
        reading
        for reading in outcomes
        if (reading.indicated, reading.range) != (default.indicated, default.range)
    )
    each = WithoutEach(default, bearing, (other for _, other in others))
    without = tuple(each.outcomes())
    return TierStanding(
        firmness=_firmness(default, core_range, thin=thin),
        core_range=core_range,
        readings=differing,
        thin=thin,
        without=without,
        tried_all=each.tried_all,
    )


def _firmness(default: Judgement, core_range: tuple[str, ...], *, thin: bool) -> Firmness:
    if thin and default.indicated == UNDETERMINED:
        return Firmness.THIN
    if core_range != default.range:
        return Firmness.RESTS_ON_A_READING
    return Firmness.FIRM if len(core_range) == 1 else Firmness.OPEN


def _core_judgements(readings: ReadingJudge) -> Iterator[tuple[dict[str, str], Judgement]]:
    """
    The judgement under every other core reading: each core switch set to each other value, one at a time and
    in pairs.
    """
    own = readings.evaluator.rubric
    for choices in core_readings(readings.rubric):
        law = readings.law(choices)
        if (law.criteria, law.gates, law.rules) != (own.criteria, own.gates, own.rules):
            yield choices, readings.judgement(choices, law)


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
