"""What no case exercises is named, entry by entry, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

from builders import (
    MET,
    a_cap,
    a_criterion,
    a_dossier,
    a_gate,
    a_history,
    a_presumption,
    a_rubric,
    a_rule,
    a_vocabulary,
    an_item,
    presence,
)
from tierscore.analysis.rubric_cases.coverage import exercised, marks_of, remarks
from tierscore.analysis.rubric_cases.runner import problems, results, trials
from tierscore.model.case import Case, Expectation
from tierscore.model.check import Remark
from tierscore.model.condition import GateHolds, NotSo, OutcomeIn, PlacedInARow
from tierscore.model.evidence import Dossier, Status
from tierscore.model.law import Validity
from tierscore.model.outcome import Outcome
from tierscore.model.placement import NO_PLACEMENTS, Placements
from tierscore.model.problem import Code, Place
from tierscore.model.rubric import Rubric, SpecialListGround

NOT = NotSo


def rubric() -> Rubric:
    policing = a_criterion("policing", presence("patrols"), caps=(a_cap(presence("storms")),))
    counting = a_criterion("counting", presence("arrests"), presumptions=(a_presumption("arrests"),))
    gates = [a_gate("good", OutcomeIn("policing", MET)), a_gate("late", PlacedInARow("gold", 1, 2010))]
    rules = [
        a_rule("late", GateHolds("late"), "rust"),
        a_rule("good", GateHolds("good"), "gold"),
        a_rule("bad", NOT(GateHolds("good")), "silver"),
    ]
    ground = SpecialListGround("fell", frozenset({"rust"}), frozenset({"gold"}), "It fell.", ())
    return replace(a_rubric(policing, counting, gates=gates, rules=rules), special_list=(ground,))


def a_case(
    dossier: Dossier, history: Placements = NO_PLACEMENTS, year: int = 2021, **expected: object
) -> Case:
    expectation = Expectation(year, Place("cases/a.yaml", 7, 5), **expected)  # type: ignore[arg-type]
    return Case("a case", "Made-up Act, section 1", "made-up", dossier, history, (expectation,))


def missing(of: Rubric, *cases: Case) -> dict[str, str]:
    entries = exercised(of, marks_of(tuple(trials(of, a_vocabulary(), cases))))
    return {"/".join(entry.address): entry.missing for entry in entries if entry.missing}


GOOD = a_dossier(
    an_item("p", "patrols"), an_item("s", "storms", status=Status.ABSENT), an_item("a", "arrests", figure=2)
)
BAD = a_dossier(an_item("p", "patrols"), an_item("s", "storms"))
SILENT = a_dossier(an_item("a", "arrests", status=Status.NOT_REPORTED))
KNOWN = a_history(y2020="silver", y2019="silver")
WHOLE = (
    a_case(GOOD, KNOWN, indicated="gold", outcomes={"counting": Outcome.MET}),
    a_case(BAD, KNOWN, indicated="silver"),
    a_case(GOOD, a_history(y2020="gold"), indicated="rust", special_list=("fell",)),
    a_case(SILENT, outcomes={"counting": Outcome.NOT_MET}),
)


def test_cases_that_exercise_everything_leave_nothing_to_name() -> None:
    assert missing(rubric(), *WHOLE) == {}


def test_without_any_case_everything_is_named() -> None:
    assert set(missing(rubric())) == {
        "tier_rules/late",
        "tier_rules/good",
        "tier_rules/bad",
        "gates/good",
        "gates/late",
        "criteria/policing/indicators/policing-0",
        "criteria/policing/caps/cap",
        "criteria/counting/indicators/counting-0",
        "criteria/counting/presumptions/presumption",
        "special_watch_list/fell",
    }


def test_the_one_rule_that_no_case_exercises_is_named_and_the_gate_that_never_held() -> None:
    assert missing(rubric(), *WHOLE[:2], WHOLE[3]) == {
        "tier_rules/late": "decides in no case",
        "gates/late": "holds in no case",
        "special_watch_list/fell": "is expected in no case",
    }


def test_a_cap_that_bites_where_nothing_is_expected_of_its_criterion_is_not_exercised() -> None:
    only = a_case(BAD, KNOWN, outcomes={"counting": Outcome.UNKNOWN})
    assert "criteria/policing/caps/cap" in missing(rubric(), only)


def test_an_indicator_that_is_open_is_not_exercised() -> None:
    only = a_case(a_dossier(), outcomes={"counting": Outcome.UNKNOWN})
    assert "criteria/counting/indicators/counting-0" in missing(rubric(), only)


def test_a_criterion_that_cannot_change_the_tier_does_not_bear_on_it() -> None:
    """After a report of gold the tier is rust, whatever was done."""
    only = a_case(GOOD, a_history(y2020="gold"), indicated="rust")
    assert "criteria/policing/indicators/policing-0" in missing(rubric(), only)


def test_a_case_that_fails_exercises_nothing() -> None:
    wrong = a_case(GOOD, KNOWN, indicated="rust")
    assert missing(rubric(), wrong) == missing(rubric())


def test_each_version_of_a_rule_counts_by_itself() -> None:
    plain = rubric()
    old, new = (
        replace(plain.gates[0], validity=validity)
        for validity in (Validity(until=2010), Validity(since=2011))
    )
    assert missing(replace(plain, gates=(old, new, plain.gates[1])), *WHOLE) == {
        "gates/good": "holds in no case and fails in no case"
    }


def test_a_failing_case_is_a_problem_where_its_expectation_stands() -> None:
    case_results = results(
        trials(rubric(), a_vocabulary(), [a_case(GOOD, KNOWN, indicated="rust"), WHOLE[0]])
    )
    (problem,) = problems(case_results)
    assert (problem.place, problem.code) == (Place("cases/a.yaml", 7, 5), Code.CASE)
    assert problem.message == "a case: 2021: indicated: expected rust, found gold"


def test_what_is_not_exercised_is_a_remark_at_its_address() -> None:
    entries = exercised(rubric(), marks_of(tuple(trials(rubric(), a_vocabulary(), WHOLE[:2] + WHOLE[3:]))))
    assert Remark(
        ("gates", "late"), Code.UNEXERCISED, "`late` holds in no case", "write a worked case that shows it"
    ) in set(remarks(entries))
    assert len(list(remarks(entries))) == 3
