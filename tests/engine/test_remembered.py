"""What is worked out once, and how long it is kept."""

from __future__ import annotations

import dataclasses

from builders import a_criterion, a_rubric, presence
from tierscore.engine.remembered import Memo, remembered


def test_what_follows_from_a_record_is_not_carried_over_to_a_changed_copy() -> None:
    rubric = a_rubric(a_criterion("a", presence("patrols")))
    remembered(rubric)["answer"] = 1
    assert remembered(rubric) == {"answer": 1}
    assert remembered(dataclasses.replace(rubric, version="2.0.0")) == {}
    assert rubric == dataclasses.replace(rubric)


def test_past_its_bound_a_memo_forgets_everything() -> None:
    memo = Memo[str, int](2)
    assert [memo.keep("a", 1), memo.keep("b", 2), memo.get("a")] == [1, 2, 1]
    memo.keep("c", 3)
    assert [memo.get(key) for key in "abc"] == [None, None, 3]
