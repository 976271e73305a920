"""Phrases that no reader is to meet, and the sentences that took their place."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

import pytest

from command import ROOT
from report.builders import a_rich_assessment
from tierscore.report.compose.full import compose_full
from tierscore.report.formats import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

GONE = (
    "Must not hold",
    "the opposite of",
    "It counts as No",
    "had no turn",
    "so in part",
    "(asked for",
    "Asked of the evidence",
    "family of sources",
    "an open condition stopped the trial",
    "It held and decided",
    "it did not hold",
    "Does not hold",
    "shown in full",
    "Rests on facts told above",
    "Why not:",
    "so, in full",
    "so, but limited",
    "the evidence settles",
    "Read from:",
    "Read otherwise -",
    "How to draw it",
    "Hold every ",
    "whom it moves",
    "is none that the rubric",
)


@cache
def texts() -> str:
    """Every text in the source that is no docstring."""
    return "\n".join(_texts())


def _texts() -> Iterator[str]:
    for path in sorted((ROOT / "src/tierscore").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                yield node.value


@pytest.mark.parametrize("phrase", GONE)
def test_a_phrase_that_is_gone_stands_nowhere_in_the_source(phrase: str) -> None:
    assert phrase not in texts()


def test_help_names_a_default_in_one_form() -> None:
    folder = ROOT / "src/tierscore/cli"
    assert [
        path.name for path in folder.rglob("*.py") if "left out: " in path.read_text(encoding="utf-8")
    ] == []


def test_the_whole_trace_tells_no_fact_twice() -> None:
    rich = a_rich_assessment()
    text = " ".join(plain.render(compose_full(rich, ""), 120).split())
    assert [item.id for item in rich.dossier.items if text.count(item.summary) > 1] == []
