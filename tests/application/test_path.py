"""What leads to a tier on the shipped data: each set gives it, and no set without one of its changes does."""

from __future__ import annotations

from itertools import islice

import pytest

from shipped import shipped, shipped_session
from thorough import TIMES
from tierscore.application.questions.path import path
from tierscore.engine.assess import judge
from tierscore.engine.assumed_facts import with_assumptions
from tierscore.errors import UsageError
from tierscore.model.rubric import Role
from tierscore.model.tier_path import Change, Course

SESSION = shipped_session()
EVERY = 1 if TIMES > 1 else 107
"""Which shipped rows are tried: all of them where somebody asks for it."""
MOST_CHECKED = 6
"""How many sets of a row are judged again."""


def rows() -> list[tuple[str, int]]:
    pairs = [(dossier.iso3, year) for dossier in SESSION.dossiers() for year in SESSION.years(dossier)]
    return pairs[::EVERY]


def indicated(iso3: str, year: int, changes: tuple[Change, ...]) -> tuple[str, tuple[str, ...]]:
    """The tier and the range of a file with some changes made, judged as a file of its own."""
    dossier = SESSION.dossier(iso3)
    assumed = [assumption for change in changes for assumption in change.assumptions]
    file = with_assumptions(dossier, SESSION.vocabulary, year, assumed, SESSION.rubric.settings)
    earlier = SESSION.placements(iso3).before(year)
    judgement = judge(SESSION.rubric, SESSION.vocabulary, file, year, earlier)
    return judgement.indicated, judgement.range


@pytest.mark.parametrize("tier", [tier.id for tier in SESSION.rubric.tiers if tier.role is not Role.NONE])
@pytest.mark.parametrize(("iso3", "year"), rows())
def test_each_set_gives_the_tier_and_can_spare_no_change(iso3: str, year: int, tier: str) -> None:
    try:
        answer = path(SESSION, iso3, tier, year)
    except UsageError as refused:
        assert "already" in str(refused)  # noqa: PT017 - the tier that it has
        return
    for found in islice((*answer.sets, *answer.to_find_out), MOST_CHECKED):
        assert indicated(iso3, year, found.changes) == (tier, found.range)
        for change in found.changes if len(found.changes) > 1 else ():
            rest = tuple(other for other in found.changes if other is not change)
            assert indicated(iso3, year, rest)[0] != tier
    if answer.forbidden_by:
        assert answer.looked_at == 0


def test_a_ministry_is_told_what_to_do_in_forty_lines() -> None:
    done = shipped("path", "panama", "--year", "2024", "--to", "1")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) <= 40
    words = " ".join(done.stdout.split())
    assert "Amend the offence so that it needs no movement" in words
    assert "Investigate and prosecute officials alleged to be complicit. (Prosecution, 7106(b)(7)" in words
    assert "It is proven that fewer than" in words


def test_the_smallest_sets_are_all_there_are_where_they_are_few() -> None:
    answer = path(SESSION, "cuba", "2", 2023)
    assert (answer.size, answer.every_smallest, answer.none_below) == (3, True, 3)
    assert {change.assumptions[0].subject.measure for change in answer.needed} == {
        "state-trafficking",
        "state-forced-labour",
    }
    assert all(change.course is Course.BETTER for change in answer.needed)


def test_what_is_not_on_file_and_would_do_it_alone_is_to_be_found_out() -> None:
    answer = path(SESSION, "haiti", "2", 2023)
    assert answer.size == 1
    found = {found.changes[0].assumptions[0].subject.measure for found in answer.to_find_out}
    assert "trafficking-convictions" in found
    assert not any(found.changes[0].on_file for found in answer.to_find_out)


def test_of_sets_on_the_same_facts_the_one_that_asks_least_is_written_out() -> None:
    """Cuba has sets in which complicit officials were prosecuted, and in which more were: the first is enough."""
    words = " ".join(shipped("path", "cuba", "--year", "2023", "--to", "2").stdout.split())
    assert "some (complicit officials prosecuted)" in words
    assert words.count("complicit officials prosecuted") == 1


def test_where_earlier_placements_forbid_a_tier_the_rule_is_named_and_nothing_searched() -> None:
    answer = path(SESSION, "china", "2WL", 2013)
    assert ([rule.id for rule in answer.forbidden_by], answer.looked_at) == (["two-year-rule"], 0)


@pytest.mark.parametrize(
    ("country", "tier", "year", "says"),
    [
        ("panama", "4", 2024, "leads to a tier '4'; it can be 1, 2, 2WL or 3"),
        ("panama", "special-case", 2024, "leads to a tier 'special-case'"),
        ("panama", "Tier 2", 2024, "Panama has Tier 2 in the 2024 report already"),
        ("panama", "1", 2003, "holds no evidence for the 2003 report"),
    ],
)
def test_a_question_without_an_answer_is_refused(country: str, tier: str, year: int, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        path(SESSION, country, tier, year)
    assert says in str(refused.value)
