"""Invented rubrics and dossiers: small enough to try every completion, varied enough to find what is wrong."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from builders import (
    ALWAYS,
    DEATH,
    GOVERNMENT,
    LIFE,
    a_cap,
    a_criterion,
    a_dossier,
    a_gate,
    a_presumption,
    a_rubric,
    a_rule,
    a_scale,
    an_indicator,
    an_item,
    presence,
    settings,
    trend,
)
from tierscore.model.actor import Actor
from tierscore.model.condition import (
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
from tierscore.model.evidence import Bound, Dossier, EvidenceItem, Status, Versus
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import Criterion, IfOpen, Rubric, TierRule
from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Committed,
    Compared,
    Joint,
    Not,
    Outweighs,
    Subject,
    Test,
)

STATISTICS = ("arrests", "rescues")
MEASURES = (*STATISTICS, "patrols", "harbour-law", "storms")

leaves = st.one_of(
    st.sampled_from(MEASURES).map(presence),
    st.builds(
        trend,
        st.sampled_from(("arrests", "rescues", "patrols")),
        st.sampled_from(("up", "not-down", "graded")),
    ),
    st.builds(
        lambda measure, minimum: AtLeastFigure(Subject(measure), Fraction(minimum), GOVERNMENT),
        st.sampled_from(STATISTICS),
        st.integers(1, 3),
    ),
    st.builds(
        lambda ratio: Compared(Subject("longest-term"), Subject("usual-term"), Fraction(ratio)),
        st.sampled_from((1, 2, "1/2")),
    ),
    st.just(Joint(frozenset({Actor.CIVIL_SOCIETY}))),
    st.just(Committed(GOVERNMENT)),
)


def _several(children: st.SearchStrategy[Test]) -> st.SearchStrategy[Test]:
    lists = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Outweighs, lists, lists),
        lists.map(AnyOf),
        lists.map(AllOf),
        children.map(Not),
        lists.flatmap(lambda tests: st.integers(1, len(tests)).map(lambda k: AtLeast(k, tests))),
    )


tests: st.SearchStrategy[Test] = st.recursive(leaves, _several, max_leaves=4)
fractions = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)])


@st.composite
def criteria(draw: st.DrawFn, id: str) -> Criterion:
    """A criterion with one to three indicators, perhaps a cap and a presumption."""
    indicators = tuple(
        an_indicator(draw(tests), f"{id}-{n}", draw(st.integers(1, 3)))
        for n in range(draw(st.integers(1, 3)))
    )
    return a_criterion(
        id,
        pillar=draw(st.sampled_from(("sea", "land", "cross-cutting"))),
        indicators=indicators,
        all_required=draw(st.booleans()),
        caps=tuple(a_cap(draw(tests), draw(fractions)) for _ in range(draw(st.integers(0, 1)))),
        presumptions=tuple(
            a_presumption(draw(st.sampled_from(STATISTICS))) for _ in range(draw(st.integers(0, 1)))
        ),
    )


outcome_sets = st.sets(
    st.sampled_from([Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET]), min_size=1, max_size=2
).map(frozenset)
plain_conditions: st.SearchStrategy[Condition] = st.one_of(
    st.builds(OutcomeIn, st.sampled_from(("a", "b")), outcome_sets),
    st.builds(TestReaches, leaves, st.sampled_from([Fraction(1, 2), Fraction(1)])),
)


def _joined(children: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    lists = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        lists.map(EveryOne),
        lists.map(AnyOne),
        children.map(NotSo),
        lists.flatmap(lambda parts: st.integers(1, len(parts)).map(lambda k: AtLeastSo(k, parts))),
    )


open_conditions: st.SearchStrategy[Condition] = st.recursive(plain_conditions, _joined, max_leaves=3)
conditions: st.SearchStrategy[Condition] = st.one_of(
    open_conditions,
    open_conditions,
    open_conditions,
    st.builds(lambda one, other: AnyOne((NotSo(Shown(one)), other)), plain_conditions, open_conditions),
)
"""What is shown is dear to find out by brute force: one gate in four asks it."""


@st.composite
def rules_on_three_gates(draw: st.DrawFn) -> list[TierRule]:
    """Rules on the gates x, y and z; the first may be a contradiction, and none holds in every case."""
    return [
        a_rule(
            "clash",
            EveryOne((GateHolds("x"), GateHolds("z"))),
            draw(st.sampled_from(("contradiction", "gold"))),
        ),
        a_rule("first", GateHolds("x"), "gold"),
        a_rule("second", EveryOne((GateHolds("y"), NotSo(GateHolds("z")))), "silver"),
        a_rule("third", GateHolds("z"), "bronze"),
    ]


@st.composite
def rubrics(draw: st.DrawFn, conditions: st.SearchStrategy[Condition] = conditions) -> Rubric:
    """Two criteria, three gates (the third may read the others), and rules that leave no case open."""
    gates = [a_gate(name, draw(conditions), draw(st.sampled_from(IfOpen))) for name in ("x", "y")]
    gates.append(
        a_gate("z", draw(st.one_of(conditions, st.just(AnyOne((GateHolds("x"), NotSo(GateHolds("y"))))))))
    )
    rules = [*draw(rules_on_three_gates()), a_rule("last", ALWAYS, "rust")]
    scale = a_scale(least_change=draw(st.sampled_from([Fraction(0), Fraction(1, 2)])))
    taken = settings(taken_as_no=frozenset(draw(st.sets(st.sampled_from(("storms", "patrols")), max_size=1))))
    return a_rubric(
        draw(criteria("a")), draw(criteria("b")), gates=gates, rules=rules, scale=scale, settings=taken
    )


@st.composite
def items(draw: st.DrawFn, id: str, measures: tuple[str, ...]) -> EvidenceItem:
    """An item of this period or the one before, with a status, a figure, a comparison or silence."""
    measure = draw(st.sampled_from(measures))
    changes: dict[str, Any] = {
        "when": draw(st.sampled_from(("report 2021", "2020", "report 2020", "2019", "2018")))
    }
    if measure in STATISTICS:
        kind = draw(st.sampled_from(("figure", "bound", "compared", "silent", "status")))
        if kind in {"figure", "bound"}:
            changes["figure"] = draw(st.integers(0, 3))
            changes["bound"] = draw(st.sampled_from(Bound)) if kind == "bound" else Bound.EXACT
            changes |= {"status": Status.DONE} if kind == "bound" else {}
        elif kind == "compared":
            compared = draw(st.sampled_from(Versus))
            rises = compared in (Versus.MORE, Versus.NONE_BEFORE)
            changes |= {"versus_previous": compared, "status": Status.DONE if rises else None}
        elif kind == "silent":
            changes["status"] = Status.NOT_REPORTED
    elif measure.endswith("-term"):
        changes["figure"] = draw(st.sampled_from((1, 2, 3, 4, int(LIFE.rank), int(DEATH.rank))))
    else:
        changes["status"] = draw(
            st.sampled_from((Status.DONE, Status.LIMITED, Status.ABSENT, Status.PLANNED))
        )
    changes["by"] = frozenset(
        draw(
            st.sampled_from(
                ([Actor.GOVERNMENT], [Actor.CIVIL_SOCIETY], [Actor.GOVERNMENT, Actor.CIVIL_SOCIETY])
            )
        )
    )
    return an_item(id, measure, **changes)


@st.composite
def dossiers(
    draw: st.DrawFn, most: int = 6, measures: tuple[str, ...] = (*MEASURES, "longest-term", "usual-term")
) -> Dossier:
    """Up to ``most`` items on ``measures``."""
    return a_dossier(
        *(draw(items(f"item-{number}", measures)) for number in range(draw(st.integers(0, most))))
    )
