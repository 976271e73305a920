"""
The plain twin of the engine's range: every completion tried one by one.

It shares the facts of a period with the engine and nothing after them: numbers are tried one after another,
tests and conditions are computed on single values, and no branch is left out.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from builders import DEATH, LIFE, counts_whole_things, criterion_of
from tierscore.engine.dossier_view import DossierView, all_leaves
from tierscore.model.actor import Actor
from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    Condition,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    Shown,
    TestReaches,
)
from tierscore.model.evidence import Status, Versus
from tierscore.model.outcome import Outcome
from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Committed,
    Compared,
    Joint,
    Leaf,
    Not,
    Outweighs,
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
    from tierscore.model.rubric import Criterion, Rubric

NUMBERS = [Fraction(n) for n in range(13)]
"""Whole numbers well beyond every figure, threshold and change of the invented examples."""
TERMS = [*sorted({Fraction(n, 8) for n in range(12 * 8)}), LIFE.rank, DEATH.rank]
"""Numbers of things that are not counted in wholes, and the words that outrank them."""
_STATED = {Versus.MORE: "up", Versus.NONE_BEFORE: "up", Versus.SAME: "same", Versus.FEWER: "down"}
_RANK = {Status.ABSENT: 0, Status.LIMITED: 1, Status.DONE: 2}

Value = tuple[Status, Fraction, str]


def all_tiers(view: DossierView) -> set[str]:
    """The tiers of all completions."""
    leaves = list(dict.fromkeys(all_leaves(view.rubric)))
    return {
        tier for answers in completions(leaves, view) if (tier := _tier(view, answers)) != "contradiction"
    }


def completions(leaves: list[Leaf], view: DossierView) -> Iterator[Mapping[Leaf, Fraction]]:
    """Every joint answer of the leaves; terms that are compared are completed together."""
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
        for values in product(*(list(_values(subject, reading, view)) for subject in group)):
            stand = dict(zip(group, values, strict=True))
            for said in product(*(_says(leaf, stand, view) for leaf in reading)):
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
    for combination in product(*groups):
        yield {leaf: value for part in combination for leaf, value in part.items()}


def _in_time(item: EvidenceItem) -> bool:
    """The dates that the inventions use: the 2021 report, or the calendar year before it."""
    return item.when.text in {"report 2021", "2020"}


def _in_period(item: str, view: DossierView) -> bool:
    return item in view.joint_items(frozenset({Actor.CIVIL_SOCIETY}))


def _values(subject: Subject, reading: list[Leaf], view: DossierView) -> Iterator[Value]:
    numeric = view.measure(subject).numeric
    now, before = view.fact(subject), view.fact(subject, view.report_year - 1)
    no = subject.measure in view.rubric.settings.taken_as_no
    here = list(_states(now, view, subject, no=no))
    if not any(isinstance(leaf, Trend) and leaf.subject == subject for leaf in reading):
        yield from ((status, number, "none") for status, number in here)
        return
    there = list(_states(before, view, subject, no=False))
    compared = now.comparisons
    settled = all(
        fact.states and (not numeric or all(state.low == state.high for state in fact.states))
        for fact in (now, before)
    )
    triples = [(one, _change(one, two, view, numeric=numeric)) for one, two in product(here, there)]
    if compared and settled:
        alike = "" if numeric else "same"
        triples = [
            (one, new) for one, change in triples for new in _told(compared, one) | ({change} - {alike})
        ]
    elif compared:
        fitting = [(one, change) for one, change in triples if change in _told(compared, one) and numeric]
        triples = fitting or [(one, change) for one, _ in triples for change in _told(compared, one)]
    yield from ((*one, change) for one, change in triples)


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


def _change(
    now: tuple[Status, Fraction], before: tuple[Status, Fraction], view: DossierView, *, numeric: bool
) -> str:
    later, earlier = (now[1], before[1]) if numeric else (Fraction(_RANK[now[0]]), Fraction(_RANK[before[0]]))
    if later == 0 and earlier == 0:
        return "none"
    if abs(later - earlier) <= (view.rubric.scale.least_change * earlier if numeric else 0):
        return "same"
    return "up" if later > earlier else "down"


def _says(leaf: Leaf, stand: Mapping[Subject, Value], view: DossierView) -> list[Fraction]:
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


def _test(test: Test, answers: Mapping[Leaf, Fraction]) -> Fraction:
    match test:
        case AnyOf(parts):
            return max(_test(part, answers) for part in parts)
        case AllOf(parts):
            return min(_test(part, answers) for part in parts)
        case AtLeast(count, parts):
            return sorted((_test(part, answers) for part in parts), reverse=True)[count - 1]
        case Not(part):
            return 1 - _test(part, answers)
        case Outweighs(gains, losses):
            return Fraction(
                sum(_test(part, answers) for part in gains) > sum(_test(part, answers) for part in losses)
            )
        case _:
            return answers[test]


def _outcome(criterion: Criterion, view: DossierView, answers: Mapping[Leaf, Fraction]) -> Outcome:
    presumed = dict(answers)
    for leaf in answers:
        for presumption in criterion.presumptions:
            for subject in subjects(leaf):
                fact = view.fact(subject)
                if (
                    subject.measure in presumption.measures
                    and fact.silent
                    and not fact.states
                    and not fact.comparisons
                ):
                    presumed[leaf] = presumption.value
    values = [_test(indicator.test, presumed) for indicator in criterion.indicators]
    points = [indicator.points for indicator in criterion.indicators]
    value = (
        min(values)
        if criterion.all_required
        else sum((v * p for v, p in zip(values, points, strict=True)), start=Fraction(0)) / sum(points)
    )
    for cap in criterion.caps:
        if _test(cap.when, presumed) == 1:
            value = min(value, cap.at_most)
    return view.rubric.scale.outcome(value)


def _holds(condition: Condition, view: DossierView, answers: Mapping[Leaf, Fraction]) -> bool:
    match condition:
        case Always():
            return True
        case OutcomeIn(criterion, wanted):
            return _outcome(criterion_of(view.rubric, criterion), view, answers) in wanted
        case TestReaches(test, minimum):
            return _test(test, answers) >= minimum
        case GateHolds(gate):
            return _holds(
                next(found.condition for found in view.rubric.gates if found.id == gate), view, answers
            )
        case EveryOne(parts):
            return all(_holds(part, view, answers) for part in parts)
        case AnyOne(parts):
            return any(_holds(part, view, answers) for part in parts)
        case AtLeastSo(count, parts):
            return sum(_holds(part, view, answers) for part in parts) >= count
        case NotSo(part):
            return not _holds(part, view, answers)
        case Shown(part):
            return _shown(part, view)
        case _:
            raise AssertionError(condition)


_known: dict[tuple[int, Condition], tuple[DossierView, bool]] = {}
"""Whether a condition is shown, by view; the view is kept so that no other takes its number."""


def _shown(condition: Condition, view: DossierView) -> bool:
    """Whether a condition holds in every completion."""
    key = id(view), condition
    if key not in _known:
        every = completions(list(dict.fromkeys(all_leaves(view.rubric))), view)
        _known[key] = view, all(_holds(condition, view, completed) for completed in every)
    return _known[key][1]


def _tier(view: DossierView, answers: Mapping[Leaf, Fraction]) -> str:
    return next(rule.tier for rule in view.rubric.rules if _holds(rule.when, view, answers))


def gate_answers(rubric: Rubric, view: DossierView) -> dict[str, set[bool]]:
    """For each gate the answers of all completions."""
    leaves = list(dict.fromkeys(all_leaves(rubric)))
    found: dict[str, set[bool]] = {gate.id: set() for gate in rubric.gates}
    for answers in completions(leaves, view):
        for gate in rubric.gates:
            found[gate.id].add(_holds(gate.condition, view, answers))
    return found
