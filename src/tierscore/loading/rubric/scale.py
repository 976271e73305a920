"""Scale and settings of a rubric, from their forms to the model."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tierscore.loading.rubric.criteria import check_share
from tierscore.loading.validation.references import check_measure
from tierscore.model.evidence import Status
from tierscore.model.problem import Code
from tierscore.model.rubric import Scale, Setting, Settings

if TYPE_CHECKING:
    from tierscore.loading.forms.rubric import RubricForm, ScaleForm, SettingsForm, TrendForm
    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.measure import Vocabulary
CHANGES = ("up", "same", "down", "none")
"""What a trend can be, in the words of the files."""
_STATUSES = (Status.DONE, Status.LIMITED, Status.ABSENT)


def read_scale(spot: Spot, form: ScaleForm) -> Scale:
    """What statuses, changes and values are worth; every problem is noted."""
    _check_cuts(spot, form)
    statuses = {status: getattr(form.status, status.value).value for status in _STATUSES}
    for status, worth in statuses.items():
        check_share(spot.at("status", status.value, "value"), worth)
    trends = {name: _worths(trend) for name, trend in form.trends.items()}
    for name, worths in trends.items():
        for change, worth in worths.items():
            check_share(spot.at("trends", name, change), worth)
    cuts = form.met_from.value, form.partly_met_from.value
    return Scale(statuses, trends, *cuts, form.least_change.value)


def read_settings(spot: Spot, form: SettingsForm, vocabulary: Vocabulary | None) -> Settings:
    """What the statute leaves open; every problem is noted."""
    check_share(spot.at("minimum_coverage", "value"), form.minimum_coverage.value)
    for entry, measure in spot.at("taken_as_no", "measures").each(form.taken_as_no.measures):
        check_measure(entry, measure, vocabulary)
    if form.thin_below is not None:
        check_share(spot.at("thin_below", "value"), form.thin_below.value)
    return Settings(
        standing_lapse=form.standing_lapse.value,
        adverse_lapse=form.adverse_lapse.value,
        minimum_coverage=form.minimum_coverage.value,
        taken_as_no=frozenset(form.taken_as_no.measures),
        thin_below=form.thin_below.value if form.thin_below is not None else Fraction(0),
    )


def shown_settings(written: dict[str, Any], form: RubricForm) -> tuple[Setting, ...]:
    """Every setting of scale and settings with its basis, in the order of the file."""
    return tuple(
        setting
        for top, part in (("scale", form.scale), ("settings", form.settings))
        for name in written[top]
        for setting in _shown(top, name, getattr(part, name), written[top][name])
    )


def _shown(top: str, name: str, form: Any, written: dict[str, Any]) -> list[Setting]:
    if name == "status":
        statuses = {key: getattr(form, key) for key in written}
        return [
            Setting(f"status {key}", status.value, status.basis(), (top, name, key))
            for key, status in statuses.items()
        ]
    if name == "trends":
        return [
            Setting(f"trend {key}", _worths(form[key]), form[key].basis(), (top, name, key))
            for key in written
        ]
    if name == "taken_as_no":
        return [Setting(name, tuple(form.measures), form.basis(), (top, name))]
    return [Setting(name, form.value, form.basis(), (top, name))]


def _worths(form: TrendForm) -> dict[str, Fraction]:
    return {change: getattr(form, change) for change in CHANGES}


def _check_cuts(spot: Spot, form: ScaleForm) -> None:
    met, partly = form.met_from.value, form.partly_met_from.value
    for name, value in (("met_from", met), ("partly_met_from", partly)):
        if not 0 < value <= 1:
            message = f"the cut-off {value} is not above 0 and up to 1"
            spot.at(name, "value").report(Code.SCALE, message, "write a share such as 3/4")
    if partly >= met:
        message = f"partly met begins at {partly}, which is not below met at {met}"
        hint = "let `partly_met_from` be the smaller one"
        spot.at("partly_met_from", "value").report(Code.SCALE, message, hint)
    if form.least_change.value < 0:
        least_change = spot.at("least_change", "value")
        least_change.report(Code.SCALE, "the least change is negative", "0 counts every change")
