"""What changed between two rubrics, and whom it moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tierscore.model.version import Bump, Level

if TYPE_CHECKING:
    from tierscore.model.check import Address
    from tierscore.model.evidence import Dossier
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


class Weight(NamedTuple):
    """How much a kind of change can do, and which part of the version it raises."""

    level: Level
    bump: Bump


_WORDS = Weight(Level.EDITORIAL, Bump.PATCH)
_GROUNDS = Weight(Level.CLARIFYING, Bump.PATCH)
_FRAME = Weight(Level.CLARIFYING, Bump.MAJOR)
_RESULT = Weight(Level.SUBSTANTIVE, Bump.MINOR)
_RULES = Weight(Level.SUBSTANTIVE, Bump.MAJOR)


class ChangeKind(StrEnum):
    """Every kind of change that a rubric can undergo."""

    REWORDED = "reworded"
    """A name or explanation that no other kind speaks of."""
    CRITERION_REWORDED = "criterion-reworded"
    INDICATOR_REWORDED = "indicator-reworded"
    GATE_REWORDED = "gate-reworded"
    TIER_RULE_REWORDED = "tier-rule-reworded"
    REASON_REWORDED = "reason-reworded"
    REMEDY_CHANGED = "remedy-changed"

    CITATION_ADDED = "citation-added"
    CITATION_REMOVED = "citation-removed"
    CITATION_CHANGED = "citation-changed"
    AUTHORITY_CHANGED = "authority-changed"
    LAW_READ_CHANGED = "law-read-changed"
    """Up to which day, or where, the law was read."""
    RENAMED = "renamed"
    """The same thing under another id, wherever the rubric uses it."""

    ACT_CHANGED = "act-changed"
    RULESET_CHANGED = "ruleset-changed"
    RULESET_ADDED = "ruleset-added"
    RULESET_REMOVED = "ruleset-removed"
    EXPLAINED_MOVES_CHANGED = "explained-moves-changed"
    MEASURE_REDEFINED = "measure-redefined"
    MEASURE_RENAMED = "measure-renamed"
    TIER_RENAMED = "tier-renamed"

    CRITERION_ADDED = "criterion-added"
    CRITERION_REMOVED = "criterion-removed"
    INDICATOR_ADDED = "indicator-added"
    INDICATOR_REMOVED = "indicator-removed"
    CAP_ADDED = "cap-added"
    CAP_REMOVED = "cap-removed"
    CAP_CHANGED = "cap-changed"
    PRESUMPTION_ADDED = "presumption-added"
    PRESUMPTION_REMOVED = "presumption-removed"
    PRESUMPTION_CHANGED = "presumption-changed"
    WEIGHT_CHANGED = "weight-changed"
    POINTS_CHANGED = "points-changed"
    TEST_CHANGED = "test-changed"
    COMBINATION_CHANGED = "combination-changed"
    """All elements required instead of their mean, or the other way round."""
    PILLAR_CHANGED = "pillar-changed"
    PILLAR_ADDED = "pillar-added"
    PILLAR_REMOVED = "pillar-removed"
    SETTING_CHANGED = "setting-changed"

    CUT_OFF_CHANGED = "cut-off-changed"
    STATUS_WORTH_CHANGED = "status-worth-changed"
    TREND_ADDED = "trend-added"
    TREND_REMOVED = "trend-removed"
    TREND_CHANGED = "trend-changed"
    TIER_ADDED = "tier-added"
    TIER_REMOVED = "tier-removed"
    TIER_CHANGED = "tier-changed"
    GATE_ADDED = "gate-added"
    GATE_REMOVED = "gate-removed"
    GATE_CHANGED = "gate-changed"
    IF_OPEN_CHANGED = "if-open-changed"
    TIER_RULE_ADDED = "tier-rule-added"
    TIER_RULE_REMOVED = "tier-rule-removed"
    TIER_RULE_CHANGED = "tier-rule-changed"
    TIER_RULES_REORDERED = "tier-rules-reordered"
    SPECIAL_LIST_ADDED = "special-list-added"
    SPECIAL_LIST_REMOVED = "special-list-removed"
    SPECIAL_LIST_CHANGED = "special-list-changed"
    DATES_CHANGED = "dates-changed"
    """The report years, or the readings, for which a rule is in force."""
    SWITCH_ADDED = "switch-added"
    SWITCH_REMOVED = "switch-removed"
    SWITCH_CHANGED = "switch-changed"
    MEASURE_CHANGED = "measure-changed"
    RUBRIC_ADDED = "rubric-added"
    RUBRIC_REMOVED = "rubric-removed"

    @property
    def level(self) -> Level:
        """How much it can do."""
        return _WEIGHTS.get(self, _RULES).level

    @property
    def bump(self) -> Bump:
        """Which part of the version it raises."""
        return _WEIGHTS.get(self, _RULES).bump


def _of(weight: Weight, first: ChangeKind, last: ChangeKind) -> dict[ChangeKind, Weight]:
    kinds = list(ChangeKind)
    return dict.fromkeys(kinds[kinds.index(first) : kinds.index(last) + 1], weight)


_WEIGHTS = (
    _of(_WORDS, ChangeKind.REWORDED, ChangeKind.REMEDY_CHANGED)
    | _of(_GROUNDS, ChangeKind.CITATION_ADDED, ChangeKind.RENAMED)
    | _of(_FRAME, ChangeKind.ACT_CHANGED, ChangeKind.TIER_RENAMED)
    | _of(_RESULT, ChangeKind.CRITERION_ADDED, ChangeKind.SETTING_CHANGED)
)
"""What is not named here changes the rules themselves."""


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
    """One answer; for a range or list all its entries, for a score its low and high end as fractions. Empty where there is none."""
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
