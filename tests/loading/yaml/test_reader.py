"""The strict reader of YAML 1.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counted_events import CountedEvents
from tierscore.loading.files import LARGEST
from tierscore.loading.yaml.parsers import IN_C, IN_PYTHON
from tierscore.loading.yaml.reader import DEEPEST, parse
from tierscore.loading.yaml.tree import spot_of_key, spot_of_value
from tierscore.model.problem import Code, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.loading.yaml.parsers import YamlParser


def read(text: str) -> Any:
    return parse(text.encode(), "a.yaml").plain()


def refused(data: bytes, parsers: Sequence[YamlParser] = ()) -> list[tuple[Code, int, int]]:
    with pytest.raises(UnreadableError) as caught:
        parse(data, "a.yaml", parsers)
    return [(problem.code, problem.place.line, problem.place.column) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("1.10", "1.10"),
        ("0.5", "0.5"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("2/3", "2/3"),
        ("=", "="),
        ("<<", "<<"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("007a", "007a"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
    ],
)
def test_only_whole_numbers_bools_and_null_are_more_than_text(written: str, meant: object) -> None:
    value = read(f"a: {written}\n")["a"]
    assert (type(value), value) == (type(meant), meant)


@pytest.mark.parametrize(
    ("written", "plain"), [("012", "12"), ("0o14", "12"), ("0x0c", "12"), ("-007", "-7")]
)
def test_a_number_that_other_readers_take_for_another_one_is_refused(written: str, plain: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(f"a: {written}\n".encode(), "a.yaml")
    [problem] = caught.value.problems
    assert problem.code is Code.NOT_A_NUMBER
    assert f"write {plain}," in problem.hint


def test_a_merge_conflict_is_named_at_its_first_marker() -> None:
    text = "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> main\n"
    with pytest.raises(UnreadableError) as caught:
        parse(text.encode(), "a.yaml")
    [problem] = caught.value.problems
    assert (problem.place.line, problem.place.column) == (2, 1)
    assert problem.message == "a merge conflict is left here (lines 2 to 6)"


@pytest.mark.parametrize("text", ["a: '<<<<<<< HEAD'\n", "a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> main\n"])
def test_what_only_looks_like_a_conflict_is_text(text: str) -> None:
    assert "<<<<<<<" in read(text)["a"]


def test_a_block_of_text_is_text_even_if_it_looks_like_a_number() -> None:
    assert read("a: |-\n  12\nb: >-\n  true\n") == {"a": "12", "b": "true"}


def test_nested_content_comes_out_as_written() -> None:
    assert read("a: [1, {b: c}]\nd:\n  - e\n  - f: {}\n") == {"a": [1, {"b": "c"}], "d": ["e", {"f": {}}]}


def test_every_key_and_value_keeps_its_place() -> None:
    root = parse(b"a: 1\nb:\n  - cc: x\n    d: [y, z]\n", "a.yaml")
    assert spot_of_key(root, ("b",)) == (2, 1)
    assert spot_of_value(root, ("b", 0)) == (3, 5)
    assert spot_of_key(root, ("b", 0, "cc")) == (3, 5)
    assert spot_of_value(root, ("b", 0, "cc")) == (3, 9)
    assert spot_of_value(root, ("b", 0, "d", 1)) == (4, 12)


def test_a_path_that_leads_nowhere_ends_at_the_nearest_thing_above() -> None:
    root = parse(b"a: 1\nb:\n  c: x\n", "a.yaml")
    assert spot_of_value(root, ("b", "missing", 3)) == (3, 3)
    assert spot_of_key(root, ("b", "missing")) == (3, 3)


def test_columns_count_characters_not_bytes() -> None:
    assert spot_of_value(parse("é: [ñ, x]\n".encode(), "a.yaml"), ("é", 1)) == (1, 8)


def test_a_byte_order_mark_moves_nothing() -> None:
    root = parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "a.yaml")
    assert root.plain() == {"a": 1, "b": 2}
    assert spot_of_key(root, ("a",)) == (1, 1)
    assert spot_of_key(root, ("b",)) == (2, 1)


def test_a_copy_without_a_part_keeps_the_places_of_the_rest() -> None:
    root = parse(b"a:\n  - b: 1\n    c: 2\n  - d\n  - e\n", "a.yaml")
    copy = root.without([("a", 0, "b"), ("a", 1)])
    assert copy.plain() == {"a": [{"c": 2}, "e"]}
    assert spot_of_value(copy, ("a", 1)) == (5, 5)
    assert root.plain() == {"a": [{"b": 1, "c": 2}, "d", "e"]}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "- a:\n"])
def test_very_deep_nesting_is_one_clear_problem_and_ends_the_reading(
    opening: str,
) -> None:
    deep = (
        b"".join(b" " * 2 * depth + b"- a:\n" for depth in range(2_000))
        if opening == "- a:\n"
        else opening.encode() * 20_000
    )
    counted = CountedEvents()
    assert [code for code, _, _ in refused(deep, counted.parsers)][-1] is Code.TOO_DEEP
    assert counted.taken < 3 * DEEPEST


def test_the_deepest_nesting_allowed_is_allowed() -> None:
    assert read("[" * DEEPEST + "]" * DEEPEST)
    assert refused(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1)) == [(Code.TOO_DEEP, 1, DEEPEST + 1)]


def test_a_file_above_the_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    filler = b"# " + b"x" * (LARGEST - 8) + b"\n"
    assert parse(filler + b"a: 1\n", "a.yaml").plain() == {"a": 1}
    assert refused(filler + b"a: 12\n") == [(Code.TOO_LARGE, 0, 0)]


def test_all_faults_are_told_at_once_up_to_a_fault_of_syntax() -> None:
    faults = refused(b"a: &x 1\na: !!str 2\n3: .nan\nb: *y\n[c]: d\ne: [\n")
    assert faults == [
        (Code.ALIAS, 1, 4),
        (Code.REPEATED_KEY, 2, 1),
        (Code.TAG, 2, 4),
        (Code.KEY_TYPE, 3, 1),
        (Code.NOT_A_NUMBER, 3, 4),
        (Code.ALIAS, 4, 4),
        (Code.KEY_TYPE, 5, 1),
        (Code.SYNTAX, 7, 1),
    ]


def test_the_same_key_in_two_mappings_is_no_repetition() -> None:
    assert read("- {a: 1}\n- {a: 2, b: {a: 3}}\n") == [{"a": 1}, {"a": 2, "b": {"a": 3}}]


def test_an_undefined_alias_is_refused_as_an_alias() -> None:
    assert refused(b"a: *nowhere\n") == [(Code.ALIAS, 1, 4)]


def test_invisible_line_ends_cannot_hide_a_key() -> None:
    assert refused("a: b\u2028c: d\n".encode()) == [(Code.SYNTAX, 1, 5)]
    assert refused("a: b\x85c: d\n".encode()) == [(Code.SYNTAX, 1, 5)]


def test_encoding_faults_name_line_and_column() -> None:
    assert refused("a: 1\né: ".encode() + b"\xff") == [(Code.ENCODING, 2, 4)]


@pytest.mark.parametrize("parsers", [(IN_C, IN_PYTHON), (IN_PYTHON,)])
def test_whichever_parser_is_there_the_same_is_read_and_refused(parsers: Sequence[YamlParser]) -> None:
    root = parse(b"a: 1\nb:\n  - cc: NO\n    d: [y, 1.10]\n", "a.yaml", parsers)
    assert root.plain() == {"a": 1, "b": [{"cc": "NO", "d": ["y", "1.10"]}]}
    assert spot_of_value(root, ("b", 0, "d", 1)) == (4, 12)
    assert [code for code, _, _ in refused(b"a: &x 1\na: !!str 2\n3: .nan\nb: *y\n", parsers)] == [
        Code.ALIAS,
        Code.REPEATED_KEY,
        Code.TAG,
        Code.KEY_TYPE,
        Code.NOT_A_NUMBER,
        Code.ALIAS,
    ]
    assert refused(b"[" * 20_000, parsers) == [(Code.TOO_DEEP, 1, DEEPEST + 1)]
    assert refused(b'a: "\\ud800"\n', parsers) == [(Code.SYNTAX, 1, 4)]
    assert refused(b"%YAML 1.1\n---\na: 1\n", parsers) == [(Code.DIRECTIVE, 1, 1)]


_PIECES = st.lists(
    st.sampled_from(
        [*"\n[]{}'\"#1é\\?:\t\0>a", "b: ", "- ", "  ", ", ", "&x ", "*x", "!t ", "|\n", "---\n", "%Y\n"]
    ),
).map("".join)


@given(_PIECES | st.text() | st.binary())
def test_no_input_raises_anything_but_a_problem_with_a_place(data: str | bytes) -> None:
    data = data if isinstance(data, bytes) else data.encode(errors="surrogatepass")
    problems: tuple[Problem, ...] = ()
    try:
        parse(data, "a.yaml")
    except UnreadableError as error:
        problems = error.problems
    assert all(problem.place.file == "a.yaml" and problem.message for problem in problems)


_TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text(st.characters(min_codepoint=32, max_codepoint=126)),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(st.text("abcxyz -", min_size=1), children, max_size=4)
    ),
    max_leaves=12,
)


@given(_TREES)
def test_json_is_read_as_what_it_says(tree: object) -> None:
    import json  # noqa: PLC0415

    if tree is not None:
        assert read(json.dumps(tree)) == tree


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{url: https://a.b/c?d=e}", {"url": "https://a.b/c?d=e"}),
        ("[https://a.b/c:d, x]", ["https://a.b/c:d", "x"]),
        ("{text: what? yes, b: c}", {"text": "what? yes", "b": "c"}),
        ("{u: x::y}", {"u": "x::y"}),
        ("[a:b, who?]", ["a:b", "who?"]),
    ],
)
def test_yaml_is_read_whichever_parser_refuses_it(written: str, meant: object) -> None:
    """The parser in C takes no colon and no question mark in plain text between brackets; YAML does."""
    root = parse(f"a: {written}\nb: 1\n".encode(), "a.yaml")
    assert root.plain() == {"a": meant, "b": 1}
    assert spot_of_value(root, ("b",)) == (2, 4)


@pytest.mark.parametrize(
    ("number", "plain"),
    [("1,000", "1000"), ("1,000,000", "1000000"), ("12,345.5", "12345.5")],
)
def test_a_number_that_commas_take_apart_is_named_as_a_whole(number: str, plain: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(f"a: {{value: {number}, unit: x}}\n".encode(), "a.yaml")
    [problem] = caught.value.problems
    assert problem.message == f"{number} is written with separators"
    assert (problem.hint, problem.place.column) == (f"write {plain}", 12)


@pytest.mark.parametrize("text", ["{a: 1, b: 2}", "{a: 1,b: 2}", "[1,200]", "{a: x1,b: 200}"])
def test_a_comma_between_two_things_parts_no_number(text: str) -> None:
    assert read(f"a: {text}\n")
