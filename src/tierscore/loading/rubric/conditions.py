"""Conditions of gates and tier rules, from their forms to the model."""

from __future__ import annotations

import math
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

    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.condition import Condition


class KnownIds(NamedTuple):
    """The ids that a condition may name."""

    criteria: Collection[str]
    gates: Collection[str]
    tiers: Collection[str]


class ConditionReader:
    """Reads the conditions of one ``rubric.yaml``."""

    def __init__(
        self, page: Page, tests: TestReader, ids: KnownIds, first_report: int, ways: tuple[Listed, ...]
    ) -> None:
        """Take what conditions are checked against; ``ways`` lead onto the special watch list."""
        self._page = page
        self._tests = tests
        self._ids = ids
        self._first_report = first_report
        self._ways = ways

    def condition(self, form: Any, path: PathParts) -> Condition:  # noqa: PLR0912 - one branch a kind
        """The condition that a form states; every problem of it is noted."""
        match form:
            case forms.OutcomeInForm():
                return self._outcome(form, path)
            case forms.TestReachesForm():
                return self._reaches(form, path)
            case forms.GateHoldsForm():
                check_known(self._page, (*path, "gate"), "gate", form.gate, self._ids.gates)
                return GateHolds(form.gate)
            case forms.AlwaysForm():
                return Always()
            case forms.PlacedForm():
                step = self._step(form.placed, (*path, "placed"))
                return PlacedInARow(step.tier, step.reports, step.since)
            case forms.SequenceForm():
                place = (*path, "placed_in_sequence")
                steps = enumerate(form.placed_in_sequence)
                return PlacedInSequence(tuple(self._step(step, (*place, index)) for index, step in steps))
            case forms.ListedForm():
                since = self._first_report if form.listed.since is None else form.listed.since
                return ListedInARow(self._ways, form.listed.in_a_row, since)
            case forms.EveryOneForm():
                return EveryOne(self._conditions(form.all_of, (*path, "all")))
            case forms.AnyOneForm():
                return AnyOne(self._conditions(form.any_of, (*path, "any")))
            case forms.AtLeastSoForm():
                check_count(self._page, path, form.at_least, len(form.of), "conditions")
                return AtLeastSo(form.at_least, self._conditions(form.of, (*path, "of")))
            case forms.ShareForm():
                check_share(self._page, (*path, "share"), form.share)
                count = math.ceil(form.share * len(form.of))
                return AtLeastSo(count, self._conditions(form.of, (*path, "of")), form.share)
            case forms.NotSoForm():
                return NotSo(self.condition(form.not_, (*path, "not")))
            case forms.ShownForm():
                return Shown(self.condition(form.shown, (*path, "shown")))
            case _:
                raise AssertionError(form)

    def _conditions(self, written: Iterable[Any], path: PathParts) -> tuple[Condition, ...]:
        return tuple(self.condition(form, (*path, index)) for index, form in enumerate(written))

    def _outcome(self, form: forms.OutcomeInForm, path: PathParts) -> Condition:
        check_known(self._page, (*path, "criterion"), "criterion", form.criterion, self._ids.criteria)
        if Outcome.UNKNOWN in form.in_:
            place = (*path, "in", form.in_.index(Outcome.UNKNOWN))
            message = "`unknown` is no answer that a rule may wait for"
            self._page.report(place, Code.NOT_ALLOWED, message, "an open gate takes its `if_open`")
        return OutcomeIn(form.criterion, frozenset(form.in_))

    def _reaches(self, form: forms.TestReachesForm, path: PathParts) -> Condition:
        if not 0 < form.reaches <= 1:
            message = f"`reaches: {form.reaches}` is not above 0 and up to 1, where the values of tests lie"
            self._page.report((*path, "reaches"), Code.SCALE, message, "write 1, or 1/2")
        return TestReaches(self._tests.test(form.test, (*path, "test")), form.reaches)

    def _step(self, form: forms.StepForm, path: PathParts) -> PlacementStep:
        check_known(self._page, (*path, "tier"), "tier", form.tier, self._ids.tiers)
        since = self._first_report if form.since is None else form.since
        return PlacementStep(form.tier, form.in_a_row, since)
