"""What a change of each field of a rubric is: one table, so that no field can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from tierscore.model.law import Basis, Indicium, Law, Validity
from tierscore.model.measure import Measure
from tierscore.model.rubric import (
    Cap,
    Criterion,
    Gate,
    Indicator,
    Presumption,
    Rubric,
    Ruleset,
    Scale,
    Setting,
    Settings,
    SpecialListGround,
    Switch,
    Tier,
    TierRule,
    Weight,
)
from tierscore.model.rubric_change import ChangeKind as Kind


@dataclass(frozen=True)
class Whole:
    """A value that is compared as a whole."""

    kind: Kind


@dataclass(frozen=True)
class Inside:
    """A record whose fields are compared one by one; one that comes or goes does so with another field, which tells it."""


@dataclass(frozen=True)
class Entries:
    """A list of records with ids, or a mapping; ``changed`` where an entry of a mapping is compared as a whole."""

    added: Kind | None
    """None where an entry comes and goes with something else that is told."""
    removed: Kind | None
    changed: Kind | None = None
    reordered: Kind | None = None
    """None where the order makes no difference."""


@dataclass(frozen=True)
class Key:
    """What names the record among its like."""


@dataclass(frozen=True)
class Apart:
    """Not compared: it follows from other fields, or tells of the rubric rather than in it."""


Treatment = Whole | Inside | Entries | Key | Apart
KEY = Key()
DERIVED = Apart()
_LAW = Entries(Kind.CITATION_ADDED, Kind.CITATION_REMOVED)
_WORDS = Whole(Kind.REWORDED)
_DATES = Whole(Kind.DATES_CHANGED)

FIELDS: dict[type, dict[str, Treatment]] = {
    Rubric: {
        "id": KEY,
        "name": _WORDS,
        "version": DERIVED,
        "sha256": DERIVED,
        "history": DERIVED,
        "law_read_to": Whole(Kind.LAW_READ_CHANGED),
        "law_source": Whole(Kind.LAW_READ_CHANGED),
        "judges_as_of": _WORDS,
        "first_report": _DATES,
        "pillars": Entries(Kind.PILLAR_ADDED, Kind.PILLAR_REMOVED, changed=Kind.REWORDED),
        "tiers": Entries(Kind.TIER_ADDED, Kind.TIER_REMOVED),
        "scale": Inside(),
        "settings": Inside(),
        "shown_settings": Entries(None, None),
        "criteria": Entries(Kind.CRITERION_ADDED, Kind.CRITERION_REMOVED),
        "gates": Entries(Kind.GATE_ADDED, Kind.GATE_REMOVED),
        "rules": Entries(Kind.TIER_RULE_ADDED, Kind.TIER_RULE_REMOVED, reordered=Kind.TIER_RULES_REORDERED),
        "special_list": Entries(Kind.SPECIAL_LIST_ADDED, Kind.SPECIAL_LIST_REMOVED),
        "switches": Entries(Kind.SWITCH_ADDED, Kind.SWITCH_REMOVED),
        "rulesets": Entries(Kind.RULESET_ADDED, Kind.RULESET_REMOVED),
        "indicia": Entries(Kind.CITATION_ADDED, Kind.CITATION_REMOVED),
        "explained_moves": Whole(Kind.EXPLAINED_MOVES_CHANGED),
        "explained_since": Whole(Kind.EXPLAINED_MOVES_CHANGED),
        "explained_act": Whole(Kind.ACT_CHANGED),
        "explained_basis": Whole(Kind.REASON_REWORDED),
    },
    Tier: {
        "id": KEY,
        "name": _WORDS,
        "rank": Whole(Kind.TIER_CHANGED),
        "role": Whole(Kind.TIER_CHANGED),
        "meaning": _WORDS,
    },
    Scale: {
        "status": Entries(
            Kind.STATUS_WORTH_CHANGED, Kind.STATUS_WORTH_CHANGED, changed=Kind.STATUS_WORTH_CHANGED
        ),
        "trends": Entries(Kind.TREND_ADDED, Kind.TREND_REMOVED, changed=Kind.TREND_CHANGED),
        "met_from": Whole(Kind.CUT_OFF_CHANGED),
        "partly_met_from": Whole(Kind.CUT_OFF_CHANGED),
        "least_change": Whole(Kind.TREND_CHANGED),
    },
    Settings: {
        "standing_lapse": Whole(Kind.SETTING_CHANGED),
        "adverse_lapse": Whole(Kind.SETTING_CHANGED),
        "minimum_coverage": Whole(Kind.SETTING_CHANGED),
        "taken_as_no": Whole(Kind.SETTING_CHANGED),
    },
    Setting: {"name": KEY, "value": DERIVED, "basis": Inside(), "address": DERIVED},
    Criterion: {
        "id": KEY,
        "pillar": Whole(Kind.PILLAR_CHANGED),
        "question": Whole(Kind.CRITERION_REWORDED),
        "law": _LAW,
        "weight": Inside(),
        "indicators": Entries(Kind.INDICATOR_ADDED, Kind.INDICATOR_REMOVED),
        "all_required": Whole(Kind.COMBINATION_CHANGED),
        "caps": Entries(Kind.CAP_ADDED, Kind.CAP_REMOVED),
        "presumptions": Entries(Kind.PRESUMPTION_ADDED, Kind.PRESUMPTION_REMOVED),
        "validity": Inside(),
    },
    Weight: {"value": Whole(Kind.WEIGHT_CHANGED), "basis": Inside()},
    Indicator: {
        "id": KEY,
        "question": Whole(Kind.INDICATOR_REWORDED),
        "points": Whole(Kind.POINTS_CHANGED),
        "why": Whole(Kind.REASON_REWORDED),
        "test": Whole(Kind.TEST_CHANGED),
        "remedy": Whole(Kind.REMEDY_CHANGED),
        "validity": Inside(),
    },
    Cap: {
        "id": KEY,
        "when": Whole(Kind.CAP_CHANGED),
        "at_most": Whole(Kind.CAP_CHANGED),
        "basis": Inside(),
        "validity": Inside(),
    },
    Presumption: {
        "id": KEY,
        "measures": Whole(Kind.PRESUMPTION_CHANGED),
        "value": Whole(Kind.PRESUMPTION_CHANGED),
        "basis": Inside(),
        "validity": Inside(),
    },
    Gate: {
        "id": KEY,
        "question": Whole(Kind.GATE_REWORDED),
        "condition": Whole(Kind.GATE_CHANGED),
        "if_open": Whole(Kind.IF_OPEN_CHANGED),
        "if_open_basis": Inside(),
        "if_summary_silent": Whole(Kind.IF_OPEN_CHANGED),
        "if_summary_silent_basis": Inside(),
        "law": _LAW,
        "validity": Inside(),
    },
    TierRule: {
        "id": KEY,
        "when": Whole(Kind.TIER_RULE_CHANGED),
        "tier": Whole(Kind.TIER_RULE_CHANGED),
        "says": Whole(Kind.TIER_RULE_REWORDED),
        "law": _LAW,
        "validity": Inside(),
    },
    SpecialListGround: {
        "id": KEY,
        "now": Whole(Kind.SPECIAL_LIST_CHANGED),
        "before": Whole(Kind.SPECIAL_LIST_CHANGED),
        "says": _WORDS,
        "law": _LAW,
        "validity": Inside(),
    },
    Switch: {
        "name": KEY,
        "question": _WORDS,
        "value": Whole(Kind.SWITCH_CHANGED),
        "options": Entries(Kind.SWITCH_CHANGED, Kind.SWITCH_CHANGED, changed=Kind.REWORDED),
        "basis": Inside(),
        "default": DERIVED,
    },
    Ruleset: {
        "id": KEY,
        "since": Whole(Kind.RULESET_CHANGED),
        "acts": Whole(Kind.ACT_CHANGED),
        "says": _WORDS,
    },
    Indicium: {"id": KEY, "cite": Whole(Kind.CITATION_CHANGED), "says": _WORDS, "validity": Inside()},
    Validity: {"since": _DATES, "until": _DATES, "act": Whole(Kind.ACT_CHANGED), "where": _DATES},
    Law: {
        "cite": KEY,
        "authority": Whole(Kind.AUTHORITY_CHANGED),
        "alias": Whole(Kind.CITATION_CHANGED),
        "unverified": Whole(Kind.CITATION_CHANGED),
        "validity": Whole(Kind.CITATION_CHANGED),
    },
    Basis: {
        "authority": Whole(Kind.AUTHORITY_CHANGED),
        "reason": Whole(Kind.REASON_REWORDED),
        "cite": Whole(Kind.CITATION_CHANGED),
    },
    Measure: {
        "id": KEY,
        "name": _WORDS,
        "pillar": Whole(Kind.MEASURE_CHANGED),
        "nature": Whole(Kind.MEASURE_CHANGED),
        "sense": Whole(Kind.MEASURE_REDEFINED),
        "definition": Whole(Kind.MEASURE_REDEFINED),
        "unit": Whole(Kind.MEASURE_CHANGED),
        "series": Whole(Kind.MEASURE_CHANGED),
        "tells_placement": Whole(Kind.MEASURE_REDEFINED),
    },
}
"""How each field of each record is compared. Tests and conditions are compared as a whole, and so need no entry."""
VOCABULARY = {
    "measures": Inside(),
    "pillars": DERIVED,
    "units": Whole(Kind.MEASURE_CHANGED),
    "scopes": _WORDS,
}
"""How each field of the vocabulary is compared: only what the rubric reads; the names of its pillars stand in the rubric."""


def key_of(record: object) -> str:
    """What names a record among its like."""
    return str(getattr(record, key_field(type(record))))


def key_field(kind: type) -> str:
    """The field that names records of a kind."""
    return next(field for field, how in FIELDS[kind].items() if how is KEY)
