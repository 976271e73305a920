"""The assessment that a report is on: items, findings and names by id, and sources by number."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import short_cite, subject_words, tier_name

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.assessment import Assessment
    from tierscore.model.decision import GateResult
    from tierscore.model.evidence import EvidenceItem
    from tierscore.model.finding import Finding
    from tierscore.model.test import Subject


@dataclass
class Lookup:
    """
    An assessment with its parts by id, and the memory of one report.

    It numbers the sources in the order in which the report first names them, and remembers what was shown.
    """

    assessment: Assessment
    origin: str = ""
    """Where rubric and country file come from, in the words of the report."""
    shown_gates: set[str] = field(default_factory=set)
    """Conditions that the report has shown with all they read."""
    shown_items: set[str] = field(default_factory=set)
    """Evidence items that the findings have shown in full."""
    _numbers: dict[str, int] = field(default_factory=dict)
    _places: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def items(self) -> dict[str, EvidenceItem]:
        """Every evidence item of the country file."""
        return {item.id: item for item in self.assessment.dossier.items}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """The finding of every criterion."""
        return {finding.criterion.id: finding for finding in self.assessment.findings}

    @cached_property
    def gates(self) -> dict[str, GateResult]:
        """What became of every condition of the tier rules."""
        return {result.gate.id: result for result in self.assessment.decision.gates}

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of every measure."""
        return {measure.id: measure.name for measure in self.assessment.vocabulary.measures.values()}

    @property
    def cuts(self) -> tuple[Fraction, ...]:
        """The cut-offs that a printed figure must not cross."""
        return (self.assessment.rubric.scale.partly_met_from, self.assessment.rubric.scale.met_from)

    @property
    def coverage(self) -> str:
        """How much of what the rubric asks is answered, never printed across the mark below which a file is thin."""
        return percent(self.assessment.coverage, (self.assessment.rubric.settings.thin_below,))

    def pillar(self, id: str) -> str:
        """The name of a pillar."""
        return self.assessment.vocabulary.pillars.get(id) or self.assessment.rubric.pillars.get(id, id)

    def tier(self, id: str) -> str:
        """The name of a tier."""
        return tier_name(self.assessment.rubric, id)

    def subject(self, subject: Subject) -> str:
        """What a test reads, in words."""
        return subject_words(subject, self.assessment.vocabulary)

    def titled(self, criterion: str) -> str:
        """What a criterion is called: its title, else its question, else its id."""
        known = {rule.id: rule for rule in self.assessment.rubric.criteria}.get(criterion)
        return (known.title or known.question) if known else criterion

    def cited_title(self, criterion: str) -> str:
        """A criterion with the place of the statute that asks it: ``Finding victims, 7106(b)(2)``."""
        finding = self.findings.get(criterion)
        cite = short_cite(finding.criterion.law) if finding else ""
        return f"{self.titled(criterion)}, {cite}" if cite else self.titled(criterion)

    def number(self, source: str, place: str) -> int:
        """The number of a source in this report; the place in it is kept for the list of sources."""
        places = self._places.setdefault(source, [])
        if place and place not in places:
            places.append(place)
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def numbered_sources(self) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
        """Number, id and places of every source named so far."""
        return tuple(
            (number, source, tuple(self._places[source])) for source, number in self._numbers.items()
        )
