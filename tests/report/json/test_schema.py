"""The schema of an assessment holds for every shape of it, and names every field that there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import tierscore
from docs.pages import ROOT
from report.builders import a_poor_assessment, a_rich_assessment
from tierscore.model.actor import Actor
from tierscore.model.assessment import Assessment, Depth
from tierscore.model.condition import Condition
from tierscore.model.count_change import Direction
from tierscore.model.decision import Answer, ConditionResult
from tierscore.model.evidence import Bound, Limit, SourceKind, Status, Versus
from tierscore.model.finding import Reason
from tierscore.model.law import Authority
from tierscore.model.notation import in_file_notation
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import IfOpen
from tierscore.model.standing import Firmness, LeftOutKind
from tierscore.report.json.findings import flat_tree

SCHEMA = json.loads((ROOT / "schemas/assessment.schema.json").read_text(encoding="utf-8"))
ENUMS: list[type[StrEnum]] = [
    Actor, Answer, Authority, Bound, Direction, Firmness, IfOpen, LeftOutKind, Limit, Outcome, Reason, SourceKind, Status,
    Versus,
]  # fmt: skip
SHIPPED = [
    ("panama", 2021, Depth.READINGS),
    ("argentina", 2025, Depth.READINGS),
    ("cuba", 2023, Depth.UNKNOWNS),
    ("south-africa", 2023, Depth.TIERS),
]


@cache
def assessed(country: str, year: int, depth: Depth) -> Assessment:
    return tierscore.assess(tierscore.open_workspace(bundled=True), country, year, depth=depth)


def strict(schema: Any) -> Any:
    """The same schema, which refuses fields that it does not name."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: strict(part) for name, part in schema.items()}
    return {"additionalProperties": False, **parts} if "properties" in parts else parts


def faults(assessment: Assessment) -> list[str]:
    data = json.loads(tierscore.to_json(assessment))
    return [
        f"{list(error.path)}: {error.message}"
        for error in Draft202012Validator(strict(SCHEMA)).iter_errors(data)
    ]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("made", [a_rich_assessment, a_poor_assessment])
def test_it_holds_for_assessments_made_by_hand(made: Any) -> None:
    assert faults(made()) == []


@pytest.mark.parametrize(("country", "year", "depth"), SHIPPED)
def test_it_holds_for_shipped_country_years_of_every_depth(country: str, year: int, depth: Depth) -> None:
    assert faults(assessed(country, year, depth)) == []


def test_it_refuses_a_field_that_it_does_not_name_and_one_that_is_missing() -> None:
    data = json.loads(tierscore.to_json(a_poor_assessment()))
    del data["duties"]
    data["tier"]["colour"] = "amber"
    messages = [error.message for error in Draft202012Validator(strict(SCHEMA)).iter_errors(data)]
    assert any("'duties' is a required property" in message for message in messages)
    assert any("'colour' was unexpected" in message for message in messages)


def test_its_closed_lists_are_those_of_the_model() -> None:
    def listed(part: Any) -> Iterator[list[str]]:
        if isinstance(part, dict):
            if "enum" in part:
                yield [word for word in part["enum"] if word is not None]
            for inner in part.values():
                yield from listed(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from listed(inner)

    known = [[member.value for member in enum] for enum in ENUMS]
    lists = list(listed(SCHEMA))
    assert [words for words in lists if words not in known] == []
    assert [enum.__name__ for enum, words in zip(ENUMS, known, strict=True) if words not in lists] == []


Node = tuple[str, str, str, tuple[Any, ...]]


def node(condition: Condition, answer: str, title: str, parts: tuple[Any, ...]) -> Node:
    return in_file_notation(condition), answer, title, parts


def nested(tree: ConditionResult) -> Node:
    return node(tree.condition, tree.answer, tree.condition.title, tuple(map(nested, tree.parts)))


def rebuilt(entries: list[dict[str, Any]], place: int = 0) -> Node:
    parts = tuple(rebuilt(entries, other) for other, entry in enumerate(entries) if entry["parent"] == place)
    own = entries[place]
    return own["condition"], own["answer"], own["title"], parts


def test_the_flat_form_of_a_gate_gives_the_same_tree_again() -> None:
    gates = [gate for gate in assessed("panama", 2021, Depth.READINGS).decision.gates if gate.tree]
    assert len(gates) > 5
    for gate in gates:
        assert gate.tree is not None
        assert rebuilt(flat_tree(gate.tree)) == nested(gate.tree)


def test_duties_standards_and_kinds_of_source_are_fields() -> None:
    data = tierscore.to_dict(assessed("cuba", 2023, Depth.UNKNOWNS))
    [duties] = data["duties"]
    assert (duties["of"], duties["decides_from"]) == (8, 3)
    assert "victims were punished" in duties["unmet"]
    assert {"id": "MS1", "cite": "22 USC 7106(a)(1)"}.items() <= data["standards"][0].items()
    assert data["standards"][0]["criteria"] == [{"criterion": "prohibition", "outcome": Outcome.MET}]
    alone = data["facts"]["from_one_kind_of_source_alone"]
    assert 0 < alone["us-state-department"] <= data["facts"]["counted"]
