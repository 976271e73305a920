"""What a worked case expects and supposes, checked against the rubric that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.validation.references import check_each, check_known
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.case import Expectation
from tierscore.model.placement import Placement, Placements
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tierscore.loading.forms.case import CaseForm, ExpectationForm, HistoryForm, VariantForm
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.evidence import Dossier
    from tierscore.model.rubric import Rubric
SUPPOSED = "supposed"
"""The confidence and the source of a placement that a case supposes."""


def expectations(
    page: Page, path: PathParts, forms: Sequence[ExpectationForm], dossier: Dossier
) -> tuple[Expectation, ...]:
    """
    What a case expects, each with the place where it is written; ``path`` leads to the case.

    An item that a case expects not to count and does not have is noted.
    """
    items = [item.id for item in dossier.items]
    for index, form in enumerate(forms):
        for item in form.not_counted:
            check_known(page, (*path, "expect", index, "not_counted", item), "item", item, items)
    return tuple(_expectation(page, (*path, "expect", index), form) for index, form in enumerate(forms))


def _expectation(page: Page, path: PathParts, form: ExpectationForm) -> Expectation:
    return Expectation(
        report_year=form.year,
        place=page.place(path),
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
    """Notes on a page whatever a case names that its rubric does not have."""

    def __init__(self, page: Page, rubric: Rubric) -> None:
        self._page = page
        self.rubric = rubric
        self._tiers = [tier.id for tier in rubric.tiers]
        self._answers = [*self._tiers, UNDETERMINED, CONTRADICTION]

    def check(self, path: PathParts, case: CaseForm | VariantForm) -> None:
        """Check the readings, the history and the expectations of a case; ``path`` leads to it."""
        switches = {switch.name: switch for switch in self.rubric.switches}
        for name, value in case.set.items():
            place = (*path, "set", name)
            if check_known(self._page, place, "switch", name, switches):
                check_known(self._page, place, "option", value, switches[name].options)
        history = case.history or []
        for index, form in enumerate(history):
            place = (*path, "history", index)
            check_known(self._page, (*place, "tier"), "tier", form.tier, self._tiers)
            if any(earlier.report == form.report for earlier in history[:index]):
                message = f"the report of {form.report} stands here twice"
                self._page.report((*place, "report"), Code.REPEATED_ID, message, "keep one")
        for index, expectation in enumerate(case.expect):
            self._check_expectation((*path, "expect", index), expectation)

    def _check_expectation(self, path: PathParts, form: ExpectationForm) -> None:
        page, rubric = self._page, self.rubric
        if form.indicated is not None:
            check_known(page, (*path, "indicated"), "tier", form.indicated, self._answers)
        for key, tiers in (("not_indicated", form.not_indicated), ("range", form.range or ())):
            check_each(page, (*path, key), "tier", tiers, self._answers)
        criteria = [criterion.id for criterion in rubric.criteria]
        for criterion in form.outcomes:
            check_known(page, (*path, "outcomes", criterion), "criterion", criterion, criteria)
        if form.strongest is not None:
            check_known(page, (*path, "strongest"), "pillar", form.strongest, rubric.pillars)
        grounds = [ground.id for ground in rubric.special_list]
        check_each(page, (*path, "special_list"), "ground", form.special_list or (), grounds)
        if form.rule is not None:
            check_known(page, (*path, "rule"), "tier rule", form.rule, [rule.id for rule in rubric.rules])
