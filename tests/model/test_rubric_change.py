from __future__ import annotations

import pytest

from tierscore.model.rubric_change import ChangeKind
from tierscore.model.version import Bump, Level


def test_every_kind_of_change_carries_its_own_level_and_bump() -> None:
    assert all({"level", "bump"} <= vars(kind).keys() for kind in ChangeKind)


@pytest.mark.parametrize(
    ("kind", "level", "bump"),
    [
        (ChangeKind.REWORDED, Level.EDITORIAL, Bump.PATCH),
        (ChangeKind.REMEDY_CHANGED, Level.EDITORIAL, Bump.PATCH),
        (ChangeKind.RENAMED, Level.CLARIFYING, Bump.PATCH),
        (ChangeKind.TIER_RENAMED, Level.CLARIFYING, Bump.MAJOR),
        (ChangeKind.SETTING_CHANGED, Level.SUBSTANTIVE, Bump.MINOR),
        (ChangeKind.CUT_OFF_CHANGED, Level.SUBSTANTIVE, Bump.MAJOR),
    ],
)
def test_a_kind_of_change_has_the_level_of_what_it_can_do(kind: ChangeKind, level: Level, bump: Bump) -> None:
    assert (kind.level, kind.bump) == (level, bump)
