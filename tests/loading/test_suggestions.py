"""What a message quotes, and which word it takes for the one that was meant."""

from __future__ import annotations

import pytest

from tierscore.loading.suggestions import MOST_LISTED, did_you_mean, listed, nearest, quoted

WORDS = ["public-hotline", "public-shelter", "patrols"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("public-hotlin", "public-hotline"),
        ("Public-Hotline", "public-hotline"),
        ("pulbic-shelter", "public-shelter"),
        ("patrol", "patrols"),
        ("zebra", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ],
)
def test_the_word_that_is_most_alike_is_meant_if_any_is(written: str, meant: str) -> None:
    assert nearest(written, WORDS) == meant


def test_a_word_is_suggested_as_it_is_spelt() -> None:
    assert nearest("panama", ["PANAMA", "Cuba"]) == "PANAMA"


def test_of_words_that_differ_in_their_capitals_the_first_is_suggested() -> None:
    assert nearest("gold", ["Gold", "GOLD"]) == "Gold"


def test_the_hint_names_the_nearest_word() -> None:
    assert did_you_mean("patrol", WORDS) == "did you mean `patrols`?"


def test_few_words_are_all_named_where_none_is_near() -> None:
    assert did_you_mean("zebra", ["up", "down"]) == "it can be `up` or `down`"


@pytest.mark.parametrize("count", [0, MOST_LISTED + 1])
def test_no_hint_is_given_of_none_or_of_many(count: int) -> None:
    assert did_you_mean("zebra", [f"{number}" * 9 for number in range(10, 10 + count)]) == ""


def test_words_of_a_set_are_named_in_one_order() -> None:
    assert did_you_mean("zebra", frozenset({"b", "c", "a"})) == "it can be `a`, `b` or `c`"


def test_a_word_is_named_once() -> None:
    assert did_you_mean("zebra", ["b", "a", "b"]) == "it can be `b` or `a`"


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "`a`"), (["a", "b"], "`a` or `b`"), (["a", "b", "c"], "`a`, `b` or `c`")],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], text: str) -> None:
    assert listed(words) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (True, "true"),
        (False, "false"),
        (None, "nothing"),
        ("abc", "`abc`"),
        ("", "``"),
        (12, "12"),
        (0, "0"),
        ({"a": 1}, "a mapping"),
        ([1], "a list"),
        ((), "a list"),
    ],
)
def test_a_value_is_quoted_as_its_file_has_it(written: object, text: str) -> None:
    assert quoted(written) == text


def test_a_text_is_quoted_whole_up_to_sixty_characters() -> None:
    assert quoted("x" * 60) == f"`{'x' * 60}`"
    assert quoted("x" * 61) == f"`{'x' * 59}…`"
