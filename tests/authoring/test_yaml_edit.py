"""One more entry in a file, and every other byte as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thorough import examples
from tierscore.authoring.yaml_edit import NewEntry, NoPlaceError, add_key, encoded, insert, set_key, set_word
from tierscore.authoring.yaml_values import Quoted, Rows, emit_flow, emit_lines
from tierscore.loading.yaml.reader import parse

ITEM = NewEntry({"id": "new", "when": 2021})
SOURCE = NewEntry({"title": "New"}, "new")


def plain(text: str) -> Any:
    return parse(text.encode(), "file.yaml").plain()


LAYOUTS = {
    "items below the key": (
        "evidence:\n  - id: a\n    when: 1\n",
        "evidence:\n  - id: a\n    when: 1\n  - id: new\n    when: 2021\n",
    ),
    "dashes under the key": (
        "evidence:\n- id: a\nz: 1\n",
        "evidence:\n- id: a\n- id: new\n  when: 2021\nz: 1\n",
    ),
    "a wide margin": (
        "evidence:\n      -   id: a\n",
        "evidence:\n      -   id: a\n      - id: new\n        when: 2021\n",
    ),
    "a dash alone on its line": (
        "evidence:\n  -\n    id: a\n",
        "evidence:\n  -\n    id: a\n  - id: new\n    when: 2021\n",
    ),
    "one item a line": ("evidence:\n  - {id: a}\n", "evidence:\n  - {id: a}\n  - {id: new, when: 2021}\n"),
    "no line end at the end": ("evidence:\n  - id: a", "evidence:\n  - id: a\n  - id: new\n    when: 2021"),
    "line ends of Windows": (
        "evidence:\r\n  - id: a\r\n",
        "evidence:\r\n  - id: a\r\n  - id: new\r\n    when: 2021\r\n",
    ),
    "searched after evidence": (
        "evidence:\n  - id: a\n\nsearched:\n  - {report: 1}\n",
        "evidence:\n  - id: a\n  - id: new\n    when: 2021\n\nsearched:\n  - {report: 1}\n",
    ),
    "what the parser in C does not read": (
        "sources: {é: {url: https://example.org/é?a=b}}\nevidence:\n  - {id: a}\n",
        "sources: {é: {url: https://example.org/é?a=b}}\nevidence:\n  - {id: a}\n  - {id: new, when: 2021}\n",
    ),
    "an empty line between items": (
        "evidence:\n  - id: a\n\n  - id: b\n\n# end\n",
        "evidence:\n  - id: a\n\n  - id: b\n\n  - id: new\n    when: 2021\n\n# end\n",
    ),
    "a comment on the line and one of the item": (
        "evidence:\n  - id: a # one\n    # two\n  # three\n",
        "evidence:\n  - id: a # one\n    # two\n  - id: new\n    when: 2021\n  # three\n",
    ),
    "comments with tabs": (
        "evidence:\n  - id: a\t# one\ttwo\n#\tthree\n",
        "evidence:\n  - id: a\t# one\ttwo\n  - id: new\n    when: 2021\n#\tthree\n",
    ),
    "a run at the end": (
        "evidence:\n  - defaults: {by: [x]}\n    items:\n      - {id: a}\n",
        "evidence:\n  - defaults: {by: [x]}\n    items:\n      - {id: a}\n  - id: new\n    when: 2021\n",
    ),
    "a block of text at the end": (
        "evidence:\n  - id: a\n    note: >-\n      some\n      text\n\n# end\n",
        "evidence:\n  - id: a\n    note: >-\n      some\n      text\n  - id: new\n    when: 2021\n\n# end\n",
    ),
    "a block of text whose empty lines count": (
        "evidence:\n  - note: |+\n      text\n\nz: 1\n",
        "evidence:\n  - note: |+\n      text\n\n  - id: new\n    when: 2021\nz: 1\n",
    ),
    "text over several lines": (
        'evidence:\n  - note: "a\n      b"\n',
        'evidence:\n  - note: "a\n      b"\n  - id: new\n    when: 2021\n',
    ),
    "an empty list": ("evidence: []\n", "evidence:\n  - id: new\n    when: 2021\n"),
    "an empty list with a comment": (
        "evidence: []  # none\nz: 1\n",
        "evidence:  # none\n  - id: new\n    when: 2021\nz: 1\n",
    ),
    "an empty list over two lines": (
        "evidence: [ # none\n  ]\n",
        "evidence: [{id: new, when: 2021} # none\n  ]\n",
    ),
    "nothing": ("evidence:\n# - id: a\nz: 1\n", "evidence:\n  - id: new\n    when: 2021\n# - id: a\nz: 1\n"),
    "nothing, at the end": ("z: 1\nevidence:", "z: 1\nevidence:\n  - id: new\n    when: 2021"),
    "null": ("evidence: null\n", "evidence:\n  - id: new\n    when: 2021\n"),
    "items in brackets": (
        "evidence: [{id: a}, {id: b}] # c\n",
        "evidence: [{id: a}, {id: b}, {id: new, when: 2021}] # c\n",
    ),
    "items in brackets on lines": (
        "evidence: [\n  {id: a}, # one\n  {id: b}, # two\n]\n",
        "evidence: [\n  {id: a}, # one\n  {id: b},\n  {id: new, when: 2021}, # two\n]\n",
    ),
    "all in braces": (
        "{evidence: [{id: a}], z: 1}\n",
        "{evidence: [{id: a}, {id: new, when: 2021}], z: 1}\n",
    ),
    "all in braces and last": (
        "{z: 1, evidence: [{id: a, b: [c]}]}",
        "{z: 1, evidence: [{id: a, b: [c]}, {id: new, when: 2021}]}",
    ),
    "all in braces and empty": ("{evidence: [], z: 1}", "{evidence: [{id: new, when: 2021}], z: 1}"),
    "signs of all the world": (
        "x: \U0001d11e\u00e9\nevidence:\n  - id: \u65e5\u672c\n",
        "x: \U0001d11e\u00e9\nevidence:\n  - id: \u65e5\u672c\n  - id: new\n    when: 2021\n",
    ),
    "the key in quotes": (
        '"evidence":\n  - id: a\n',
        '"evidence":\n  - id: a\n  - id: new\n    when: 2021\n',
    ),
    "a key of the same name deeper": (
        "x: {evidence: []}\nevidence:\n  - id: a\n",
        "x: {evidence: []}\nevidence:\n  - id: a\n  - id: new\n    when: 2021\n",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_item_goes_to_the_end_of_its_list(layout: str) -> None:
    before, after = LAYOUTS[layout]
    assert insert(before, "evidence", ITEM) == after
    assert plain(after) == plain(before) | {"evidence": [*(plain(before)["evidence"] or []), ITEM.fields]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "sources:\n  a:\n    title: A\nz: 1\n",
            "sources:\n  a:\n    title: A\n  new:\n    title: New\nz: 1\n",
        ),
        ("sources:\n  a: {title: A}\n", "sources:\n  a: {title: A}\n  new:\n    title: New\n"),
        ("sources: {}\nz: 1\n", "sources:\n  new:\n    title: New\nz: 1\n"),
        ("sources:\nz: 1\n", "sources:\n  new:\n    title: New\nz: 1\n"),
        ("sources: {a: {title: A}}\n", "sources: {a: {title: A}, new: {title: New}}\n"),
        ("sources: {\n  a: {title: A},\n}\n", "sources: {\n  a: {title: A},\n  new: {title: New},\n}\n"),
        ("{sources: {}, z: 1}\n", "{sources: {new: {title: New}}, z: 1}\n"),
    ],
)
def test_a_source_goes_to_the_end_of_the_sources(before: str, after: str) -> None:
    assert insert(before, "sources", SOURCE) == after
    assert plain(after) == plain(before) | {
        "sources": {**(plain(before)["sources"] or {}), "new": {"title": "New"}}
    }


def test_where_there_is_no_such_list_nothing_is_put_in() -> None:
    for text in ("z: 1\n", "{evidence: , z: 1}\n"):
        with pytest.raises(NoPlaceError):
            insert(text, "evidence", ITEM)


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"),
    max_size=30,
)
ODD = ["null", "true", "12", "- a", "a: b", "a #b", "'", '"', "{", ",", "~", " a"]
values = st.recursive(
    st.one_of(texts, st.integers(-(10**20), 10**20), st.sampled_from(ODD)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), inner, max_size=3),
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=examples(40))
@given(st.dictionaries(st.sampled_from(["id", "when", "note"]), values, min_size=1))
def test_what_is_written_is_read_back(fields: dict[str, Any]) -> None:
    assert plain("\n".join(emit_lines(fields))) == fields
    assert plain(f"- {emit_flow(fields)}") == [fields]


@settings(deadline=None, max_examples=examples(40))
@given(
    st.sampled_from(sorted(LAYOUTS)),
    st.lists(st.dictionaries(st.sampled_from(["id", "when"]), values, min_size=1), min_size=1, max_size=4),
)
def test_items_one_after_another_add_only_themselves(layout: str, added: list[dict[str, Any]]) -> None:
    before = LAYOUTS[layout][0]
    text = before
    for fields in added:
        text = insert(text, "evidence", NewEntry(fields))
    assert plain(text) == plain(before) | {"evidence": [*(plain(before)["evidence"] or []), *added]}
    kept = iter(text)
    assert all(character in kept for character in before.replace(" []", "").replace(" null", ""))


HISTORY = """\
rubric: {id: sea, version: "1.0.0"}  # raised
history:
  # newest first
  - version: '1.0.0'
    level: editorial  # small
    moves:
      - {country: ATL}
      - {country: MUU}  # both
    summary: >-
      Two
      lines

  -   version: "0.9.0"
      moves: []
"""


def test_a_first_entry_goes_before_the_others_and_below_the_comment_of_the_list() -> None:
    entry = NewEntry({"version": Quoted("1.1.0"), "moves": Rows([{"country": "ATL"}])})
    changed = insert(HISTORY, "history", entry, first=True)
    lines = '  - version: "1.1.0"\n    moves:\n      - {country: ATL}\n'
    assert changed == HISTORY.replace("  - version: '1.0.0'", f"{lines}  - version: '1.0.0'")
    assert plain(changed)["history"][1:] == plain(HISTORY)["history"]


def test_in_brackets_there_is_no_line_for_a_first_entry_or_a_key() -> None:
    text = "history: [{version: 1}]\n"
    with pytest.raises(NoPlaceError, match="stand in brackets"):
        insert(text, "history", ITEM, first=True)
    with pytest.raises(NoPlaceError, match="stand in brackets"):
        set_key(text, ("history", 0), "moves", Rows())


@pytest.mark.parametrize(
    ("index", "value", "before", "after"),
    [
        (0, Rows([{"a": 1}]), "      - {country: ATL}\n      - {country: MUU}  # both\n", "      - {a: 1}\n"),
        (0, None, "    moves:\n      - {country: ATL}\n      - {country: MUU}  # both\n", ""),
        (1, Rows([{"a": 1}]), "      moves: []\n", "      moves:\n        - {a: 1}\n"),
        (1, None, "      moves: []\n", ""),
    ],
)
def test_a_value_is_replaced_or_taken_away(index: int, value: Rows | None, before: str, after: str) -> None:
    assert set_key(HISTORY, ("history", index), "moves", value) == HISTORY.replace(before, after)


def test_a_key_that_is_not_there_is_put_at_the_end_of_its_entry() -> None:
    assert set_key(HISTORY, ("history", 0), "date", "2021") == HISTORY.replace(
        "lines\n", 'lines\n    date: "2021"\n'
    )
    assert set_key(HISTORY.rstrip(), ("history", 1), "date", 2021) == f"{HISTORY.rstrip()}\n      date: 2021"
    assert set_key(HISTORY, ("history", 1), "date", None) == HISTORY


def test_a_word_is_replaced_in_its_quotes() -> None:
    changed = set_word(HISTORY, ("rubric", "version"), "1.1.0")
    changed = set_word(
        set_word(changed, ("history", 0, "version"), "1.1.0"), ("history", 0, "level"), "clarifying"
    )
    assert changed == HISTORY.replace("1.0.0", "1.1.0").replace("editorial", "clarifying")
    with pytest.raises(NoPlaceError, match="`summary:`"):
        set_word(HISTORY, ("history", 0, "summary"), "x")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_key_at_the_top_comes_after_an_empty_line(end: str) -> None:
    assert add_key(f"a: 1{end}", "history") == f"a: 1{end}{end}history:{end}"
    assert add_key(f"b: 2{end}a: 1", "history") == f"b: 2{end}a: 1{end}{end}history:"


def test_a_byte_order_mark_stays() -> None:
    assert encoded("a: 1", b"\xef\xbb\xbfa: 2") == b"\xef\xbb\xbfa: 1"
    assert encoded("a: 1", b"a: 2") == b"a: 1"
