"""A country file and a history of placements as the variables of a law."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tierscore.engine.compiled.variables import Option, Variable, name_of
from tierscore.engine.past_placements import histories, years_read
from tierscore.model.outcome import ONE, ZERO
from tierscore.model.test import Committed, Joint

if TYPE_CHECKING:
    from tierscore.engine.compiled.criteria import LeafPlace
    from tierscore.engine.compiled.plan import Plan
    from tierscore.engine.dossier_view import DossierView
    from tierscore.model.placement import Placements
    from tierscore.model.test import WholeFileLeaf


def variables_of(plan: Plan, view: DossierView, placements: Placements) -> tuple[Variable, ...]:
    """What tests read, as far as the file settles it, and what is known of earlier placements."""
    on_file, searched = view.facts.measures, bool(view.dossier.searched)
    return (
        *(whole_file_variable(place, view, plan) for place in plan.whole_file),
        *(
            group.unknown
            if group.measures.isdisjoint(on_file) and not (searched and group.presumed)
            else view.variable(group)
            for group in plan.groups
        ),
        history_variable(plan, view.report_year, placements),
    )


def history_variable(plan: Plan, report_year: int, placements: Placements) -> Variable:
    """The unknown placements of earlier reports, as one variable: one object for the same placements."""
    reports = years_read(plan.history_conditions, report_year)
    known = report_year, tuple(map(placements.tier, reports))
    return plan.history_variables.get(known) or plan.history_variables.keep(
        known, _history_variable(plan, report_year, placements)
    )


def _history_variable(plan: Plan, report_year: int, placements: Placements) -> Variable:
    options = []
    for answers, history in histories(plan.history_conditions, placements, report_year).items():
        unknown = [
            f"{report}: {tier}" for report, tier in sorted(history.items()) if placements.tier(report) is None
        ]
        values = tuple(ONE if holds else ZERO for holds in answers)
        options.append(Option(values, (), ", ".join(unknown) or "as published"))
    return plan.whole_variable("placements in earlier reports", (), tuple(options))


def whole_file_variable(place: LeafPlace, view: DossierView, plan: Plan) -> Variable:
    """
    What a test makes of the file as a whole.

    Promises and corroborated facts are affirmative findings: what is unknown does not open them. Joint action
    that the file does not show is open.
    """
    leaf = cast("WholeFileLeaf", place.leaf)
    some, none = Option((ONE,), (), "some"), Option((ZERO,), (), "none")
    if isinstance(leaf, Joint):
        options = (some,) if view.joint_items(leaf.partners) else (none, some)
        return plan.whole_variable(name_of(leaf), (place,), options)
    items = view.commitments(leaf.by) if isinstance(leaf, Committed) else view.corroborating_items(leaf)
    return plan.whole_variable("", (place,), (Option((ONE if items else ZERO,), (), ""),))
