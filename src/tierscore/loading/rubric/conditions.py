"""Conditions of gates and tier rules, from their forms to the model."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from tierscore.loading.forms import conditions as forms
from tierscore.loading.rubric.criteria import check_share
from tierscore.loading.rubric.tests import TestReader, check_count
from tierscore.loading.validation.references import check_known
from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    GateHolds,
    Listed,
    ListedInARow,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    PlacementStep,
    Shown,
    TestReaches,
)
from tierscore.model.outcome import Outcome
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.condition import Condition


class KnownIds(NamedTuple):
    """The ids that a condition may name."""

    criteria: Collection[str]
    gates: Collection[str]
    tiers: Collection[str]


class ConditionReader:
    """Reads the conditions of a rubric."""

    def __init__(self, tests: TestReader, ids: KnownIds, first_report: int, ways: tuple[Listed, ...]) -> None:
        """Take what conditions are checked against; ``ways`` lead onto the special watch list."""
        self._tests = tests
        self._ids = ids
        self._first_report = first_report
        self._ways = ways

    def condition(self, spot: Spot, form: Any) -> Condition:
        """The condition that a form states, with its title; every problem of it is noted."""
        condition = self._untitled(spot, form)
        return replace(condition, title=form.title) if form.title else condition

    def _untitled(self, spot: Spot, form: Any) -> Condition:  # noqa: PLR0912 - one branch a kind
        match form:
            case forms.OutcomeInForm():
                return self._outcome(spot, form)
            case forms.TestReachesForm():
                return self._reaches(spot, form)
            case forms.GateHoldsForm():
                check_known(spot.at("gate"), "gate", form.gate, self._ids.gates)
                return GateHolds(form.gate)
            case forms.AlwaysForm():
                return Always()
            case forms.PlacedForm():
                step = self._step(spot.at("placed"), form.placed)
                return PlacedInARow(step.tier, step.reports, step.since)
            case forms.SequenceForm():
                steps = spot.at("placed_in_sequence").each(form.placed_in_sequence)
                return PlacedInSequence(tuple(starmap(self._step, steps)))
            case forms.ListedForm():
                since = self._first_report if form.listed.since is None else form.listed.since
                return ListedInARow(self._ways, form.listed.in_a_row, since)
            case forms.EveryOneForm():
                return EveryOne(self._conditions(spot.at("all"), form.all_of))
            case forms.AnyOneForm():
                return AnyOne(self._conditions(spot.at("any"), form.any_of))
            case forms.AtLeastSoForm():
                check_count(spot, form.at_least, len(form.of), "conditions")
                return AtLeastSo(form.at_least, self._conditions(spot.at("of"), form.of))
            case forms.ShareForm():
                check_share(spot.at("share"), form.share)
                count = math.ceil(form.share * len(form.of))
                return AtLeastSo(count, self._conditions(spot.at("of"), form.of), form.share)
            case forms.NotSoForm():
                return NotSo(self.condition(spot.at("not"), form.not_))
            case forms.ShownForm():
                return Shown(self.condition(spot.at("shown"), form.shown))
            case _:
                raise AssertionError(form)

    def _conditions(self, spot: Spot, conditions: Iterable[Any]) -> tuple[Condition, ...]:
        return tuple(starmap(self.condition, spot.each(conditions)))

    def _outcome(self, spot: Spot, form: forms.OutcomeInForm) -> Condition:
        check_known(spot.at("criterion"), "criterion", form.criterion, self._ids.criteria)
        if Outcome.UNKNOWN in form.in_:
            unknown = spot.at("in", form.in_.index(Outcome.UNKNOWN))
            message = "`unknown` is no answer that a rule may wait for"
            unknown.report(Code.NOT_ALLOWED, message, "an open gate takes its `if_open`")
        return OutcomeIn(form.criterion, frozenset(form.in_))

    def _reaches(self, spot: Spot, form: forms.TestReachesForm) -> Condition:
        if not 0 < form.reaches <= 1:
            message = f"`reaches: {form.reaches}` is not above 0 and up to 1, where the values of tests lie"
            spot.at("reaches").report(Code.SCALE, message, "write 1, or 1/2")
        return TestReaches(self._tests.test(spot.at("test"), form.test), form.reaches)

    def _step(self, spot: Spot, form: forms.StepForm) -> PlacementStep:
        check_known(spot.at("tier"), "tier", form.tier, self._ids.tiers)
        since = self._first_report if form.since is None else form.since
        return PlacementStep(form.tier, form.in_a_row, since)
