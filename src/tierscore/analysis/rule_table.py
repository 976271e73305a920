"""The tier rules as a function of the answers to what they ask."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from tierscore.engine.compiled.conditions import question
from tierscore.loading.rubric.completeness import MOST_CONDITIONS
from tierscore.model.condition import asked_conditions
from tierscore.model.decision import Answer, compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.engine.compiled.conditions import Known
    from tierscore.model.rubric import TierRule
SETTLED = (Answer.FAILS, Answer.HOLDS)


class RuleTable:
    """
    The tier rules tried on every combination of settled answers to what they ask.

    Answers that exclude one another are tried together too, as open gates take assumed answers one by one.
    """

    def __init__(self, rules: Sequence[TierRule]) -> None:
        self.questions = asked_conditions(*(rule.when for rule in rules))
        self.complete = len(self.questions) <= MOST_CONDITIONS
        self._asking = tuple(question(condition) for condition in self.questions)
        self._rules = tuple(
            (rule, compiled(rule.when, lambda part: lambda case: case[part])) for rule in rules
        )
        self._first: dict[tuple[Answer, ...], TierRule | None] = {}
        self._possible: dict[tuple[Answer, ...], tuple[TierRule, ...]] = {}

    def possible(self, known: Known) -> tuple[TierRule, ...]:
        """The rules that decide under some answers to the questions that are open."""
        answers = tuple([asking(known) for asking in self._asking])
        if answers not in self._possible:
            cases = product(*(SETTLED if given is Answer.OPEN else (given,) for given in answers))
            rules = dict.fromkeys(rule for case in cases if (rule := self.first(case)) is not None)
            self._possible[answers] = tuple(rules)
        return self._possible[answers]

    def first(self, answers: tuple[Answer, ...]) -> TierRule | None:
        """The rule that decides under settled answers, in the order of ``questions``, if any."""
        if answers not in self._first:
            case = dict(zip(self.questions, answers, strict=True))
            deciding = (rule for rule, answering in self._rules if answering(case) is Answer.HOLDS)
            self._first[answers] = next(deciding, None)
        return self._first[answers]

    def cases(self) -> Iterator[tuple[Answer, ...]]:
        """Every combination of settled answers."""
        return product(SETTLED, repeat=len(self.questions))

    @cached_property
    def tier_changes(self) -> tuple[frozenset[tuple[str, str]], ...]:
        """For each question the tiers where the answer is no and where it is yes, all others alike."""
        return tuple(frozenset(self._changes(number)) for number in range(len(self.questions)))

    def _changes(self, number: int) -> Iterator[tuple[str, str]]:
        for answers in self.cases():
            if answers[number] is Answer.FAILS:
                before = self.first(answers)
                after = self.first((*answers[:number], Answer.HOLDS, *answers[number + 1 :]))
                if before is not None and after is not None:
                    yield before.tier, after.tier

    def matters(self, number: int) -> bool:
        """Whether another answer to a question can ever lead to another tier."""
        return any(before != after for before, after in self.tier_changes[number])
