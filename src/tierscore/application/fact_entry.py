"""A fact while it is being entered: what is wrong with it, what is odd about it, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.authoring.add_fact import SOURCE_OPTIONS, addition_from, with_addition
from tierscore.errors import UsageError
from tierscore.model.evidence import Limit, SourceKind, Status
from tierscore.model.finding import Reason
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from tierscore.analysis.evidence_lint.new_item import Doubt
    from tierscore.application.session import Session
    from tierscore.authoring.add_fact import CountryFile, FactOptions
    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.rubric import Rubric
_SAMPLE = "sample"
_OTHER_TIME = frozenset({Reason.OUTSIDE_PERIOD, Reason.NOT_YET})
"""Reasons that say of most years why a fact does not count; any other says more."""


@dataclass(frozen=True)
class FactEffect:
    """What one more fact comes to under a rubric."""

    rubric: Rubric
    criteria: tuple[str, ...]
    """The titles of the criteria for which it counts."""
    tiers: tuple[tuple[int, str, str], ...]
    """The report years in which it counts, oldest first, each with the tier indicated without it and with it."""
    reason: str
    """Why it counts in none; empty where it counts."""


@dataclass(frozen=True)
class FactEntry:
    """A country file that a fact is entered into; the options are those of ``add_fact``."""

    session: Session
    file: CountryFile
    today: datetime.date
    """After which nothing can have happened yet."""

    def with_fact(self, options: FactOptions) -> CountryFile:
        """
        The file as it would be; nothing required is missing from the options.

        Raises:
            UnreadableError: With every problem, each at its option.
            UsageError: If the file has no place for it.
        """
        addition = addition_from(options, self.file, self.session.vocabulary)
        return with_addition(self.file, addition, self.session.vocabulary)

    def complaint(self, options: FactOptions, name: str) -> str:
        """What is wrong with one option beside the others given so far, in words; empty where nothing is."""
        try:
            self.with_fact(self._filled(options))
        except UnreadableError as error:
            return "; ".join(
                f"{problem.message}; {problem.hint}" if problem.hint else problem.message
                for problem in error.problems
                if problem.place.file == f"--{name}"
            )
        except UsageError:
            return ""
        return ""

    def doubts(self, after: CountryFile) -> tuple[Doubt, ...]:
        """What is odd about the fact that was added last."""
        from tierscore.analysis.evidence_lint.lint_input import LintInput
        from tierscore.analysis.evidence_lint.new_item import doubts_about

        material = LintInput(after.dossier, self._rubrics, self.session.vocabulary, self.today)
        return doubts_about(material, after.dossier.items[-1].id)

    def effect(self, after: CountryFile) -> FactEffect:
        """What the fact that was added last comes to under the rubric of the session."""
        item, rubric = after.dossier.items[-1], self.session.rubric
        tiers: list[tuple[int, str, str]] = []
        criteria: dict[str, None] = {}
        reasons: dict[bool, str] = {}
        for year in self._years(after.dossier, item):
            assessment = self._judged(after.dossier, year)
            if item.id in assessment.counted:
                tiers.append((year, self._judged(self.file.dossier, year).indicated, assessment.indicated))
                criteria |= dict.fromkeys(_criteria(assessment, item.id))
            else:
                for note in assessment.not_counted:
                    if note.item == item.id:
                        reasons[note.reason in _OTHER_TIME] = note.detail
        reason = "" if tiers or not reasons else reasons[min(reasons)]
        return FactEffect(rubric, tuple(criteria), tuple(tiers), reason)

    @cached_property
    def _rubrics(self) -> tuple[Rubric, ...]:
        """Every rubric of the workspace; none unless all of them load."""
        try:
            return tuple(map(self.session.library.rubric, self.session.workspace.rubrics()))
        except UnreadableError:
            return ()

    def _filled(self, options: FactOptions) -> FactOptions:
        """The options with samples where something required is missing, so that the others can be checked."""
        measures = self.session.vocabulary.measures
        filled: FactOptions = {"measure": next(iter(measures)), "when": "2021", "summary": _SAMPLE}
        filled.update(options)
        measure = measures.get(str(filled["measure"]))
        if measure is not None and measure.series:
            filled.setdefault("series", measure.series[0])
        if filled.get("status") == Status.LIMITED:
            filled.setdefault("limit", Limit.FORM.value)
        known = next(iter(self.file.dossier.sources), "")
        filled.setdefault("source", [f"{known or _SAMPLE}:{_SAMPLE}"])
        if not known and "source" not in options:
            filled.setdefault("new-source", _SAMPLE)
        if "new-source" in filled:
            of_source = dict.fromkeys(SOURCE_OPTIONS, _SAMPLE)
            of_source |= {"published": "2021", "kind": SourceKind.GOVERNMENT_DOCUMENT.value}
            for option, value in of_source.items():
                filled.setdefault(option, value)
        return filled

    def _years(self, dossier: Dossier, item: EvidenceItem) -> Iterator[int]:
        """The report years with evidence in which the item could count, or else the first that could take it."""
        from tierscore.engine.evidence_years import years_with_evidence

        rubric = self.session.rubric
        first = max(item.when.report or item.when.start.year, rubric.first_report)
        years = years_with_evidence(rubric, self.session.vocabulary, dossier)
        yield from [year for year in years if year >= first] or [first + (item.when.report is None)]

    def _judged(self, dossier: Dossier, year: int) -> Assessment:
        from tierscore.engine.assess import assess
        from tierscore.model.assessment import Depth

        placements = self.session.placements(dossier.iso3).before(year)
        vocabulary = self.session.vocabulary
        return assess(self.session.rubric, vocabulary, dossier, year, placements, depth=Depth.TIERS)


def _criteria(assessment: Assessment, id: str) -> Iterator[str]:
    """What the criteria are called for which an item counts."""
    for finding in assessment.findings:
        if id in finding.evidence:
            yield finding.criterion.title or finding.criterion.id
