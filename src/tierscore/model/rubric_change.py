"""What changed between two rubrics, and whom it moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from tierscore.model.version import Bump, Level

if TYPE_CHECKING:
    from tierscore.model.check import Address
    from tierscore.model.evidence import Dossier
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


_WORDS = Level.EDITORIAL, Bump.PATCH
_GROUNDS = Level.CLARIFYING, Bump.PATCH
_FRAME = Level.CLARIFYING, Bump.MAJOR
_RESULT = Level.SUBSTANTIVE, Bump.MINOR
_RULES = Level.SUBSTANTIVE, Bump.MAJOR


class ChangeKind(StrEnum):
    """Every kind of change of a rubric, with what it can do and which part of the version it raises."""

    level: Level
    bump: Bump

    def __new__(cls, value: str, level: Level, bump: Bump) -> Self:
        """A member with its own level and bump."""
        member = str.__new__(cls, value)
        member._value_, member.level, member.bump = value, level, bump
        return member

    REWORDED = "reworded", *_WORDS
    """A name or explanation that no other kind speaks of."""
    CRITERION_REWORDED = "criterion-reworded", *_WORDS
    INDICATOR_REWORDED = "indicator-reworded", *_WORDS
    GATE_REWORDED = "gate-reworded", *_WORDS
    TIER_RULE_REWORDED = "tier-rule-reworded", *_WORDS
    REASON_REWORDED = "reason-reworded", *_WORDS
    REMEDY_CHANGED = "remedy-changed", *_WORDS

    CITATION_ADDED = "citation-added", *_GROUNDS
    CITATION_REMOVED = "citation-removed", *_GROUNDS
    CITATION_CHANGED = "citation-changed", *_GROUNDS
    AUTHORITY_CHANGED = "authority-changed", *_GROUNDS
    LAW_READ_CHANGED = "law-read-changed", *_GROUNDS
    """Up to which day, or where, the law was read."""
    RENAMED = "renamed", *_GROUNDS
    """The same thing under another id, wherever the rubric uses it."""

    ACT_CHANGED = "act-changed", *_FRAME
    RULESET_CHANGED = "ruleset-changed", *_FRAME
    RULESET_ADDED = "ruleset-added", *_FRAME
    RULESET_REMOVED = "ruleset-removed", *_FRAME
    EXPLAINED_MOVES_CHANGED = "explained-moves-changed", *_FRAME
    MEASURE_REDEFINED = "measure-redefined", *_FRAME
    MEASURE_RENAMED = "measure-renamed", *_FRAME
    TIER_RENAMED = "tier-renamed", *_FRAME

    CRITERION_ADDED = "criterion-added", *_RESULT
    CRITERION_REMOVED = "criterion-removed", *_RESULT
    INDICATOR_ADDED = "indicator-added", *_RESULT
    INDICATOR_REMOVED = "indicator-removed", *_RESULT
    CAP_ADDED = "cap-added", *_RESULT
    CAP_REMOVED = "cap-removed", *_RESULT
    CAP_CHANGED = "cap-changed", *_RESULT
    PRESUMPTION_ADDED = "presumption-added", *_RESULT
    PRESUMPTION_REMOVED = "presumption-removed", *_RESULT
    PRESUMPTION_CHANGED = "presumption-changed", *_RESULT
    WEIGHT_CHANGED = "weight-changed", *_RESULT
    POINTS_CHANGED = "points-changed", *_RESULT
    TEST_CHANGED = "test-changed", *_RESULT
    COMBINATION_CHANGED = "combination-changed", *_RESULT
    """All elements required instead of their mean, or the other way round."""
    PILLAR_CHANGED = "pillar-changed", *_RESULT
    PILLAR_ADDED = "pillar-added", *_RESULT
    PILLAR_REMOVED = "pillar-removed", *_RESULT
    MEASURE_ACTORS_CHANGED = "measure-actors-changed", *_RESULT
    """Who acts, where a fact on the measure names no actor."""
    SETTING_CHANGED = "setting-changed", *_RESULT

    CUT_OFF_CHANGED = "cut-off-changed", *_RULES
    STATUS_WORTH_CHANGED = "status-worth-changed", *_RULES
    TREND_ADDED = "trend-added", *_RULES
    TREND_REMOVED = "trend-removed", *_RULES
    TREND_CHANGED = "trend-changed", *_RULES
    TIER_ADDED = "tier-added", *_RULES
    TIER_REMOVED = "tier-removed", *_RULES
    TIER_CHANGED = "tier-changed", *_RULES
    GATE_ADDED = "gate-added", *_RULES
    GATE_REMOVED = "gate-removed", *_RULES
    GATE_CHANGED = "gate-changed", *_RULES
    IF_OPEN_CHANGED = "if-open-changed", *_RULES
    TIER_RULE_ADDED = "tier-rule-added", *_RULES
    TIER_RULE_REMOVED = "tier-rule-removed", *_RULES
    TIER_RULE_CHANGED = "tier-rule-changed", *_RULES
    TIER_RULES_REORDERED = "tier-rules-reordered", *_RULES
    SPECIAL_LIST_ADDED = "special-list-added", *_RULES
    SPECIAL_LIST_REMOVED = "special-list-removed", *_RULES
    SPECIAL_LIST_CHANGED = "special-list-changed", *_RULES
    DATES_CHANGED = "dates-changed", *_RULES
    """The report years, or the readings, for which a rule is in force."""
    SWITCH_ADDED = "switch-added", *_RULES
    SWITCH_REMOVED = "switch-removed", *_RULES
    SWITCH_CHANGED = "switch-changed", *_RULES
    MEASURE_CHANGED = "measure-changed", *_RULES
    RUBRIC_ADDED = "rubric-added", *_RULES
    RUBRIC_REMOVED = "rubric-removed", *_RULES


@dataclass(frozen=True)
class RubricChange:
    """One thing that a rubric says otherwise than before."""

    kind: ChangeKind
    address: Address
    """Where it is in the new rubric; in the old one if it is gone."""
    before: str
    """What it was, in words; empty where there was nothing."""
    after: str
    fingerprint: str
    """Twelve hexadecimal digits, the same for the same change on any machine."""

    @property
    def level(self) -> Level:
        """How much it can do."""
        return self.kind.level

    @property
    def bump(self) -> Bump:
        """Which part of the version it raises."""
        return self.kind.bump


class MoveKind(StrEnum):
    """What of an assessment moves."""

    INDICATED = "indicated"
    RANGE = "range"
    SPECIAL_LIST = "special-list"
    OUTCOME = "outcome"
    SCORE = "score"


@dataclass(frozen=True)
class Move:
    """Something in the assessment of one country and report year that two rubrics answer differently."""

    country: str
    """The code of the country."""
    name: str
    report_year: int
    kind: MoveKind
    what: str
    """The criterion of an outcome, the pillar of a score; empty for the rest."""
    before: tuple[str, ...]
    """One answer, all entries of a range or list, or both ends of a score; empty where there is none."""
    after: tuple[str, ...]
    causes: tuple[str, ...] = ()
    """The fingerprints of the changes that make this move each by itself; empty where that cannot be told."""


@dataclass(frozen=True)
class Witness:
    """A made-up country that a change would move, where it moves none on file."""

    change: str
    """The fingerprint of the change."""
    tries: int
    """How many made-up countries were judged."""
    dossier: Dossier | None = None
    """None where none was found."""
    history: Placements | None = None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class RubricDiff:
    """Everything that a comparison of two rubrics found."""

    id: str
    before: Rubric | None
    """None for a new rubric."""
    after: Rubric | None
    """None for a rubric that is gone."""
    changes: tuple[RubricChange, ...]
    judged: int = 0
    """How many countries and years both rubrics were asked about."""
    moves: tuple[Move, ...] = ()
    witnesses: tuple[Witness, ...] = ()

    @property
    def level(self) -> Level | None:
        """The highest level of its changes; None where there are none."""
        return max((change.level for change in self.changes), key=lambda level: level.rank, default=None)

    @property
    def bump(self) -> Bump | None:
        """What the changes ask of the version; None where there are none."""
        return max((change.bump for change in self.changes), key=lambda bump: bump.rank, default=None)

    @property
    def tier_moves(self) -> tuple[Move, ...]:
        """The moves of the indicated tier."""
        return tuple(move for move in self.moves if move.kind is MoveKind.INDICATED)
