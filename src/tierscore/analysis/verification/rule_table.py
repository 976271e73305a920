"""The tier rules as a function of what they ask, each question answered freely."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from tierscore.engine.conditions import answer
from tierscore.model.condition import Always, AnyOne, AtLeastSo, EveryOne, NotSo
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tierscore.engine.conditions import Known
    from tierscore.model.condition import Condition
    from tierscore.model.rubric import TierRule
MOST_QUESTIONS = 12
"""The most different conditions that tier rules may ask; loading allows no more."""


class FreeRules:
    """
    The tier rules tried on every combination of answers to what they ask.

    Answers that exclude one another are tried together as well, as open gates take their assumed answers one by one.
    """

    def __init__(self, rules: Sequence[TierRule]) -> None:
        asked = (one for rule in rules for one in _asked(rule.when))
        self.questions: tuple[Condition, ...] = tuple(dict.fromkeys(asked))
        self.complete = len(self.questions) <= MOST_QUESTIONS
        self._rules = tuple(rules)
        self._decided: dict[tuple[bool, ...], TierRule | None] = {}
        self._possible: dict[tuple[Answer, ...], tuple[TierRule, ...]] = {}

    def possible(self, known: Known) -> tuple[TierRule, ...]:
        """The rules that may decide, given what is known: those that decide under some answers to the open questions."""
        answers = tuple(answer(question, known) for question in self.questions)
        if answers not in self._possible:
            found = (self.first(case) for case in product(*(_MAY_BE[one] for one in answers)))
            self._possible[answers] = tuple(dict.fromkeys(rule for rule in found if rule is not None))
        return self._possible[answers]

    def first(self, answers: tuple[bool, ...]) -> TierRule | None:
        """The rule that decides under some answers, in the order of ``questions``; None where none holds."""
        if answers not in self._decided:
            case = dict(zip(self.questions, answers, strict=True))
            self._decided[answers] = next((rule for rule in self._rules if holds(rule.when, case)), None)
        return self._decided[answers]

    def cases(self) -> Iterator[tuple[bool, ...]]:
        """Every combination of answers."""
        return product((False, True), repeat=len(self.questions))

    @cached_property
    def steps(self) -> tuple[frozenset[tuple[str, str]], ...]:
        """For each question the tiers where it is answered with no, and where it is yes and all else the same."""
        return tuple(frozenset(self._steps(number)) for number in range(len(self.questions)))

    def _steps(self, question: int) -> Iterator[tuple[str, str]]:
        for answers in self.cases():
            if not answers[question]:
                before, after = (
                    self.first(answers),
                    self.first((*answers[:question], True, *answers[question + 1 :])),
                )
                if before is not None and after is not None:
                    yield before.tier, after.tier

    def matters(self, question: int) -> bool:
        """Whether another answer to a question can ever lead to another tier."""
        return any(before != after for before, after in self.steps[question])


def _asked(condition: Condition) -> tuple[Condition, ...]:
    """The conditions to which a condition adds up, in the order in which they are written; what must be shown is one of them."""
    match condition:
        case EveryOne(parts) | AnyOne(parts) | AtLeastSo(conditions=parts):
            return tuple(one for part in parts for one in _asked(part))
        case NotSo(part):
            return _asked(part)
        case Always():
            return ()
        case _:
            return (condition,)


_MAY_BE = {Answer.HOLDS: (True,), Answer.FAILS: (False,), Answer.OPEN: (False, True)}


def holds(condition: Condition, case: Mapping[Condition, bool]) -> bool:
    """Whether a condition holds where what it asks is answered so."""
    match condition:
        case Always():
            return True
        case EveryOne(parts):
            return all(holds(part, case) for part in parts)
        case AnyOne(parts):
            return any(holds(part, case) for part in parts)
        case AtLeastSo(count, parts):
            return sum(holds(part, case) for part in parts) >= count
        case NotSo(part):
            return not holds(part, case)
        case _:
            return case[condition]
