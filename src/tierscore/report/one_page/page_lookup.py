"""
What every section of the page looks up: results of gates and rules, facts with their source numbers, and the
room there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.condition import GateHolds
from tierscore.model.decision import Answer
from tierscore.model.rubric import Role
from tierscore.report.document.blocks import Span, muted, plain
from tierscore.report.language.lookup import Lookup
from tierscore.report.language.wording import full_stopped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.decision import ConditionResult, Trial
    from tierscore.model.evidence import SourceReference
    from tierscore.model.law import Law
    from tierscore.model.rubric import Tier, TierRule
    from tierscore.report.document.blocks import Line

CODE = "22 USC "
"""The title of the Code in which the statute stands; left out where a line has no room for it."""


@dataclass(frozen=True)
class Room:
    """How much the page shows; what does not fit gives way in the order of these fields."""

    facts_of_a_pillar: int = 2
    rows: int = 8
    """Rows of the table of counts."""
    source_names: bool = True
    """Whether sources are named in full, or by their publisher alone."""
    reasons: int = 4
    """Reasons of one kind, such as standards that fail."""
    facts: int = 2
    """Facts under one reason."""
    sources_of_a_fact: int = 2
    """Sources named for one fact, the newest first; --full names all."""


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
        """The numbers of the sources of some facts, each once: `` [2][5]``."""
        numbers: dict[int, None] = {}
        for name in ids:
            for reference in self._newest_sources(name)[: self.room.sources_of_a_fact]:
                numbers[self.number(reference.id, reference.place)] = None
        return (muted(" "), *(muted(f"[{number}]") for number in numbers)) if numbers else ()

    def fact(self, name: str) -> Line:
        """What a fact says, with the numbers of its sources."""
        text = full_stopped(self.items[name].summary)
        return (plain(text[:-1]), *self.cited([name]), plain(text[-1:]))

    def _newest_sources(self, name: str) -> list[SourceReference]:
        """The sources of a fact, the newest first; those it was retold in later say no more."""
        references = self.items[name].sources if name in self.items else ()
        sources = self.assessment.dossier.sources
        return sorted(references, key=lambda reference: sources[reference.id].published.start, reverse=True)

    def chosen_facts(self, ids: Iterable[str], most: int) -> list[str]:
        """The facts that say most: those with a figure first, then the newest, then by id."""
        items = [self.items[name] for name in dict.fromkeys(ids) if name in self.items]
        items.sort(key=lambda item: (item.figure is None, -item.when.end.toordinal(), item.id))
        return [item.id for item in items[:most]]


def short_cite(laws: Iterable[Law]) -> str:
    """The first citation of the statute among some, without the name of the Code: ``7106(b)(2)``."""
    cites = [law.cite for law in laws]
    statute = next((cite for cite in cites if cite.startswith(CODE)), "")
    return statute.removeprefix(CODE).partition(":")[0].partition(",")[0]


def law_aside(rule: TierRule) -> Line:
    """The citation of a rule, for the right of a title."""
    cites = [law.cite for law in rule.law if law.cite.startswith(CODE)]
    return (muted(cites[0]),) if cites else ()


def holding(result: ConditionResult) -> Iterator[ConditionResult]:
    """The parts of a condition that hold."""
    return (part for part in result.parts if part.answer is Answer.HOLDS)


def cut_note(count: int) -> Span:
    """What tells the reader that something was left out."""
    return muted(f"{count} more: --full")
