from __future__ import annotations

from tierscore.model.rubric import Rubric


def test_what_may_be_dated_is_found_in_the_law_of_a_year_and_not_by_its_id_alone() -> None:
    assert {name for name in ("criterion", "gate", "indicator", "rule") if hasattr(Rubric, name)} == set()
