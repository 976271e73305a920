"""Two versions of a rubric compared: what changed, whom it moves, and whom it would move."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_diff.changes import edits, make_change, vocabulary_changes
from tierscore.analysis.rubric_diff.counterexample import find_witness
from tierscore.analysis.rubric_diff.impact import (
    Judge,
    answer_all,
    differences,
    reading_newer_facts,
    with_shared_parts,
)
from tierscore.analysis.rubric_diff.renames import with_new_ids
from tierscore.analysis.rubric_diff.single_change import with_single_change
from tierscore.model.canonical import canonical
from tierscore.model.rubric_change import ChangeKind, MoveKind, RubricDiff
from tierscore.model.version import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.analysis.rubric_diff.changes import Edit
    from tierscore.analysis.rubric_diff.impact import AnswerAll, AssessmentAnswers, CountryFacts
    from tierscore.model.check import Address
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import Move, RubricChange
MOST_TRIALS = 120
"""The most assessments by which moves are put down to single changes."""
MOST_WITNESSES = 4
"""The most changes for which a made-up country is looked for."""


@dataclass(frozen=True)
class _Variant:
    """One substantive change, and the old rubric with nothing but it."""

    change: RubricChange
    path: Address
    judge: Judge | None
    """None where the change cannot stand by itself."""


@dataclass(frozen=True)
class _Comparison:
    """A country and year under both rubrics."""

    country: CountryFacts
    year: int
    before: AssessmentAnswers
    after: AssessmentAnswers

    @property
    def other_tier(self) -> bool:
        """Whether the indicated tier differs."""
        tier = (MoveKind.INDICATED, "")
        return self.before.get(tier, ()) != self.after.get(tier, ())

    def moves(self, answers: AssessmentAnswers) -> Iterator[Move]:
        """What differs from the old answers in others."""
        return differences(self.before, answers, self.country.dossier, self.year)


def compare(  # noqa: PLR0913 - two sides, and what is judged by them
    before: Rubric,
    old_words: Vocabulary,
    after: Rubric,
    new_words: Vocabulary,
    countries: Sequence[CountryFacts],
    answers: AnswerAll = answer_all,
) -> RubricDiff:
    """
    Compare two versions of a rubric, each in its vocabulary, on facts in the words of the new one.

    ``answers`` gives what a rubric answers, where an earlier run may know it.
    """
    old = with_new_ids(before, old_words, after, new_words)
    rubric_edits = edits(old.rubric, after)
    word_changes = vocabulary_changes(after, old.vocabulary, new_words)
    new_id = [make_change(ChangeKind.RENAMED, ("id",), before.id, after.id)] if before.id != after.id else []
    changes = (*new_id, *old.changes, *(edit.change for edit in rubric_edits), *word_changes)
    if not any(change.level is Level.SUBSTANTIVE for change in changes):
        return RubricDiff(after.id, before, after, changes)
    first = Judge(old.rubric, reading_newer_facts(old.rubric, old.vocabulary, new_words))
    second = Judge(with_shared_parts(first.rubric, after), new_words)
    comparisons = list(_comparisons(first, second, countries, answers))
    variants = list(_variants(first, second, rubric_edits, word_changes))
    attribution = _Attribution(variants)
    moves = attribution.moves(comparisons)
    moving_nobody = [variant for variant in variants if variant.change.fingerprint not in attribution.moving]
    witnesses = tuple(
        find_witness(variant.change.fingerprint, variant.path, first, variant.judge or second)
        for variant in moving_nobody[:MOST_WITNESSES]
    )
    return RubricDiff(after.id, before, after, changes, len(comparisons), moves, witnesses)


def _comparisons(
    first: Judge, second: Judge, countries: Sequence[CountryFacts], answers: AnswerAll
) -> Iterator[_Comparison]:
    """Every country with each year for which it holds evidence under either rubric, under both."""
    after = before = tuple(answers(first, countries))
    if first.weightless_digest != second.weightless_digest:
        after = tuple(answers(second, countries))
    for country, old, new in zip(countries, before, after, strict=True):
        old_years = {year.report_year: first.weighed(year) for year in old.years}
        new_years = {year.report_year: second.weighed(year) for year in new.years}
        for year in sorted({*old_years, *new_years}):
            yield _Comparison(
                country,
                year,
                old_years[year] if year in old_years else first.answers(country, year),
                new_years[year] if year in new_years else second.answers(country, year),
            )


def added(rubric: Rubric) -> RubricDiff:
    """The comparison of a rubric with nothing."""
    return RubricDiff(rubric.id, None, rubric, (make_change(ChangeKind.RUBRIC_ADDED, (), None, rubric.name),))


def removed(rubric: Rubric) -> RubricDiff:
    """The comparison of nothing with a rubric."""
    return RubricDiff(
        rubric.id, rubric, None, (make_change(ChangeKind.RUBRIC_REMOVED, (), rubric.name, None),)
    )


def same_but_for_identity(before: Rubric, after: Rubric) -> bool:
    """Whether two rubrics say the same under another id, name or version."""
    identity = frozenset({"id", "name", "version"})
    return bool(canonical(before, without=identity) == canonical(after, without=identity))


def _variants(
    first: Judge, second: Judge, rubric_edits: Sequence[Edit], word_changes: Sequence[RubricChange]
) -> Iterator[_Variant]:
    """Every substantive change by itself: those of the rubric, then those of the vocabulary."""
    substantive = [edit for edit in rubric_edits if edit.change.level is Level.SUBSTANTIVE]
    for edit in substantive:
        alone = (
            with_single_change(first.rubric, second.rubric, edit.path)
            if len(substantive) > 1
            else second.rubric
        )
        judge = None if alone is None else Judge(alone, second.vocabulary)
        yield _Variant(edit.change, edit.path, judge)
    for change in word_changes:
        if change.level is Level.SUBSTANTIVE:
            yield _Variant(change, change.address, Judge(first.rubric, second.vocabulary))


class _Attribution:
    """Puts moves down to single changes, as far as a limited number of assessments allows."""

    def __init__(self, variants: Sequence[_Variant]) -> None:
        self.moving: set[str] = set()
        """The fingerprints of the changes that move somebody by themselves."""
        self._variants = variants
        self._trials_left = MOST_TRIALS

    def moves(self, comparisons: Sequence[_Comparison]) -> tuple[Move, ...]:
        """Every move with its causes, in the order of the comparisons; moves of tiers are traced first."""
        tiers_first = sorted(comparisons, key=lambda comparison: not comparison.other_tier)
        moves = {id(comparison): self._traced(comparison) for comparison in tiers_first}
        return tuple(move for comparison in comparisons for move in moves[id(comparison)])

    def _traced(self, comparison: _Comparison) -> list[Move]:
        moves = list(comparison.moves(comparison.after))
        tier_moves = any(move.kind is MoveKind.INDICATED for move in moves)
        causes: list[list[str]] = [[] for _ in moves]
        for variant in self._variants if moves else ():
            fingerprint = variant.change.fingerprint
            if (
                variant.judge is None
                or self._trials_left <= 0
                or (fingerprint in self.moving and not tier_moves)
            ):
                continue
            self._trials_left -= 1
            answers = variant.judge.answers(comparison.country, comparison.year)
            alone = {(move.kind, move.what, move.after) for move in comparison.moves(answers)}
            if alone:
                self.moving.add(fingerprint)
            for move, known in zip(moves, causes, strict=True):
                if (move.kind, move.what, move.after) in alone:
                    known.append(fingerprint)
        return [replace(move, causes=tuple(known)) for move, known in zip(moves, causes, strict=True)]
