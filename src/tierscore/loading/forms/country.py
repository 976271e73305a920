"""The form of a country file."""

import datetime as dt
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from tierscore.loading.forms.base import (
    AcceptingForm,
    Actors,
    Amount,
    CountryCode,
    Date,
    Day,
    FilledText,
    Form,
    PublicationDate,
    ReportYear,
    Slug,
    Word,
)
from tierscore.model.evidence import Bound, Limit, Part, SourceKind, Status, Versus

_UNDATED = {
    "message": "the source says neither when it was published nor when it was read",
    "hint": "add `published:`, such as 2021, 2021~ or ..2021; or `read:`, the day on which you read it",
    "or_else": "published",
}


class CountryForm(Form):
    """Which country it is."""

    name: FilledText = Field(description="The name of the country.")
    iso3: CountryCode = Field(description="Its ISO 3166-1 code of three capital letters.")


class SourceForm(AcceptingForm):
    """Where facts were read."""

    title: FilledText = Field(description="As printed.")
    publisher: FilledText = Field(description="As printed.")
    published: PublicationDate | None = Field(
        None,
        description="The day, month or year of publication, or what is known of it; left out: nothing, and "
        "then `read` says when it was read.",
    )
    read: Day | None = Field(None, validate_default=True, description="The day on which it was read.")
    kind: Word[SourceKind] = Field(
        description="One of the eight kinds of credible information of 22 USC 7102(6)."
    )
    url: str = Field("", description="The address it was read at.")
    note: str = Field("", description="What was read of it, and what was not.")

    @field_validator("read")
    @classmethod
    def _says_a_date(cls, read: dt.date | None, info: ValidationInfo) -> dt.date | None:
        """Refuse a source that says neither when it was published nor when it was read."""
        if read is None and info.data.get("published", "") is None:
            raise PydanticCustomError("missing", "{message}", dict(_UNDATED))
        return read


class ReferenceForm(Form):
    """A source and the place in it."""

    id: Slug = Field(description="The name of the source.")
    place: str = Field("", description="Where in the source: paragraph, section, page.")


class FigureForm(Form):
    """A number, or the word of a value that has no number, with its unit."""

    value: Amount = Field(description="The number, exact: whole, 2/3 or 0.5.")
    unit: Slug | None = Field(None, description="What is counted.")
    bound: Word[Bound] = Field(
        Bound.EXACT, description="Whether the true number is exactly this, at least, at most or about this."
    )


References = Annotated[list[ReferenceForm], Field(min_length=1)]


class SharedForm(Form):
    """What an item may say and ``defaults`` may say for a run of items."""

    measure: Slug | None = Field(None, description="One of the measures of rubrics/measures.yaml.")
    when: Date | None = Field(
        None, description="When it was so: a day, month, year or interval, or a report year."
    )
    sources: References | None = Field(
        None, description="Where it was read; sources that disagree are all kept."
    )
    status: Word[Status] | None = Field(
        None, description="done, limited, absent, not-reported or planned; these are never exchanged."
    )
    by: Actors | None = Field(None, description="Who did it.")
    with_: Actors | None = Field(None, alias="with", description="Who took part besides.")
    funded_by: Actors | None = Field(None, description="Who paid, where that is not who did it.")
    series: Slug | None = Field(
        None, description="The series of the figure, where its measure keeps several."
    )
    scope: Slug | None = Field(
        None, description="The part for which the fact holds, where it does not hold for the whole."
    )
    limit: Word[Limit] | None = Field(
        None, description="What limits it, as the source says; goes with the status limited."
    )
    versus_previous: Word[Versus] | None = Field(
        None, description="How it compares with the year before, where the source says so."
    )
    unusable: FilledText | None = Field(
        None, description="Why the item cannot be used; it is listed and never counts."
    )
    note: str | None = Field(None, description="Anything a reader should know.")


class RunItemForm(AcceptingForm, SharedForm):
    """One sourced fact; what it leaves out, the ``defaults`` of its run must say."""

    id: Slug = Field(description="How the item is named; unique in the file.")
    summary: FilledText = Field(
        description="One sentence of fact, in your own words; no verdict, no name of a victim."
    )
    figure: FigureForm | None = Field(None, description="The number that the source gives.")
    revises: Slug | None = Field(
        None, description="The item with an earlier figure of the same publisher that this one replaces."
    )


class ItemForm(RunItemForm):
    """One sourced fact that stands by itself."""

    measure: Slug = Field(description="One of the measures of rubrics/measures.yaml.")
    when: Date = Field(description="When it was so: a day, month, year or interval, or a report year.")
    sources: References = Field(description="Where it was read; sources that disagree are all kept.")


class RunForm(Form):
    """A run of items that have much in common."""

    defaults: SharedForm = Field(description="What all items of the run say, unless one says otherwise.")
    items: list[RunItemForm] = Field(min_length=1, description="The items of the run.")


def _entry(written: Any) -> str | None:
    if not isinstance(written, dict):
        return None
    return "(run)" if "defaults" in written or "items" in written else "(item)"


EvidenceEntry = Annotated[
    Annotated[ItemForm, Tag("(item)")] | Annotated[RunForm, Tag("(run)")],
    Discriminator(_entry, custom_error_type="shape", custom_error_message="an evidence item is wanted here"),
]


class SearchedForm(Form):
    """A part of a report that was read in full: one pillar, or the summary."""

    report: ReportYear = Field(description="The report year whose facts were looked for.")
    pillar: Slug | None = Field(None, description="The pillar that was read in full.")
    part: Word[Part] | None = Field(
        None,
        description="`summary`: the paragraph that says on what the placement rests was read from its "
        "first sentence to its last.",
    )
    source: Slug = Field(description="The source it was read in.")


class DossierForm(Form):
    """A whole country file; one that was just begun has neither sources nor evidence."""

    country: CountryForm = Field(description="The country that the file is about.")
    sources: dict[Slug, SourceForm] | None = Field(
        description="Where the facts were read, each under the name by which items cite it."
    )
    evidence: list[EvidenceEntry] | None = Field(
        description="The facts, one an item; items that have much in common may stand as a run with defaults."
    )
    searched: list[SearchedForm] = Field(
        default_factory=list,
        description="What was read in full, so that what is missing there is known to be missing.",
    )
