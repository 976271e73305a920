"""Rubrics, from their folders to the model."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from builders import criterion_of
from loading.invalid import MADE_UP
from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.model import condition
from tierscore.model.actor import Actor
from tierscore.model.condition import Always, AnyOne, EveryOne, GateHolds, NotSo, OutcomeIn, PlacedInARow
from tierscore.model.evidence import Status
from tierscore.model.law import Authority, Law
from tierscore.model.measure import NamedValue, Nature, Vocabulary
from tierscore.model.outcome import Outcome
from tierscore.model.problem import UnreadableError
from tierscore.model.rubric import Effort, IfOpen, Remedy, Role, Rubric
from tierscore.model.test import (
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Compared,
    Corroborated,
    Joint,
    Not,
    Presence,
    Subject,
    Trend,
)
from tierscore.model.version import AcceptedMove, Level, VersionEntry

GOVERNMENT = frozenset({Actor.GOVERNMENT})


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(MADE_UP / "rubrics/measures.yaml")


@pytest.fixture(scope="module")
def rubric(vocabulary: Vocabulary) -> Rubric:
    return load_rubric(MADE_UP / "rubrics/made-up", vocabulary)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP / "rubrics/made-up", tmp_path / "made-up"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_vocabulary(vocabulary: Vocabulary) -> None:
    assert vocabulary.measures["crews-freed"].series == ("rumoured", "counted")
    assert vocabulary.measures["harbour-law"].nature is Nature.STANDING
    assert vocabulary.measures["harbour-law"].by == frozenset()
    assert vocabulary.measures["piracy-by-officials"].by == GOVERNMENT
    assert {name: unit.whole for name, unit in vocabulary.units.items()} == {
        "ships": True,
        "crews": True,
        "fathoms": False,
    }
    assert vocabulary.units["fathoms"].named == (
        NamedValue("endless", Fraction(1000), "without an end"),
        NamedValue("knotted", Fraction(2000), "tied in a ring"),
    )
    assert vocabulary.scopes == {"northern": "northern waters only"}


def test_identity_tiers_and_scale(rubric: Rubric) -> None:
    assert (rubric.id, rubric.version, rubric.law_read_to, rubric.first_report) == (
        "made-up",
        "1.2.0",
        "2026-01-01",
        2005,
    )
    assert [(tier.id, tier.rank, tier.role) for tier in rubric.tiers] == [
        ("Gold", 1, Role.FULL),
        ("Silver", 2, Role.PARTIAL),
        ("Bronze", 3, Role.WATCH),
        ("Lead", 4, Role.FAILING),
    ]
    assert rubric.scale.status == {Status.DONE: 1, Status.LIMITED: Fraction(1, 2), Status.ABSENT: 0}
    assert (rubric.scale.met_from, rubric.scale.partly_met_from) == (Fraction(3, 4), Fraction(1, 3))
    assert rubric.scale.trends["not-down"] == {"up": 1, "same": 1, "down": 0, "none": 0}
    assert rubric.settings.taken_as_no == frozenset({"piracy-by-officials"})


def test_settings_are_shown_in_the_order_of_the_file_each_with_its_reason(rubric: Rubric) -> None:
    up = {"up": 1, "same": 0, "down": 0, "none": 0}
    assert [(setting.name, setting.value) for setting in rubric.shown_settings] == [
        ("status done", 1),
        ("status limited", Fraction(1, 2)),
        ("status absent", 0),
        ("met_from", Fraction(3, 4)),
        ("partly_met_from", Fraction(1, 3)),
        ("least_change", 0),
        ("trend up", up),
        ("trend not-down", up | {"same": 1}),
        ("standing_lapse", 4),
        ("adverse_lapse", 2),
        ("minimum_coverage", Fraction(1, 2)),
        ("taken_as_no", ("piracy-by-officials",)),
    ]
    assert rubric.shown_settings[3].basis.reason == "Three parts of four."
    assert [rubric.shown_settings[place].address for place in (0, 3, 6, 8)] == [
        ("scale", "status", "done"),
        ("scale", "met_from"),
        ("scale", "trends", "up"),
        ("settings", "standing_lapse"),
    ]


def test_criteria_come_from_all_files_with_the_pillar_of_their_file(rubric: Rubric) -> None:
    assert [(criterion.id, criterion.pillar) for criterion in rubric.criteria] == [
        ("searching", "harbour"),
        ("freeing", "lighthouse"),
    ]
    searching = criterion_of(rubric, "searching")
    assert searching.law == (Law("Sea Code 11", Authority.STATUTE, "S1"),)
    assert [indicator.points for indicator in searching.indicators] == [2, 1]
    assert searching.indicators[0].remedy == Remedy("Pass a law.", Effort.HIGH)
    assert searching.caps[0].at_most == Fraction(1, 2)
    assert searching.presumptions[0].measures == frozenset({"ships-searched"})
    assert (criterion_of(rubric, "freeing").validity.since, criterion_of(rubric, "freeing").all_required) == (
        2008,
        True,
    )


def test_tests_become_those_of_the_model(rubric: Rubric) -> None:
    searching, freeing = rubric.criteria
    assert searching.indicators[1].test == AnyOf(
        (
            AtLeastFigure(Subject("ships-searched"), Fraction(10), GOVERNMENT),
            Trend(Subject("ships-searched"), "up", GOVERNMENT),
        )
    )
    assert freeing.indicators[1].test == Compared(
        Subject("crews-fed", "counted"), Subject("crews-freed", "counted"), Fraction(1)
    )
    lamps = freeing.indicators[2].test
    assert isinstance(lamps, AtLeast)
    assert lamps.tests[1:] == (
        Joint(frozenset({Actor.CIVIL_SOCIETY})),
        Not(Presence(Subject("lamps-lit", scope="northern"), GOVERNMENT)),
    )


def test_a_list_of_series_means_the_largest_of_them(rubric: Rubric) -> None:
    assert criterion_of(rubric, "freeing").indicators[0].test == AnyOf(
        (
            Presence(Subject("crews-freed", "rumoured"), GOVERNMENT),
            Presence(Subject("crews-freed", "counted"), GOVERNMENT),
        )
    )


def test_conditions_become_those_of_the_model(rubric: Rubric) -> None:
    everything, pirates, something, too_long = rubric.gates
    met = frozenset({Outcome.MET})
    assert everything.condition == EveryOne((OutcomeIn("searching", met), OutcomeIn("freeing", met)))
    assert pirates.condition == condition.TestReaches(
        Corroborated(("piracy-by-officials",), 2, 2), Fraction(1)
    )
    assert isinstance(something.condition, EveryOne)
    assert something.condition.conditions[0] == NotSo(GateHolds("pirates"))
    assert isinstance(something.condition.conditions[1], AnyOne)
    assert too_long.condition == PlacedInARow("Bronze", 2, 2010)
    assert (something.if_open, pirates.if_open_basis.cite) == (IfOpen.UNDETERMINED, "Sea Code 3")
    assert rubric.rules[-1].when == Always()
    assert rubric.rules[0].tier == "contradiction"
    assert rubric.special_list[0].before == frozenset({"Gold", "Silver"})


def test_a_placement_without_since_counts_from_the_first_report(folder: Path, vocabulary: Vocabulary) -> None:
    edit(folder / "rubric.yaml", "{tier: Bronze, in_a_row: 2, since: 2010}", "{tier: Bronze}")
    assert load_rubric(folder, vocabulary).gates[3].condition == PlacedInARow("Bronze", 1, 2005)


def test_the_hash_sees_judgement_and_nothing_else(
    folder: Path, vocabulary: Vocabulary, rubric: Rubric
) -> None:
    main = folder / "rubric.yaml"
    main.write_text(
        "# A remark.\n"
        + main.read_text()
        + "\nhistory:\n  - {version: 1.2.0, date: 2026, level: editorial, summary: First.}\n"
    )
    edit(folder / "harbour.yaml", "alias: S1, authority: statute", "authority:   statute, 'alias': \"S1\"")
    assert load_rubric(folder, vocabulary).sha256 == rubric.sha256
    edit(folder / "harbour.yaml", "points: 2", "points: 3")
    changed = load_rubric(folder, vocabulary).sha256
    assert changed != rubric.sha256
    (folder / "harbour.yaml").rename(folder / "port.yaml")
    assert load_rubric(folder, vocabulary).sha256 == changed


HISTORY = """
history:
  - {version: 1.2.0, date: 2026-01-01, level: substantive, summary: B.,
     moves: [{country: ATL, year: 2021, from: Lead, to: undetermined}]}
  - {version: 1.1.0, date: 2025, level: editorial, summary: First., tuned_on: [ATL, MUU], held_out: [LEM]}
"""


def test_the_history_of_versions(folder: Path, vocabulary: Vocabulary) -> None:
    (folder / "rubric.yaml").write_text((folder / "rubric.yaml").read_text() + HISTORY)
    assert load_rubric(folder, vocabulary).history == (
        VersionEntry(
            "1.2.0",
            "2026-01-01",
            Level.SUBSTANTIVE,
            "B.",
            (AcceptedMove("ATL", 2021, "Lead", "undetermined"),),
        ),
        VersionEntry(
            "1.1.0",
            "2025",
            Level.EDITORIAL,
            "First.",
            tuned_on=frozenset({"ATL", "MUU"}),
            held_out=frozenset({"LEM"}),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 1.1.0", "version: one", "`one` is no version"),
        ("to: undetermined", "to: Tin", "there is no tier `Tin`"),
        ("to: undetermined", "to: Lead", "from Lead to Lead is no move"),
        (
            "to: undetermined}",
            "to: Gold}, {country: ATL, year: 2021, from: Gold, to: Lead}",
            "ATL 2021 is named twice",
        ),
        ("level: editorial", "level: grave", "`grave` is not one of the words allowed here"),
        ("summary: First.", "summary: First., by: me", "there is no key `by` here"),
        ("held_out: [LEM]", "held_out: [MUU]", "MUU is named twice"),
        ("held_out: [LEM]", "held_out: [Lemuria]", "`Lemuria` has 7 letters; a country code has three"),
    ],
)
def test_a_history_out_of_form(
    folder: Path, vocabulary: Vocabulary, old: str, new: str, message: str
) -> None:
    (folder / "rubric.yaml").write_text((folder / "rubric.yaml").read_text() + HISTORY)
    edit(folder / "rubric.yaml", old, new)
    with pytest.raises(UnreadableError) as failure:
        load_rubric(folder, vocabulary)
    assert message in str(failure.value)


def test_cases_are_no_part_of_the_rubric(folder: Path, vocabulary: Vocabulary, rubric: Rubric) -> None:
    (folder / "cases" / "broken.yaml").write_text("[")
    assert load_rubric(folder, vocabulary).sha256 == rubric.sha256


def test_the_problems_of_all_files_are_told_together(folder: Path, vocabulary: Vocabulary) -> None:
    edit(folder / "rubric.yaml", "rank: 4, role: failing", "rank: 4, role: falling")
    edit(folder / "harbour.yaml", "measure: harbour-law", "measure: harbor-law")
    (folder / "lighthouse.yaml").write_text("[")
    with pytest.raises(UnreadableError) as caught:
        load_rubric(folder, vocabulary)
    files = [Path(problem.place.file).name for problem in caught.value.problems]
    assert {"rubric.yaml", "harbour.yaml", "lighthouse.yaml"} == set(files)


def test_a_folder_without_a_rubric(tmp_path: Path, vocabulary: Vocabulary) -> None:
    with pytest.raises(UnreadableError, match=r"rubric\.yaml: there is no such file"):
        load_rubric(tmp_path, vocabulary)


def test_twelve_different_questions_in_tier_rules_are_enough(folder: Path, vocabulary: Vocabulary) -> None:
    many = ", ".join(f"{{placed: {{tier: Bronze, in_a_row: {years}}}}}" for years in range(1, 9))
    edit(folder / "rubric.yaml", "when: {gate: too-long}", f"when: {{any: [{many}]}}")
    assert len(load_rubric(folder, vocabulary).rules) == 6
    more = ", ".join(f"{{placed: {{tier: Bronze, in_a_row: {years}}}}}" for years in range(1, 11))
    edit(folder / "rubric.yaml", f"[{many}]", f"[{more}]")
    with pytest.raises(UnreadableError, match="ask 14 different things"):
        load_rubric(folder, vocabulary)


def test_trends_and_figures_may_name_several_series_too(folder: Path, vocabulary: Vocabulary) -> None:
    both = (Subject("crews-freed", "rumoured"), Subject("crews-freed", "counted"))
    old = "{measure: crews-freed, series: [rumoured, counted], by: [government]}"
    edit(
        folder / "lighthouse.yaml",
        old,
        "{trend: crews-freed, direction: up, series: [rumoured, counted], by: [government]}",
    )
    tests = criterion_of(load_rubric(folder, vocabulary), "freeing").indicators[0].test
    assert tests == AnyOf(tuple(Trend(subject, "up", GOVERNMENT) for subject in both))
    edit(folder / "lighthouse.yaml", "trend: crews-freed, direction: up", "figure: crews-freed, at_least: 2")
    tests = criterion_of(load_rubric(folder, vocabulary), "freeing").indicators[0].test
    assert tests == AnyOf(tuple(AtLeastFigure(subject, Fraction(2), GOVERNMENT) for subject in both))


def test_a_pillar_without_weight_in_one_report_year_is_a_problem(
    folder: Path, vocabulary: Vocabulary
) -> None:
    harbour = folder / "harbour.yaml"
    text = harbour.read_text(encoding="utf-8")
    light = text[text.index("  - id: searching") : text.index("    caps:")]
    light = light.replace("id: searching", "id: looking").replace("weight: {value: 2", "weight: {value: 0")
    harbour.write_text(text + light, encoding="utf-8")
    load_rubric(folder, vocabulary)
    edit(harbour, "  - id: searching\n", "  - id: searching\n    since: 2015\n    act: The Sea Act\n")
    with pytest.raises(UnreadableError) as caught:
        load_rubric(folder, vocabulary)
    (problem,) = [problem for problem in caught.value.problems if problem.code == "TS311"]
    assert (problem.message, problem.place.line) == (
        "every criterion of `harbour` has the weight 0 in report 2005, so that the P has no score",
        text.count("\n") + 2 + 4,
    )
