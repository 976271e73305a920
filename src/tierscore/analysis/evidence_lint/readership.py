"""Items that no rubric reads, and standing things that no source has confirmed for too long."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tierscore.analysis.evidence_lint.lint_input import Oddity
from tierscore.analysis.rubric_walk import all_records, measures_read
from tierscore.engine.evidence_years import newest_years_with_evidence
from tierscore.engine.selection import speaks_until
from tierscore.model.actor import Actor
from tierscore.model.evidence import Status
from tierscore.model.measure import Nature
from tierscore.model.period import ReportingPeriod
from tierscore.model.test import Committed, Joint, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.analysis.evidence_lint.lint_input import LintInput
    from tierscore.model.evidence import EvidenceItem


def unread_items(material: LintInput) -> Iterator[Oddity]:
    """
    Items on measures that no rubric names, whatever the dates and readings of its rules.

    Another series or scope of a measure that is named is context, and an item that is unusable says so
    itself. A rubric that asks who acted together, or what was promised, reads such items on any measure.
    """
    named = frozenset(measure for rubric in material.rubrics for measure in measures_read(rubric))
    tests = [
        part
        for rubric in material.rubrics
        for part in all_records(rubric)
        if isinstance(part, Joint | Committed)
    ]
    for item in material.dossier.items:
        if item.measure not in named and not item.unusable and not any(_reads(test, item) for test in tests):
            message = f"no rubric reads `{item.measure}`, in any report year"
            yield Oddity(("evidence", item.id), message, "it moves nothing; look for a measure that is read")


def _reads(test: Joint | Committed, item: EvidenceItem) -> bool:
    if isinstance(test, Committed):
        return item.status is Status.PLANNED and bool(test.by & item.by)
    actors = item.by | item.with_
    done = item.status in (Status.DONE, Status.LIMITED)
    return done and Actor.GOVERNMENT in actors and bool(test.partners & actors)


def stale_items(material: LintInput) -> Iterator[Oddity]:
    """
    The newest items on standing things that were last confirmed longer ago than a rubric's lapse.

    Time is counted back from the newest report year that the file has evidence for. What has ended, and what
    is absent, needs no confirmation.
    """
    dossier, vocabulary = material.dossier, material.vocabulary
    years = [next(newest_years_with_evidence(rubric, vocabulary, dossier), 0) for rubric in material.rubrics]
    newest = max(years, default=0)
    if not newest:
        return
    end = ReportingPeriod(newest).end
    readings = [(measures_read(rubric), rubric.settings.standing_lapse) for rubric in material.rubrics]
    for item in _newest_standing(material):
        last = speaks_until(item, dossier.sources)
        lapses = [lapse for measures, lapse in readings if item.measure in measures]
        if lapses and (last.year + min(lapses), last.month) < (end.year, end.month) and not _ended(item):
            message = (
                f"`{item.measure}` was last confirmed for {last:%Y-%m},"
                f" and a rubric takes it as unknown after {min(lapses)} years"
            )
            yield Oddity(
                ("evidence", item.id), message, "look for a newer source that says whether it is still so"
            )


def _newest_standing(material: LintInput) -> Iterator[EvidenceItem]:
    """For each standing subject the item that speaks of the latest day."""
    dossier = material.dossier
    by_subject: dict[Subject, list[EvidenceItem]] = defaultdict(list)
    revised = {item.revises for item in dossier.items}
    for item in dossier.items:
        standing = material.vocabulary.measures[item.measure].nature is Nature.STANDING
        silent = item.status in (Status.PLANNED, Status.NOT_REPORTED)
        if standing and not silent and not item.unusable and item.id not in revised:
            by_subject[Subject(item.measure, item.series, item.scope)].append(item)
    for items in by_subject.values():
        yield max(items, key=lambda item: (speaks_until(item, dossier.sources), item.id))


def _ended(item: EvidenceItem) -> bool:
    return item.status is Status.ABSENT or ("/" in item.when.text and not item.when.ongoing)
