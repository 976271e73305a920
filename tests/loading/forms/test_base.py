"""The values that all forms share: which texts and numbers are read, as what, and how the others are refused."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tierscore.loading.forms.base import (
    LONGEST_ID,
    AcceptForm,
    Actors,
    Amount,
    BasisForm,
    CountryCode,
    Date,
    DatedForm,
    Day,
    Exact,
    FilledText,
    LawForm,
    ReportYear,
    Slug,
    TierId,
)
from tierscore.loading.suggestions import NUMBER_HINT
from tierscore.model.actor import Actor
from tierscore.model.law import Authority, Basis, Law, Validity


def read(kind: Any, written: object) -> Any:
    return TypeAdapter(kind).validate_python(written)


def refused(kind: Any, written: object) -> dict[str, Any]:
    """Code, message and hint of our own for a value that is refused."""
    with pytest.raises(ValidationError) as error:
        read(kind, written)
    [detail] = error.value.errors()
    assert detail["type"] == "tierscore"
    return detail["ctx"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (0, Fraction(0)),
        (3, Fraction(3)),
        (-2, Fraction(-2)),
        ("3", Fraction(3)),
        ("+3", Fraction(3)),
        ("2/3", Fraction(2, 3)),
        ("-2/4", Fraction(-1, 2)),
        ("0.1", Fraction(1, 10)),
        ("0.30", Fraction(3, 10)),
        ("9" * 18, Fraction(10**18 - 1)),
    ],
)
def test_a_number_is_read_without_rounding(written: object, value: Fraction) -> None:
    assert read(Exact, written) == value


@pytest.mark.parametrize(
    "written",
    [
        0.5,
        True,
        None,
        "",
        "x",
        "1e3",
        "1,5",
        ".5",
        "5.",
        "1/2/3",
        "1 / 2",
        " 1",
        "¼",
        "\u0661",
        [1],
        {},
    ],
)
def test_what_is_no_exact_number_is_refused_with_the_forms_that_are(written: object) -> None:
    context = refused(Exact, written)
    assert (context["code"], context["hint"]) == ("BAD_VALUE", NUMBER_HINT)
    assert context["message"].endswith("is no exact number")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("1_000", "write 1000"),
        ("1,000,000", "write 1000000"),
        ("9" * 19, "no count is that large; look for a digit too many"),
    ],
)
def test_a_number_with_separators_or_digits_too_many_is_told_so(written: str, hint: str) -> None:
    assert refused(Exact, written)["hint"] == hint


@pytest.mark.parametrize("written", ["1/0", "0/0", "7/000"])
def test_a_fraction_over_nothing_is_refused_as_what_it_is(written: str) -> None:
    assert refused(Exact, written)["message"] == f"{written} divides by zero"


@pytest.mark.parametrize(
    ("written", "value"), [("life", "life"), ("life-in-prison", "life-in-prison"), ("12", 12), (12, 12)]
)
def test_an_amount_is_a_number_or_a_word_that_stands_for_none(written: object, value: object) -> None:
    assert read(Amount, written) == value


@pytest.mark.parametrize("written", ["Life", "life-2", "-life", "a" * (LONGEST_ID + 1), True])
def test_an_amount_is_no_other_text(written: object) -> None:
    assert refused(Amount, written)["code"] == "BAD_VALUE"


@pytest.mark.parametrize("written", ["2020", 2020, "2020-06", "2020-06-01", "report 2021", "2014-11/.."])
def test_a_date_keeps_the_text_that_was_written(written: object) -> None:
    assert read(Date, written).text == str(written)


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        (Date, "soon", "BAD_VALUE"),
        (Date, "2021-02-30", "DATE"),
        (Date, "2021-06/2020-06", "DATE"),
        (Date, True, "SHAPE"),
        (Date, None, "SHAPE"),
        (Date, ["2020"], "SHAPE"),
        (Day, "2021-02-30", "DATE"),
        (Day, "2021-02", "BAD_VALUE"),
        (Day, True, "SHAPE"),
        (Day, {}, "SHAPE"),
    ],
)
def test_a_date_that_is_none_is_told_from_a_value_of_another_shape(
    kind: Any, written: object, code: str
) -> None:
    assert refused(kind, written)["code"] == code


def test_a_day_is_one_day() -> None:
    assert read(Day, "2026-11-24") == datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("kind", "sound", "faulty"),
    [
        (
            Slug,
            ["a", "a-b", "a1-2b", "7106-b", "a" * LONGEST_ID],
            ["", "A", "a--b", "-a", "a-", "a_b", "é", "a\n", "a" * (LONGEST_ID + 1)],
        ),
        (CountryCode, ["PAN"], ["pan", "PA", "PANA", "PA1", "PAN\n"]),
        (TierId, ["1", "2WL", "Tier 1+", "a_b.c-d"], ["", " 1", "-1", "a" * 33, "2/3", "1\n"]),
        (FilledText, ["x", " x "], ["", " ", "\n\t"]),
        (ReportYear, [1900, 2100], [1899, 2101]),
        (Actors, [["government"], ["government", "other"]], [[], ["Government"], "government", [None]]),
    ],
    ids=["slug", "country code", "tier", "text", "report year", "actors"],
)
def test_each_kind_of_text_goes_up_to_its_bounds_and_no_further(
    kind: Any, sound: list[object], faulty: list[object]
) -> None:
    for written in sound:
        read(kind, written)
    for written in faulty:
        with pytest.raises(ValidationError):
            read(kind, written)


def test_actors_are_read_as_the_closed_list_has_them() -> None:
    assert read(Actors, ["civil-society"]) == [Actor.CIVIL_SOCIETY]


@pytest.mark.parametrize(
    ("code", "accepted"),
    [
        ("TS401", True),
        ("TS499", True),
        ("TS500", True),
        ("TS508", True),
        ("TS509", False),
        ("TS510", False),
        ("TS511", True),
        ("TS599", True),
        ("TS399", False),
        ("TS600", False),
        ("TS40", False),
        ("TS4011", False),
        ("ts401", False),
    ],
)
def test_only_what_is_proven_or_stands_out_can_be_accepted(code: str, accepted: bool) -> None:
    written = {"code": code, "reason": "It is meant."}
    if accepted:
        assert AcceptForm.model_validate(written).code == code
    else:
        with pytest.raises(ValidationError):
            AcceptForm.model_validate(written)


def test_a_form_knows_its_keys_and_no_others() -> None:
    with pytest.raises(ValidationError, match="unknown"):
        BasisForm.model_validate({"authority": "policy", "reason": "So.", "unknown": 1})


def test_a_law_is_read_with_its_years_and_readings() -> None:
    form = LawForm.model_validate(
        {
            "cite": "Act 1",
            "authority": "statute",
            "since": 2009,
            "until": 2018,
            "act": "An Act",
            "where": {"b": "x", "a": "y"},
        }
    )
    validity = Validity(2009, 2018, "An Act", (("a", "y"), ("b", "x")))
    assert form.law() == Law("Act 1", Authority.STATUTE, "", False, validity)


@pytest.mark.parametrize("year", ["2021", 2021.0, True, 1899])
def test_a_year_is_written_as_a_whole_number(year: object) -> None:
    with pytest.raises(ValidationError):
        DatedForm.model_validate({"since": year})


def test_what_names_no_years_is_always_in_force() -> None:
    assert DatedForm.model_validate({}).validity == Validity(None, None, "", ())


def test_a_basis_is_carried_across() -> None:
    form = BasisForm.model_validate({"authority": "agency", "reason": "So it is read.", "cite": "Handbook 7"})
    assert form.basis() == Basis(Authority.AGENCY, "So it is read.", "Handbook 7")
