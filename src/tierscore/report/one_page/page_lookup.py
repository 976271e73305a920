"""
What every section of the page looks up: results of gates and rules, facts with their source numbers, and the
room there is.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.condition import GateHolds
from tierscore.model.evidence import Status, Versus
from tierscore.model.rubric import Role
from tierscore.report.document.blocks import Span, muted, plain
from tierscore.report.language.lookup import Lookup
from tierscore.report.language.wording import CODE, full_stopped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.decision import ConditionResult, Trial
    from tierscore.model.evidence import EvidenceItem, SourceReference
    from tierscore.model.finding import Finding
    from tierscore.model.rubric import Switch, Tier, TierRule
    from tierscore.report.document.blocks import Line

_LONGEST_YEAR = 366


@dataclass(frozen=True)
class Room:
    """How much the page shows; what does not fit gives way, in the order that ``compose.one_page`` lists."""

    facts_of_a_pillar: int = 2
    rows: int = 8
    """Rows of the table of counts."""
    source_names: bool = True
    """Whether sources are named with their title, or by publisher and date alone."""
    reasons: int = 4
    """What fails, of what the next tier asks."""
    grounds: int = 4
    """Points of why the tier is what it is."""
    facts: int = 3
    """Facts under one point of why the tier is what it is."""
    met_facts: int = 3
    """Questions that are met on the way to the next tier, told with a fact; the others are named."""
    standards_met: bool = True
    """Whether what is met on the way to the next tier is named beside what fails."""
    unknowns: int = 3
    """What to find out."""
    sources_of_a_fact: int = 2
    """Sources named for one fact, the best first; --full names all."""


_NO_LIMIT = 1_000_000
WHOLE = Room(
    facts_of_a_pillar=_NO_LIMIT,
    rows=_NO_LIMIT,
    reasons=_NO_LIMIT,
    facts=_NO_LIMIT,
    sources_of_a_fact=_NO_LIMIT,
)
"""Room for everything, where there is no page to fill."""


@dataclass
class PageLookup(Lookup):
    """An assessment with its parts by id, the numbers of its sources, and the room of the page."""

    room: Room = Room()

    @property
    def tier_indicated(self) -> Tier | None:
        """The tier that is indicated; None where none is, or where two findings contradict each other."""
        indicated = self.assessment.indicated
        return None if indicated in {UNDETERMINED, CONTRADICTION} else self.assessment.rubric.tier(indicated)

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Every tier rule in its order, those that were not reached as they would have come out."""
        decision = self.assessment.decision
        return (*decision.trials, *decision.later)

    @property
    def deciding(self) -> Trial | None:
        """The rule that held."""
        decision = self.assessment.decision
        return next((trial for trial in decision.trials if trial.rule.id == decision.rule), None)

    def scale(self) -> list[Tier]:
        """The tiers that place a government, best first."""
        tiers = [tier for tier in self.assessment.rubric.tiers if tier.role is not Role.NONE]
        return sorted(tiers, key=lambda tier: tier.rank)

    def next_tier(self, *, better: bool) -> Tier | None:
        """The next tier on the scale that some rule of the law of the year leads to."""
        current = self.tier_indicated
        reachable = {trial.rule.tier for trial in self.trials}
        scale = [tier for tier in self.scale() if tier.id in reachable]
        if current is None:
            return (scale[0] if better else scale[-1]) if scale else None
        if current not in scale:
            return None
        place = scale.index(current) + (-1 if better else 1)
        return scale[place] if 0 <= place < len(scale) else None

    def rules_for(self, tier: str) -> list[Trial]:
        """The rules that lead to a tier, in their order."""
        return [trial for trial in self.trials if trial.rule.tier == tier]

    def expanded(self, result: ConditionResult) -> ConditionResult:
        """What became of a condition; of one that asks about a gate, what became of the gate's own condition."""
        if isinstance(result.condition, GateHolds):
            gate = self.gates.get(result.condition.gate)
            if gate is not None and gate.tree is not None:
                return gate.tree
        return result

    def cited(self, ids: Iterable[str]) -> Line:
        """The numbers of the sources of some facts, each once and linked to the source: `` [2][5]``."""
        links: dict[int, str] = {}
        for name in ids:
            for reference in self._best_sources(name)[: self.room.sources_of_a_fact]:
                link = self.assessment.dossier.sources[reference.id].url
                links[self.number(reference.id, reference.place)] = link
        if not links:
            return ()
        return (muted(" "), *(muted(f"[{number}]", link=links[number]) for number in sorted(links)))

    def cited_source(self, source: str) -> Span:
        """The number of a source, linked to it: ``[2]``."""
        return muted(f"[{self.number(source, '')}]", link=self.assessment.dossier.sources[source].url)

    def fact(self, name: str) -> Line:
        """What a fact says, with the numbers of its sources."""
        self.shown_items.add(name)
        text = full_stopped(self.items[name].summary)
        return (plain(text[:-1]), *self.cited([name]), plain(text[-1:]))

    def _best_sources(self, name: str) -> list[SourceReference]:
        """
        The sources of a fact, the best first: of what still goes on the newest, of an event the one nearest
        to it, since later ones retell it; those without a date last.
        """
        if name not in self.items:
            return []
        item, sources = self.items[name], self.assessment.dossier.sources
        undated = datetime.date.min if item.when.ongoing else datetime.date.max
        return sorted(
            item.sources,
            key=lambda reference: sources[reference.id].published.earliest or undated,
            reverse=item.when.ongoing,
        )

    def chosen_facts(self, ids: Iterable[str], most: int, *, against: bool = False) -> list[str]:
        """
        The facts that say most for the government, or ``against`` it: one on each measure before a second on
        any.

        Measures on which a figure is on file come first, else they keep the order of ``ids``; on a measure the
        order is that of ``_says_less``.
        """
        by_measure: dict[str, list[EvidenceItem]] = {}
        for name in dict.fromkeys(ids):
            if name in self.items:
                by_measure.setdefault(self.items[name].measure, []).append(self.items[name])
        turns = [
            [
                (turn, item.figure is None, place, item.id)
                for turn, item in enumerate(sorted(items, key=partial(_says_less, against=against)))
            ]
            for place, items in enumerate(by_measure.values())
        ]
        return [name for *_, name in sorted(chain.from_iterable(turns))[:most]]

    def evidence_of_the_year(self, finding: Finding) -> list[str]:
        """The facts that a finding rests on without those of the year before, which only serve to compare."""
        before = {
            name
            for part in finding.indicators
            for reading in part.readings
            for name in reading.evidence
            if reading.report_year != self.assessment.report_year
        }
        now = {
            name
            for part in finding.indicators
            for reading in part.readings
            for name in reading.evidence
            if reading.report_year == self.assessment.report_year
        }
        return [name for name in finding.evidence if name in now or name not in before]

    def switch(self, name: str) -> Switch:
        """A switch of the rubric."""
        return next(switch for switch in self.assessment.rubric.switches if switch.name == name)


def speaks_for(item: EvidenceItem) -> bool:
    """Whether a fact shows that something was done, if in part."""
    return item.status in {Status.DONE, Status.LIMITED}


def _says_less(item: EvidenceItem, *, against: bool) -> tuple[int, int, bool, bool, int, str]:
    """
    The order of facts on one measure: what says most comes first.

    For the government: what speaks of the whole, then what was done in full, then more of it rather than less.
    """
    degree = 3 if item.status is Status.ABSENT else 2 if item.status is Status.LIMITED else 0
    degree += item.versus_previous is Versus.FEWER
    part = int(item.scope is not None)
    first, second = (-degree, part) if against else (part, degree)
    return first, second, not _is_of_one_year(item), item.figure is None, -item.when.end.toordinal(), item.id


def _is_of_one_year(item: EvidenceItem) -> bool:
    return item.when.ongoing or (item.when.end - item.when.start).days <= _LONGEST_YEAR


def law_aside(rule: TierRule) -> Line:
    """The citation of a rule, for the right of a title."""
    cites = [law.cite for law in rule.law if law.cite.startswith(CODE)]
    return (muted(cites[0]),) if cites else ()


def cut_note(count: int) -> Span:
    """What tells the reader that something was left out."""
    return muted(f"{count} more: --full")
