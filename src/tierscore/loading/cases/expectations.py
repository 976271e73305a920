"""What a worked case expects and supposes, checked against the rubric that it is about."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING

from tierscore.loading.validation.references import check_each, check_known
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.case import Expectation
from tierscore.model.placement import Placement, Placements
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tierscore.loading.forms.case import CaseForm, ExpectationForm, HistoryForm, VariantForm
    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.evidence import Dossier
    from tierscore.model.rubric import Rubric
SUPPOSED = "supposed"
"""The confidence and the source of a placement that a case supposes."""


def expectations(case: Spot, forms: Sequence[ExpectationForm], dossier: Dossier) -> tuple[Expectation, ...]:
    """
    What a case expects, each with the place where it is written.

    An item that a case expects not to count and does not have is noted.
    """
    items = [item.id for item in dossier.items]
    for spot, form in case.at("expect").each(forms):
        for item in form.not_counted:
            check_known(spot.at("not_counted", item), "item", item, items)
    return tuple(starmap(_expectation, case.at("expect").each(forms)))


def _expectation(spot: Spot, form: ExpectationForm) -> Expectation:
    return Expectation(
        report_year=form.year,
        place=spot.page.place(spot.path),
        indicated=form.indicated,
        not_indicated=tuple(form.not_indicated),
        range=tuple(form.range) if form.range is not None else None,
        outcomes=form.outcomes,
        not_counted=form.not_counted,
        strongest_pillar=form.strongest,
        special_list=tuple(form.special_list) if form.special_list is not None else None,
        rule=form.rule,
    )


def supposed_placements(forms: Iterable[HistoryForm]) -> Placements:
    """The history that a case supposes."""
    return Placements({form.report: Placement(form.report, form.tier, SUPPOSED, SUPPOSED) for form in forms})


class ExpectationChecks:
    """Notes whatever a case names that its rubric does not have."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self._tiers = [tier.id for tier in rubric.tiers]
        self._answers = [*self._tiers, UNDETERMINED, CONTRADICTION]

    def check(self, spot: Spot, case: CaseForm | VariantForm) -> None:
        """Check the readings, the history and the expectations of a case."""
        switches = {switch.name: switch for switch in self.rubric.switches}
        for name, value in case.set.items():
            choice = spot.at("set", name)
            if check_known(choice, "switch", name, switches):
                check_known(choice, "option", value, switches[name].options)
        reports = [form.report for form in case.history or ()]
        for index, (entry, form) in enumerate(spot.at("history").each(case.history or ())):
            check_known(entry.at("tier"), "tier", form.tier, self._tiers)
            if form.report in reports[:index]:
                message = f"the report of {form.report} stands here twice"
                entry.at("report").report(Code.REPEATED_ID, message, "keep one")
        for entry, expectation in spot.at("expect").each(case.expect):
            self._check_expectation(entry, expectation)

    def _check_expectation(self, spot: Spot, form: ExpectationForm) -> None:
        rubric = self.rubric
        if form.indicated is not None:
            check_known(spot.at("indicated"), "tier", form.indicated, self._answers)
        check_each(spot.at("not_indicated"), "tier", form.not_indicated, self._answers)
        check_each(spot.at("range"), "tier", form.range or (), self._answers)
        criteria = [criterion.id for criterion in rubric.criteria]
        for criterion in form.outcomes:
            check_known(spot.at("outcomes", criterion), "criterion", criterion, criteria)
        if form.strongest is not None:
            check_known(spot.at("strongest"), "pillar", form.strongest, rubric.pillars)
        grounds = [ground.id for ground in rubric.special_list]
        check_each(spot.at("special_list"), "ground", form.special_list or (), grounds)
        if form.rule is not None:
            check_known(spot.at("rule"), "tier rule", form.rule, [rule.id for rule in rubric.rules])
