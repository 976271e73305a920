"""Items that no rubric reads, and things that nobody has confirmed for too long."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_walk import measures_read, parts
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.engine.selection import speaks_until
from tierscore.model.check import Remark
from tierscore.model.evidence import Actor, Status
from tierscore.model.measure import Nature
from tierscore.model.period import ReportingPeriod
from tierscore.model.problem import Code
from tierscore.model.test import Committed, Joint, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric


def unread(dossier: Dossier, rubrics: Sequence[Rubric]) -> Iterator[Remark]:
    """
    Items on measures that no rubric names, whatever the dates and readings of its rules.

    Another series or scope of a measure that is named is context, and an item that says why it is unusable says so itself.
    A rubric that asks who acted together, or what was promised, reads such items on any measure.
    """
    if not rubrics:
        return
    read = frozenset(measure for rubric in rubrics for measure in measures_read(rubric))
    asked = [part for rubric in rubrics for part in parts(rubric) if isinstance(part, Joint | Committed)]
    for item in dossier.items:
        if item.measure not in read and not item.unusable and not any(_reads(test, item) for test in asked):
            message = f"no rubric reads `{item.measure}`, in any report year"
            yield Remark(
                ("evidence", item.id),
                Code.UNREAD_ITEM,
                message,
                "it moves nothing; look for a measure that is read",
            )


def _reads(test: Joint | Committed, item: EvidenceItem) -> bool:
    if isinstance(test, Committed):
        return item.status is Status.PLANNED and bool(test.by & item.by)
    acted = item.by | item.with_
    return (
        item.status in (Status.DONE, Status.LIMITED)
        and Actor.GOVERNMENT in acted
        and bool(test.partners & acted)
    )


def stale(dossier: Dossier, rubrics: Sequence[Rubric], vocabulary: Vocabulary) -> Iterator[Remark]:
    """
    Standing things whose newest item speaks of a day longer ago than a rubric's lapse, seen from the file's newest report.

    What has ended is no longer there to be confirmed, and what is absent is no standing thing.
    """
    years = [year for rubric in rubrics for year in years_with_evidence(rubric, vocabulary, dossier)[-1:]]
    if not years:
        return
    end = ReportingPeriod(max(years)).end
    reading = [(measures_read(rubric), rubric.settings.standing_lapse) for rubric in rubrics]
    for subject, item in _newest_standing(dossier, vocabulary).items():
        lapses = [lapse for measures, lapse in reading if subject.measure in measures]
        last = speaks_until(item, dossier.sources)
        if lapses and (last.year + min(lapses), last.month) < (end.year, end.month) and not _over(item):
            message = f"`{item.measure}` was last confirmed for {last:%Y-%m}, and a rubric takes it as unknown after {min(lapses)} years"
            yield Remark(
                ("evidence", item.id),
                Code.STALE,
                message,
                "look for a newer source that says whether it is still so",
            )


def _newest_standing(dossier: Dossier, vocabulary: Vocabulary) -> dict[Subject, EvidenceItem]:
    """The item on each standing subject that speaks of the latest day."""
    found: dict[Subject, list[EvidenceItem]] = defaultdict(list)
    revised = {item.revises for item in dossier.items}
    for item in dossier.items:
        says = (
            item.status not in (Status.PLANNED, Status.NOT_REPORTED)
            and not item.unusable
            and item.id not in revised
        )
        if says and vocabulary.measures[item.measure].nature is Nature.STANDING:
            found[Subject(item.measure, item.series, item.scope)].append(item)
    return {
        subject: max(items, key=lambda item: (speaks_until(item, dossier.sources), item.id))
        for subject, items in found.items()
    }


def _over(item: EvidenceItem) -> bool:
    return item.status is Status.ABSENT or ("/" in item.when.text and not item.when.ongoing)
