"""The smallest sets of changes are those of trying every set, on small rubrics made up at random."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import TIERS, YEAR, a_dossier, a_vocabulary
from law_strategies import dated_rubrics, disputed_dossiers
from shipped import shipped_session
from strategies import rubrics
from thorough import examples
from tierscore.analysis.paths.changes import PossibleChange, possible_changes
from tierscore.analysis.paths.search import PathSearch
from tierscore.analysis.paths.supposed import Changes, SupposedFile, subjects_of
from tierscore.engine.assess import judge
from tierscore.engine.assumed_facts import with_assumptions
from tierscore.engine.decision import Judgement
from tierscore.model.evidence import Dossier
from tierscore.model.rubric import Rubric
from tierscore.model.tier_path import Course, Stopped

pytestmark = pytest.mark.no_cover

VOCABULARY = a_vocabulary()
MOST = 2
"""Up to which size the twin tries every set."""


def every_set(judgement: Judgement, changes: tuple[PossibleChange, ...], tier: str) -> set[Changes]:
    """The sets of least size that give a tier, each judged as a file of its own; none where they are larger."""
    view, rubric = judgement.evaluator.view, judgement.evaluator.rubric
    for size in range(1, MOST + 1):
        giving = set()
        for chosen in combinations(changes, size):
            if len(subjects_of(chosen)) < sum(len(change.subjects) for change in chosen):
                continue
            assumed = [assumption for change in chosen for assumption in change.assumptions]
            file = with_assumptions(
                a_dossier(*view.dossier.items, searched=view.dossier.searched),
                VOCABULARY,
                YEAR,
                assumed,
                rubric.settings,
            )
            if judge(rubric, VOCABULARY, file, YEAR).indicated == tier:
                giving.add(frozenset(chosen))
        if giving:
            return giving
    return set()


def held_to_the_twin(rubric: Rubric, dossier: Dossier, tier: str, course: Course) -> None:
    judgement = judge(rubric, VOCABULARY, dossier, YEAR)
    if judgement.indicated == tier:
        return
    changes = possible_changes(judgement.evaluator, {course})
    search = PathSearch(
        SupposedFile(judgement, at_worst=course is Course.BETTER), changes, tier, work=100_000
    )
    search.run()
    expected = every_set(judgement, changes, tier)
    assert search.stopped is Stopped.NOT
    if expected:
        assert set(search.sets) == expected
        assert search.every_smallest
        assert search.needed() == frozenset.intersection(*expected)
    else:
        assert all(len(chosen) > MOST for chosen in search.sets)
        assert search.none_below > min(MOST, len(subjects_of(changes)))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rubrics(),
    disputed_dossiers(most=4),
    st.sampled_from([tier.id for tier in TIERS]),
    st.sampled_from(Course),
)
def test_the_smallest_sets_are_those_of_trying_every_set(
    rubric: Rubric, dossier: Dossier, tier: str, course: Course
) -> None:
    held_to_the_twin(rubric, dossier, tier, course)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(dated_rubrics(), disputed_dossiers(most=4), st.sampled_from([tier.id for tier in TIERS]))
def test_and_so_they_are_where_the_law_has_shares_summaries_and_gates_that_must_be_shown(
    rubric: Rubric, dossier: Dossier, tier: str
) -> None:
    held_to_the_twin(rubric, dossier, tier, Course.BETTER)


def test_past_the_bound_of_work_nothing_is_called_proven() -> None:
    """What is proven before the work is done stays proven; no set is called smallest that is not."""
    session = shipped_session()
    dossier = session.dossier("panama")
    judgement = judge(
        session.rubric, session.vocabulary, dossier, 2024, session.placements(dossier.iso3).before(2024)
    )
    changes = possible_changes(judgement.evaluator, {Course.BETTER})
    search = PathSearch(SupposedFile(judgement), changes, "1", work=2_000)
    search.run()
    assert search.stopped is Stopped.BOUND
    assert not search.every_smallest
    assert search.none_below <= min(map(len, search.sets))


class InterruptedFile(SupposedFile):
    """A file whose reader wants no more after some judgements."""

    left = 3

    def judgement(self, changes: Changes) -> Judgement:
        """The judgement, until the reader wants no more."""
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return super().judgement(changes)


def test_a_reader_who_wants_no_more_gets_what_is_proven_so_far() -> None:
    session = shipped_session()
    dossier = session.dossier("panama")
    judgement = judge(
        session.rubric, session.vocabulary, dossier, 2024, session.placements(dossier.iso3).before(2024)
    )
    changes = possible_changes(judgement.evaluator, {Course.WORSE})
    search = PathSearch(InterruptedFile(judgement, at_worst=False), changes, "3")
    search.run()
    assert search.stopped is Stopped.INTERRUPTED
    assert (search.none_below, search.every_smallest, search.needed()) == (1, False, frozenset())
