"""Items that no test of any rubric can ever credit as they are written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tierscore.analysis.evidence_lint.lint_input import Oddity
from tierscore.analysis.rubric_walk import all_records
from tierscore.engine.selection import select, speaks_until
from tierscore.model.actor import Actor, in_words
from tierscore.model.evidence import Status
from tierscore.model.measure import Nature
from tierscore.model.period import ReportingPeriod
from tierscore.model.problem import Code
from tierscore.model.test import AtLeastFigure, Compared, Corroborated, Joint, Presence, Subject, Trend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.analysis.evidence_lint.lint_input import LintInput
    from tierscore.model.evidence import EvidenceItem
    from tierscore.model.rubric import Rubric
NAMED_AT_MOST = 4
"""How many items a remark on several of them names."""


class Obstacle(NamedTuple):
    """Why an item can never count, and what would make it count."""

    code: Code
    message: str
    hint: str


def obstacles(material: LintInput) -> Iterator[tuple[EvidenceItem, Obstacle]]:
    """
    Every item that no rubric can credit in any report year and under any reading, with the reason.

    Left out is what says so itself: what is unusable, revised, promised or not reported, and a measure that no rubric names.
    """
    yield from _reading(material).obstacles


def nameless_items(material: LintInput) -> Iterator[Oddity]:
    """Items that name no actor on measures that every test reads with one."""
    return _each(material, Code.NO_ACTOR)


def undated_items(material: LintInput) -> Iterator[Oddity]:
    """Items with a date that no report year takes."""
    return _each(material, Code.UNREAD_DATE)


def items_by_others(material: LintInput) -> Iterator[Oddity]:
    """Items by an actor whom no test asks for, in one remark: most stand on file as context."""
    return _together(material, Code.OTHER_ACTOR, "by others than the tests of their measure ask for")


def unread_parts(material: LintInput) -> Iterator[Oddity]:
    """Items about a part that no test reads, in one remark; details beside a fact that is read are passed over."""
    file = _reading(material)
    return _together(
        material, Code.UNREAD_PART, "about a part that no test reads", lambda item: not file.is_detail(item)
    )


def uncounted_items(material: LintInput) -> Iterator[Oddity]:
    """Items on counts with neither figure nor comparison, in one remark, where no other item has one for the same time."""
    file = _reading(material)
    return _together(
        material,
        Code.UNCOUNTED,
        "counts with neither figure nor comparison",
        lambda item: not file.is_detail(item),
    )


def _each(material: LintInput, code: Code) -> Iterator[Oddity]:
    for item, obstacle in obstacles(material):
        if obstacle.code is code:
            yield Oddity(("evidence", item.id), obstacle.message, obstacle.hint)


def _together(
    material: LintInput, code: Code, says: str, is_told: Callable[[EvidenceItem], bool] = lambda _: True
) -> Iterator[Oddity]:
    """One remark at the first of the items with a code; on one item it says what it says of that item alone."""
    told = [
        (item, obstacle) for item, obstacle in obstacles(material) if obstacle.code is code and is_told(item)
    ]
    if len(told) == 1:
        yield from (Oddity(("evidence", item.id), obstacle.message, obstacle.hint) for item, obstacle in told)
    elif told:
        names = [f"`{item.id}`" for item, _ in told]
        more = f" and {len(names) - NAMED_AT_MOST} more" if len(names) > NAMED_AT_MOST else ""
        message = f"{len(names)} items are {says}: {', '.join(names[:NAMED_AT_MOST])}{more}"
        yield Oddity(("evidence", told[0][0].id), message, told[0][1].hint)


@dataclass(frozen=True)
class _Reader:
    """What one rubric reads, whatever the dates and readings of its rules."""

    rubric: Rubric

    @cached_property
    def _parts(self) -> tuple[object, ...]:
        return all_records(self.rubric)

    @cached_property
    def subjects(self) -> frozenset[Subject]:
        """What its tests read."""
        return frozenset(part for part in self._parts if isinstance(part, Subject))

    @cached_property
    def counted(self) -> frozenset[Subject]:
        """The subjects of which some test asks how many, or whether more."""
        tests = (part for part in self._parts if isinstance(part, AtLeastFigure | Trend | Compared))
        return frozenset(test.subject for test in tests)

    @cached_property
    def corroborated(self) -> frozenset[str]:
        """The measures that a test on corroborated facts reads."""
        tests = (part for part in self._parts if isinstance(part, Corroborated))
        return frozenset(measure for test in tests for measure in test.measures)

    @cached_property
    def measures(self) -> frozenset[str]:
        """Every measure that a test reads."""
        return self.corroborated | {subject.measure for subject in self.subjects}

    @cached_property
    def _actors(self) -> dict[str, frozenset[Actor]]:
        tests = (part for part in self._parts if isinstance(part, Presence | AtLeastFigure | Trend))
        return {test.subject.measure: test.by for test in tests}

    def by(self, measure: str) -> frozenset[Actor]:
        """Who must have acted; empty where anybody may."""
        government = frozenset({Actor.GOVERNMENT} if measure in self.corroborated else ())
        return self._actors.get(measure, government)

    @cached_property
    def _joint(self) -> tuple[Joint, ...]:
        return tuple(part for part in self._parts if isinstance(part, Joint))

    def takes_together(self, item: EvidenceItem) -> bool:
        """Whether a test on joint action takes an item, on whatever measure."""
        actors = item.by | item.with_
        return Actor.GOVERNMENT in actors and any(test.partners & actors for test in self._joint)


def _reading(material: LintInput) -> _File:
    file: _File = material.remembered.setdefault(_File.__name__, _File(material))
    return file


class _File:
    """A country file as the rubrics read it."""

    def __init__(self, material: LintInput) -> None:
        self._material = material
        self._readers = tuple(_Reader(rubric) for rubric in material.rubrics)
        self._revised = {item.revises for item in material.dossier.items}
        self._years: dict[tuple[str, frozenset[Actor]], frozenset[int]] = {}

    @cached_property
    def obstacles(self) -> tuple[tuple[EvidenceItem, Obstacle], ...]:
        """Every item that asks to be counted and never can be, with the reason."""
        claims = (item for item in self._material.dossier.items if self._is_claim(item))
        return tuple((item, obstacle) for item in claims if (obstacle := self._obstacle(item)) is not None)

    def _is_claim(self, item: EvidenceItem) -> bool:
        """Whether an item asks to be counted: it does not say itself that it is none to be."""
        silent = item.status in {Status.PLANNED, Status.NOT_REPORTED}
        return not (silent or item.unusable or item.id in self._revised)

    def _obstacle(self, item: EvidenceItem) -> Obstacle | None:
        """Why no rubric can credit an item; None where one can, or where none names its measure."""
        found = [self._under(reader, item) for reader in self._readers if item.measure in reader.measures]
        return found[0] if found and None not in found else None

    def is_detail(self, item: EvidenceItem) -> bool:
        """Whether other items that are read tell of the same measure for every year for which this one would count."""
        years: set[int] = set()
        for other in self._by_measure[item.measure]:
            if other.id != item.id and self._is_claim(other) and self._tells_more(other, item):
                years |= self._counting_years(other)
        return self._counting_years(item) <= years

    def _tells_more(self, other: EvidenceItem, item: EvidenceItem) -> bool:
        same = _subject(other) == _subject(item)
        has_number = other.figure is not None or other.versus_previous is not None
        return has_number if same else any(_subject(other) in reader.subjects for reader in self._readers)

    def _under(self, reader: _Reader, item: EvidenceItem) -> Obstacle | None:
        subject, by = _subject(item), reader.by(item.measure)
        if reader.takes_together(item) or (
            item.measure in reader.corroborated and item.status is not Status.DONE
        ):
            return None
        if subject not in reader.subjects and item.measure not in reader.corroborated:
            return _unread_part(item, reader)
        if not self._counting_years(item):
            return _unread_date(item, self._material.vocabulary.measures[item.measure].nature, reader)
        if not self._counting_years(item, by):
            return _not_by(item, by)
        is_count = self._material.vocabulary.measures[item.measure].nature is Nature.STATISTIC
        says_some = (
            item.status in {Status.DONE, Status.LIMITED} and not item.figure and not item.versus_previous
        )
        return _uncounted(item) if is_count and says_some and subject in reader.counted else None

    @cached_property
    def _by_measure(self) -> dict[str, list[EvidenceItem]]:
        found: dict[str, list[EvidenceItem]] = defaultdict(list)
        for item in self._material.dossier.items:
            found[item.measure].append(item)
        return found

    def _counting_years(self, item: EvidenceItem, by: frozenset[Actor] = frozenset()) -> frozenset[int]:
        """The report years in which an item taken by itself counts under some rubric."""
        if (item.id, by) not in self._years:
            sources, none_revised = self._material.dossier.sources, frozenset[str]()
            measure = self._material.vocabulary.measures[item.measure]
            self._years[item.id, by] = frozenset(
                year
                for reader in self._readers
                for year in _candidates(item, self._material, reader.rubric)
                if select(
                    (item,),
                    sources,
                    none_revised,
                    measure,
                    ReportingPeriod(year),
                    reader.rubric.settings,
                    by,
                ).selected
            )
        return self._years[item.id, by]


def _subject(item: EvidenceItem) -> Subject:
    return Subject(item.measure, item.series, item.scope)


def _candidates(item: EvidenceItem, material: LintInput, rubric: Rubric) -> range:
    """Every report year that could take an item."""
    first = item.when.start.year
    last = speaks_until(item, material.dossier.sources).year + 1
    lapse = max(rubric.settings.standing_lapse, rubric.settings.adverse_lapse)
    return range(max(first, rubric.first_report), last + lapse + 1)


def _not_by(item: EvidenceItem, by: frozenset[Actor]) -> Obstacle:
    wanted = f"every test of `{item.measure}` asks for the actor {in_words(by)}: it can never count"
    if not item.by:
        names = ", ".join(sorted(by))
        hint = f"add `by: [{names}]`, if the source says so, or name who did it"
        return Obstacle(Code.NO_ACTOR, f"`{item.id}` names no actor, and {wanted}", hint)
    hint = (
        "if the government acted too, add it to `by`, or to `with`; if it paid, add `funded_by: [government]`"
    )
    return Obstacle(Code.OTHER_ACTOR, f"`{item.id}` is by {in_words(item.by)}, and {wanted}", hint)


def _unread_part(item: EvidenceItem, reader: _Reader) -> Obstacle:
    read = [subject for subject in reader.subjects if subject.measure == item.measure]
    part = f"the scope `{item.scope}`" if item.scope else f"the series `{item.series}`"
    whole = any(subject.scope is None for subject in read)
    hint = (
        "a part never speaks for the whole: without `scope:` it counts, as `limited` with `limit: group` or `place`,"
        " if the source says so much"
        if item.scope and whole
        else f"tests read {', '.join(sorted(map(_part_words, read)))}"
    )
    return Obstacle(Code.UNREAD_PART, f"`{item.id}`: no test reads {part} of `{item.measure}`", hint)


def _part_words(subject: Subject) -> str:
    named = [f"the series `{subject.series}`"] if subject.series else []
    named += [f"the scope `{subject.scope}`"] if subject.scope else []
    return " with ".join(named) or "the whole"


def _unread_date(item: EvidenceItem, nature: Nature, reader: _Reader) -> Obstacle:
    message = f"`{item.id}`: no report year takes {item.when.text} for `{item.measure}`"
    if item.when.end < ReportingPeriod(reader.rubric.first_report).start:
        lasting = nature is Nature.STANDING and not item.when.ongoing
        hint = f"the first report is that of {reader.rubric.first_report}"
        still = f"; if it lasted, write `{item.when.text.partition('/')[0]}/..`" if lasting else ""
        return Obstacle(Code.UNREAD_DATE, message, hint + still)
    hint = (
        "a count speaks for one calendar year, one reporting period or a part of one; give the year,"
        " or say under `unusable:` what span it counts"
    )
    return Obstacle(Code.UNREAD_DATE, message, hint)


def _uncounted(item: EvidenceItem) -> Obstacle:
    message = f"`{item.id}` has neither figure nor comparison, and a test asks whether `{item.measure}` rose"
    return Obstacle(
        Code.UNCOUNTED,
        message,
        "add `figure:`, or `versus_previous:`, if the source gives one; it says only that there were some",
    )
