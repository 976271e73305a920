"""
A rubric changed in one small way at a time, so that worked cases can show whether they notice.

Changes that would give no well-formed rubric, or none that differs, are left out. A number that counts whole things moves
by one, a share by a twelfth, a year by one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from tierscore.analysis.mutation.condition_operators import condition_changes, test_changes
from tierscore.analysis.mutation.small_change import (
    SmallChange,
    in_words,
    inside,
    inside_entries,
    other_values,
    shares_near,
    whole_numbers_near,
    without_entries,
)
from tierscore.analysis.mutation.well_formed import well_formed
from tierscore.model.case_results import Mutant, MutationKind
from tierscore.model.check import step
from tierscore.model.condition import Always, NotSo
from tierscore.model.moments import in_force, moments
from tierscore.model.outcome import ONE
from tierscore.model.rubric import IfOpen
from tierscore.model.test import Not

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeVar

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

    DatedT = TypeVar("DatedT", Criterion, Indicator, Cap, Presumption, Gate, TierRule)
_K = MutationKind


def mutants(rubric: Rubric) -> Iterator[Mutant]:
    """Every well-formed rubric that differs by one small change, in the order of the rubric."""
    for change in chain(
        inside_entries(rubric, "criteria", _criterion_changes),
        inside_entries(rubric, "gates", _gate_changes),
        inside_entries(rubric, "rules", _rule_changes, "tier_rules"),
        without_entries(rubric, "rules", _K.RULE_DROPPED, "tier_rules"),
        _swaps(rubric),
        inside(rubric, "scale", _scale_changes),
        inside(rubric, "settings", _settings_changes),
    ):
        if change.changed != rubric and well_formed(change.changed, rubric):
            yield Mutant(change.kind, change.where, change.says, change.changed)


def _criterion_changes(criterion: Criterion) -> Iterator[SmallChange[Criterion]]:
    yield from inside_entries(criterion, "indicators", _indicator_changes)
    yield from without_entries(criterion, "indicators", _K.INDICATOR_DROPPED)
    yield from inside_entries(criterion, "caps", _cap_changes)
    yield from without_entries(criterion, "caps", _K.CAP_DROPPED)
    yield from inside_entries(criterion, "presumptions", _presumption_changes)
    yield from without_entries(criterion, "presumptions", _K.PRESUMPTION_DROPPED)
    before = criterion.weight
    for value in whole_numbers_near(before.value, 0):
        changed = replace(criterion, weight=replace(before, value=value))
        yield SmallChange(_K.WEIGHT, ("weight",), in_words("weight", before.value, value), changed)
    yield from _other_years(criterion)


def _indicator_changes(indicator: Indicator) -> Iterator[SmallChange[Indicator]]:
    test = indicator.test
    opposite = test.test if isinstance(test, Not) else Not(test)
    yield SmallChange(_K.INDICATOR_NEGATED, (), "negated", replace(indicator, test=opposite))
    yield from other_values(indicator, "points", _K.POINTS, whole_numbers_near(indicator.points, 1))
    yield from inside(indicator, "test", test_changes)
    yield from _other_years(indicator)


def _cap_changes(cap: Cap) -> Iterator[SmallChange[Cap]]:
    opposite = cap.when.test if isinstance(cap.when, Not) else Not(cap.when)
    yield SmallChange(_K.CAP_NEGATED, (), "negated", replace(cap, when=opposite))
    yield from other_values(cap, "at_most", _K.CUT_OFF, shares_near(cap.at_most))
    yield from inside(cap, "when", test_changes)
    yield from _other_years(cap)


def _presumption_changes(presumption: Presumption) -> Iterator[SmallChange[Presumption]]:
    opposite = ONE - presumption.value
    yield from other_values(presumption, "value", _K.PRESUMPTION_NEGATED, (opposite,), where=())
    yield from _other_years(presumption)


def _gate_changes(gate: Gate) -> Iterator[SmallChange[Gate]]:
    condition = gate.condition
    opposite = condition.condition if isinstance(condition, NotSo) else NotSo(condition)
    for kind, says, changed in (
        (_K.GATE_HOLDING, "taken as holding", Always()),
        (_K.GATE_FAILING, "taken as failing", NotSo(Always())),
        (_K.GATE_NEGATED, "negated", opposite),
    ):
        yield SmallChange(kind, (), says, replace(gate, condition=changed))
    yield from inside(gate, "condition", condition_changes)
    for answer in IfOpen:
        yield from other_values(gate, "if_open", _K.IF_OPEN, (answer,), name="if open,")
        if gate.if_summary_silent is not None:
            name = "if the summary is silent,"
            yield from other_values(gate, "if_summary_silent", _K.IF_OPEN, (answer,), name=name)
    yield from _other_years(gate)


def _rule_changes(rule: TierRule) -> Iterator[SmallChange[TierRule]]:
    yield from inside(rule, "when", condition_changes)
    yield from _other_years(rule)


def _swaps(rubric: Rubric) -> Iterator[SmallChange[Rubric]]:
    """Each rule put before the one that is tried just before it, in the law of some report year under some reading."""
    pairs = dict.fromkeys(
        pair for moment in moments(rubric, rubric.rules) for pair in pairwise(in_force(rubric.rules, moment))
    )
    for first, second in sorted(pairs, key=lambda pair: tuple(map(rubric.rules.index, pair))):
        others = [rule for rule in rubric.rules if rule is not second]
        place = others.index(first)
        changed = replace(rubric, rules=(*others[:place], second, *others[place:]))
        where = ("tier_rules", step(second.id, second.validity))
        yield SmallChange(_K.RULES_SWAPPED, where, f"tried before {step(first.id, first.validity)}", changed)


def _scale_changes(scale: Scale) -> Iterator[SmallChange[Scale]]:
    for status, worth in scale.status.items():
        for share in shares_near(worth):
            changed = replace(scale, status={**scale.status, status: share})
            yield SmallChange(_K.WORTH, ("status", status.value), in_words("worth", worth, share), changed)
    yield from other_values(scale, "met_from", _K.CUT_OFF, shares_near(scale.met_from))
    yield from other_values(scale, "partly_met_from", _K.CUT_OFF, shares_near(scale.partly_met_from))


def _settings_changes(settings: Settings) -> Iterator[SmallChange[Settings]]:
    for field in ("standing_lapse", "adverse_lapse"):
        years = whole_numbers_near(getattr(settings, field), 1)
        yield from other_values(settings, field, _K.SETTING, years, name="years")
    shares = shares_near(settings.minimum_coverage)
    yield from other_values(settings, "minimum_coverage", _K.SETTING, shares)


def _other_years(entry: DatedT) -> Iterator[SmallChange[DatedT]]:
    """An entry whose first or last report year is another one."""
    return inside(entry, "validity", _year_changes, where=())


def _year_changes(validity: Validity) -> Iterator[SmallChange[Validity]]:
    for field in ("since", "until"):
        year = getattr(validity, field)
        for change in other_values(validity, field, _K.YEARS, () if year is None else (year - 1, year + 1)):
            since, until = change.changed.since, change.changed.until
            if since is None or until is None or since <= until:
                yield change
