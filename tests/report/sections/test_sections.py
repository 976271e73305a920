"""What a report says, and that every sentence leads to a rule, a fact and a source."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from report.builders import RUBRIC, RULES, a_poor_assessment, a_rich_assessment, with_trees
from shipped import assessed
from tierscore.errors import UsageError
from tierscore.model.assessment import CONTRADICTION, Assessment
from tierscore.model.condition import AtLeastSo, OutcomeIn, PlacedInSequence, PlacementStep
from tierscore.model.decision import Answer, Trial, Unknown
from tierscore.model.evidence import Bound, Figure, Limit
from tierscore.model.finding import PillarScore, Reason
from tierscore.model.measure import NamedValue
from tierscore.model.outcome import Outcome, exactly
from tierscore.model.rubric import SpecialListGround
from tierscore.report.compose.brief import compose_brief
from tierscore.report.compose.explain import compose_explain
from tierscore.report.compose.full import compose_full
from tierscore.report.formats import plain
from tierscore.report.language.wording import (
    ACTORS,
    ANSWERS,
    AUTHORITIES,
    EFFORTS,
    LIMITS,
    OUTCOMES,
    REASONS,
    SOURCE_KINDS,
    STATUSES,
    VERSUS,
    figure_words,
)

JARGON = (" interval", " gate", "gates", " leaf", "Fraction(", "frozenset", "Answer.", "Outcome.")


def _full(assessment: Assessment) -> str:
    return " ".join(plain.render(compose_full(assessment, "bundled data"), 120).split())


def _explain(assessment: Assessment, criterion: str) -> str:
    return " ".join(plain.render(compose_explain(assessment, criterion), 120).split())


@pytest.mark.parametrize("assessment", [a_rich_assessment(), a_poor_assessment()], ids=["rich", "poor"])
def test_no_word_of_the_program_is_shown(assessment: Assessment) -> None:
    for text in (
        _full(assessment),
        _explain(assessment, "identification"),
        plain.render(compose_brief(assessment, "")),
    ):
        assert [word for word in JARGON if word in text] == []
        assert "None is strongest" in text or "None" not in text


@pytest.mark.parametrize(
    "words",
    [OUTCOMES, ANSWERS, AUTHORITIES, REASONS, STATUSES, LIMITS, ACTORS, VERSUS, EFFORTS, SOURCE_KINDS],
)
def test_every_value_has_its_own_words(words: dict[object, str]) -> None:
    assert set(words) == set(type(next(iter(words))))  # type: ignore[call-overload]
    assert len(set(words.values())) == len(words)


def test_the_sections_stand_in_the_promised_order() -> None:
    text = plain.render(compose_full(a_rich_assessment(), "bundled data"))
    heads = [
        "AMBER", "The three P's\n", "How the tier was reached\n", "What else is possible\n",
        "Unknown, and what matters most\n", "Findings\n", "What did not count, and why\n", "Sources\n",
    ]  # fmt: skip
    assert sorted(heads, key=text.index) == heads


def test_the_headline_names_tier_range_official_placement_and_origin() -> None:
    text = _full(a_rich_assessment())
    assert "PANAMA under the law of the 2021 report 1 April 2020 to 31 March 2021" in text
    assert "AMBER Does not comply in full but makes serious efforts." in text
    assert "On this reading of the law Green and Amber are possible" in text
    assert "State Amber Watch (two or more lists agree). It played no part in this answer." in text
    assert "not a placement by the US Department of State." in text
    assert "sha256 0123456789ab)" in text
    assert "bundled data" in text


def test_an_undetermined_assessment_says_why() -> None:
    text = _full(a_poor_assessment())
    assert "No rule decided: whether the government makes serious efforts is open" in text
    assert "are possible; the search stopped at its limit of work." in text
    assert "State's placement in this report is not on file." in text


def test_a_contradiction_is_told_as_one() -> None:
    rule = replace(RULES[0], tier=CONTRADICTION, says="It complies in full and exploits people itself")
    rich = a_rich_assessment()
    decision = replace(
        rich.decision, rule=rule.id, reached=CONTRADICTION, trials=(Trial(rule, Answer.HOLDS, ("complies",)),)
    )
    assessment = replace(rich, decision=decision, indicated=CONTRADICTION)
    assert "NO TIER It complies in full and exploits people itself." in _full(assessment)
    assert "No tier, but a contradiction" in plain.render(compose_brief(assessment, ""))


def test_a_single_tier_is_told_as_certain() -> None:
    rich = a_rich_assessment()
    text = _full(replace(rich, range=rich.range[1:]))
    assert (
        "On this reading of the law only Amber is possible, unless a source shows the grave finding taken as "
        "absent (listed below)." in text
    )


def test_ties_between_pillars_are_told() -> None:
    rich = a_rich_assessment()
    tied = replace(
        rich,
        pillars=tuple(
            PillarScore(pillar, name, Fraction(50), Fraction(60), Fraction(1))
            for pillar, name in RUBRIC.pillars.items()
        ),
    )
    assert "Protection is strongest: at least 33 of 100 is shown." in _full(rich)
    assert "Prosecution, Protection and Prevention are alike: at least 50 of 100 is shown in each." in _full(
        tied
    )


def test_an_open_condition_tells_what_was_assumed_on_whose_authority_and_why() -> None:
    assert (
        "Unknown: for the indicated tier the answer is taken to be no. Compliance must be shown (this rubric's "
        "choice)." in _full(a_rich_assessment())
    )


def test_a_condition_that_is_read_twice_is_told_once() -> None:
    rich = a_rich_assessment()
    trials = (rich.decision.trials[0], replace(rich.decision.trials[0], rule=replace(RULES[0], id="again")))
    text = _full(with_trees(replace(rich, decision=replace(rich.decision, trials=trials))))
    assert (
        text.count("Does the government comply in full?") == text.count("See above.") + 2
    )  # once in the list of unknowns
    assert text.count("Compliance must be shown") == 1


def test_contested_facts_show_both_sides() -> None:
    text = _full(a_rich_assessment())
    start = text.index("Sources disagree on whether it was so:")
    assert "No victim was fined." in text[start:]
    assert "Two victims were fined." in text[start:]
    assert "Sources disagree on Victims found, 2020 report: 46 or 61." in text


def test_presumptions_and_caps_give_their_basis() -> None:
    text = _full(a_rich_assessment())
    assert (
        "Presumed not met, since a source says that nothing was reported. A government that gives no data is "
        "presumed to have none (statute, Code 12(b)(1))." in text
    )
    assert "May be limited to 50 of 100. Victims must not be punished (statute, Code 12(b)(2))." in text


def test_what_did_not_count_gives_reason_and_source() -> None:
    text = _full(a_rich_assessment())
    assert "hotline-old (2009)." in text
    assert "A hotline was opened." not in text
    assert (
        "more than in the year before; planned; hotline-plan) Set aside: a commitment for the future" in text
    )


def test_every_number_of_a_source_is_listed_and_none_else() -> None:
    text = _full(a_rich_assessment())
    body, listed = text.rsplit("Sources", 1)
    assert "[1: " in body
    assert "[2" in body
    assert "[1] Harbour Office: Annual Report on Harbours 2021" in listed
    assert "[2] Universidad del Puerto: Encuesta sobre tráfico y trata, 8 June 2020." in listed
    assert "[3" not in text


def test_only_eight_unknowns_are_listed_and_the_rest_counted() -> None:
    many = tuple(
        Unknown(
            None,
            f"unknown {number}",
            2021,
            contested=False,
            criteria=(),
            gates=(),
            excludes=0,
            weight=Fraction(0),
        )
        for number in range(11)
    )
    text = _full(replace(a_rich_assessment(), unknowns=many))
    assert "8. unknown 7" in text
    assert "unknown 8" not in text
    assert "3 more unknowns" in text


@pytest.mark.parametrize("assessment", [a_rich_assessment(), a_poor_assessment()], ids=["rich", "poor"])
@pytest.mark.parametrize("length", [1, 500])
def test_the_brief_report_fits_one_screen(assessment: Assessment, length: int) -> None:
    long = "word " * length
    many = tuple(
        Unknown(None, long, 2021, contested=False, criteria=(), gates=(), excludes=0, weight=Fraction(0))
        for _ in range(5)
    )
    rules = tuple(replace(trial, rule=replace(trial.rule, says=long)) for trial in assessment.decision.trials)
    decision = replace(
        assessment.decision,
        trials=rules,
        undetermined_because=assessment.decision.undetermined_because and long,
    )
    stretched = replace(
        assessment, unknowns=many, decision=decision, dossier=replace(assessment.dossier, name=long)
    )
    lines = plain.render(compose_brief(stretched, long), 80).splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


def test_one_criterion_is_explained_to_its_depth() -> None:
    text = _explain(a_rich_assessment(), "identification")
    for part in (
        "Does the government find victims by a procedure rather than wait for them?",
        "4(2)\" (statute); Handbook 7 (State's practice, not verified)",
        "Weight 3. Nothing else can begin before a victim is found (this rubric's choice).",
        "Worth: 2 of 3 points (this rubric's choice). Without it, everything depends on the officer on duty.",
        "Test: Written procedures, by the government.",
        "On file: Written procedures, 1 April 2020 to 31 March 2021: limited.",
        "Written procedures are in use in the capital. [1: Protection] (since November 2014; by the government;",
        "Test: how each count in the table stands against the year before.",
        "Victims found 46 or 61 at least 1061 [1][2]",
        "Adopt and use written procedures. (moderate effort;",
        "Met from 75 of 100, met in part from 33 1/3",
        "Does the government comply in full? Unknown.",
    ):
        assert part in text


def test_explain_tells_all_that_did_not_count_for_the_criterion() -> None:
    text = _explain(a_rich_assessment(), "hotline")
    assert "A hotline was opened. [1: Protection] (2009; by the government; hotline-old)" in text


def test_a_criterion_that_the_law_does_not_ask_is_said_to_be_so() -> None:
    assert "Outcome Not asked by the law of this report." in _explain(a_rich_assessment(), "later")


def test_an_unknown_criterion_names_those_that_there_are() -> None:
    with pytest.raises(
        UsageError, match=r"has no criterion 'nothing'\. It has: enforcement, identification, hotline, later"
    ):
        compose_explain(a_rich_assessment(), "nothing")


def test_every_reason_has_a_group_of_its_own() -> None:
    rich = a_rich_assessment()
    notes = tuple(replace(rich.not_counted[3], reason=reason) for reason in Reason)
    text = _full(replace(rich, not_counted=notes))
    assert all(f"{REASONS[reason]}: 1 fact" in text for reason in Reason)


def test_many_criteria_of_which_the_same_is_asked_are_sorted_by_their_answers() -> None:
    rich = a_rich_assessment()
    names = ("enforcement", "identification", "hotline", "later")
    many = AtLeastSo(2, tuple(OutcomeIn(name, frozenset({Outcome.MET, Outcome.NOT_MET})) for name in names))
    gates = tuple(
        replace(result, gate=replace(result.gate, condition=many)) for result in rich.decision.gates
    )
    text = _full(with_trees(replace(rich, decision=replace(rich.decision, gates=gates))))
    assert (
        "At least 2 of these 4, each met or not met: • Met or not met, 1: Does the government prosecute "
        "traffickers? • Met in part, 1: Is there a later question? • Unknown, 2: Does the government find"
        in text
    )


def test_earlier_placements_are_told_as_asked_and_not_as_facts() -> None:
    steps = PlacedInSequence((PlacementStep("amber-watch", 3, 2009), PlacementStep("red", 1, 2019)))
    rich = a_rich_assessment()
    gates = tuple(
        replace(result, gate=replace(result.gate, condition=steps)) for result in rich.decision.gates
    )
    text = _full(with_trees(replace(rich, decision=replace(rich.decision, gates=gates))))
    assert (
        "Placed on Amber Watch in 2 reports in a row (counted from 2009), up to the report before this one? Not "
        "so." in _full(rich)
    )
    assert (
        "one after another Amber Watch in 3 reports in a row (counted from 2009) then Red in 1 report "
        "(counted from 2019), up to" in text
    )


@pytest.mark.parametrize(("value", "words"), [(1, "victims: at least 1"), (2, "at least 2 victims")])
def test_units_are_plural_words(value: int, words: str) -> None:
    assert figure_words(Figure(Fraction(value), "victims", Bound.AT_LEAST)) == words


@pytest.mark.parametrize(
    ("bound", "words"), [(Bound.EXACT, "adrift for good"), (Bound.AT_LEAST, "at least adrift for good")]
)
def test_a_named_value_is_printed_by_its_words_without_rank_and_unit(bound: Bound, words: str) -> None:
    named = NamedValue("adrift", Fraction(1000), "adrift for good")
    assert figure_words(Figure(named.rank, "fathoms", bound, named)) == words


def test_a_limit_of_form_is_no_limit_of_trafficking_alone() -> None:
    rich = a_rich_assessment()
    limited = replace(rich.dossier.items[0], limit=Limit.FORM)
    items = (limited, *rich.dossier.items[1:])
    text = _full(replace(rich, dossier=replace(rich.dossier, items=items)))
    assert "; in some forms only; procedures-2014)" in text


def test_a_tier_without_an_example_is_not_called_certain() -> None:
    rich = a_rich_assessment()
    bare = replace(rich, range=tuple(replace(entry, witness=()) for entry in rich.range), exact=False)
    assert "Green: not ruled out; no example was found" in _full(bare)
    assert "Amber (indicated): as the evidence stands." in _full(bare)


def test_remedies_are_for_what_is_wanting_only() -> None:
    rich = a_rich_assessment()
    full = replace(
        rich.findings[1],
        indicators=tuple(
            replace(result, value=exactly(Fraction(1))) for result in rich.findings[1].indicators
        ),
    )
    assert "What a government could do" in _explain(rich, "identification")
    assert "What a government could do" not in _explain(
        replace(rich, findings=(rich.findings[0], full, *rich.findings[2:])), "identification"
    )


def test_findings_stand_in_the_order_of_the_pillars_and_those_of_none_come_last() -> None:
    rich = a_rich_assessment()
    text = plain.render(compose_full(replace(rich, findings=tuple(reversed(rich.findings))), ""))
    heads = [
        text.index(f"\n{name}\n\n") for name in ("Prosecution", "Protection", "Prevention", "Cross-cutting")
    ]
    assert heads == sorted(heads)


def test_a_fact_is_told_once_and_named_after_that() -> None:
    rich = a_rich_assessment()
    twice = replace(rich.findings[1], indicators=(rich.findings[1].indicators[0],) * 2)
    text = _full(replace(rich, findings=(twice,)))
    assert text.count("Written procedures are in use in the capital.") == 1
    assert "Facts told above: procedures-2014 [1]." in text


def test_what_is_taken_as_no_is_told_beside_the_range() -> None:
    rich = a_rich_assessment()
    assert "unless a source shows the grave finding taken as absent" in _full(rich)
    assert "Grave findings taken as absent unless a source shows them: Forced labour by the state." in _full(
        rich
    )
    assert "taken as absent" not in _full(replace(rich, taken_as_no=()))


def test_choices_of_the_rubric_are_listed_with_their_reasons() -> None:
    assert (
        "standing lapse: 5. Nothing else can begin before a victim is found (this rubric's choice)."
        in _full(a_rich_assessment())
    )


def test_a_country_on_the_special_list_is_said_to_be() -> None:
    ground = SpecialListGround("up", frozenset({"amber"}), frozenset(), "It moved up", RULES[0].law)
    assert "Special watch list" not in _full(a_rich_assessment())
    assert "It moved up. Law: Code of Reports" in _full(replace(a_rich_assessment(), special_list=(ground,)))


def test_a_cap_is_called_disputed_only_where_its_own_facts_are() -> None:
    rich = a_rich_assessment()
    elsewhere = replace(rich.unknowns[0], contested=True)
    assert "Sources disagree on whether it was so" in _full(rich)
    assert "Sources disagree on whether it was so" not in _full(replace(rich, unknowns=(elsewhere,)))


@pytest.mark.parametrize(
    ("country", "year", "name", "said"),
    [
        (
            "argentina",
            2020,
            "Trafficking investigations",
            "sources disagree on the year before, in the 2019 report",
        ),
        ("cuba", 2022, "Victim services", "sources disagree"),
        ("argentina", 2019, "Trafficking investigations", "sources disagree"),
    ],
)
def test_an_unknown_says_of_which_year_sources_disagree(
    country: str, year: int, name: str, said: str
) -> None:
    assessment = assessed(country, year)
    (unknown,) = (unknown for unknown in assessment.unknowns if unknown.contested and unknown.name == name)
    text = _full(replace(assessment, unknowns=(unknown,)))
    assert re.search(rf"1\. {name}: {said}[.;]", text)
