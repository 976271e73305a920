"""Invented rubrics whose law is dated and switched, and files whose sources differ, compare or are silent."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from builders import (
    ALWAYS,
    BASIS,
    GOVERNMENT,
    YEAR,
    a_cap,
    a_criterion,
    a_dossier,
    a_gate,
    a_presumption,
    a_rubric,
    a_rule,
    a_scale,
    a_switch,
    an_indicator,
    an_item,
    reaches,
    settings,
)
from strategies import rules_on_three_gates
from tierscore.model.actor import Actor
from tierscore.model.condition import (
    AnyOne,
    AtLeastSo,
    Condition,
    NotSo,
    OutcomeIn,
    Shown,
)
from tierscore.model.evidence import Bound, Dossier, EvidenceItem, Searched, Status, Versus
from tierscore.model.law import ALWAYS as FOR_EVER
from tierscore.model.law import Validity
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import Criterion, Gate, IfOpen, Rubric
from tierscore.model.test import AnyOf, AtLeastFigure, Leaf, Not, Presence, Subject, Test, Trend

SWITCHES = ("reading", "counting")
VALUES = ("wide", "narrow")
COUNTS = (Subject("arrests"), Subject("arrests", scope="children"), Subject("rescues"))

validities = st.one_of(
    st.just(FOR_EVER),
    st.builds(
        lambda switch, value: Validity(where=((switch, value),)),
        st.sampled_from(SWITCHES),
        st.sampled_from(VALUES),
    ),
    st.sampled_from(
        [Validity(since=YEAR), Validity(since=YEAR + 1), Validity(until=YEAR - 1), Validity(until=YEAR)]
    ),
)
"""For ever, under a reading, or from or until a year beside that of the examples."""
counts = st.sampled_from(COUNTS)
leaves: st.SearchStrategy[Leaf] = st.one_of(
    st.builds(lambda subject: Presence(subject, GOVERNMENT), st.one_of(counts, st.just(Subject("patrols")))),
    st.builds(
        lambda subject, way: Trend(subject, way, GOVERNMENT),
        counts,
        st.sampled_from(("up", "not-down", "graded")),
    ),
    st.builds(
        lambda subject, least: AtLeastFigure(subject, Fraction(least), GOVERNMENT), counts, st.integers(1, 3)
    ),
)
tests: st.SearchStrategy[Test] = st.one_of(
    leaves, leaves, st.builds(lambda one, other: AnyOf((one, other)), leaves, leaves), leaves.map(Not)
)


@st.composite
def criteria(draw: st.DrawFn, id: str) -> Criterion:
    """A criterion of which everything but the first indicator may be out of force; some presume on silence."""
    several = draw(st.booleans())
    indicators = [an_indicator(draw(tests), f"{id}-0")]
    if several:
        indicators.append(replace(an_indicator(draw(tests), f"{id}-1", 2), validity=draw(validities)))
    presumed = draw(st.sets(st.sampled_from(("arrests", "rescues")), max_size=2))
    presumptions = [
        replace(
            a_presumption(*sorted(presumed), value=draw(st.sampled_from([Fraction(0), Fraction(1)]))),
            validity=draw(validities),
        )
    ]
    caps = [replace(a_cap(draw(leaves), Fraction(1, 3)), validity=draw(validities))]
    return a_criterion(
        id,
        indicators=tuple(indicators),
        all_required=draw(st.booleans()),
        presumptions=tuple(presumptions) if presumed else (),
        caps=tuple(caps) if draw(st.booleans()) else (),
        validity=draw(validities),
    )


outcomes = st.sampled_from(
    [frozenset({Outcome.MET}), frozenset({Outcome.MET, Outcome.PARTLY_MET}), frozenset({Outcome.NOT_MET})]
)
asked: st.SearchStrategy[Condition] = st.builds(OutcomeIn, st.sampled_from(("a", "b", "c")), outcomes)


@st.composite
def shares(draw: st.DrawFn) -> Condition:
    """A share of the criteria that the law of the year asks, and perhaps of something else."""
    parts: list[Condition] = [
        OutcomeIn(criterion, draw(outcomes)) for criterion in draw(st.permutations(("a", "b", "c")))
    ]
    others: list[Condition] = [NotSo(draw(asked))] if draw(st.booleans()) else []
    share = draw(st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)]))
    everything = (*parts, *others)
    return AtLeastSo(math.ceil(share * len(everything)), everything, share)


conditions: st.SearchStrategy[Condition] = st.one_of(
    shares(),
    shares(),
    asked,
    leaves.map(reaches),
    asked.map(NotSo),
    st.builds(lambda one, other: AnyOne((one, other)), asked, asked),
)


def gates(id: str, conditions: st.SearchStrategy[Condition] = conditions) -> st.SearchStrategy[Gate]:
    """A gate; two in three answer the silence of a summary otherwise than other silence."""
    silent = st.sampled_from([None, *IfOpen])
    return st.builds(
        lambda condition, if_open, if_silent: replace(
            a_gate(id, condition, if_open),
            if_summary_silent=if_silent,
            if_summary_silent_basis=BASIS if if_silent else None,
        ),
        conditions,
        st.sampled_from(IfOpen),
        silent,
    )


@st.composite
def dated_rubrics(draw: st.DrawFn) -> Rubric:
    """Three criteria, three gates, two switches, and rules of which some are out of force."""
    rules = draw(rules_on_three_gates())
    switches = [
        replace(a_switch(name, options=" ".join(VALUES)), value=draw(st.sampled_from(VALUES)))
        for name in SWITCHES
    ]
    return a_rubric(
        *(draw(criteria(name)) for name in "abc"),
        gates=[draw(gates("x")), draw(gates("y")), draw(gates("z", st.one_of(conditions, asked.map(Shown))))],
        rules=[*(replace(rule, validity=draw(validities)) for rule in rules), a_rule("last", ALWAYS, "rust")],
        scale=a_scale(least_change=draw(st.sampled_from([Fraction(0), Fraction(1, 2)]))),
        settings=settings(minimum_coverage=draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)]))),
        switches=tuple(switches),
    )


@st.composite
def counted_items(draw: st.DrawFn, id: str) -> EvidenceItem:
    """An item on a count of this period, the one before or another, in figures or in words."""
    subject = draw(counts)
    changes: dict[str, Any] = {
        "when": draw(st.sampled_from(("report 2021", "2020", "report 2021", "report 2020", "2019", "2018"))),
        "by": frozenset({draw(st.sampled_from((Actor.GOVERNMENT, Actor.GOVERNMENT, Actor.CIVIL_SOCIETY)))}),
        "scope": subject.scope,
    }
    kind = draw(st.sampled_from(("figure", "figure", "bound", "compared", "both", "silent", "words")))
    if kind in {"figure", "both"}:
        changes["figure"] = draw(st.integers(0, 3))
    if kind == "bound":
        changes |= {
            "figure": draw(st.integers(1, 3)),
            "bound": draw(st.sampled_from((Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT))),
        }
    if kind in {"compared", "both"}:
        changes["versus_previous"] = draw(st.sampled_from(Versus))
        changes |= {"status": None} if kind == "compared" else {}
    if kind == "silent":
        changes["status"] = Status.NOT_REPORTED
    if kind == "words":
        changes["status"] = draw(st.sampled_from((Status.DONE, Status.ABSENT)))
    return an_item(id, subject.measure, **changes)


searches = st.sets(
    st.builds(
        lambda report, pillar: Searched(report, pillar, "s"),
        st.sampled_from((YEAR, YEAR - 1)),
        st.sampled_from(("sea", "land", None)),
    )
)


@st.composite
def disputed_dossiers(draw: st.DrawFn, most: int = 6) -> Dossier:
    """Items on few counts, so that many meet; one may revise another; parts of reports may have been read in full."""
    items = [draw(counted_items(f"item-{number}")) for number in range(draw(st.integers(0, most)))]
    if len(items) > 1 and draw(st.booleans()):
        items[-1] = replace(items[-1], revises=items[0].id)
    if draw(st.booleans()):
        items.append(
            an_item(
                "patrol",
                "patrols",
                status=draw(st.sampled_from((Status.DONE, Status.LIMITED, Status.ABSENT))),
            )
        )
    return a_dossier(*items, searched=draw(searches))
