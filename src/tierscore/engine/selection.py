"""Which items of a country file count for a period, and why the others do not."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.model.actor import in_words
from tierscore.model.evidence import Bound, Status
from tierscore.model.finding import NotCounted, Reason
from tierscore.model.measure import Nature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.model.actor import Actor
    from tierscore.model.evidence import EvidenceItem, Source
    from tierscore.model.measure import Measure
    from tierscore.model.period import ReportingPeriod
    from tierscore.model.rubric import Settings


@dataclass(frozen=True)
class SelectedItem:
    """An item that counts for a period."""

    item: EvidenceItem
    as_of: datetime.date
    """The last day of the period for which it speaks; the newest decides how a standing thing stood."""
    whole_period: bool
    """Whether its figure covers the period: the period itself or the calendar year before the report."""


@dataclass(frozen=True)
class Selection:
    """The items on one subject, sorted by whether they count."""

    selected: tuple[SelectedItem, ...]
    not_counted: tuple[NotCounted, ...]
    silent: tuple[str, ...]
    """The ids of items that put the silence of the period on record."""


def select(  # noqa: PLR0913 - the items, and the six things that decide about them
    items: Iterable[EvidenceItem],
    sources: Mapping[str, Source],
    revised: frozenset[str],
    measure: Measure,
    period: ReportingPeriod,
    settings: Settings,
    by: frozenset[Actor],
) -> Selection:
    """
    Sort the items on one subject by whether they count for a period.

    The filter on actors limits credit only: what was not done counts whoever reports it. Items that are
    ``revised``, by id, have got another figure from their publisher.
    """
    selected: list[SelectedItem] = []
    not_counted, silent, days_over = [], [], []
    for item in items:
        as_of = _as_of(item, period, sources)
        fault = _unusable(item, revised) or _outside(item, measure, period, sources, settings)
        if fault is None and item.status is Status.NOT_REPORTED:
            silent.append(item.id)
            fault = _SILENCE
        by_others = _by_others(item, by)
        if fault and fault[0] in {Reason.ENDED, Reason.LAPSED} and not by_others:
            days_over.append(as_of)
        fault = fault or by_others or _partial(item, measure, period, sources)
        if fault:
            not_counted.append(NotCounted(item.id, *fault))
        else:
            whole = covers_period(item, period) or _nothing_throughout(item, period, sources)
            selected.append(SelectedItem(item, as_of, whole))
    last_over = max(days_over, default=datetime.date.min)
    overtaken = [chosen for chosen in selected if chosen.as_of <= last_over]
    not_counted += [NotCounted(chosen.item.id, *_OVERTAKEN) for chosen in overtaken]
    current = tuple(chosen for chosen in selected if chosen.as_of > last_over)
    return Selection(current, tuple(not_counted), tuple(silent))


def covers_period(item: EvidenceItem, period: ReportingPeriod) -> bool:
    """
    Whether an item speaks for the whole period and no other.

    A bare calendar year speaks for the report of the next year and no other, since governments report by
    calendar year (agency practice).
    """
    when = item.when
    if when.report is not None:
        return when.report == period.report_year
    if when.calendar_year is not None:
        return when.calendar_year == period.report_year - 1
    return (when.start, when.end) == (period.start, period.end) and not (when.ongoing or when.end_unknown)


def speaks_until(item: EvidenceItem, sources: Mapping[str, Source]) -> datetime.date:
    """
    The last day that an item speaks of; an open interval holds until its newest source was published.

    Where that is not known for certain, it holds until the earliest day on which it can have been.
    """
    when = item.when
    if when.ongoing:
        days = (sources[reference.id].published.confirms_until for reference in item.sources)
        return max([when.start, *(day for day in days if day is not None)])
    return when.start if when.end_unknown else when.end


def made_in(item: EvidenceItem, period: ReportingPeriod, sources: Mapping[str, Source]) -> bool:
    """Whether an item speaks for a period: by its report year, its calendar year, or an overlap."""
    when = item.when
    if when.report is not None or when.calendar_year is not None:
        return covers_period(item, period)
    return when.start <= period.end and speaks_until(item, sources) >= period.start


def reports_spoken_for(item: EvidenceItem, sources: Mapping[str, Source]) -> range:
    """The report years for whose periods ``made_in`` says that an item speaks."""
    when = item.when
    if when.report is not None:
        return range(when.report, when.report + 1)
    if when.calendar_year is not None:
        return range(when.calendar_year + 1, when.calendar_year + 2)
    last = speaks_until(item, sources)
    return range(_report_of(when.start), _report_of(last) + 1)


def _report_of(day: datetime.date) -> int:
    """The report in whose period a day lies."""
    return day.year if (day.month, day.day) < _FIRST_DAY else day.year + 1


_FIRST_DAY = (4, 1)
_Fault = tuple[Reason, str]
_SILENCE = Reason.SILENCE, "the source says that nothing was reported"
_OVERTAKEN = Reason.SUPERSEDED, "a newer item spoke of it, and no longer holds itself"


def _unusable(item: EvidenceItem, revised: frozenset[str]) -> _Fault | None:
    if item.unusable:
        return Reason.UNUSABLE, item.unusable
    if item.id in revised:
        return Reason.REVISED, "its publisher later gave another figure"
    if item.status is Status.PLANNED:
        return Reason.COMMITMENT, "a commitment for the future, not an action"
    return None


def _outside(
    item: EvidenceItem,
    measure: Measure,
    period: ReportingPeriod,
    sources: Mapping[str, Source],
    settings: Settings,
) -> _Fault | None:
    if measure.nature is Nature.STANDING and item.status is not Status.NOT_REPORTED:
        return _standing_outside(item, period, sources, settings)
    if made_in(item, period, sources):
        return None
    when = item.when
    report = when.report
    if report is None and when.calendar_year is not None:
        report = when.calendar_year + 1
    later = when.start > period.end if report is None else report > period.report_year
    return Reason.NOT_YET if later else Reason.OUTSIDE_PERIOD, f"{when.text}: outside the reporting period"


def _standing_outside(
    item: EvidenceItem, period: ReportingPeriod, sources: Mapping[str, Source], settings: Settings
) -> _Fault | None:
    when = item.when
    started = when.start if when.report is None and when.calendar_year is None else when.end
    if started > period.end:
        return Reason.NOT_YET, f"{when.text}: after the reporting period"
    dated_interval = "/" in when.text and not when.ongoing
    if dated_interval and speaks_until(item, sources) < period.end:
        return Reason.ENDED, f"{when.text}: over before the last day of the period"
    years = settings.adverse_lapse if item.status is Status.ABSENT else settings.standing_lapse
    as_of = _as_of(item, period, sources)
    if (as_of.year + years, as_of.month) < (period.end.year, period.end.month):
        return Reason.LAPSED, f"last confirmed in {_confirmed(item, as_of)}, more than {years} years before"
    return None


def _confirmed(item: EvidenceItem, as_of: datetime.date) -> str:
    report = item.when.report
    return str(as_of.year) if report is None else f"the {report} report"


def _as_of(item: EvidenceItem, period: ReportingPeriod, sources: Mapping[str, Source]) -> datetime.date:
    return min(speaks_until(item, sources), period.end)


def _by_others(item: EvidenceItem, by: frozenset[Actor]) -> _Fault | None:
    if not by or _says_none(item) or by & (item.by | item.funded_by):
        return None
    who = in_words(item.by, ", ") or "an actor the source does not name"
    return Reason.OTHER_ACTOR, f"done by {who}: no evidence of government action either way"


def _says_none(item: EvidenceItem) -> bool:
    return item.status is Status.ABSENT or (
        item.figure is not None and item.figure.value == 0 and item.figure.bound is Bound.EXACT
    )


def _nothing_throughout(item: EvidenceItem, period: ReportingPeriod, sources: Mapping[str, Source]) -> bool:
    """Whether an item says that there was nothing in the whole period, or calendar year before the report."""
    last = speaks_until(item, sources)
    year = datetime.date(period.report_year - 1, 1, 1), datetime.date(period.report_year - 1, 12, 31)
    return _says_none(item) and any(
        item.when.start <= start and end <= last for start, end in (year, (period.start, period.end))
    )


def _partial(
    item: EvidenceItem, measure: Measure, period: ReportingPeriod, sources: Mapping[str, Source]
) -> _Fault | None:
    """
    A count for a span that is neither the period nor inside it says nothing of the period.

    For "none" it is the other way round: none in a longer span is none in the period, but none, or at most so
    many, in a part of the period says nothing of the rest.
    """
    if (
        measure.nature is not Nature.STATISTIC
        or covers_period(item, period)
        or _nothing_throughout(item, period, sources)
    ):
        return None
    when = item.when
    inside = period.start <= when.start and when.end <= period.end and not (when.ongoing or when.end_unknown)
    at_most = item.figure is not None and item.figure.bound is Bound.AT_MOST
    if inside and not at_most and not _says_none(item):
        return None
    return Reason.PARTIAL_FIGURE, f"{when.text}: counts another span than the reporting period"
