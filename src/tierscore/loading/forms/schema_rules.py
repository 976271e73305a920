"""What JSON Schemas say beyond the forms: rules that the loader checks in code and a schema can express."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tierscore.loading.dates import DATE_FORMS, DAY_FORM, EARLIEST, LATEST, PUBLISHED_FORMS
from tierscore.model.evidence import Status, Versus
from tierscore.model.measure import Nature
from tierscore.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
Schema = dict[str, Any]

_DIGITS = "[0-9]{1,18}"
_BELOW = rf"/(?=0*[1-9]){_DIGITS}"
_MOST = 10**18 - 1
_YEAR = "(19[0-9]{2}|20[0-9]{2}|2100)"
_LEAP_YEAR = "((19|20)(0[48]|[2468][048]|[13579][26])|2000)"
_DAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_DATE = f"({_YEAR}(-(0[1-9]|1[0-2]|{_DAY}))?|{_LEAP_YEAR}-02-29)"
_WHOLE_DAY = f"({_YEAR}-{_DAY}|{_LEAP_YEAR}-02-29)"
_MOST_COUNTED = 12


def _number(pattern: str, **bounds: int) -> Schema:
    return {"anyOf": [{"type": "number", **bounds}, {"type": "string", "pattern": f"^{pattern}$"}]}


EXACT = _number(rf"[+-]?{_DIGITS}({_BELOW}|\.{_DIGITS})?", minimum=-_MOST, maximum=_MOST)
"""Any exact number."""
FROM_ZERO = _number(rf"\+?{_DIGITS}({_BELOW}|\.{_DIGITS})?", minimum=0, maximum=_MOST)
"""0 or more."""
ABOVE_ZERO = _number(
    rf"\+?((?=0*[1-9]){_DIGITS}{_BELOW}|(?=[0-9.]*[1-9]){_DIGITS}(\.{_DIGITS})?)",
    exclusiveMinimum=0,
    maximum=_MOST,
)
"""More than 0."""
SHARE = _number(rf"\+?(0*[01]|0+\.{_DIGITS}|0*1\.0+|{_DIGITS}{_BELOW})", minimum=0, maximum=1)
"""From 0 to 1, as far as can be told without dividing a fraction."""
SHARE_ABOVE_ZERO = _number(
    rf"\+?(0*1(\.0+)?|0+\.(?=0*[1-9]){_DIGITS}|(?=0*[1-9]){_DIGITS}{_BELOW})", exclusiveMinimum=0, maximum=1
)
"""Above 0 and up to 1, as far as can be told without dividing a fraction."""
ZERO: Schema = {"anyOf": [{"const": 0}, {"type": "string", "pattern": rf"^[+-]?0+({_BELOW}|\.0+)?$"}]}
WHEN: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": EARLIEST, "maximum": LATEST},
        {"type": "string", "pattern": rf"^(report {_YEAR}|{_DATE}(/({_DATE}|\.\.)?)?)$"},
    ],
    "description": DATE_FORMS,
}
"""A date in one of the forms that files may use; only that it ends after it starts cannot be said."""
PUBLISHED: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": EARLIEST, "maximum": LATEST},
        {"type": "string", "pattern": rf"^({_DATE}[?~]?|\.\.{_DATE}|{_DATE}/({_DATE})?)$"},
    ],
    "description": PUBLISHED_FORMS,
}
"""A date of publication; that it ends after it starts, and lies within all sense, cannot be said."""
DAY: Schema = {"type": "string", "pattern": f"^{_WHOLE_DAY}$", "description": DAY_FORM}
"""A single day."""


def _present(*names: str) -> Schema:
    """Every one of some keys is there, and not null."""
    return {"required": list(names), "properties": {name: {"not": {"type": "null"}} for name in names}}


def _missing(*names: str) -> Schema:
    """Every one of some keys is left out, or null."""
    return {"properties": {name: {"type": "null"} for name in names}}


def _one_of(name: str, *values: str) -> Schema:
    return {"required": [name], "properties": {name: {"enum": list(values)}}}


def _if(condition: Schema, then: Schema, otherwise: Schema | None = None) -> Schema:
    return {"if": condition, "then": then} | ({"else": otherwise} if otherwise is not None else {})


def _no_more_than(entries: str) -> list[Schema]:
    """No more is asked for than there is, up to a count that nobody exceeds."""
    return [
        _if(
            {"required": ["at_least"], "properties": {"at_least": {"type": "integer", "minimum": count}}},
            {"properties": {entries: {"minItems": count}}},
        )
        for count in range(2, _MOST_COUNTED + 1)
    ]


def said_somewhere(needed: Sequence[str], rules: Sequence[Schema]) -> Schema:
    """What a rule needs stands in it, by further ``rules``; where it differs, in it or in what differs."""
    somewhere = [
        {"anyOf": [{"required": [key]}, {"properties": {"differs": {"contains": {"required": [key]}}}}]}
        for key in needed
    ]
    by_itself = {"required": [*needed]} | ({"allOf": [*rules]} if rules else {})
    return _if(_missing("differs"), by_itself, {"allOf": somewhere})


_FIGURE_ZERO: Schema = {"properties": {"figure": {"properties": {"value": ZERO}}}}
_FIGURE_NOT_ZERO: Schema = {"properties": {"figure": {"properties": {"value": {"not": ZERO}}}}}
_STATUS_AND_FIGURE = [
    _if(_one_of("status", Status.ABSENT), _FIGURE_ZERO),
    _if(_one_of("status", Status.DONE, Status.LIMITED), _FIGURE_NOT_ZERO),
    _if(_one_of("status", Status.NOT_REPORTED), _missing("figure")),
    _if(
        _one_of("status", Status.ABSENT),
        {"properties": {"versus_previous": {"enum": [Versus.SAME, Versus.FEWER, None]}}},
    ),
]
_OTHER_THAN_LIMITED = [status.value for status in Status if status is not Status.LIMITED]

RULES: dict[str, list[Schema]] = {
    "ItemForm": [
        *_STATUS_AND_FIGURE,
        _if(_one_of("status", Status.LIMITED), _present("limit"), _missing("limit")),
        {"anyOf": [_present(name) for name in ("status", "figure", "versus_previous", "unusable")]},
    ],
    "RunItemForm": [*_STATUS_AND_FIGURE, _if(_one_of("status", *_OTHER_THAN_LIMITED), _missing("limit"))],
    "RunForm": [
        _if(
            {"properties": {"defaults": {"not": _present(name)}}},
            {"properties": {"items": {"items": _present(name)}}},
        )
        for name in ("measure", "when", "sources")
    ],
    "FigureForm": [_present("unit")],
    "SourceForm": [{"anyOf": [_present("published"), _present("read")]}],
    "SearchedForm": [_if(_present("pillar"), _missing("part"), _present("part"))],
    "GateForm": [
        _if(
            _present("if_summary_silent"),
            _present("if_summary_silent_basis"),
            _missing("if_summary_silent_basis"),
        )
    ],
    "MeasureForm": [_if(_one_of("nature", Nature.STATISTIC), _present("unit"))],
    "CaseForm": [
        _if(
            _present("from"),
            _missing("country", "sources", "evidence", "searched"),
            _present("country", "sources", "evidence"),
        ),
        _if(_present("only_source"), _present("from")),
    ],
    "AtLeastForm": _no_more_than("of"),
    "AtLeastSoForm": _no_more_than("of"),
}
"""What holds between the keys of a form."""

_ANSWERS = [outcome.value for outcome in Outcome if outcome is not Outcome.UNKNOWN]

VALUES: dict[str, dict[str, Schema]] = {
    "FigureForm": {
        "value": {"anyOf": [*FROM_ZERO["anyOf"], {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"}]}
    },
    "StatusScaleForm": {status: {"properties": {"value": SHARE}} for status in ("done", "limited", "absent")},
    "ScaleForm": {
        "met_from": {"properties": {"value": SHARE_ABOVE_ZERO}},
        "partly_met_from": {"properties": {"value": SHARE_ABOVE_ZERO}},
        "least_change": {"properties": {"value": FROM_ZERO}},
    },
    "SettingsForm": {"minimum_coverage": {"properties": {"value": SHARE}}},
    "TrendForm": dict.fromkeys(("up", "same", "down", "none"), SHARE),
    "CapForm": {"at_most": SHARE},
    "PresumptionForm": {"value": SHARE},
    "TestReachesForm": {"reaches": SHARE_ABOVE_ZERO},
    "ComparedForm": {"ratio": ABOVE_ZERO},
    "ShareForm": {"share": SHARE},
    "OutcomeInForm": {"in": {"items": {"enum": _ANSWERS}}},
    "MeasureForm": {"series": {"uniqueItems": True}},
    "CaseForm": {"from": {"pattern": r"\.ya?ml$"}},
}
"""What a value of a form must be besides what the form says."""
