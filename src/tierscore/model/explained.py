"""What a reader asks to have explained of an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment


class Topic(StrEnum):
    """What kind of thing an explanation is about."""

    OVERVIEW = "overview"
    """Every criterion and condition with its outcome."""
    TIER = "tier"
    """How the tier was reached."""
    CRITERION = "criterion"
    SEVERAL_CRITERIA = "several-criteria"
    """The criteria that one place of the statute asks."""
    CONDITION = "condition"
    """A gate of the tier rules."""
    FACT = "fact"


@dataclass(frozen=True)
class Explained:
    """An assessment, and what of it is to be explained."""

    assessment: Assessment
    topic: Topic
    ids: tuple[str, ...] = ()
    """Of the criteria, the condition or the fact; empty for the topics that need none."""
    wanted: str = ""
    """The topic as the reader named it."""
