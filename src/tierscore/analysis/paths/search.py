"""
The search for the smallest sets of changes: of one change, then of two, and so on, until some give the tier.

It leaves out a set only where it is proven that no set of the size in hand which holds it gives the tier: where
its needs take more changes than are left, or where a change has to bear on a condition and none that does is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.paths.obstacles import as_assumed, barring
from tierscore.analysis.paths.supposed import subjects_of
from tierscore.analysis.paths.tier_needs import NeedsOfTier
from tierscore.model.decision import Answer
from tierscore.model.tier_path import Stopped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.analysis.paths.changes import PossibleChange
    from tierscore.analysis.paths.supposed import Changes, SupposedFile
    from tierscore.engine.decision import Judgement

WORK = 4_000
"""How much work is done before the search stops: a look at a set of changes counts as one."""
A_JUDGEMENT = 20
"""What a judgement of the file with a set of changes made counts as."""
MOST_SETS = 200
"""How many smallest sets are found before the search stops looking for more of them."""


_MANY = 3
"""From how many changes on one set is built up before the search."""


class _EnoughError(Exception):
    """The search is to end here."""


class PathSearch:
    """
    One search for the smallest sets of changes that give a tier.

    Attributes:
        sets: Those found, all of one size.
        none_below: No set of fewer changes gives the tier.
        looked_at: How many sets were looked at.
        stopped: Why it came to no end.
        every_smallest: Whether all sets of the size were found.
    """

    def __init__(
        self, file: SupposedFile, changes: Sequence[PossibleChange], tier: str, work: int = WORK
    ) -> None:
        """Take the file, what can be changed, the tier, and how many sets of changes may be looked at."""
        self._file = file
        self._changes = changes
        self._tier = tier
        self._work = work
        self._need = NeedsOfTier(file, changes, tier)
        self._most = len(subjects_of(changes))
        self._touched = {change: file.touched(change) for change in changes}
        self.sets: dict[Changes, None] = {}
        self.none_below = 1
        self.looked_at = 0
        self.stopped = Stopped.NOT
        self.every_smallest = False

    def run(self) -> None:
        """
        Search until all smallest sets are found, there are none, or the work is done.

        First one set is built up change by change: it gives the tier and can spare none of its changes, and is
        what there is to show where the work is done before a smallest set is found.
        """
        built = None
        try:
            self.none_below = max(1, min(self._need.further(frozenset()), self._most + 1))
            built = self._built_up() if self.none_below >= _MANY else None
            for size in range(self.none_below, self._most + 1):
                if built is not None and len(built) == size:
                    self.sets[built] = None
                self._look(frozenset(), size, set(), MOST_SETS)
                if self.sets:
                    self.every_smallest = True
                    return
                self.none_below = size + 1
        except _EnoughError:
            pass
        except KeyboardInterrupt:
            self.stopped = Stopped.INTERRUPTED
        if not self.sets and built is not None:
            self.sets[built] = None

    def _built_up(self) -> Changes | None:
        """A set that gives the tier and can spare none of its changes; None where none was come by."""
        made: Changes = frozenset()
        while not (self._need.is_met(made) and self._gives_tier(self._judgement(made))):
            branches = self._to_blame(made) if self._need.is_met(made) else self._need.branches(made)
            taken = subjects_of(made)
            further = [
                made | {change}
                for change in self._changes
                if change in branches and taken.isdisjoint(change.subjects)
            ]
            self.looked_at += len(further)
            self._spend(len(further))
            if not further:
                return None
            made = min(further, key=self._need.distance)
        for change in sorted(made, key=lambda change: change.number):
            if self._gives_tier(self._judgement(made - {change})):
                made -= {change}
        return made

    def needed(self) -> Changes:
        """
        The changes that stand in every smallest set.

        Where not all sets are known, each that the known ones share is left out and another set looked for; none
        is named unless that came to an end.
        """
        shared = frozenset.intersection(*self.sets) if self.sets else frozenset()
        if self.every_smallest or self.stopped is Stopped.INTERRUPTED:
            return shared if self.every_smallest else frozenset()
        proven = set()
        size = len(next(iter(self.sets), ()))
        for change in sorted(shared, key=lambda change: change.number):
            other = PathSearch(self._file, [one for one in self._changes if one is not change], self._tier)
            other._need = self._need
            ended = other.finds_none(size, self._work)
            self.looked_at += other.looked_at
            if ended:
                proven.add(change)
        return frozenset(proven)

    def finds_none(self, size: int, work: int) -> bool:
        """Whether it is proven that no set of a size gives the tier."""
        self._work = work
        try:
            self._look(frozenset(), size, set(), 1)
        except _EnoughError:
            return False
        except KeyboardInterrupt:
            self.stopped = Stopped.INTERRUPTED
            return False
        return not self.sets

    def _look(self, made: Changes, size: int, seen: set[Changes], most: int) -> None:
        """Go through the sets of a size that hold some changes."""
        seen.add(made)
        self.looked_at += 1
        self._spend(1)
        if len(made) + self._need.further(made) > size:
            return
        if len(made) == size:
            if self._gives_tier(self._judgement(made)):
                self.sets[made] = None
                if len(self.sets) >= most:
                    raise _EnoughError
            return
        branches = self._to_blame(made) if self._need.is_met(made) else self._need.branches(made)
        taken = subjects_of(made)
        for change in self._changes:
            if change in branches and taken.isdisjoint(change.subjects):
                further = made | {change}
                if further not in seen:
                    self._look(further, size, seen, most)

    def _to_blame(self, made: Changes) -> Changes:
        """The changes of which one at least has to be made, since the tier is not given: by what bars it."""
        numbers = frozenset[int]().union(*barring(self._judgement(made), self._tier))
        return frozenset(change for change in self._changes if self._touched[change] & numbers)

    def _gives_tier(self, judgement: Judgement) -> bool:
        """Whether the tier is indicated; its range is worked out only where the rules lead to it."""
        assumed = as_assumed(judgement)
        for rule, question in judgement.evaluator.plan.rules:
            if question(assumed) is not Answer.FAILS:
                return rule.tier == self._tier and judgement.indicated == self._tier
        return False

    def _judgement(self, made: Changes) -> Judgement:
        if not self._file.is_judged(made):
            self._spend(A_JUDGEMENT)
        return self._file.judgement(made)

    def _spend(self, work: int) -> None:
        self._work -= work
        if self._work < 0:
            self.stopped = Stopped.BOUND
            raise _EnoughError
