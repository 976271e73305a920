"""A file with some of it left out reads as if that had never been on it."""

from __future__ import annotations

import dataclasses

import pytest

from builders import YEAR, a_criterion, a_dossier, a_rubric, a_source, a_vocabulary, an_item, presence
from tierscore.engine.assumed_facts import with_assumptions
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.leaving_out.remainder import Remainder, without_items, without_source
from tierscore.model.assumption import Assumption
from tierscore.model.evidence import Dossier, EvidenceItem, Searched, Status
from tierscore.model.test import Subject

SUBJECTS = (Subject("patrols"), Subject("arrests"), Subject("arrests", scope="children"), Subject("storms"))
RUBRIC = a_rubric(a_criterion("a", presence("patrols"), presence("storms")))


def view(dossier: Dossier) -> DossierView:
    return DossierView(dossier, a_vocabulary(), RUBRIC, YEAR)


def facts(read: DossierView) -> list[object]:
    return [read.fact(subject, year) for subject in SUBJECTS for year in (YEAR, YEAR - 1)]


ITEMS = (
    an_item("x", "patrols"),
    an_item("y", "patrols", status=Status.ABSENT),
    an_item("z", figure=2),
    an_item("revised", figure=3),
    an_item("revision", figure=4, revises="revised"),
)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_without_a_fact_the_file_is_read_as_if_it_had_never_held_it(item: object) -> None:
    whole = view(a_dossier(*ITEMS))
    left = without_items(whole, [other for other in ITEMS if other is item])
    anew = view(a_dossier(*(other for other in ITEMS if other is not item)))
    assert facts(left.view) == facts(anew)
    assert left.view.facts.measures == anew.facts.measures
    assert bool(left.differences) == (_seen(whole) != _seen(anew))


def _seen(read: DossierView) -> list[object]:
    return [
        (fact.states, {*fact.comparisons}, bool(fact.silent))
        for subject in SUBJECTS
        for fact in read.both_periods(subject)
    ]


def test_a_fact_with_another_source_stays_without_one_and_goes_with_both() -> None:
    both = ("s", "t")
    shared, alone = an_item("shared", "patrols", sources=both), an_item("alone", "storms")
    dossier = a_dossier(shared, alone, sources=[a_source("s"), a_source("t")])
    whole = view(dossier)
    left = without_source(whole, "s", [shared, alone])
    assert [(item.id, [source.id for source in item.sources]) for item in left.view.dossier.items] == [
        ("shared", ["t"])
    ]
    assert left.view.fact(Subject("patrols")).states == whole.fact(Subject("patrols")).states
    assert not left.view.fact(Subject("storms")).states


def test_without_its_source_a_search_puts_no_silence_on_record() -> None:
    pillar = a_vocabulary().measures["patrols"].pillar
    searched = frozenset({Searched(YEAR, pillar, "s"), Searched(YEAR - 1, pillar, "t")})
    whole = view(dataclasses.replace(a_dossier(), searched=searched))
    left = without_source(whole, "s", [])
    assert whole.fact(Subject("patrols")).silent == ("s",)
    assert left.view.fact(Subject("patrols")).silent == ()
    assert left.silenced
    assert {search.source for search in left.view.dossier.searched} == {"t"}


def test_laws_that_read_facts_alike_share_what_is_left_and_others_do_not() -> None:
    whole = view(a_dossier(*ITEMS))
    left = without_items(whole, ITEMS[:1])
    lapse = dataclasses.replace(RUBRIC.settings, standing_lapse=RUBRIC.settings.standing_lapse + 1)
    other = whole.under(dataclasses.replace(RUBRIC, settings=lapse))
    assert left.under(whole.under(RUBRIC)) is left
    under: Remainder = left.under(other)
    assert under is not left
    assert under is left.under(other)
    assert under.view.rubric is other.rubric


def test_a_file_with_assumptions_reads_without_a_fact_as_if_they_had_been_made_without_it() -> None:
    assumed = [Assumption(Subject("patrols"), Status.ABSENT)]
    items = (*ITEMS, an_item("earlier", "patrols", when=f"report {YEAR - 1}"))

    def assuming(*on_file: EvidenceItem) -> DossierView:
        file = a_dossier(*on_file)
        return view(with_assumptions(file, a_vocabulary(), YEAR, assumed, RUBRIC.settings))

    whole = assuming(*items)
    for item in (items[2], items[-1]):
        anew = assuming(*(other for other in items if other is not item))
        assert _seen(without_items(whole, [item]).view) == _seen(anew)
