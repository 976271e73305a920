"""The schemas of the answers: each holds for what its command writes, and names every field that there is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from command import ROOT
from loading.forms.test_json_schema import OF_ANSWERS
from report.json.test_schema import strict
from shipped import shipped_json

ANSWERS: dict[str, list[tuple[str, ...]]] = {
    "whatif": [
        ("panama", "--year", "2024", "--fact", "trafficking-convictions=5", "--set", "increase=overall"),
        ("cuba", "--year", "2023", "--fact", "victims-identified:confirmed=more"),
        ("sweden", "--fact", "rape-maximum-penalty=life"),
    ],
    "path": [
        ("panama", "--year", "2024", "--to", "1"),
        ("cuba", "--year", "2023", "--to", "2"),
        ("china", "--year", "2013", "--to", "2WL"),
    ],
    "compare": [
        ("panama@2019", "panama@2023"),
        ("panama", "cuba", "--year", "2023"),
        ("cuba@2017", "sweden@2025"),
    ],
}
"""The calls of each command whose answers are held to its schema."""
CALLS = [(name, call) for name, calls in ANSWERS.items() for call in calls]


def schema_of(name: str) -> Any:
    return json.loads((ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ANSWERS)
def test_a_schema_is_one_and_names_its_version(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": f"tierscore/{name}/v1"}


@pytest.mark.parametrize(("name", "call"), CALLS, ids=lambda part: part if isinstance(part, str) else part[0])
def test_a_schema_holds_for_what_the_command_writes(name: str, call: tuple[str, ...]) -> None:
    faults = [
        f"{list(fault.path)}: {fault.message[:200]}"
        for fault in Draft202012Validator(strict(schema_of(name))).iter_errors(shipped_json(name, *call))
    ]
    assert faults == []


def test_every_schema_in_the_folder_is_of_a_file_or_held_to_an_answer() -> None:
    assert set(ANSWERS) | {"assessment"} == OF_ANSWERS
    assert all(Path(ROOT / f"schemas/{name}.schema.json").exists() for name in OF_ANSWERS)
