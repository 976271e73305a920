"""The command ``tierscore rule``."""

from __future__ import annotations

import json

import pytest

from command import run
from tierscore.model.problem import Code


@pytest.mark.parametrize("code", [code.value for code in Code][::7])
def test_a_code_is_explained_with_wrong_and_right(code: str) -> None:
    said = run("rule", code)
    assert (said.returncode, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[0] == f"{code}, {Code(code).severity.value}"
    assert lines.index("Wrong") < lines.index("Right")


def test_a_code_may_be_written_in_small_letters() -> None:
    assert run("rule", "ts303").stdout == run("rule", "TS303").stdout


def test_without_a_code_all_are_listed() -> None:
    said = run("rule").stdout
    assert [code.value for code in Code if code.value not in said] == []
    listed = json.loads(run("rule", "--format", "json").stdout)
    assert [rule["code"] for rule in listed] == [code.value for code in Code]
    assert list(listed[0]) == ["code", "severity", "meaning", "more", "wrong", "right"]


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_an_example_stands_in_every_format_as_it_was_written(format: str) -> None:
    assert "figure: {value: 12}" in run("rule", "TS303", "--format", format).stdout


@pytest.mark.parametrize(
    ("code", "says"),
    [("TS3O3", "did you mean `TS303`?"), ("unit", "see tierscore rule"), ("\x1b[31m", "see")],
)
def test_an_unknown_code_is_refused(code: str, says: str) -> None:
    refused = run("rule", code)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert says in refused.stderr
    assert "\x1b" not in refused.stderr
