"""A file with assumptions: what takes the place of what, who takes part, and that all else stands as it was written."""

from __future__ import annotations

from fractions import Fraction

from builders import (
    GOVERNMENT,
    YEAR,
    a_criterion,
    a_dossier,
    a_rubric,
    a_vocabulary,
    an_item,
    presence,
    settings,
    trend,
)
from tierscore.engine.assumed_facts import measures_of, with_assumptions
from tierscore.engine.dossier_facts import DossierFacts, facts_of
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.model.actor import Actor
from tierscore.model.assumption import AssumedDossier, Assumption
from tierscore.model.evidence import Dossier, Figure, Searched, Status
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.test import Subject

WORDS, RULES = a_vocabulary(), settings()
ARRESTS, PATROLS = Subject("arrests"), Subject("patrols")
OTHERS = frozenset({Actor.CIVIL_SOCIETY})


def assuming(dossier: Dossier, *assumptions: Assumption) -> AssumedDossier:
    return with_assumptions(dossier, WORDS, YEAR, assumptions, RULES)


def facts(dossier: Dossier) -> DossierFacts:
    return facts_of(dossier, WORDS)


def figure(number: int) -> Figure:
    return Figure(Fraction(number), "cases")


def test_an_assumption_takes_the_place_of_what_counts_for_its_period_alone() -> None:
    file = a_dossier(
        an_item("now", figure=7),
        an_item("then", figure=4, when="report 2020"),
        an_item("others", figure=9, by=OTHERS),
        an_item("else", "rescues", figure=2),
    )
    assumed = assuming(file, Assumption(ARRESTS, Status.DONE, figure(5)))
    ours, written = facts(assumed), facts(file)
    assert [item.id for item in assumed.items] == ["else", "then", "assumed-arrests"]
    assert ours.fact(ARRESTS, YEAR, GOVERNMENT, RULES).evidence == ("assumed-arrests",)
    assert ours.fact(ARRESTS, YEAR - 1, GOVERNMENT, RULES) == written.fact(
        ARRESTS, YEAR - 1, GOVERNMENT, RULES
    )
    assert ours.counting("rescues", YEAR, RULES) == written.counting("rescues", YEAR, RULES)


def test_only_the_same_series_and_scope_give_way_and_to_none_of_the_whole_every_part() -> None:
    file = a_dossier(an_item("part", figure=3, scope="children"), an_item("row", figure=2, series="rumoured"))
    some, none = Assumption(ARRESTS, Status.DONE, figure(8)), Assumption(ARRESTS, Status.ABSENT)
    assert [item.id for item in assuming(file, some).items] == ["part", "row", "assumed-arrests"]
    assert [item.id for item in assuming(file, none).items] == ["row", "assumed-arrests"]
    part = Assumption(Subject("arrests", scope="children"), Status.ABSENT)
    assert [item.id for item in assuming(file, part).items] == ["row", "assumed-arrests-children"]


def test_whoever_the_government_acted_with_still_takes_part_unless_nothing_was_done() -> None:
    file = a_dossier(
        an_item("joint", "patrols", with_=OTHERS),
        an_item("nothing", "patrols", with_=frozenset({Actor.PRIVATE_SECTOR}), status=Status.ABSENT),
    )
    for status, partners in ((Status.DONE, OTHERS), (Status.ABSENT, frozenset())):
        [item] = assuming(file, Assumption(PATROLS, status)).items
        assert (item.by, item.with_) == (GOVERNMENT, partners)


def test_every_question_about_the_period_is_answered_from_the_items_that_are_left() -> None:
    file = a_dossier(an_item("now", figure=7), an_item("late", figure=1, when="report 2019"))
    assumed = assuming(file, Assumption(ARRESTS, Status.DONE, figure(5)))
    ours, [late, made] = facts(assumed), assumed.items
    assert ours.items_on("arrests") == (made, late)
    assert [chosen.item for chosen in ours.selection([late, made], "arrests", YEAR, RULES).selected] == [made]
    assert [reason.item for reason in ours.not_counted(ARRESTS, YEAR, GOVERNMENT, RULES)] == ["late"]


def test_what_is_on_file_speaks_in_the_period_by_what_is_left_and_in_other_years_as_written() -> None:
    file = a_dossier(an_item("now", figure=7), an_item("then", figure=4, when="report 2020"))
    ours = facts(assuming(file, Assumption(ARRESTS, Status.DONE, figure(5))))
    for on_file in (ours.on_file("arrests"), ours.on_subject(ARRESTS)):
        years = {item.id: set(report_years) for item, report_years in on_file}
        assert years == {"assumed-arrests": {YEAR}, "now": set(), "then": {YEAR - 1}}
        assert [len(report_years) for _, report_years in on_file] == [1, 0, 1]
        assert not any(YEAR in report_years for item, report_years in on_file if item.id == "now")
    assert ours.on_file("patrols") == []


def test_a_search_that_found_nothing_takes_part_in_what_is_assumed_of_its_period() -> None:
    file = a_dossier(searched=[Searched(YEAR, "sea", "s")])
    assumed = facts(assuming(file, Assumption(PATROLS, Status.DONE)))
    assert assumed.fact(PATROLS, YEAR, GOVERNMENT, RULES).evidence == ("assumed-patrols",)


def test_the_same_assumption_is_worked_out_once() -> None:
    file = facts(a_dossier(an_item("now", figure=7))).dossier
    first, second = (facts(assuming(file, Assumption(ARRESTS, Status.ABSENT))) for _ in range(2))
    assert first.fact(ARRESTS, YEAR, GOVERNMENT, RULES) is second.fact(ARRESTS, YEAR, GOVERNMENT, RULES)


def test_what_was_made_of_measures_of_which_nothing_is_assumed_is_taken_over() -> None:
    rubric = a_rubric(a_criterion("a", presence("patrols"), trend()))
    written = facts(a_dossier(an_item("now", figure=7), an_item("walk", "patrols")))
    view = DossierView(written.dossier, WORDS, rubric, YEAR)
    assert Evaluator(view, NO_PLACEMENTS).variables
    measures = {measures_of(variable.subjects) for variable in written.variables.values()}
    assert measures == {frozenset({"arrests"}), frozenset({"patrols"})}
    ours = facts(assuming(written.dossier, Assumption(ARRESTS, Status.ABSENT)))
    assert {measures_of(variable.subjects) for variable in ours.variables.values()} == {
        frozenset({"patrols"})
    }
