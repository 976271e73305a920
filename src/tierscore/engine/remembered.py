"""What follows from a record that never changes, worked out once."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


def remembered(record: object) -> dict[Any, Any]:
    """
    What has been worked out from a frozen record: kept as long as the record is, and not carried over to a
    changed copy of it.

    Nothing is kept here but what follows from the record and from the key under which it is kept.
    """
    kept: dict[Any, Any] = vars(record).setdefault("_remembered", {})
    return kept


class Memo(Generic[KeyT, ValueT]):
    """Answers by what they follow from. Past ``most`` of them all are forgotten, so that memory has a bound."""

    def __init__(self, most: int) -> None:
        """Take how many answers are kept."""
        self._most = most
        self._answers: dict[KeyT, ValueT] = {}
        self.get = self._answers.get

    def keep(self, key: KeyT, answer: ValueT) -> ValueT:
        """Keep an answer, and give it back."""
        if len(self._answers) >= self._most:
            self._answers.clear()
        self._answers[key] = answer
        return answer
