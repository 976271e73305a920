"""What a worked case expects and supposes, checked against the rubric that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.validation.references import check_known
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.case import Expectation
from tierscore.model.placement import Placement, Placements
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tierscore.loading.forms.case import ExpectationForm, HistoryForm
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.evidence import Dossier
    from tierscore.model.rubric import Rubric
SUPPOSED = "supposed"
"""The confidence and the source of a placement that a case supposes."""


def expectations(page: Page, path: PathParts, forms: Sequence[ExpectationForm]) -> tuple[Expectation, ...]:
    """What a case expects, each with the place where it is written; ``path`` leads to the case."""
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


def placements(forms: Iterable[HistoryForm]) -> Placements:
    """The history that a case supposes."""
    return Placements({form.report: Placement(form.report, form.tier, SUPPOSED, SUPPOSED) for form in forms})


def check_items(page: Page, path: PathParts, forms: Sequence[ExpectationForm], dossier: Dossier) -> None:
    """Note each item that a case expects not to count and does not have."""
    items = [item.id for item in dossier.items]
    for index, expected in enumerate(forms):
        for item in expected.not_counted:
            check_known(page, (*path, "expect", index, "not_counted", item), "item", item, items)


class ExpectationChecks:
    """Notes on a page whatever a case names that its rubric does not have."""

    def __init__(self, page: Page, rubric: Rubric) -> None:
        self._page = page
        self.rubric = rubric
        self._tiers = [tier.id for tier in rubric.tiers]
        self._answers = [*self._tiers, UNDETERMINED, CONTRADICTION]

    def case(
        self,
        path: PathParts,
        choices: Mapping[str, str],
        history: Sequence[HistoryForm],
        expected: Sequence[ExpectationForm],
    ) -> None:
        """Check the readings, the history and the expectations of a case; ``path`` leads to it."""
        self._choices((*path, "set"), choices)
        for index, one in enumerate(history):
            check_known(self._page, (*path, "history", index, "tier"), "tier", one.tier, self._tiers)
            if any(earlier.report == one.report for earlier in history[:index]):
                message = f"the report of {one.report} stands here twice"
                self._page.report((*path, "history", index, "report"), Code.REPEATED_ID, message, "keep one")
        for index, form in enumerate(expected):
            self._expectation((*path, "expect", index), form)

    def _choices(self, path: PathParts, choices: Mapping[str, str]) -> None:
        switches = {switch.name: switch for switch in self.rubric.switches}
        for name, value in choices.items():
            if check_known(self._page, (*path, name), "switch", name, switches):
                check_known(self._page, (*path, name), "option", value, switches[name].options)

    def _expectation(self, path: PathParts, form: ExpectationForm) -> None:
        page, rubric = self._page, self.rubric
        if form.indicated is not None:
            check_known(page, (*path, "indicated"), "tier", form.indicated, self._answers)
        for key, tiers in (("not_indicated", form.not_indicated), ("range", form.range or ())):
            for index, tier in enumerate(tiers):
                check_known(page, (*path, key, index), "tier", tier, self._answers)
        criteria = [criterion.id for criterion in rubric.criteria]
        for criterion in form.outcomes:
            check_known(page, (*path, "outcomes", criterion), "criterion", criterion, criteria)
        if form.strongest is not None:
            check_known(page, (*path, "strongest"), "pillar", form.strongest, rubric.pillars)
        grounds = [ground.id for ground in rubric.special_list]
        for index, ground in enumerate(form.special_list or ()):
            check_known(page, (*path, "special_list", index), "ground", ground, grounds)
        if form.rule is not None:
            check_known(page, (*path, "rule"), "tier rule", form.rule, [rule.id for rule in rubric.rules])
