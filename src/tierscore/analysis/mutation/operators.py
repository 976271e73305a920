"""
A rubric changed by one small step at a time, so that worked cases can show whether they notice.

Steps that would give no well-formed rubric, or none that differs, are left out. A number that counts whole things moves
by one, a share by a twelfth, a year by one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeVar

from tierscore.analysis.mutation.condition_operators import (
    Step,
    condition_steps,
    moved,
    share_steps,
    test_steps,
    whole_steps,
)
from tierscore.analysis.mutation.well_formed import well_formed
from tierscore.model.case_results import Mutant, MutationKind
from tierscore.model.check import step
from tierscore.model.condition import Always, NotSo
from tierscore.model.moments import Identified, in_force, moments
from tierscore.model.outcome import ONE
from tierscore.model.rubric import IfOpen
from tierscore.model.test import Not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.model.check import Address
    from tierscore.model.condition import Condition
    from tierscore.model.law import Validity
    from tierscore.model.rubric import (
        Cap,
        Criterion,
        Gate,
        Indicator,
        Presumption,
        Rubric,
        Scale,
        Settings,
        TierRule,
    )
    from tierscore.model.test import Test
Part = TypeVar("Part", bound=Identified)
T = TypeVar("T")
U = TypeVar("U")
_K = MutationKind


def mutants(rubric: Rubric) -> Iterator[Mutant]:
    """Every well-formed rubric that differs by one step, in the order of the rubric."""
    for change in chain(
        _of_parts(
            rubric.criteria, _criterion_steps, lambda parts: replace(rubric, criteria=parts), "criteria"
        ),
        _of_parts(rubric.gates, _gate_steps, lambda parts: replace(rubric, gates=parts), "gates"),
        _of_parts(rubric.rules, _rule_steps, lambda parts: replace(rubric, rules=parts), "tier_rules"),
        _dropped(rubric.rules, _K.RULE_DROPPED, lambda parts: replace(rubric, rules=parts), "tier_rules"),
        _swaps(rubric),
        _nested(_scale_steps(rubric.scale), ("scale",), lambda scale: replace(rubric, scale=scale)),
        _nested(
            _settings_steps(rubric.settings),
            ("settings",),
            lambda settings: replace(rubric, settings=settings),
        ),
    ):
        if change.changed != rubric and well_formed(change.changed, rubric):
            yield Mutant(change.kind, change.where, change.says, change.changed)


def _criterion_steps(criterion: Criterion) -> Iterator[Step[Criterion]]:
    def with_indicators(parts: tuple[Indicator, ...]) -> Criterion:
        return replace(criterion, indicators=parts)

    def with_caps(parts: tuple[Cap, ...]) -> Criterion:
        return replace(criterion, caps=parts)

    def with_presumptions(parts: tuple[Presumption, ...]) -> Criterion:
        return replace(criterion, presumptions=parts)

    yield from _of_parts(criterion.indicators, _indicator_steps, with_indicators, "indicators")
    yield from _dropped(criterion.indicators, _K.INDICATOR_DROPPED, with_indicators, "indicators")
    yield from _of_parts(criterion.caps, _cap_steps, with_caps, "caps")
    yield from _dropped(criterion.caps, _K.CAP_DROPPED, with_caps, "caps")
    yield from _of_parts(criterion.presumptions, _presumption_steps, with_presumptions, "presumptions")
    yield from _dropped(criterion.presumptions, _K.PRESUMPTION_DROPPED, with_presumptions, "presumptions")
    for weight in whole_steps(criterion.weight.value, 0):
        changed = replace(criterion, weight=replace(criterion.weight, value=weight))
        yield Step(_K.WEIGHT, ("weight",), moved("weight", criterion.weight.value, weight), changed)
    yield from _year_steps(criterion.validity, lambda validity: replace(criterion, validity=validity))


def _indicator_steps(indicator: Indicator) -> Iterator[Step[Indicator]]:
    yield Step(_K.INDICATOR_NEGATED, (), "negated", replace(indicator, test=_opposite(indicator.test)))
    for points in whole_steps(indicator.points, 1):
        yield Step(
            _K.POINTS,
            ("points",),
            moved("points", indicator.points, points),
            replace(indicator, points=points),
        )
    yield from _nested(test_steps(indicator.test), ("test",), lambda test: replace(indicator, test=test))
    yield from _year_steps(indicator.validity, lambda validity: replace(indicator, validity=validity))


def _cap_steps(cap: Cap) -> Iterator[Step[Cap]]:
    yield Step(_K.CAP_NEGATED, (), "negated", replace(cap, when=_opposite(cap.when)))
    for share in share_steps(cap.at_most):
        yield Step(
            _K.CUT_OFF, ("at_most",), moved("at most", cap.at_most, share), replace(cap, at_most=share)
        )
    yield from _nested(test_steps(cap.when), ("when",), lambda when: replace(cap, when=when))
    yield from _year_steps(cap.validity, lambda validity: replace(cap, validity=validity))


def _presumption_steps(presumption: Presumption) -> Iterator[Step[Presumption]]:
    opposite = ONE - presumption.value
    yield Step(
        _K.PRESUMPTION_NEGATED,
        (),
        moved("value", presumption.value, opposite),
        replace(presumption, value=opposite),
    )
    yield from _year_steps(presumption.validity, lambda validity: replace(presumption, validity=validity))


def _gate_steps(gate: Gate) -> Iterator[Step[Gate]]:
    def asking(condition: Condition) -> Gate:
        return replace(gate, condition=condition)

    yield Step(_K.GATE_HOLDING, (), "taken as holding", asking(Always()))
    yield Step(_K.GATE_FAILING, (), "taken as failing", asking(NotSo(Always())))
    yield Step(_K.GATE_NEGATED, (), "negated", asking(_not_so(gate.condition)))
    yield from _nested(condition_steps(gate.condition), ("condition",), asking)
    for answer in IfOpen:
        yield Step(
            _K.IF_OPEN, ("if_open",), moved("if open,", gate.if_open, answer), replace(gate, if_open=answer)
        )
        if gate.if_summary_silent is not None:
            words = moved("if the summary is silent,", gate.if_summary_silent, answer)
            yield Step(_K.IF_OPEN, ("if_summary_silent",), words, replace(gate, if_summary_silent=answer))
    yield from _year_steps(gate.validity, lambda validity: replace(gate, validity=validity))


def _rule_steps(rule: TierRule) -> Iterator[Step[TierRule]]:
    yield from _nested(condition_steps(rule.when), ("when",), lambda when: replace(rule, when=when))
    yield from _year_steps(rule.validity, lambda validity: replace(rule, validity=validity))


def _swaps(rubric: Rubric) -> Iterator[Step[Rubric]]:
    """Each rule put before the one that is tried just before it, in the law of some report year under some reading."""
    pairs = dict.fromkeys(
        pair for moment in moments(rubric, rubric.rules) for pair in pairwise(in_force(rubric.rules, moment))
    )
    for first, second in sorted(pairs, key=lambda pair: tuple(map(rubric.rules.index, pair))):
        others = [rule for rule in rubric.rules if rule is not second]
        place = others.index(first)
        changed = replace(rubric, rules=(*others[:place], second, *others[place:]))
        where = ("tier_rules", step(second.id, second.validity))
        yield Step(_K.RULES_SWAPPED, where, f"tried before {step(first.id, first.validity)}", changed)


def _scale_steps(scale: Scale) -> Iterator[Step[Scale]]:
    for status, worth in scale.status.items():
        for share in share_steps(worth):
            changed = replace(scale, status={**scale.status, status: share})
            yield Step(_K.WORTH, ("status", status.value), moved("worth", worth, share), changed)
    for share in share_steps(scale.met_from):
        yield Step(
            _K.CUT_OFF,
            ("met_from",),
            moved("met from", scale.met_from, share),
            replace(scale, met_from=share),
        )
    for share in share_steps(scale.partly_met_from):
        says = moved("partly met from", scale.partly_met_from, share)
        yield Step(_K.CUT_OFF, ("partly_met_from",), says, replace(scale, partly_met_from=share))


def _settings_steps(settings: Settings) -> Iterator[Step[Settings]]:
    for years in whole_steps(settings.standing_lapse, 1):
        says = moved("years", settings.standing_lapse, years)
        yield Step(_K.SETTING, ("standing_lapse",), says, replace(settings, standing_lapse=years))
    for years in whole_steps(settings.adverse_lapse, 1):
        says = moved("years", settings.adverse_lapse, years)
        yield Step(_K.SETTING, ("adverse_lapse",), says, replace(settings, adverse_lapse=years))
    for share in share_steps(settings.minimum_coverage):
        says = moved("minimum coverage", settings.minimum_coverage, share)
        yield Step(_K.SETTING, ("minimum_coverage",), says, replace(settings, minimum_coverage=share))


def _year_steps(validity: Validity, rebuild: Callable[[Validity], T]) -> Iterator[Step[T]]:
    for name in ("since", "until"):
        year = getattr(validity, name)
        for near in () if year is None else (year - 1, year + 1):
            changed = replace(validity, **{name: near})
            if changed.since is None or changed.until is None or changed.since <= changed.until:
                yield Step(_K.YEARS, (name,), moved(name, year, near), rebuild(changed))


def _of_parts(
    parts: tuple[Part, ...],
    steps: Callable[[Part], Iterator[Step[Part]]],
    rebuild: Callable[[tuple[Part, ...]], U],
    key: str,
) -> Iterator[Step[U]]:
    """The steps on each part of a list, seen from what the list belongs to."""
    for place, part in enumerate(parts):
        for found in steps(part):
            changed = rebuild((*parts[:place], found.changed, *parts[place + 1 :]))
            yield Step(found.kind, (key, step(part.id, part.validity), *found.where), found.says, changed)


def _dropped(
    parts: tuple[Part, ...], kind: MutationKind, rebuild: Callable[[tuple[Part, ...]], U], key: str
) -> Iterator[Step[U]]:
    for place, part in enumerate(parts):
        yield Step(
            kind,
            (key, step(part.id, part.validity)),
            "dropped",
            rebuild((*parts[:place], *parts[place + 1 :])),
        )


def _nested(steps: Iterator[Step[T]], where: Address, rebuild: Callable[[T], U]) -> Iterator[Step[U]]:
    return (Step(found.kind, (*where, *found.where), found.says, rebuild(found.changed)) for found in steps)


def _opposite(test: Test) -> Test:
    return test.test if isinstance(test, Not) else Not(test)


def _not_so(condition: Condition) -> Condition:
    return condition.condition if isinstance(condition, NotSo) else NotSo(condition)
