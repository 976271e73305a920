"""
The plain twin of the engine's range: every completion tried one by one.

It shares the facts of a period with the engine and nothing after them: numbers are tried one after another,
tests and conditions are computed on single values, and no branch is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from builders import DEATH, LIFE, counts_whole_things, criterion_of
from settled import holds, value_of, weighed
from tierscore.engine.dossier_view import DossierView, all_leaves
from tierscore.model.actor import Actor
from tierscore.model.condition import Condition
from tierscore.model.evidence import Status, Versus
from tierscore.model.outcome import Outcome
from tierscore.model.test import (
    AtLeastFigure,
    Committed,
    Compared,
    Joint,
    Leaf,
    Presence,
    Subject,
    Test,
    Trend,
    subjects,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.engine.combination import Fact
    from tierscore.model.evidence import EvidenceItem
    from tierscore.model.rubric import Criterion

NUMBERS = [Fraction(n) for n in range(13)]
"""Whole numbers well beyond every figure, threshold and change of the invented examples."""
TERMS = [*sorted({Fraction(n, 4) for n in range(12 * 4)}), LIFE.rank, DEATH.rank]
"""Numbers of things that are not counted in wholes, and the words that outrank them."""
_STATED = {Versus.MORE: "up", Versus.NONE_BEFORE: "up", Versus.SAME: "same", Versus.FEWER: "down"}
_RANK = {Status.ABSENT: 0, Status.LIMITED: 1, Status.DONE: 2}

Value = tuple[Status, Fraction, str]


def completions(leaves: list[Leaf], view: DossierView) -> Iterator[Mapping[Leaf, Fraction]]:
    """Every joint answer of the leaves."""
    yield from joined(independent_answers(leaves, view))


def joined(groups: list[list[Mapping[Leaf, Fraction]]]) -> Iterator[Mapping[Leaf, Fraction]]:
    """Every choice of one from each group."""
    for combination in product(*groups):
        yield {leaf: value for part in combination for leaf, value in part.items()}


def independent_answers(leaves: list[Leaf], view: DossierView) -> list[list[Mapping[Leaf, Fraction]]]:
    """The leaves in groups that do not bear on one another, each with its answers; compared terms go together."""
    groups: list[list[Mapping[Leaf, Fraction]]] = []
    linked = [
        subject
        for subject in (Subject("longest-term"), Subject("usual-term"))
        if any(subject in subjects(leaf) for leaf in leaves)
    ]
    single = {subject for leaf in leaves for subject in subjects(leaf)} - set(linked)
    for group in [[subject] for subject in sorted(single, key=repr)] + ([linked] if linked else []):
        reading = [leaf for leaf in leaves if set(subjects(leaf)) & set(group)]
        seen = {}
        for values in product(*(list(values_of(subject, reading, view)) for subject in group)):
            stand = dict(zip(group, values, strict=True))
            for said in product(*(answers_of(leaf, stand, view) for leaf in reading)):
                seen[said] = dict(zip(reading, said, strict=True))
        groups.append(list(seen.values()))
    for leaf in leaves:
        if isinstance(leaf, Committed):
            promised = any(
                item.status is Status.PLANNED and item.by & leaf.by and _in_time(item)
                for item in view.dossier.items
            )
            groups.append([{leaf: Fraction(promised)}])
        if isinstance(leaf, Joint):
            acted = any(
                {Actor.GOVERNMENT, Actor.CIVIL_SOCIETY} <= item.by and _in_period(item.id, view)
                for item in view.dossier.items
            )
            groups.append([{leaf: Fraction(1)}] if acted else [{leaf: Fraction(0)}, {leaf: Fraction(1)}])
    return groups


def _in_time(item: EvidenceItem) -> bool:
    """The dates that the inventions use: the 2021 report, or the calendar year before it."""
    return item.when.text in {"report 2021", "2020"}


def _in_period(item: str, view: DossierView) -> bool:
    return item in view.joint_items(frozenset({Actor.CIVIL_SOCIETY}))


def values_of(subject: Subject, reading: list[Leaf], view: DossierView) -> Iterator[Value]:
    """Every way in which a subject can stand, and how it changed where some leaf asks that."""
    numeric = view.measure(subject).numeric
    now, before = view.fact(subject), view.fact(subject, view.report_year - 1)
    no = subject.measure in view.rubric.settings.taken_as_no
    here = list(_states(now, view, subject, no=no))
    if not any(isinstance(leaf, Trend) and leaf.subject == subject for leaf in reading):
        yield from ((status, number, "none") for status, number in here)
        return
    there = list(_states(before, view, subject, no=False))
    compared = now.comparisons
    settled = is_settled(now, numeric=numeric) and is_settled(before, numeric=numeric)
    triples = [(one, change_of(one, two, view, numeric=numeric)) for one, two in product(here, there)]
    if compared and settled:
        alike = "" if numeric else "same"
        triples = [
            (one, new) for one, change in triples for new in _told(compared, one) | ({change} - {alike})
        ]
    elif compared:
        fitting = [(one, change) for one, change in triples if change in _told(compared, one) and numeric]
        triples = fitting or [(one, change) for one, _ in triples for change in _told(compared, one)]
    yield from ((*one, change) for one, change in triples)


def is_settled(fact: Fact, *, numeric: bool) -> bool:
    """Whether every source gives the status, or the number, itself: nothing is left open but which is right."""
    return bool(fact.states) and (not numeric or all(state.low == state.high for state in fact.states))


def _told(compared: Iterable[Versus], now: tuple[Status, Fraction]) -> set[str]:
    """What sources say of the change; if there is nothing now, "the same" and "the first" mean nothing in both years."""
    return {
        "none" if now[1] == 0 and one in {Versus.SAME, Versus.NONE_BEFORE} else _STATED[one]
        for one in compared
    }


def _states(
    fact: Fact, view: DossierView, subject: Subject, *, no: bool
) -> Iterator[tuple[Status, Fraction]]:
    if not view.measure(subject).numeric:
        unknown = [Status.ABSENT] if no else list(_RANK)
        yield from (
            (status, Fraction(status is not Status.ABSENT))
            for status in [state.status for state in fact.states] or unknown
        )
        return
    numbers = NUMBERS if counts_whole_things(view.vocabulary, subject.measure) else TERMS
    if not fact.states:
        yield from ((Status.DONE if n else Status.ABSENT, n) for n in numbers if n == 0 or n >= 1)
    for state in fact.states:
        some = state.status if state.status is Status.LIMITED else Status.DONE
        yield from (
            (some if n else Status.ABSENT, n)
            for n in numbers
            if state.low <= n and (state.high is None or n <= state.high)
        )


def change_of(
    now: tuple[Status, Fraction], before: tuple[Status, Fraction], view: DossierView, *, numeric: bool
) -> str:
    """How something changed from one year to the next."""
    later, earlier = (now[1], before[1]) if numeric else (Fraction(_RANK[now[0]]), Fraction(_RANK[before[0]]))
    if later == 0 and earlier == 0:
        return "none"
    if abs(later - earlier) <= (view.rubric.scale.least_change * earlier if numeric else 0):
        return "same"
    return "up" if later > earlier else "down"


def answers_of(leaf: Leaf, stand: Mapping[Subject, Value], view: DossierView) -> list[Fraction]:
    """Every answer that a leaf allows: half of a word, or twice one, is nothing that a figure could reach or miss."""
    if isinstance(leaf, Compared):
        one, other = stand[leaf.subject][1], stand[leaf.other][1]
        if other >= LIFE.rank and leaf.ratio != 1 and not (leaf.ratio < 1 and one >= other):
            return [Fraction(0), Fraction(1)]
        if one >= LIFE.rank > other:
            return [Fraction(1)]
    return [_leaf(leaf, stand, view)]


def _leaf(leaf: Leaf, stand: Mapping[Subject, Value], view: DossierView) -> Fraction:
    match leaf:
        case Presence(subject):
            return view.rubric.scale.status[stand[subject][0]]
        case AtLeastFigure(subject, minimum):
            return Fraction(stand[subject][1] >= minimum)
        case Compared(subject, other, ratio):
            return Fraction(stand[subject][1] >= ratio * stand[other][1])
        case Trend(subject, direction):
            return view.rubric.scale.trends[direction][stand[subject][2]]
        case _:
            raise AssertionError(leaf)


class EveryWorld:
    """All completions of what a file leaves open, and what a rubric makes of each of them."""

    def __init__(self, view: DossierView) -> None:
        self.view = view
        self.rubric = view.rubric
        self._leaves = list(dict.fromkeys(all_leaves(view.rubric)))
        self._groups = independent_answers(self._leaves, view)
        self._shown: dict[Condition, bool] = {}
        self._presumed = {criterion.id: self._presumptions(criterion) for criterion in self.rubric.criteria}

    def __iter__(self) -> Iterator[CompletedWorld]:
        for answers in joined(self._groups):
            yield CompletedWorld(self, answers)

    def tiers(self) -> set[str]:
        """The tiers of all completions."""
        return {world.tier() for world in self} - {"contradiction"}

    def gates(self) -> dict[str, set[bool]]:
        """For each gate the answers of all completions."""
        answers: dict[str, set[bool]] = {gate.id: set() for gate in self.rubric.gates}
        for world in self:
            for gate in self.rubric.gates:
                answers[gate.id].add(world.gate(gate.id))
        return answers

    def shown(self, condition: Condition) -> bool:
        """Whether a condition holds in every completion."""
        if condition not in self._shown:
            self._shown[condition] = all(holds(condition, world) for world in self)
        return self._shown[condition]

    def presumed(self, criterion: str) -> Mapping[Leaf, Fraction]:
        """What a criterion presumes of the leaves on which only silence is on record."""
        return self._presumed[criterion]

    def _presumptions(self, criterion: Criterion) -> Mapping[Leaf, Fraction]:
        """The first presumption that names a measure of a leaf is the one that answers it."""
        return {
            leaf: presumption.value
            for presumption in reversed(criterion.presumptions)
            for leaf in self._leaves
            for subject in subjects(leaf)
            if subject.measure in presumption.measures and self._silent(subject)
        }

    def _silent(self, subject: Subject) -> bool:
        """Whether silence on record is all there is of a subject; of the whole, it is silence of each part."""
        whole = Subject(subject.measure, subject.series)
        return not _speaks(subject, self.view) and any(
            self.view.fact(one).silent and not _speaks(one, self.view) for one in (subject, whole)
        )


def _speaks(subject: Subject, view: DossierView) -> bool:
    fact = view.fact(subject)
    return bool(fact.states or fact.comparisons)


@dataclass
class CompletedWorld:
    """One completion, for conditions to look at."""

    every: EveryWorld
    answers: Mapping[Leaf, Fraction]
    _outcomes: dict[str, Outcome] = field(default_factory=dict)

    def outcome(self, criterion: str) -> Outcome:
        """The outcome of a criterion; not applicable if the law of the year does not ask it."""
        if criterion not in self._outcomes:
            asked = {known.id for known in self.every.rubric.criteria}
            self._outcomes[criterion] = (
                self._outcome(criterion_of(self.every.rubric, criterion))
                if criterion in asked
                else Outcome.NOT_APPLICABLE
            )
        return self._outcomes[criterion]

    def _outcome(self, criterion: Criterion) -> Outcome:
        answers = {**self.answers, **self.every.presumed(criterion.id)}
        value = weighed(criterion, [value_of(indicator.test, answers) for indicator in criterion.indicators])
        for cap in criterion.caps:
            if value_of(cap.when, answers) == 1:
                value = min(value, cap.at_most)
        return self.every.rubric.scale.outcome(value)

    def reached(self, test: Test) -> Fraction:
        """The value of a test that a condition names; no presumption is made outside criteria."""
        return value_of(test, self.answers)

    def gate(self, gate: str) -> bool:
        """Whether a gate holds."""
        return holds(next(known.condition for known in self.every.rubric.gates if known.id == gate), self)

    def shown(self, condition: Condition) -> bool:
        """Whether a condition holds in every completion."""
        return self.every.shown(condition)

    def tier(self) -> str:
        """The tier of the first rule that holds."""
        return next(rule.tier for rule in self.every.rubric.rules if holds(rule.when, self))
