"""
A made-up law of 60 criteria, and files that answer all of it: the same work for tierscore and for its peers.

Each criterion asks for two measures, the first worth two points and the second one. A measure is done, done in
part, or absent: 2, 1 or 0 halves. Three quarters of the points are met, a third is partly met. Two thirds of the
criteria met are gold, two thirds met at least partly are silver, anything else is rust.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builders import (
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_measure,
    a_rubric,
    a_rule,
    a_vocabulary,
    an_indicator,
    an_item,
    presence,
)
from tierscore.model.condition import AtLeastSo, GateHolds, NotSo, OutcomeIn
from tierscore.model.evidence import Status
from tierscore.model.measure import Nature
from tierscore.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric

POINTS = (2, 1)
FULL = 2 * sum(POINTS)
"""The halves of points that a criterion is worth."""
STATUS = {2: Status.DONE, 1: Status.LIMITED, 0: Status.ABSENT}
Facts = dict[str, int]
"""The halves of each measure: what the peers are given."""


@dataclass(frozen=True)
class Verdict:
    """What every engine has to say of a file."""

    tier: str
    outcomes: Mapping[str, str]
    """``met``, ``partly`` or ``not``, by criterion."""


@dataclass(frozen=True)
class EqualWork:
    """The law, of a number of criteria."""

    criteria: int

    @property
    def enough(self) -> int:
        """How many criteria have to be met, or to be met at least partly."""
        return 2 * self.criteria // 3

    @cached_property
    def measures(self) -> tuple[tuple[str, str], ...]:
        """The measures that each criterion reads."""
        return tuple((f"m{2 * number}", f"m{2 * number + 1}") for number in range(self.criteria))

    def files(self, count: int) -> list[Facts]:
        """Files drawn at random, good and bad ones; the same every time."""
        draw = random.Random(self.criteria)  # noqa: S311 - made-up facts
        answer = []
        for number in range(count):
            good = number / max(count - 1, 1)
            weights = ((1 - good) ** 2, good * (1 - good), good)
            names = (name for pair in self.measures for name in pair)
            answer.append({name: draw.choices((0, 1, 2), weights)[0] for name in names})
        return answer

    def vocabulary(self) -> Vocabulary:
        """The measures, as tierscore knows them."""
        names = (name for pair in self.measures for name in pair)
        return a_vocabulary(*(a_measure(name, Nature.ACTIVITY) for name in names))

    def rubric(self) -> Rubric:
        """The law, as tierscore knows it."""
        criteria = []
        for number, names in enumerate(self.measures):
            indicators = tuple(
                an_indicator(presence(name), name, points) for name, points in zip(names, POINTS, strict=True)
            )
            criteria.append(a_criterion(f"c{number}", indicators=indicators))
        gates = [
            a_gate(
                name,
                AtLeastSo(self.enough, tuple(OutcomeIn(criterion.id, wanted) for criterion in criteria)),
            )
            for name, wanted in (("many-met", MET), ("many-partly", MET | {Outcome.PARTLY_MET}))
        ]
        rules = (
            a_rule("gold", GateHolds("many-met"), "gold"),
            a_rule("silver", GateHolds("many-partly"), "silver"),
            a_rule("rust", NotSo(GateHolds("many-partly")), "rust"),
        )
        return a_rubric(*criteria, gates=gates, rules=rules)

    def dossier(self, facts: Facts) -> Dossier:
        """A file, as tierscore knows it: one item for each measure."""
        return a_dossier(
            *(
                an_item(name, name, status=STATUS[halves], when=f"report {YEAR}")
                for name, halves in facts.items()
            )
        )

    def plain(self, files: Sequence[Facts]) -> list[Verdict]:
        """The same in plain Python: what every engine is compared with."""
        return [self._plain(facts) for facts in files]

    def _plain(self, facts: Facts) -> Verdict:
        outcomes = {}
        for number, (first, second) in enumerate(self.measures):
            value = POINTS[0] * facts[first] + POINTS[1] * facts[second]
            outcome = "met" if 4 * value >= 3 * FULL else "partly" if 3 * value >= FULL else "not"
            outcomes[f"c{number}"] = outcome
        answers = list(outcomes.values())
        met = answers.count("met")
        partly = met + answers.count("partly")
        tier = "gold" if met >= self.enough else "silver" if partly >= self.enough else "rust"
        return Verdict(tier, outcomes)
