"""The two parsers of YAML: a file means the same whichever of them is there, and neither takes long."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command import ROOT, environment
from counted_events import CountedEvents
from loading.invalid import MADE_UP
from tierscore.loading.yaml.parsers import (
    IN_C,
    IN_PYTHON,
    LARGEST_BY_PYTHON,
    MOST_NODES,
    YamlParser,
    installed,
)
from tierscore.loading.yaml.reader import parse
from tierscore.model.problem import Code, UnreadableError

if TYPE_CHECKING:
    from tierscore.loading.yaml.tree import Node

Parsers = tuple[YamlParser, ...]
BOTH: Parsers = IN_C, IN_PYTHON
PYTHON_ALONE: Parsers = (IN_PYTHON,)
either = pytest.mark.parametrize("parsers", [BOTH, PYTHON_ALONE], ids=["with C", "Python alone"])


def test_both_parsers_are_there() -> None:
    assert installed() == BOTH


@either
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a:\tb\n", {"a": "b"}),
        ("a: \t b\t \n", {"a": "b"}),
        ("a: b\t# c\n", {"a": "b"}),
        ("a:\t# b\n  c\n", {"a": "c"}),
        ("a:\t|\n  b\n", {"a": "b\n"}),
        ("- a\t# b\n- [c,\td]\t\n", ["a", ["c", "d"]]),
        ("a: |-\t# b\n  c\n", {"a": "c"}),
        ("a: >2+\t\n    b\n\n", {"a": "  b\n\n"}),
        ("a: |\n  \tb\n", {"a": "\tb\n"}),
        ("a: b\tc\t\n  \td\n", {"a": "b\tc d"}),
        ("a: {b\tc: d\te}\n", {"a": {"b\tc": "d\te"}}),
    ],
)
def test_a_tab_between_two_things_on_a_line_is_a_blank(written: str, meant: object, parsers: Parsers) -> None:
    assert parse(written.encode(), "a.yaml", parsers).plain() == meant


@either
@pytest.mark.parametrize("written", ["\ta: b\n", "a:\n\tb: c\n", "-\ta: b\n", "a:\n  - b\n\t- c\n"])
def test_a_tab_before_a_key_or_an_entry_is_refused(written: str, parsers: Parsers) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(written.encode(), "a.yaml", parsers)
    [problem] = caught.value.problems
    assert (problem.message, problem.hint) == ("a tab stands where spaces are wanted", "indent with spaces")


@either
@pytest.mark.parametrize(("written", "column"), [("- |#", 4), ("- >-# a\n  b", 5), ("a: |2-#\n    b", 7)])
def test_a_comment_that_touches_the_sign_of_a_block_is_refused(
    written: str, column: int, parsers: Parsers
) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(written.encode(), "a.yaml", parsers)
    [problem] = caught.value.problems
    assert (problem.place.line, problem.place.column) == (1, column)
    assert problem.message == "a comment touches the sign of a block of text"
    assert problem.hint == "put a blank before the #"


@given(
    st.sampled_from(["", "k: ", "- ", "k:\n  - j: "]),
    st.lists(
        st.sampled_from([*"ab\t\n #|>-+2:,[]{}?'\"&*!%@`", ": ", "- ", "\n  ", "|\n  "]), max_size=12
    ).map("".join),
)
def test_both_parsers_give_the_same_answer(beginning: str, rest: str) -> None:
    assert answer(beginning + rest, BOTH) == answer(beginning + rest, PYTHON_ALONE)


def answer(text: str, parsers: Parsers) -> Any:
    """The keys and values of a text with their places; what is no mapping and no list is no file of ours."""
    try:
        root = parse(text.encode(), "a.yaml", parsers)
    except UnreadableError:
        return None
    return placed(root) if isinstance(root.content, dict | list) else None


def placed(node: Node) -> Any:
    """What a value says, and where; nobody can see the place of nothing."""
    match node.content:
        case None:
            return None
        case dict() as mapping:
            content: Any = [(key, node.keys[key], placed(value)) for key, value in mapping.items()]
        case list() as entries:
            content = [*map(placed, entries)]
        case content:
            pass
    return node.line, node.column, node.quoted, content


def test_without_the_parser_in_c_a_file_has_smaller_limits() -> None:
    counted = CountedEvents(PYTHON_ALONE)
    data = b"a: b # ".ljust(LARGEST_BY_PYTHON, b"x")
    assert parse(data, "a.yaml", counted.parsers).plain() == {"a": "b"}
    assert refusal(data + b"x", counted.parsers) == (
        Code.TOO_LARGE,
        "the file is larger than 256 KiB, the most that is read without ruamel.yaml.clib",
        "`pip install ruamel.yaml.clib`, or split the file",
    )
    assert counted.given == [LARGEST_BY_PYTHON]
    assert IN_PYTHON.most_nodes == MOST_NODES // 2
    counted = CountedEvents((IN_PYTHON._replace(most_nodes=1_000),))
    assert refusal(b"[" + b"1," * 1_000 + b"]", counted.parsers) == (
        Code.TOO_LARGE,
        "the file holds more than 1,000 keys and values, the most that is read without ruamel.yaml.clib",
        "`pip install ruamel.yaml.clib`, or split the file",
    )
    assert counted.taken <= 1_004


def refusal(data: bytes, parsers: Parsers) -> tuple[Code, str, str]:
    with pytest.raises(UnreadableError) as caught:
        parse(data, "a.yaml", parsers)
    [problem] = caught.value.problems
    return problem.code, problem.message, problem.hint


def test_what_only_the_parser_in_python_takes_has_its_limits_and_else_the_words_of_the_other() -> None:
    address = b"a: {url: https://a.b/c}\n"
    message = "text with a colon stands in brackets or braces without quotes"
    expected = (Code.SYNTAX, message, "write it in quotes")
    counted = CountedEvents()
    assert refusal(address + b"# ".ljust(LARGEST_BY_PYTHON, b"x"), counted.parsers) == expected
    assert len(counted.given) == 1, "the parser in Python is not even asked"
    narrow = (IN_C, IN_PYTHON._replace(most_nodes=100))
    assert refusal(address + b"b: [" + b"1," * 100 + b"]\n", narrow) == expected


COSTLY = [
    *(("", text) for text in ("\n- a", "\n- - - -", "\na b: c", "\n? a", "\n- |\n  a\n\n")),
    *(("[", text) for text in ("a: {},", "1,", "[[]],", ":a,", "a ", "\n")),
    *(("", text) for text in ("#\n", " ", "a ", "a\n ", "a\t", "a:")),
    *(("'", "a ''\n"), ('"', "\\x41"), ('"', "a\n\n "), ("a: |\n  ", "a\n\n  "), ("a: |", "\n")),
]
"""How a text begins, and what it repeats."""


@pytest.mark.parametrize(("beginning", "repeated"), COSTLY)
def test_the_steps_of_the_parser_in_python_grow_with_the_text_and_no_faster(
    beginning: str, repeated: str
) -> None:
    """
    Counted in calls of functions, of which Python makes some ten million in a second.

    A key or a value is one event or two, so that at its limits the parser makes 40 million calls at the most.
    """
    short, long = (beginning + repeated * (size // len(repeated)) for size in (1_500, 3_000))
    assert calls(long) < 2.5 * calls(short)
    counted = CountedEvents(PYTHON_ALONE)
    with suppress(UnreadableError):
        parse(long.encode(), "a.yaml", counted.parsers)
    assert calls(long) < 40 * len(long) + 350 * counted.taken


def calls(text: str) -> int:
    """How many functions are called to read a text."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        with suppress(UnreadableError):
            parse(text.encode(), "a.yaml", PYTHON_ALONE)
    finally:
        sys.setprofile(before)
    return count


def test_with_a_parser_that_cannot_be_loaded_the_command_works_and_says_what_to_install(
    tmp_path: Path,
) -> None:
    """As on an interpreter for which there is no parser in C, or in an installation that is broken."""
    own = Path(shutil.copytree(MADE_UP, tmp_path / "own"))
    (own / "_ruamel_yaml.py").write_text("raise ImportError('no such library')\n", encoding="utf-8")
    hidden = {"PYTHONPATH": f"{own}{os.pathsep}{ROOT / 'src'}", "TIERSCORE_NO_CACHE": "1"}
    arguments = (sys.executable, "-m", "tierscore", "check")
    sound = subprocess.run(arguments, cwd=own, env=environment() | hidden, capture_output=True, check=False)
    assert (sound.returncode, sound.stderr) == (0, b""), sound
    large = b"# ".ljust(LARGEST_BY_PYTHON + 1, b"x")
    (own / "countries/large.yaml").write_bytes(large)
    refused = subprocess.run(arguments, cwd=own, env=environment() | hidden, capture_output=True, check=False)
    assert refused.returncode == 1
    assert b"hint: `pip install ruamel.yaml.clib`, or split the file" in refused.stdout
