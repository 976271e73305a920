"""A rubric tried on its worked cases: what they expect against what the engine finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.engine.assess import counted_items, special_list, uncounted_items
from tierscore.engine.decision import answer_gates, attainable_tiers, judge, judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.findings import find, score_pillars
from tierscore.engine.law import law_of, with_choices
from tierscore.model.case_results import CaseResult, Difference, ExpectationResult
from tierscore.model.outcome import Outcome
from tierscore.model.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.engine.decision import Judgement
    from tierscore.model.case import Case, Expectation
    from tierscore.model.decision import GateResult
    from tierscore.model.finding import Finding, Reason
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


class Trial:
    """
    One expectation of a case under one rubric: what the engine finds, worked out only as far as it is asked.

    Attributes:
        case: The case.
        expected: One of its expectations.

    """

    def __init__(self, case: Case, expected: Expectation, view: DossierView) -> None:
        self.case = case
        self.expected = expected
        self.view = view

    def under(self, law: Rubric, touched: Touched) -> Trial:
        """The same expectation under another law of the same year that differs as ``touched`` says; what does not differ is shared."""
        return _TrialAgain(self, law, touched)

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
        return judge(self.evaluator)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The finding of each criterion."""
        return self.judgement.findings if self.expected.asks_decision else find(self.evaluator)

    @cached_property
    def grounds(self) -> tuple[str, ...]:
        """The grounds of the special watch list."""
        before = self._history.tier(self.expected.report_year - 1)
        return tuple(ground.id for ground in special_list(self.law, self.judgement.indicated, before))

    def outcome(self, criterion: str) -> Outcome:
        """The outcome of a criterion."""
        if criterion not in self.evaluator.criteria:
            return Outcome.NOT_APPLICABLE
        possible = self.evaluator.outcomes(criterion, self.evaluator.unassigned)
        return next(iter(possible)) if len(possible) == 1 else Outcome.UNKNOWN

    def differences(self) -> Iterator[Difference]:
        """What is expected and not found; what is cheap to find out comes first."""
        for name, outcome in (self.expected.outcomes or {}).items():
            yield from _unequal(f"outcome of {name}", outcome, self.outcome(name))
        if self.expected.not_counted:
            reasons = self._reasons
            for item, reason in self.expected.not_counted.items():
                yield from _unequal(f"why {item} does not count", reason, reasons.get(item, "it counts"))
        if self.expected.asks_decision:
            yield from self._of_decision()
        if self.expected.strongest_pillar is not None:
            yield from _unequal("strongest", self.expected.strongest_pillar, self._strongest)

    def _of_decision(self) -> Iterator[Difference]:
        expected, judged = self.expected, self.judgement
        if expected.indicated is not None:
            yield from _unequal("indicated", expected.indicated, judged.indicated)
        if judged.indicated in expected.not_indicated:
            yield Difference("indicated", f"anything but {judged.indicated}", judged.indicated)
        if expected.rule is not None:
            yield from _unequal("decided by", expected.rule, judged.decision.rule or "no rule")
        if expected.range is not None:
            yield from _unequal("range", _listed(expected.range), _listed(judged.range))
        if expected.special_list is not None:
            yield from _unequal("special watch list", _listed(expected.special_list), _listed(self.grounds))

    @property
    def _history(self) -> Placements:
        return self.case.placements.before(self.expected.report_year)

    @property
    def _reasons(self) -> dict[str, Reason]:
        return {
            note.item: note.reason for note in uncounted_items(self.evaluator, counted_items(self.evaluator))
        }

    @property
    def _strongest(self) -> str:
        scores = score_pillars(self.findings, self.evaluator)
        most = max(score.low for score in scores)
        best = [score.pillar for score in scores if score.low == most]
        return best[0] if len(best) == 1 else "a tie"


@dataclass(frozen=True)
class Touched:
    """What may come out otherwise under another law."""

    everything: bool
    criteria: frozenset[str]
    decision: bool
    """Whether gates or tier rules differ, or read what differs."""


class _TrialAgain(Trial):
    """A trial under another law; findings and gates that cannot differ are taken over."""

    def __init__(self, before: Trial, law: Rubric, touched: Touched) -> None:
        super().__init__(before.case, before.expected, before.view.under(law))
        self._before = before
        self._touched = touched

    @cached_property
    def judgement(self) -> Judgement:
        """The tier, and how it follows; what gave each tier before is tried first."""
        if self._touched.everything:
            return judge(self.evaluator)
        before = self._before.judgement
        same_unknowns = self.evaluator.variables == self._before.evaluator.variables
        hints = before.attainable.witnesses.values() if same_unknowns else ()
        gates = answer_gates(self.evaluator, self.findings, self._same_gates(before))
        return judgement(self.evaluator, self.findings, gates, attainable_tiers(self.evaluator, hints))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The finding of each criterion."""
        if self._touched.everything:
            return find(self.evaluator)
        kept = (
            finding for finding in self._before.findings if finding.criterion.id not in self._touched.criteria
        )
        return find(self.evaluator, {finding.criterion.id: finding for finding in kept})

    def _same_gates(self, before: Judgement) -> dict[str, GateResult]:
        if self._touched.decision:
            return {}
        return {
            result.gate.id: result
            for result in before.decision.gates
            if self._touched.criteria.isdisjoint(result.criteria)
        }


def trials(rubric: Rubric, vocabulary: Vocabulary, cases: Iterable[Case]) -> Iterator[Trial]:
    """Every expectation of every case and its variants, in their order."""
    for case in every_case(cases):
        chosen = with_choices(rubric, case.choices)
        for expected in case.expectations:
            law = law_of(chosen, expected.report_year)
            yield Trial(case, expected, DossierView(case.dossier, vocabulary, law, expected.report_year))


def every_case(cases: Iterable[Case]) -> Iterator[Case]:
    """Each case, followed by its variants."""
    for case in cases:
        yield case
        yield from case.variants


def results(tried: Iterable[Trial]) -> tuple[CaseResult, ...]:
    """What became of each case, in their order."""
    found: dict[int, tuple[Case, list[ExpectationResult]]] = {}
    for trial in tried:
        _, so_far = found.setdefault(id(trial.case), (trial.case, []))
        so_far.append(ExpectationResult(trial.expected, tuple(trial.differences())))
    return tuple(CaseResult(case, tuple(so_far)) for case, so_far in found.values())


def run_cases(rubric: Rubric, vocabulary: Vocabulary, cases: Iterable[Case]) -> tuple[CaseResult, ...]:
    """
    Try a rubric on its worked cases.

    Args:
        rubric: The rubric; a case that sets a switch is judged under that reading.
        vocabulary: What the measures mean.
        cases: The cases; their variants are tried too.

    """
    return results(trials(rubric, vocabulary, cases))


def problems(found: Iterable[CaseResult]) -> Iterator[Problem]:
    """A problem for each expectation that does not come out, placed where it is written."""
    for result in found:
        for one in result.results:
            if one.differences:
                said = "; ".join(
                    f"{wrong.what}: expected {wrong.expected}, found {wrong.found}"
                    for wrong in one.differences
                )
                message = f"{result.case.name}: {one.expectation.report_year}: {said}"
                hint = "either the rubric no longer says what the case shows, or the case is wrong: see what it cites"
                yield Problem(one.expectation.place, Code.CASE, message, hint)


def _unequal(what: str, expected: str, found: str) -> Iterator[Difference]:
    if expected != found:
        yield Difference(what, str(expected), str(found))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
