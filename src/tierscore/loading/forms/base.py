"""What forms share: what may be written in our files, before any of it has a meaning."""

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, Strict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from tierscore.loading.dates import (
    DATE_FORMS,
    DAY_FORM,
    PUBLISHED_FORMS,
    DateError,
    read_day,
    read_published,
    read_when,
)
from tierscore.loading.forms.schema_rules import DAY, EXACT, PUBLISHED, WHEN
from tierscore.loading.suggestions import NUMBER_HINT, PARTED, quoted
from tierscore.model.actor import Actor
from tierscore.model.law import Authority, Basis, Law, Validity
from tierscore.model.period import When
from tierscore.model.problem import Code

ID_MEANING = "How it is named elsewhere: lower-case letters, digits and single hyphens."
LONGEST_ID = 100
"""How many characters an id may have."""
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
NAME = "^[a-z]+(-[a-z]+)*$"
ACCEPTABLE = "^TS(4[0-9]{2}|5(0[0-8]|1[1-9]|[2-9][0-9]))$"
"""The codes of what is proven of a rubric, or stands out in evidence; no other problem can be accepted."""
FILLED = r"\S"
ISO3 = "^[A-Z]{3}$"
TIER_ID = r"^[A-Za-z0-9][A-Za-z0-9 +_.-]{0,31}$"

T = TypeVar("T")
Word = Annotated[T, Strict(strict=False)]
"""One of a closed list of words."""
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=LONGEST_ID)]
WordName = Annotated[str, StringConstraints(pattern=NAME, max_length=LONGEST_ID)]
"""A word that no number can be taken for."""
FilledText = Annotated[str, StringConstraints(pattern=FILLED)]
CountryCode = Annotated[str, StringConstraints(pattern=ISO3)]
TierId = Annotated[str, StringConstraints(pattern=TIER_ID)]
Identifier = Annotated[Slug, Field(description=ID_MEANING)]
LabelText = Annotated[FilledText, Field(description="How it is called in reports.")]
Title = Annotated[
    FilledText | None,
    Field(description="A few words that name it in a report, such as a heading; left out: none."),
]
QuestionText = Annotated[
    FilledText, Field(description="What is asked, as a question that can be answered with yes or no.")
]
SentenceText = Annotated[FilledText, Field(description="The sentence that a report shows.")]
ReasonText = Annotated[FilledText, Field(description="Why it is so, in a sentence.")]
AuthorityWord = Annotated[
    Word[Authority],
    Field(
        description="Who stands behind it: statute, the words of the law; agency, how the State Department "
        "reads it; policy, this rubric."
    ),
]
Actors = Annotated[list[Word[Actor]], Field(min_length=1)]
ReportYear = Annotated[int, Field(ge=1900, le=2100)]
FirstYear = Annotated[
    ReportYear | None,
    Field(description="The first report year in which it is in force; left out: from the beginning."),
]

_EXACT = re.compile(r"([+-]?[0-9]{1,18})(?:/([0-9]{1,18})|\.([0-9]{1,18}))?")


def _read_exact(written: Any) -> Fraction:
    is_number_or_text = isinstance(written, str | int) and not isinstance(written, bool)
    match = _EXACT.fullmatch(str(written)) if is_number_or_text else None
    if match is None:
        _refuse("BAD_VALUE", *_why_no_number(written))
    if match[2] and int(match[2]) == 0:
        _refuse("BAD_VALUE", f"{written} divides by zero", NUMBER_HINT)
    return Fraction(match[0])


def _why_no_number(written: Any) -> tuple[str, str]:
    """What is wrong with what should be an exact number, and what to write."""
    text = str(written)
    if PARTED.fullmatch(text):
        return f"{quoted(text)} is written with separators", f"write {re.sub(r'[^0-9.+-]', '', text)}"
    if re.fullmatch("[+-]?[0-9./]+", text) and re.search("[0-9]{19}", text):
        return (
            f"{quoted(text)} has more than 18 digits in a row",
            "no count is that large; look for a digit too many",
        )
    return f"{quoted(written)} is no exact number", NUMBER_HINT


def _read_amount(written: Any) -> Fraction | str:
    is_word = isinstance(written, str) and len(written) <= LONGEST_ID and re.fullmatch(NAME, written)
    return written if is_word else _read_exact(written)


def _read_when(written: Any) -> When:
    return _read_date(written, read_when, DATE_FORMS)


def _read_published(written: Any) -> str:
    _read_date(written, read_published, PUBLISHED_FORMS)
    return str(written)


def _read_date(written: Any, read: Callable[[str | int], T], forms: str) -> T:
    if isinstance(written, bool) or not isinstance(written, str | int):
        _refuse("SHAPE", f"a date is wanted here, not {quoted(written)}", f"write {forms}")
    try:
        return read(written)
    except DateError as error:
        hint = "look it up in the source" if error.senseless else f"write {forms}"
        _refuse("DATE" if error.senseless else "BAD_VALUE", str(error), hint)


def _read_day(written: Any) -> dt.date:
    if isinstance(written, bool) or not isinstance(written, str | int):
        _refuse("SHAPE", f"a day is wanted here, not {quoted(written)}", f"write {DAY_FORM}")
    try:
        return read_day(str(written))
    except DateError as error:
        _refuse("DATE" if error.senseless else "BAD_VALUE", str(error), f"write {DAY_FORM}")


def _refuse(code: str, message: str, hint: str) -> NoReturn:
    """Refuse a value with words of our own; ``code`` is the name of a ``Code``."""
    context = {"code": Code[code].name, "message": message, "hint": hint}
    raise PydanticCustomError("tierscore", "{message}", context)


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
PublicationDate = Annotated[str, PlainValidator(_read_published), WithJsonSchema(PUBLISHED)]
"""When a source was published, as written: known, or as far as it is known."""
Day = Annotated[dt.date, PlainValidator(_read_day), WithJsonSchema(DAY)]
"""A single day."""


class Form(BaseModel):
    """A mapping with known keys, and no others."""

    model_config = ConfigDict(strict=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)


class AcceptForm(Form):
    """An exception: a remark that is true here and is meant, with the reason."""

    code: Annotated[str, StringConstraints(pattern=ACCEPTABLE)] = Field(description="The code of the remark.")
    reason: ReasonText
    until: Day | None = Field(
        None, description="The last day on which it is accepted, such as 2026-11-24; left out: for good."
    )


class AcceptingForm(Form):
    """An entry on which exceptions may stand; they change no judgement."""

    accept: Annotated[list[AcceptForm], Field(min_length=1)] | None = Field(
        None, description="Remarks of a check that are true here and meant, each with its reason."
    )


class DatedForm(Form):
    """A rule that is in force for some report years, or under some choices, only."""

    since: FirstYear = None
    until: ReportYear | None = Field(
        None, description="The last report year in which it is in force; left out: still."
    )
    act: FilledText | None = Field(None, description="The Act that brought it into force.")
    where: dict[Slug, Slug] = Field(
        default_factory=dict,
        description="The readings of the law under which it is in force, each as switch: value.",
    )

    @property
    def validity(self) -> Validity:
        """For which report years, and under which choices."""
        return Validity(self.since, self.until, self.act or "", tuple(sorted(self.where.items())))


class DifferenceForm(DatedForm):
    """What a rule says otherwise in some report years, or under some readings of the law."""

    model_config = ConfigDict(extra="allow")


class DifferingForm(DatedForm):
    """
    A rule that may differ by report year and reading.

    Before it is read as a form it is written out as its versions, of which none has ``differs`` any more.
    """

    differs: Annotated[list[DifferenceForm], Field(min_length=1)] | None = Field(
        None,
        description="What the rule says otherwise, each entry with the report years and readings for which "
        "it says so; the rest of the rule holds throughout.",
    )


class LawForm(DatedForm):
    """A citation with its authority."""

    cite: FilledText = Field(description="The provision, as a lawyer writes it.")
    authority: AuthorityWord
    alias: str = Field("", description="The short name that readers know it by, such as 4(2).")
    unverified: bool = Field(False, description="Whether the citation was not checked against its text.")

    def law(self) -> Law:
        """The citation as the model keeps it."""
        return Law(self.cite, self.authority, self.alias, self.unverified, self.validity)


class BasisForm(Form):
    """The authority and the reason of a value or rule."""

    authority: AuthorityWord
    reason: ReasonText
    cite: str = Field("", description="The provision, as a lawyer writes it.")

    def basis(self) -> Basis:
        """Authority, reason and citation as the model keeps them."""
        return Basis(self.authority, self.reason, self.cite)


Citations = Annotated[
    list[LawForm],
    Field(min_length=1, description="The citations it rests on, each with its authority."),
]


def laws(forms: list[LawForm]) -> tuple[Law, ...]:
    """The citations as the model keeps them."""
    return tuple(form.law() for form in forms)
