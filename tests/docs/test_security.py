"""Each promise of the page on security is tried by tests that exist."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from docs.pages import ROOT, inline, read

PAGE = ROOT / "docs/security.md"
NAMED = sorted({text for text in inline(PAGE) if "::test_" in text})


@cache
def defined_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_is_named_exists(named: str) -> None:
    path, _, name = named.partition("::")
    assert name in defined_in(path)


def test_every_promise_names_its_tests() -> None:
    promises = [line for line in read(PAGE).splitlines() if line.startswith("| **")]
    assert promises
    assert [promise for promise in promises if "::test_" not in promise] == []


@pytest.mark.parametrize("page", ["SECURITY.md", "README.md", "CONTRIBUTING.md"])
def test_the_page_is_linked_where_it_is_looked_for(page: str) -> None:
    assert "(docs/security.md)" in read(ROOT / page)
