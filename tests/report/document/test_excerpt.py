"""How a problem is shown."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tierscore.loading.suggestions import did_you_mean, nearest
from tierscore.model.problem import Code, Place, Problem
from tierscore.report.document.excerpt import describe


def shown(excerpt: str, column: int) -> list[str]:
    return describe(
        Problem(Place("a.yaml", 12, column), Code.SHAPE, "wrong", "mend it", excerpt)
    ).splitlines()


def test_place_code_message_line_caret_and_hint() -> None:
    assert shown("a: b", 4) == ["a.yaml:12:4: TS201 wrong", "  12 | a: b", "     |    ^", "  hint: mend it"]


def test_a_problem_of_a_whole_file_has_neither_line_nor_caret() -> None:
    assert describe(Problem(Place("a.yaml"), Code.EMPTY, "nothing")) == "a.yaml: TS112 nothing"


def test_the_caret_stands_below_wide_narrow_and_escaped_characters() -> None:
    assert shown("東京: x", 5)[2] == "     |       ^"
    assert shown("e\u0301: x", 5)[2] == "     |    ^"
    assert shown("\ta: x", 5)[1:3] == ["  12 | \\ta: x", "     |      ^"]


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\x07", "\u202e", "\r", "\u2066", "\x9b"])
def test_nothing_in_a_file_acts_on_the_terminal(hostile: str) -> None:
    text = describe(
        Problem(Place(f"{hostile}.yaml", 1, 1), Code.SHAPE, f"m{hostile}", f"h{hostile}", f"e{hostile}")
    )
    assert hostile not in text
    assert all(line.isprintable() for line in text.split("\n"))


def test_of_a_very_long_line_only_what_is_near_is_shown() -> None:
    line, caret = shown("x" * 4000 + "!" + "y" * 4000, 4001)[1:3]
    assert len(line) < 120
    assert line[caret.index("^")] == "!"


def test_the_nearest_word_is_meant_whatever_its_case() -> None:
    assert (
        nearest("trafficking-conviction", ["labour", "trafficking-convictions"]) == "trafficking-convictions"
    )
    assert did_you_mean("gold", ["Gold", "Lead"]) == "did you mean `Gold`?"


def test_where_none_is_near_a_few_are_listed_and_many_are_not() -> None:
    assert did_you_mean("zzz", ["a", "b", "a"]) == "it can be `a` or `b`"
    assert did_you_mean("zzz", {"c", "b", "a"}) == "it can be `a`, `b` or `c`"
    assert did_you_mean("zzz", [str(number) for number in range(50)]) == ""


def test_loading_imports_pydantic_and_the_yaml_reader_only_when_a_file_is_read() -> None:
    heavy = ["pydantic", "ruamel.yaml", "rich", "typer", "click"]
    modules = "tierscore.loading.workspace.reader, tierscore.loading.workspace.discovery"
    code = f"import sys, {modules}; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
