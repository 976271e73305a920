"""Assessments made by hand: one rich, one poor, and small parts with good defaults."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tierscore.loading.dates import read_published
from tierscore.model.actor import Actor
from tierscore.model.assessment import UNDETERMINED, Assessment
from tierscore.model.condition import (
    AnyOne,
    AtLeastSo,
    Condition,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    TestReaches,
)
from tierscore.model.decision import (
    Answer,
    ConditionResult,
    Decision,
    GateResult,
    RangeEntry,
    Supposition,
    Trial,
    Unknown,
)
from tierscore.model.evidence import (
    Bound,
    Dossier,
    EvidenceItem,
    Figure,
    Limit,
    Source,
    SourceKind,
    SourceReference,
    Status,
    Versus,
)
from tierscore.model.finding import (
    CapResult,
    Finding,
    IndicatorResult,
    NotCounted,
    PillarScore,
    Reading,
    Reason,
)
from tierscore.model.law import Authority, Basis, Law, Validity
from tierscore.model.measure import Measure, Nature, Sense, Unit, Vocabulary
from tierscore.model.outcome import ONE, UNKNOWN, ZERO, Interval, Outcome, exactly
from tierscore.model.period import When
from tierscore.model.placement import Placement
from tierscore.model.rubric import (
    Cap,
    Criterion,
    Effort,
    Gate,
    IfOpen,
    Indicator,
    Presumption,
    Remedy,
    Role,
    Rubric,
    Scale,
    Setting,
    Settings,
    Tier,
    TierRule,
    Weight,
)
from tierscore.model.test import Corroborated, Presence, Subject, Trend

YEAR = 2021
GOVERNMENT = frozenset({Actor.GOVERNMENT})
STATUTE = Law("Code of Reports 12(b)(2)", Authority.STATUTE, alias="4(2)")
PRACTICE = Law("Handbook 7", Authority.AGENCY, unverified=True)
POLICY = Basis(Authority.POLICY, "Nothing else can begin before a victim is found")


def a_when(text: str, *, report: int | None = None) -> When:
    year = int(text[:4]) if text[:4].isdigit() else YEAR
    ongoing = text.endswith("..")
    return When(dt.date(year, 1, 1), dt.date(year, 12, 31), text, report=report, ongoing=ongoing)


def an_item(id: str, measure: str, **fields: object) -> EvidenceItem:
    usual: dict[str, Any] = {
        "when": a_when("2020"),
        "summary": f"Something was done about {measure}.",
        "sources": (SourceReference("annual-2021", "Protection"),),
        "status": Status.DONE,
        "by": GOVERNMENT,
    }
    return EvidenceItem(id=id, measure=measure, **{**usual, **fields})


def a_measure(id: str, name: str, **fields: object) -> Measure:
    usual: dict[str, Any] = {
        "pillar": "protection",
        "nature": Nature.STANDING,
        "sense": Sense.FOR,
        "definition": name,
    }
    return Measure(id=id, name=name, **{**usual, **fields})


def an_indicator(
    id: str,
    question: str,
    subject: str,
    points: int = 1,
    *,
    remedy: Remedy | None = None,
    trend: bool = False,
) -> Indicator:
    test = Trend(Subject(subject), "up", GOVERNMENT) if trend else Presence(Subject(subject), GOVERNMENT)
    return Indicator(
        id, question, points, "Without it, everything depends on the officer on duty", test, remedy
    )


def a_criterion(
    id: str, question: str, indicators: tuple[Indicator, ...], pillar: str = "protection", **fields: object
) -> Criterion:
    usual: dict[str, Any] = {"law": (STATUTE,), "weight": Weight(3, POLICY)}
    return Criterion(id=id, pillar=pillar, question=question, indicators=indicators, **{**usual, **fields})


def a_reading(subject: str, evidence: tuple[str, ...] = (), says: str = "so", **fields: object) -> Reading:
    usual: dict[str, Any] = {
        "report_year": YEAR,
        "silent": (),
        "settled": bool(evidence),
        "contested": False,
    }
    return Reading(subject=Subject(subject), evidence=evidence, says=says, **{**usual, **fields})


def a_result(
    indicator: Indicator, value: Interval, *readings: Reading, presumed: str | None = None
) -> IndicatorResult:
    evidence = tuple(dict.fromkeys(item for reading in readings for item in reading.evidence))
    return IndicatorResult(indicator, value, evidence, presumed, readings)


def a_finding(
    criterion: Criterion, outcome: Outcome, value: Interval, *results: IndicatorResult, **fields: object
) -> Finding:
    usual: dict[str, Any] = {
        "possible": (outcome,),
        "coverage": ONE - value.width,
        "presumed_coverage": ZERO,
        "caps": (),
        "evidence": tuple(dict.fromkeys(item for result in results for item in result.evidence)),
        "not_counted": (),
    }
    return Finding(criterion=criterion, outcome=outcome, value=value, indicators=results, **(usual | fields))


MEASURES = (
    a_measure("procedures", "Written procedures"),
    a_measure(
        "victims-found",
        "Victims found",
        nature=Nature.STATISTIC,
        unit="victims",
        series=("potential", "confirmed"),
    ),
    a_measure("victims-punished", "Victims punished", nature=Nature.CIRCUMSTANCE, sense=Sense.AGAINST),
    a_measure(
        "convictions", "Convictions", pillar="prosecution", nature=Nature.STATISTIC, unit="convictions"
    ),
    a_measure("hotline", "Public hotline", pillar="prevention"),
    a_measure(
        "forced-labour",
        "Forced labour by the state",
        pillar="cross-cutting",
        nature=Nature.CIRCUMSTANCE,
        sense=Sense.AGAINST,
    ),
)
VOCABULARY = Vocabulary(
    measures={measure.id: measure for measure in MEASURES},
    pillars={
        "prosecution": "Prosecution",
        "protection": "Protection",
        "prevention": "Prevention",
        "cross-cutting": "Cross-cutting",
    },
    units={"victims": Unit(whole=True), "convictions": Unit(whole=True)},
    scopes={"children": "children only"},
)

PROCEDURES = an_indicator(
    "procedures",
    "Are written procedures in use?",
    "procedures",
    2,
    remedy=Remedy("Adopt and use written procedures", Effort.MODERATE),
)
MORE_FOUND = an_indicator(
    "more-found", "Were more victims found than in the year before?", "victims-found", trend=True
)
IDENTIFICATION = a_criterion(
    "identification",
    "Does the government find victims by a procedure rather than wait for them?",
    (PROCEDURES, MORE_FOUND),
    law=(STATUTE, PRACTICE),
    caps=(
        Cap(
            "punished",
            Presence(Subject("victims-punished")),
            Fraction(1, 2),
            Basis(Authority.STATUTE, "Victims must not be punished", "Code 12(b)(2)"),
        ),
    ),
)
CONVICTED = an_indicator("convicted", "Were traffickers convicted?", "convictions")
ENFORCEMENT = a_criterion(
    "enforcement",
    "Does the government prosecute traffickers?",
    (CONVICTED,),
    "prosecution",
    presumptions=(
        Presumption(
            "data",
            frozenset({"convictions"}),
            ZERO,
            Basis(
                Authority.STATUTE, "A government that gives no data is presumed to have none", "Code 12(b)(1)"
            ),
        ),
    ),
)
HOTLINE = a_criterion(
    "hotline",
    "Can the public report a case by telephone?",
    (an_indicator("hotline", "Is a hotline open?", "hotline"),),
    "prevention",
)
LATER = a_criterion(
    "later",
    "Is there a later question?",
    (an_indicator("x", "Is it so?", "hotline"),),
    "cross-cutting",
    validity=Validity(since=2030),
)

STATE_ACTS = Gate(
    "state-acts",
    "Does the state itself exploit people?",
    TestReaches(Corroborated(("forced-labour",), sources=2, years=2), ONE),
    IfOpen.FAILS,
    Basis(Authority.POLICY, "It needs an affirmative finding"),
    (STATUTE,),
)
COMPLIES = Gate(
    "complies",
    "Does the government comply in full?",
    EveryOne(
        (
            OutcomeIn("identification", frozenset({Outcome.MET})),
            AnyOne(
                (
                    OutcomeIn("enforcement", frozenset({Outcome.MET, Outcome.PARTLY_MET})),
                    OutcomeIn("hotline", frozenset({Outcome.MET})),
                )
            ),
            NotSo(GateHolds("state-acts")),
        )
    ),
    IfOpen.FAILS,
    Basis(Authority.POLICY, "Compliance must be shown"),
    (STATUTE,),
)
TRIES = Gate(
    "tries",
    "Does the government make serious efforts?",
    AtLeastSo(
        1,
        (
            OutcomeIn("enforcement", frozenset({Outcome.MET})),
            OutcomeIn("hotline", frozenset({Outcome.MET, Outcome.PARTLY_MET})),
        ),
    ),
    IfOpen.UNDETERMINED,
    POLICY,
    (STATUTE, PRACTICE),
)
LONG_WATCH = Gate(
    "long-watch",
    "Has it been on watch too long?",
    PlacedInARow("amber-watch", 2, 2009),
    IfOpen.FAILS,
    POLICY,
    (STATUTE,),
)

RULES = (
    TierRule(
        "full",
        GateHolds("complies"),
        "green",
        "The government fully complies with the minimum standards",
        (STATUTE,),
    ),
    TierRule("watch", GateHolds("long-watch"), "amber-watch", "The government has been on watch", (STATUTE,)),
    TierRule(
        "partial",
        GateHolds("tries"),
        "amber",
        "The government does not fully comply but makes serious efforts",
        (STATUTE,),
    ),
    TierRule("none", NotSo(GateHolds("tries")), "red", "The government does neither", (STATUTE,)),
)
RUBRIC = Rubric(
    id="harbour",
    name="Harbour Code",
    version="1.2.0",
    sha256="0123456789abcdef" * 4,
    law_read_to="2026-07-18",
    judges_as_of="the code as it stands since the 2019 report",
    first_report=2001,
    pillars={"prosecution": "Prosecution", "protection": "Protection", "prevention": "Prevention"},
    tiers=(
        Tier("green", "Green", 1, Role.FULL, "complies in full"),
        Tier("amber", "Amber", 2, Role.PARTIAL, "does not comply in full but makes serious efforts"),
        Tier("amber-watch", "Amber Watch", 3, Role.WATCH, "as Amber, and on watch"),
        Tier("red", "Red", 4, Role.FAILING, "neither complies nor tries"),
    ),
    scale=Scale(
        status={Status.DONE: ONE, Status.LIMITED: Fraction(1, 2), Status.ABSENT: ZERO},
        trends={"up": {"up": ONE, "same": Fraction(1, 2), "down": ZERO, "none": ZERO}},
        met_from=Fraction(3, 4),
        partly_met_from=Fraction(1, 3),
        least_change=ZERO,
    ),
    settings=Settings(5, 2, Fraction(1, 2), frozenset({"forced-labour"})),
    shown_settings=(Setting("standing_lapse", 5, POLICY, ("settings", "standing_lapse")),),
    criteria=(ENFORCEMENT, IDENTIFICATION, HOTLINE, LATER),
    gates=(STATE_ACTS, COMPLIES, TRIES, LONG_WATCH),
    rules=RULES,
    special_list=(),
)

SOURCES = {
    "annual-2021": Source(
        "annual-2021",
        "Annual Report on Harbours 2021",
        "Harbour Office",
        read_published("2021"),
        SourceKind.US_STATE_DEPARTMENT,
        "https://example.org/annual/2021?part=2",
        "read in full",
    ),
    "survey": Source(
        "survey",
        "Encuesta sobre tráfico y trata",
        "Universidad del Puerto",
        read_published("2020-06-08"),
        SourceKind.MEDIA_OR_ACADEMIC,
    ),
}
ITEMS = (
    an_item(
        "procedures-2014",
        "procedures",
        when=a_when("2014-11/.."),
        status=Status.LIMITED,
        limit=Limit.PLACE,
        summary="Written procedures are in use in the capital.",
    ),
    an_item(
        "found-2020",
        "victims-found",
        figure=Figure(Fraction(1061), "victims", Bound.AT_LEAST),
        series="confirmed",
        summary="The police confirmed victims.",
        sources=(SourceReference("annual-2021", "Protection"), SourceReference("survey")),
    ),
    an_item(
        "found-2019",
        "victims-found",
        when=a_when("2019"),
        figure=Figure(Fraction(46), "victims"),
        series="confirmed",
        summary="The police confirmed 46 victims.",
    ),
    an_item(
        "found-2019-too",
        "victims-found",
        when=a_when("2019"),
        figure=Figure(Fraction(61), "victims"),
        series="confirmed",
        summary="A survey counted 61 victims.",
        sources=(SourceReference("survey", "page 3"),),
    ),
    an_item(
        "punished",
        "victims-punished",
        when=a_when("2020-06-08"),
        status=Status.ABSENT,
        summary="No victim was fined.",
        sources=(SourceReference("survey", "page 12"),),
    ),
    an_item("punished-too", "victims-punished", when=a_when("2020-07"), summary="Two victims were fined."),
    an_item(
        "convictions-silent",
        "convictions",
        when=a_when("report 2021", report=2021),
        status=Status.NOT_REPORTED,
        summary="The government gave no figure.",
    ),
    an_item(
        "hotline-io",
        "hotline",
        by=frozenset({Actor.INTERNATIONAL_ORGANIZATION}),
        with_=GOVERNMENT,
        summary="A hotline was run from abroad.",
    ),
    an_item("hotline-old", "hotline", when=a_when("2009"), summary="A hotline was opened."),
    an_item(
        "hotline-plan",
        "hotline",
        status=Status.PLANNED,
        summary="A hotline is to be opened.",
        versus_previous=Versus.MORE,
    ),
)
DOSSIER = Dossier("Panama", "PAN", SOURCES, ITEMS)

NOT_COUNTED = (
    NotCounted("convictions-silent", Reason.SILENCE, "the source says that nothing was reported"),
    NotCounted("hotline-io", Reason.OTHER_ACTOR, "done by international-organization"),
    NotCounted("hotline-old", Reason.OUTSIDE_PERIOD, "2009: outside the reporting period"),
    NotCounted("hotline-plan", Reason.COMMITMENT, "a commitment for the future, not an action"),
)


def _findings() -> tuple[Finding, ...]:
    return (
        a_finding(
            ENFORCEMENT,
            Outcome.NOT_MET,
            exactly(ZERO),
            a_result(
                CONVICTED,
                exactly(ZERO),
                a_reading("convictions", says="nothing reported, on record", silent=("convictions-silent",)),
                presumed="data",
            ),
            coverage=ZERO,
            presumed_coverage=ONE,
            not_counted=NOT_COUNTED[:1],
        ),
        a_finding(
            IDENTIFICATION,
            Outcome.UNKNOWN,
            Interval(Fraction(1, 3), Fraction(2, 3)),
            a_result(
                PROCEDURES, exactly(Fraction(1, 2)), a_reading("procedures", ("procedures-2014",), "limited")
            ),
            a_result(
                MORE_FOUND,
                UNKNOWN,
                a_reading("victims-found", ("found-2020",), "at least 1061"),
                a_reading(
                    "victims-found",
                    ("found-2019", "found-2019-too"),
                    "46 or 61",
                    report_year=2020,
                    contested=True,
                    settled=False,
                ),
            ),
            possible=(Outcome.MET, Outcome.PARTLY_MET),
            caps=(CapResult("punished", None, ("punished", "punished-too")),),
        ),
        a_finding(
            HOTLINE,
            Outcome.UNKNOWN,
            UNKNOWN,
            a_result(HOTLINE.indicators[0], UNKNOWN, a_reading("hotline", says="no counted source")),
            possible=(Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET),
            not_counted=NOT_COUNTED[1:],
        ),
        Finding(LATER, Outcome.NOT_APPLICABLE, (), UNKNOWN, ZERO, ZERO, (), (), (), ()),
    )


def a_tree(
    condition: Condition, findings: tuple[Finding, ...], gates: tuple[GateResult, ...]
) -> ConditionResult:
    """What became of a condition, given the findings and the answers of the gates that it asks about."""
    parts = tuple(a_tree(part, findings, gates) for part in condition.parts())
    answers = [part.answer for part in parts]
    match condition:
        case OutcomeIn(criterion, outcomes):
            finding = next(finding for finding in findings if finding.criterion.id == criterion)
            accepted = {outcome in outcomes for outcome in finding.possible}
            answer = Answer.OPEN if len(accepted) == 2 else Answer.HOLDS if True in accepted else Answer.FAILS
            return ConditionResult(condition, answer, finding=finding)
        case GateHolds(gate):
            result = next(result for result in gates if result.gate.id == gate)
            return ConditionResult(condition, result.assumed, gate=result.gate)
        case NotSo():
            opposite = {Answer.HOLDS: Answer.FAILS, Answer.FAILS: Answer.HOLDS, Answer.OPEN: Answer.OPEN}
            return ConditionResult(condition, opposite[answers[0]], parts)
        case EveryOne() | AnyOne() | AtLeastSo():
            held = answers.count(Answer.HOLDS)
            reachable = held + answers.count(Answer.OPEN)
            enough = condition.count
            answer = Answer.HOLDS if held >= enough else Answer.OPEN if reachable >= enough else Answer.FAILS
            return ConditionResult(condition, answer, parts)
        case _:
            return ConditionResult(condition, Answer.FAILS)


def with_trees(assessment: Assessment) -> Assessment:
    """The same assessment, with what became of each part of its rules and gates."""
    decision, findings = assessment.decision, assessment.findings
    return replace(
        assessment,
        decision=replace(
            decision,
            trials=tuple(
                replace(trial, tree=a_tree(trial.rule.when, findings, decision.gates))
                for trial in decision.trials
            ),
            gates=tuple(
                replace(result, tree=a_tree(result.gate.condition, findings, decision.gates))
                for result in decision.gates
            ),
        ),
    )


def _gates() -> tuple[GateResult, ...]:
    return (
        GateResult(STATE_ACTS, Answer.FAILS, Answer.FAILS, ONE, (), ("punished-too",)),
        GateResult(
            COMPLIES,
            Answer.OPEN,
            Answer.FAILS,
            Fraction(5, 9),
            ("identification", "enforcement", "hotline"),
            ("procedures-2014",),
        ),
        GateResult(TRIES, Answer.HOLDS, Answer.HOLDS, ONE, ("enforcement", "hotline"), ()),
        GateResult(LONG_WATCH, Answer.FAILS, Answer.FAILS, ONE, (), ()),
    )


def a_rich_assessment() -> Assessment:
    trials = (
        Trial(RULES[0], Answer.FAILS, ("complies",)),
        Trial(RULES[1], Answer.FAILS, ("long-watch",)),
        Trial(RULES[2], Answer.HOLDS, ("tries",)),
    )
    return with_trees(_a_rich_assessment(trials))


def _a_rich_assessment(trials: tuple[Trial, ...]) -> Assessment:
    return Assessment(
        rubric=RUBRIC,
        vocabulary=VOCABULARY,
        dossier=DOSSIER,
        report_year=YEAR,
        findings=_findings(),
        pillars=(
            PillarScore("prosecution", "Prosecution", ZERO, ZERO, ZERO),
            PillarScore("protection", "Protection", Fraction(100, 3), Fraction(200, 3), Fraction(2, 3)),
            PillarScore("prevention", "Prevention", ZERO, Fraction(100), ZERO),
        ),
        coverage=Fraction(2, 9),
        decision=Decision("partial", "amber", trials, _gates(), ""),
        indicated="amber",
        range=(
            RangeEntry(
                "green",
                (
                    Supposition(Subject("hotline"), "Public hotline", "so"),
                    Supposition(None, "joint action", "shown"),
                ),
            ),
            RangeEntry("amber", ()),
        ),
        exact=True,
        taken_as_no=("forced-labour",),
        unknowns=(
            Unknown(
                Subject("hotline"),
                "Public hotline",
                YEAR,
                contested=False,
                criteria=("hotline",),
                gates=("tries",),
                excludes=1,
                weight=ONE,
            ),
            Unknown(
                Subject("victims-punished"),
                "Victims punished",
                YEAR,
                contested=True,
                criteria=("identification",),
                gates=(),
                excludes=0,
                weight=Fraction(1, 2),
            ),
            Unknown(
                Subject("victims-found", "confirmed", "children"),
                "Victims found",
                2020,
                contested=False,
                criteria=("identification",),
                gates=(),
                excludes=0,
                weight=Fraction(1, 3),
            ),
            Unknown(
                None,
                "joint action with civil society",
                YEAR,
                contested=False,
                criteria=(),
                gates=("complies",),
                excludes=2,
                weight=ZERO,
            ),
        ),
        special_list=(),
        counted=("found-2019", "found-2019-too", "found-2020", "procedures-2014"),
        not_counted=NOT_COUNTED,
        official=Placement(YEAR, "amber-watch", "A", "Harbour tables; annual report"),
    )


def a_poor_assessment() -> Assessment:
    """Nothing on file: every outcome is unknown and no tier is indicated."""
    findings = tuple(
        a_finding(
            criterion,
            Outcome.UNKNOWN,
            UNKNOWN,
            *(a_result(indicator, UNKNOWN) for indicator in criterion.indicators),
            possible=(Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET),
        )
        for criterion in RUBRIC.criteria
    )
    gates = tuple(
        GateResult(
            gate, Answer.OPEN, Answer.FAILS if gate.if_open is IfOpen.FAILS else Answer.OPEN, ZERO, (), ()
        )
        for gate in RUBRIC.gates
    )
    rich = a_rich_assessment()
    return with_trees(
        replace(
            rich,
            dossier=Dossier("Nowhere", "XXX", {}, ()),
            report_year=2005,
            findings=findings,
            pillars=tuple(
                PillarScore(pillar, name, ZERO, Fraction(100), ZERO)
                for pillar, name in RUBRIC.pillars.items()
            ),
            coverage=ZERO,
            decision=Decision(
                None,
                None,
                (
                    Trial(RULES[0], Answer.FAILS, ("complies",)),
                    Trial(RULES[1], Answer.FAILS, ("long-watch",)),
                    Trial(RULES[2], Answer.OPEN, ("tries",)),
                ),
                gates,
                "whether the government makes serious efforts is open, and the rubric assumes no answer",
            ),
            indicated=UNDETERMINED,
            range=tuple(RangeEntry(tier.id, ()) for tier in RUBRIC.tiers),
            exact=False,
            taken_as_no=(),
            unknowns=(),
            counted=(),
            not_counted=(),
            official=None,
        )
    )
