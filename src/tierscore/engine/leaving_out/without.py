"""What each source, fact and finding carries: the answer if it were left out, one at a time."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tierscore.engine.findings import evidence_of
from tierscore.engine.leaving_out.bearing_facts import BearingFacts
from tierscore.engine.leaving_out.left_judgement import WholeFile
from tierscore.engine.leaving_out.remainder import without_items, without_source
from tierscore.engine.search import WORK_LIMIT
from tierscore.engine.tier_range import ranked
from tierscore.model.condition import TestReaches, plain_conditions
from tierscore.model.standing import LeftOutKind, WithoutOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from tierscore.engine.decision import Judgement
    from tierscore.engine.leaving_out.remainder import Remainder
    from tierscore.model.evidence import EvidenceItem


_TOGETHER = frozenset({LeftOutKind.FINDING, LeftOutKind.GATE})
"""Several facts at once; the core readings are asked of them only where the default's answer moves."""


class WithoutEach:
    """
    Leaves out one thing after another, and judges what is left under every core reading of the law.

    Attributes:
        tried_all: Whether everything could be tried within the limit of work.
    """

    def __init__(
        self,
        default: Judgement,
        bearing: BearingFacts,
        core: Iterable[Judgement],
        limit: int = WORK_LIMIT,
    ) -> None:
        """
        Take the judgement of the whole file with what bears on it, and that under every other core reading.

        ``limit`` is how many assignments are looked at in all.
        """
        self.tried_all = True
        self._limit = limit
        self._bearing = bearing
        self._whole = WholeFile(default, bearing)
        self._others = [WholeFile(judgement, BearingFacts(judgement.evaluator)) for judgement in core]
        self._ids = bearing.ids.union(*(other.bearing.ids for other in self._others))
        self._evaluator = default.evaluator
        self._view = default.evaluator.view
        self._findings = default.findings

    def outcomes(self) -> Iterator[WithoutOutcome]:
        """
        What leaving out each thing alone would change: sources, facts, findings, gates.

        A source or fact is named where it moves the tier, its range or the core range; the facts of a finding or
        gate, which are several, where they move the tier or its range.
        """
        own, others = self._whole.judgement, (other.judgement.range for other in self._others)
        core_range = self._ranked(chain(own.range, *others))
        for kind, name, left in chain(self._sources(), self._facts(), self._found(), self._gates()):
            if self._looks_left <= 0:
                self.tried_all = False
                return
            judgement = self._whole.judged(left, self._looks_left)
            moved = (judgement.indicated, judgement.range) != (own.indicated, own.range)
            if not moved and kind in _TOGETHER:
                continue
            tiers, exact = self._over_readings(left, judgement)
            if moved or self._ranked(tiers) != core_range:
                answer = judgement.indicated, judgement.range, self._ranked(tiers)
                yield WithoutOutcome(kind, name, *answer, exact)

    def _over_readings(self, left: Remainder, default: Judgement) -> tuple[frozenset[str], bool]:
        """The tiers that are possible with what is left under some core reading, and whether this is exact."""
        tiers, exact = default.attainable.upper, default.attainable.exact
        for other in self._others:
            further, sure = other.further_tiers(left, tiers, self._looks_left)
            tiers, exact = tiers | further, exact and sure
        return tiers, exact

    def _ranked(self, tiers: Iterable[str]) -> tuple[str, ...]:
        return ranked(self._evaluator, frozenset(tiers))

    @property
    def _looks_left(self) -> int:
        return self._limit - self._whole.looks - sum(other.looks for other in self._others)

    def _sources(self) -> Iterator[_LeftOut]:
        """Every source on which some fact that bears rests, or that is silent in a search of the report year."""
        citing: dict[str, list[EvidenceItem]] = {}
        for item in self._view.dossier.items:
            for reference in item.sources:
                citing.setdefault(reference.id, []).append(item)
        searched = {
            search.source for search in self._view.dossier.searched if search.report == self._view.report_year
        }
        for source in sorted(citing.keys() | searched):
            items = citing.get(source, [])
            touched = {item.measure for item in items if item.id in self._ids}
            if (touched or source in searched) and self._few(touched):
                on_these = [item for item in items if item.measure in touched]
                yield LeftOutKind.SOURCE, source, without_source(self._view, source, on_these)

    def _facts(self) -> Iterator[_LeftOut]:
        """Every fact that bears on anything."""
        for item in sorted(self._view.dossier.items, key=lambda item: item.id):
            if item.id in self._ids and self._few({item.measure}):
                yield LeftOutKind.FACT, item.id, self._bearing.without(item)

    def _found(self) -> Iterator[_LeftOut]:
        """The facts of each finding, and those that put silence on record for it."""
        for finding in self._findings:
            silent = {
                name for part in finding.indicators for reading in part.readings for name in reading.silent
            }
            yield from self._together(
                LeftOutKind.FINDING, finding.criterion.id, silent.union(finding.evidence)
            )

    def _gates(self) -> Iterator[_LeftOut]:
        """The facts of the tests that gates ask of the file themselves."""
        for gate in self._evaluator.rubric.gates:
            tests = [
                plain.test for plain in plain_conditions(gate.condition) if isinstance(plain, TestReaches)
            ]
            evidence = chain.from_iterable(evidence_of(test, self._evaluator) for test in tests)
            yield from self._together(LeftOutKind.GATE, gate.id, frozenset(evidence))

    def _together(self, kind: LeftOutKind, name: str, ids: Set[str]) -> Iterator[_LeftOut]:
        items = [item for item in self._view.dossier.items if item.id in ids]
        if items and self._few({item.measure for item in items}):
            yield kind, name, without_items(self._view, items)

    def _few(self, measures: Iterable[str]) -> bool:
        """Whether each measure has few enough facts to be read anew so often."""
        few = self._bearing.few_on(measures)
        self.tried_all = self.tried_all and few
        return few


_LeftOut = tuple[LeftOutKind, str, "Remainder"]
"""What was left out, and what is left."""
