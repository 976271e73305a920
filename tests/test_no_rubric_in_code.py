"""No id of a real rubric stands in Python: judgement is data."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(ROOT.glob("src/tierscore/**/*.py"))
EXEMPT = {
    "none": "a value of `Change` and of `Role`, and a word of the scale's directions",
    "contradiction": "what a tier rule may lead to in place of a tier, in the format of rubrics",
    "undetermined": "what an open gate may be, in the format of rubrics",
    "special-case": "a tier of the official table, which is read by its own format",
}
"""Ids that are words of the file formats as well, with the reason."""


@cache
def ids() -> frozenset[str]:
    vocabulary = load_vocabulary(ROOT / "rubrics/measures.yaml")
    found = set(vocabulary.measures)
    for folder in sorted(path.parent for path in ROOT.glob("rubrics/*/rubric.yaml")):
        rubric = load_rubric(folder, vocabulary)
        found |= (
            {criterion.id for criterion in rubric.criteria}
            | {gate.id for gate in rubric.gates}
            | {tier.id for tier in rubric.tiers}
        )
    return frozenset(found)


def constants(path: Path) -> dict[str, int]:
    """Every string constant of a module, docstrings included, with the last line where it stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value: node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: path.relative_to(ROOT / "src/tierscore").as_posix()
)
def test_no_id_of_a_rubric_stands_in_python(path: Path) -> None:
    assert {word: line for word, line in constants(path).items() if word in ids() - set(EXEMPT)} == {}


def test_the_ids_are_found() -> None:
    assert {"trafficking-convictions", "full-compliance", "2WL"} <= ids()
    assert MODULES


def test_a_planted_id_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "planted.py"
    module.write_text('if tier == "2WL":\n    pass\n', encoding="utf-8")
    assert set(constants(module)) & ids() == {"2WL"}
