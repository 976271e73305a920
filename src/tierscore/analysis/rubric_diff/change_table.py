"""What a change of each field of a rubric is: one table, so that no field can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

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


class Handling(Enum):
    """How a field is compared that is no list, and of which no kind of change speaks."""

    KEY = "key"
    """Not at all: it names the record among its like."""
    DERIVED = "derived"
    """Not at all: it follows from other fields, or tells of the rubric rather than in it."""
    INSIDE = "inside"
    """Field by field. A record that comes or goes does so with another field, whose change tells it."""


@dataclass(frozen=True)
class EntryKinds:
    """The kinds of change of a list of records with ids, or of a mapping."""

    added: Kind | None
    """None where an entry comes and goes with another field, whose change tells it."""
    removed: Kind | None
    changed: Kind | None = None
    """For a mapping, whose entries are compared as a whole."""
    reordered: Kind | None = None
    """None where the order makes no difference."""


Treatment = Kind | EntryKinds | Handling
"""How a field is compared; a kind of change compares it as a whole."""
KEY, DERIVED, INSIDE = Handling.KEY, Handling.DERIVED, Handling.INSIDE
_LAW = EntryKinds(Kind.CITATION_ADDED, Kind.CITATION_REMOVED)

FIELDS: dict[type, dict[str, Treatment]] = {
    Rubric: {
        "id": KEY,
        "name": Kind.REWORDED,
        "version": DERIVED,
        "sha256": DERIVED,
        "history": DERIVED,
        "law_read_to": Kind.LAW_READ_CHANGED,
        "law_source": Kind.LAW_READ_CHANGED,
        "judges_as_of": Kind.REWORDED,
        "first_report": Kind.DATES_CHANGED,
        "pillars": EntryKinds(Kind.PILLAR_ADDED, Kind.PILLAR_REMOVED, changed=Kind.REWORDED),
        "tiers": EntryKinds(Kind.TIER_ADDED, Kind.TIER_REMOVED),
        "scale": INSIDE,
        "settings": INSIDE,
        "shown_settings": EntryKinds(None, None),
        "criteria": EntryKinds(Kind.CRITERION_ADDED, Kind.CRITERION_REMOVED),
        "gates": EntryKinds(Kind.GATE_ADDED, Kind.GATE_REMOVED),
        "rules": EntryKinds(
            Kind.TIER_RULE_ADDED, Kind.TIER_RULE_REMOVED, reordered=Kind.TIER_RULES_REORDERED
        ),
        "special_list": EntryKinds(Kind.SPECIAL_LIST_ADDED, Kind.SPECIAL_LIST_REMOVED),
        "switches": EntryKinds(Kind.SWITCH_ADDED, Kind.SWITCH_REMOVED),
        "rulesets": EntryKinds(Kind.RULESET_ADDED, Kind.RULESET_REMOVED),
        "increase": Kind.REWORDED,
        "indicia": _LAW,
        "explained_moves": Kind.EXPLAINED_MOVES_CHANGED,
        "explained_since": Kind.EXPLAINED_MOVES_CHANGED,
        "explained_act": Kind.ACT_CHANGED,
        "explained_basis": Kind.REASON_REWORDED,
    },
    Tier: {
        "id": KEY,
        "name": Kind.REWORDED,
        "rank": Kind.TIER_CHANGED,
        "role": Kind.TIER_CHANGED,
        "meaning": Kind.REWORDED,
    },
    Scale: {
        "status": EntryKinds(
            Kind.STATUS_WORTH_CHANGED, Kind.STATUS_WORTH_CHANGED, changed=Kind.STATUS_WORTH_CHANGED
        ),
        "trends": EntryKinds(Kind.TREND_ADDED, Kind.TREND_REMOVED, changed=Kind.TREND_CHANGED),
        "met_from": Kind.CUT_OFF_CHANGED,
        "partly_met_from": Kind.CUT_OFF_CHANGED,
        "least_change": Kind.TREND_CHANGED,
    },
    Settings: {
        "standing_lapse": Kind.SETTING_CHANGED,
        "adverse_lapse": Kind.SETTING_CHANGED,
        "minimum_coverage": Kind.SETTING_CHANGED,
        "taken_as_no": Kind.SETTING_CHANGED,
        "thin_below": Kind.SETTING_CHANGED,
    },
    Setting: {"name": KEY, "value": DERIVED, "basis": INSIDE, "address": DERIVED},
    Criterion: {
        "id": KEY,
        "pillar": Kind.PILLAR_CHANGED,
        "question": Kind.CRITERION_REWORDED,
        "title": Kind.CRITERION_REWORDED,
        "law": _LAW,
        "weight": INSIDE,
        "indicators": EntryKinds(Kind.INDICATOR_ADDED, Kind.INDICATOR_REMOVED),
        "all_required": Kind.COMBINATION_CHANGED,
        "caps": EntryKinds(Kind.CAP_ADDED, Kind.CAP_REMOVED),
        "presumptions": EntryKinds(Kind.PRESUMPTION_ADDED, Kind.PRESUMPTION_REMOVED),
        "validity": INSIDE,
    },
    Weight: {"value": Kind.WEIGHT_CHANGED, "basis": INSIDE},
    Indicator: {
        "id": KEY,
        "question": Kind.INDICATOR_REWORDED,
        "points": Kind.POINTS_CHANGED,
        "why": Kind.REASON_REWORDED,
        "test": Kind.TEST_CHANGED,
        "remedy": Kind.REMEDY_CHANGED,
        "validity": INSIDE,
    },
    Cap: {
        "id": KEY,
        "when": Kind.CAP_CHANGED,
        "at_most": Kind.CAP_CHANGED,
        "basis": INSIDE,
        "validity": INSIDE,
    },
    Presumption: {
        "id": KEY,
        "measures": Kind.PRESUMPTION_CHANGED,
        "value": Kind.PRESUMPTION_CHANGED,
        "basis": INSIDE,
        "validity": INSIDE,
    },
    Gate: {
        "id": KEY,
        "question": Kind.GATE_REWORDED,
        "title": Kind.GATE_REWORDED,
        "condition": Kind.GATE_CHANGED,
        "if_open": Kind.IF_OPEN_CHANGED,
        "if_open_basis": INSIDE,
        "if_summary_silent": Kind.IF_OPEN_CHANGED,
        "if_summary_silent_basis": INSIDE,
        "law": _LAW,
        "validity": INSIDE,
    },
    TierRule: {
        "id": KEY,
        "title": Kind.TIER_RULE_REWORDED,
        "when": Kind.TIER_RULE_CHANGED,
        "tier": Kind.TIER_RULE_CHANGED,
        "says": Kind.TIER_RULE_REWORDED,
        "law": _LAW,
        "validity": INSIDE,
    },
    SpecialListGround: {
        "id": KEY,
        "now": Kind.SPECIAL_LIST_CHANGED,
        "before": Kind.SPECIAL_LIST_CHANGED,
        "says": Kind.REWORDED,
        "law": _LAW,
        "validity": INSIDE,
    },
    Switch: {
        "name": KEY,
        "question": Kind.REWORDED,
        "title": Kind.REWORDED,
        "core": Kind.SETTING_CHANGED,
        "value": Kind.SWITCH_CHANGED,
        "options": EntryKinds(Kind.SWITCH_CHANGED, Kind.SWITCH_CHANGED, changed=Kind.REWORDED),
        "basis": INSIDE,
        "default": DERIVED,
    },
    Ruleset: {"id": KEY, "since": Kind.RULESET_CHANGED, "acts": Kind.ACT_CHANGED, "says": Kind.REWORDED},
    Indicium: {"id": KEY, "cite": Kind.CITATION_CHANGED, "says": Kind.REWORDED, "validity": INSIDE},
    Validity: {
        "since": Kind.DATES_CHANGED,
        "until": Kind.DATES_CHANGED,
        "act": Kind.ACT_CHANGED,
        "where": Kind.DATES_CHANGED,
    },
    Law: {
        "cite": KEY,
        "authority": Kind.AUTHORITY_CHANGED,
        "alias": Kind.CITATION_CHANGED,
        "unverified": Kind.CITATION_CHANGED,
        "validity": Kind.CITATION_CHANGED,
    },
    Basis: {
        "authority": Kind.AUTHORITY_CHANGED,
        "reason": Kind.REASON_REWORDED,
        "cite": Kind.CITATION_CHANGED,
    },
    Measure: {
        "id": KEY,
        "name": Kind.REWORDED,
        "pillar": Kind.MEASURE_CHANGED,
        "nature": Kind.MEASURE_CHANGED,
        "sense": Kind.MEASURE_REDEFINED,
        "definition": Kind.MEASURE_REDEFINED,
        "unit": Kind.MEASURE_CHANGED,
        "series": Kind.MEASURE_CHANGED,
        "tells_placement": Kind.MEASURE_REDEFINED,
        "by": Kind.MEASURE_ACTORS_CHANGED,
    },
}
"""How each field of each record is compared; tests and conditions are compared as a whole."""
TITLES = {Kind.GATE_CHANGED: Kind.GATE_REWORDED, Kind.TIER_RULE_CHANGED: Kind.TIER_RULE_REWORDED}
"""What a changed condition is where only the titles of its parts differ."""
VOCABULARY = {"measures": INSIDE, "pillars": DERIVED, "units": Kind.MEASURE_CHANGED, "scopes": Kind.REWORDED}
"""How each field of the vocabulary is compared; the names of pillars stand in the rubric."""


def key_of(record: object) -> str:
    """What names a record among its like."""
    return str(getattr(record, key_field(type(record))))


def key_field(kind: type) -> str:
    """The field that names records of a kind."""
    return next(field for field, how in FIELDS[kind].items() if how is Handling.KEY)
