"""The JSON Schemas are in step with the forms, accept what we ship and refuse what we refuse."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from loading.invalid import INVALID
from tierscore.loading.yaml import parse

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "schemas"
SCHEMAS = {path.name.removesuffix(".schema.json"): path for path in sorted(FOLDER.glob("*.schema.json"))}
SHIPPED = sorted(
    [*ROOT.glob("rubrics/**/*.yaml"), *ROOT.glob("countries/*.yaml"), *ROOT.glob("tests/files/valid/**/*.yaml")],
    key=lambda path: path.relative_to(ROOT).as_posix(),
)
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def kind_of(path: Path) -> str:
    """Which schema is meant for a file, by where it lies."""
    if path.parent.name == "countries":
        return "country"
    if path.parent.name == "cases":
        return "case"
    return {"measures.yaml": "measures", "rubric.yaml": "rubric"}.get(path.name, "criteria")


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMAS[kind].read_text(encoding="utf-8")))


def read(path: Path) -> Any:
    return parse(path.read_bytes(), path.name).plain()


def test_the_schemas_are_what_the_forms_give(tmp_path: Path) -> None:
    """If this fails: run ``python schemas/generate.py`` and read the difference."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, str(FOLDER / "generate.py"), str(tmp_path)], check=True, env=environment)
    fresh = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert fresh == {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.values()}


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMAS[kind].read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_shipped_file_is_accepted(path: Path) -> None:
    faults = [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}" for fault in validator(kind_of(path)).iter_errors(read(path))
    ]
    assert faults == []


def test_every_kind_of_file_is_among_the_shipped_ones() -> None:
    assert {kind_of(path) for path in SHIPPED} == set(SCHEMAS)


@pytest.mark.parametrize("path", [path for path in SHIPPED if "tests" not in path.relative_to(ROOT).parts], ids=lambda path: path.name)
def test_a_file_names_its_schema_in_its_first_line(path: Path) -> None:
    named = MODELINE.match(path.read_text(encoding="utf-8"))
    assert named is not None
    assert (path.parent / named[1]).resolve() == SCHEMAS[kind_of(path)]


@pytest.mark.parametrize(
    "name",
    [
        "unknown-key.country.yaml",
        "status-not-in-the-list.country.yaml",
        "id-not-a-slug.country.yaml",
        "evidence-is-a-mapping.country.yaml",
        "actors-not-a-list.country.yaml",
        "no-such-test.criteria.yaml",
        "law-missing.criteria.yaml",
        "no-indicators.criteria.yaml",
        "nature-not-in-the-list.measures.yaml",
        "expects-nothing.case.yaml",
    ],
)
def test_a_fault_of_shape_is_refused_by_the_schema_too(name: str) -> None:
    path = INVALID / name
    assert not validator(name.split(".")[1]).is_valid(read(path))


def test_a_name_out_of_form_is_refused() -> None:
    country = read(next(path for path in SHIPPED if path.name == "atlantis.yaml" and path.parent.name == "countries"))
    country["sources"]["Not A Slug"] = next(iter(country["sources"].values()))
    assert not validator("country").is_valid(country)
