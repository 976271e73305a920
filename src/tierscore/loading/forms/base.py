"""What forms share: what may be written on the pages of our files, before any of it has a meaning."""

import datetime as dt
import re
from fractions import Fraction
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, Strict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from tierscore.loading.dates import WANTED, WANTED_DAY, DateError, read_day, read_when
from tierscore.loading.forms.schema_rules import DAY, EXACT, WHEN
from tierscore.model.evidence import Actor
from tierscore.model.law import Authority, Basis, Law, Validity
from tierscore.model.period import When
from tierscore.model.problem import Code

LONGEST_ID = 100
"""How many characters an id may have."""
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
NAME = "^[a-z]+(-[a-z]+)*$"
ACCEPTABLE = "^TS(4[0-9]{2}|50[0-8]|511)$"
"""The codes of what is proven of a rubric, or stands out in evidence; no other problem can be accepted."""
FILLED = r"\S"
ISO3 = "^[A-Z]{3}$"
TIER_ID = r"^[A-Za-z0-9][A-Za-z0-9 +_.-]{0,31}$"

T = TypeVar("T")
Word = Annotated[T, Strict(strict=False)]
"""One of a closed list of words."""
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=LONGEST_ID)]
Name = Annotated[str, StringConstraints(pattern=NAME, max_length=LONGEST_ID)]
"""A word that no number can be taken for."""
Text = Annotated[str, StringConstraints(pattern=FILLED)]
TierId = Annotated[str, StringConstraints(pattern=TIER_ID)]
Actors = Annotated[list[Word[Actor]], Field(min_length=1)]
Year = Annotated[int, Field(ge=1900, le=2100)]

_EXACT = re.compile(r"([+-]?[0-9]{1,18})(?:/([0-9]{1,18})|\.([0-9]{1,18}))?")


def _read_exact(written: Any) -> Fraction:
    match = (
        _EXACT.fullmatch(str(written))
        if isinstance(written, str | int) and not isinstance(written, bool)
        else None
    )
    if match is None:
        fault(
            "BAD_VALUE",
            f"{shown(written)} is no exact number",
            "write a whole number, a fraction 2/3, or a decimal 0.5",
        )
    if match[2] and int(match[2]) == 0:
        fault(
            "BAD_VALUE",
            f"{written} divides by zero",
            "write a whole number, a fraction 2/3, or a decimal 0.5",
        )
    return Fraction(match[0])


def _read_amount(written: Any) -> Fraction | str:
    named = isinstance(written, str) and len(written) <= LONGEST_ID and re.fullmatch(NAME, written)
    return written if named else _read_exact(written)


def _read_when(written: Any) -> When:
    if isinstance(written, bool) or not isinstance(written, str | int):
        fault("SHAPE", f"a date is wanted here, not {shown(written)}", f"write {WANTED}")
    try:
        return read_when(written)
    except DateError as error:
        hint = "look it up in the source" if error.senseless else f"write {WANTED}"
        fault("DATE" if error.senseless else "BAD_VALUE", str(error), hint)


def _read_day(written: Any) -> dt.date:
    if isinstance(written, bool) or not isinstance(written, str | int):
        fault("SHAPE", f"a day is wanted here, not {shown(written)}", f"write {WANTED_DAY}")
    try:
        return read_day(str(written))
    except DateError as error:
        fault("DATE" if error.senseless else "BAD_VALUE", str(error), f"write {WANTED_DAY}")


def fault(code: str, message: str, hint: str) -> NoReturn:
    """
    Refuse a value with words of our own.

    Raises:
        PydanticCustomError: Always; its type is the name of a ``Code``.

    """
    raise PydanticCustomError(
        "tierscore", "{message}", {"code": Code[code].name, "message": message, "hint": hint}
    )


def shown(written: object) -> str:
    """A written value in a few words, as a message quotes it."""
    match written:
        case bool():
            return str(written).lower()
        case None:
            return "nothing"
        case str():
            return f"`{written}`" if len(written) <= 60 else f"`{written[:59]}…`"
        case int():
            return str(written)
        case dict():
            return "a mapping"
        case _:
            return "a list"


Exact = Annotated[Fraction, PlainValidator(_read_exact), WithJsonSchema(EXACT)]
"""A number without rounding: whole, ``2/3`` or ``0.5``."""
Amount = Annotated[
    Fraction | str,
    PlainValidator(_read_amount),
    WithJsonSchema({"anyOf": [EXACT, {"type": "string", "pattern": NAME, "maxLength": LONGEST_ID}]}),
]
"""A number without rounding, or the word of a value that has no number."""
Date = Annotated[When, PlainValidator(_read_when), WithJsonSchema(WHEN)]
"""A date in EDTF, or ``report 2021``."""
Day = Annotated[dt.date, PlainValidator(_read_day), WithJsonSchema(DAY)]
"""A single day."""


class Form(BaseModel):
    """A mapping with known keys, and no others."""

    model_config = ConfigDict(strict=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)


class AcceptForm(Form):
    """An exception: a remark that is true here and is meant, with the reason."""

    code: Annotated[str, StringConstraints(pattern=ACCEPTABLE)]
    reason: Text
    until: Day | None = None


class AcceptingForm(Form):
    """An entry on which exceptions may stand; they change no judgement."""

    accept: Annotated[list[AcceptForm], Field(min_length=1)] | None = None


class DatedForm(Form):
    """A rule that is in force for some report years, or under some choices, only."""

    since: Year | None = None
    until: Year | None = None
    act: Text | None = None
    where: dict[Slug, Slug] = Field(default_factory=dict)

    def validity(self) -> Validity:
        """For which report years, and under which choices."""
        return Validity(self.since, self.until, self.act or "", tuple(sorted(self.where.items())))


class LawForm(DatedForm):
    """A citation with its authority."""

    cite: Text
    authority: Word[Authority]
    alias: str = ""
    unverified: bool = False

    def law(self) -> Law:
        """The citation as the model keeps it."""
        return Law(self.cite, self.authority, self.alias, self.unverified, self.validity())


class BasisForm(Form):
    """The authority and the reason of a value or rule."""

    authority: Word[Authority]
    reason: Text
    cite: str = ""

    def basis(self) -> Basis:
        """Authority, reason and citation as the model keeps them."""
        return Basis(self.authority, self.reason, self.cite)


Laws = Annotated[list[LawForm], Field(min_length=1)]


def laws(forms: list[LawForm]) -> tuple[Law, ...]:
    """The citations as the model keeps them."""
    return tuple(form.law() for form in forms)
