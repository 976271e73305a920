"""The tier rules as a function of the answers to what they ask."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from tierscore.engine.conditions import answer, combined
from tierscore.model.condition import Always, CompoundCondition, Shown
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tierscore.engine.conditions import Known
    from tierscore.model.condition import Condition
    from tierscore.model.rubric import TierRule
MOST_QUESTIONS = 12
"""The most different conditions that tier rules may ask; loading allows no more."""
_POSSIBLE = {Answer.HOLDS: (True,), Answer.FAILS: (False,), Answer.OPEN: (False, True)}


class RuleTable:
    """
    The tier rules tried on every combination of answers to what they ask.

    Answers that exclude one another are tried together as well, as open gates take their assumed answers one
    by one.
    """

    def __init__(self, rules: Sequence[TierRule]) -> None:
        questions = (question for rule in rules for question in _questions(rule.when))
        self.questions: tuple[Condition, ...] = tuple(dict.fromkeys(questions))
        self.complete = len(self.questions) <= MOST_QUESTIONS
        self._rules = tuple(rules)
        self._first: dict[tuple[bool, ...], TierRule | None] = {}
        self._possible: dict[tuple[Answer, ...], tuple[TierRule, ...]] = {}

    def possible(self, known: Known) -> tuple[TierRule, ...]:
        """The rules that decide under some answers to the questions that are open."""
        answers = tuple(answer(question, known) for question in self.questions)
        if answers not in self._possible:
            deciding = (self.first(case) for case in product(*(_POSSIBLE[given] for given in answers)))
            self._possible[answers] = tuple(dict.fromkeys(rule for rule in deciding if rule is not None))
        return self._possible[answers]

    def first(self, answers: tuple[bool, ...]) -> TierRule | None:
        """The rule that decides under some answers, in the order of ``questions``; None where none holds."""
        if answers not in self._first:
            given = (Answer.HOLDS if holds else Answer.FAILS for holds in answers)
            case = dict(zip(self.questions, given, strict=True))
            self._first[answers] = next((rule for rule in self._rules if _holds(rule.when, case)), None)
        return self._first[answers]

    def cases(self) -> Iterator[tuple[bool, ...]]:
        """Every combination of answers."""
        return product((False, True), repeat=len(self.questions))

    @cached_property
    def tier_changes(self) -> tuple[frozenset[tuple[str, str]], ...]:
        """For each question the tiers where the answer is no and where it is yes, all others alike."""
        return tuple(frozenset(self._changes(number)) for number in range(len(self.questions)))

    def _changes(self, number: int) -> Iterator[tuple[str, str]]:
        for answers in self.cases():
            if not answers[number]:
                before = self.first(answers)
                after = self.first((*answers[:number], True, *answers[number + 1 :]))
                if before is not None and after is not None:
                    yield before.tier, after.tier

    def matters(self, number: int) -> bool:
        """Whether another answer to a question can ever lead to another tier."""
        return any(before != after for before, after in self.tier_changes[number])


def _questions(condition: Condition) -> tuple[Condition, ...]:
    """What a condition consists of, as it is written; what must be shown is one question."""
    if isinstance(condition, CompoundCondition) and not isinstance(condition, Shown):
        return tuple(question for part in condition.parts() for question in _questions(part))
    return () if isinstance(condition, Always) else (condition,)


def _holds(condition: Condition, case: Mapping[Condition, Answer]) -> bool:
    return combined(condition, case.__getitem__) is Answer.HOLDS
