"""A rubric tried on its worked cases: what they expect against what the engine finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.engine.assess import counted_items, special_list, uncounted_items
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.findings import score_pillars
from tierscore.engine.law import law_of, with_choices
from tierscore.model.case_results import CaseResult, Difference, ExpectationResult
from tierscore.model.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.case import Case, Expectation
    from tierscore.model.measure import Vocabulary
    from tierscore.model.outcome import Outcome
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Criterion, Gate, Rubric, TierRule


class ExpectationTrial:
    """One expectation of a case under one rubric; answers are worked out when they are needed."""

    def __init__(self, case: Case, expected: Expectation, view: DossierView) -> None:
        self.case = case
        self.expected = expected
        self.view = view

    def under(self, law: Rubric) -> ExpectationTrial:
        """The same expectation under another law of the same year."""
        return ExpectationTrial(self.case, self.expected, self.view.under(law))

    @property
    def law(self) -> Rubric:
        """The law of the report year, under the readings of the case."""
        return self.view.rubric

    @cached_property
    def evaluator(self) -> Evaluator:
        """The rubric joined with the evidence of the case."""
        return Evaluator(self.view, self._history)

    @cached_property
    def judgement(self) -> Judgement:
        """The tier, and how it follows."""
        return Judgement(self.evaluator)

    @cached_property
    def grounds(self) -> tuple[str, ...]:
        """The grounds of the special watch list."""
        before = self._history.tier(self.expected.report_year - 1)
        return tuple(ground.id for ground in special_list(self.law, self.judgement.indicated, before))

    def outcome(self, criterion: str) -> Outcome:
        """The outcome of a criterion."""
        return self.evaluator.outcome(criterion)

    def differences(self) -> Iterator[Difference]:
        """What is expected and not found; what takes least work comes first."""
        expected = self.expected
        for name, outcome in (expected.outcomes or {}).items():
            yield from _unequal(f"outcome of {name}", outcome, self.outcome(name))
        if expected.not_counted:
            notes = uncounted_items(self.evaluator, counted_items(self.evaluator))
            reasons = {note.item: note.reason for note in notes}
            for item, reason in expected.not_counted.items():
                yield from _unequal(f"why {item} does not count", reason, reasons.get(item, "it counts"))
        if expected.asks_decision:
            yield from self._differences_of_decision()
        if expected.strongest_pillar is not None:
            yield from _unequal("strongest", expected.strongest_pillar, self._strongest)

    def _differences_of_decision(self) -> Iterator[Difference]:
        expected, judgement = self.expected, self.judgement
        if expected.indicated is not None:
            yield from _unequal("indicated", expected.indicated, judgement.indicated)
        if judgement.indicated in expected.not_indicated:
            yield Difference("indicated", f"anything but {judgement.indicated}", judgement.indicated)
        if expected.rule is not None:
            yield from _unequal("decided by", expected.rule, judgement.rule or "no rule")
        if expected.range is not None:
            yield from _unequal("range", _listed(expected.range), _listed(judgement.range))
        if expected.special_list is not None:
            yield from _unequal("special watch list", _listed(expected.special_list), _listed(self.grounds))

    @property
    def _history(self) -> Placements:
        return self.case.placements.before(self.expected.report_year)

    @property
    def _strongest(self) -> str:
        scores = score_pillars(self.evaluator)
        most = max(score.low for score in scores)
        best = [score.pillar for score in scores if score.low == most]
        return best[0] if len(best) == 1 else "a tie"


@dataclass(frozen=True)
class Reach:
    """How far the difference between two rubrics goes."""

    everything: bool
    criteria: frozenset[str]
    """The criteria whose findings can differ."""
    decision: bool
    """Whether gates or tier rules differ, or read what differs."""
    changed: tuple[Criterion | Gate | TierRule, ...]
    """Everything that stands in one of the rubrics only; where none of it is in force, nothing differs."""


def trials(rubric: Rubric, vocabulary: Vocabulary, cases: Iterable[Case]) -> Iterator[ExpectationTrial]:
    """Every expectation of every case and its variants, in their order, under the case's own readings."""
    for case in (variant for written in cases for variant in (written, *written.variants)):
        chosen = with_choices(rubric, case.choices)
        for expected in case.expectations:
            law = law_of(chosen, expected.report_year)
            yield ExpectationTrial(
                case, expected, DossierView(case.dossier, vocabulary, law, expected.report_year)
            )


def results(case_trials: Iterable[ExpectationTrial]) -> tuple[CaseResult, ...]:
    """How each case came out, in their order."""
    by_case: dict[int, tuple[Case, list[ExpectationResult]]] = {}
    for trial in case_trials:
        _, expectations = by_case.setdefault(id(trial.case), (trial.case, []))
        expectations.append(ExpectationResult(trial.expected, tuple(trial.differences())))
    return tuple(CaseResult(case, tuple(expectations)) for case, expectations in by_case.values())


def problems(case_results: Iterable[CaseResult]) -> Iterator[Problem]:
    """A problem for each expectation that does not come out, placed where it is written."""
    hint = "either the rubric no longer says what the case shows, or the case is wrong: see what it cites"
    for case_result in case_results:
        for result in case_result.results:
            if result.differences:
                differences = "; ".join(
                    f"{difference.what}: expected {difference.expected}, found {difference.found}"
                    for difference in result.differences
                )
                message = f"{case_result.case.name}: {result.expectation.report_year}: {differences}"
                yield Problem(result.expectation.place, Code.CASE, message, hint)


def _unequal(what: str, expected: str, found: str) -> Iterator[Difference]:
    if expected != found:
        yield Difference(what, str(expected), str(found))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
