"""The form of a country file."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, StringConstraints, Tag

from tierscore.loading.forms.base import (
    ISO3,
    AcceptingForm,
    Actors,
    Amount,
    Date,
    Form,
    Slug,
    Text,
    Word,
    Year,
)
from tierscore.model.evidence import Bound, Limit, Part, SourceKind, Status, Versus


class CountryForm(Form):
    """Which country it is."""

    name: Text
    iso3: Annotated[str, StringConstraints(pattern=ISO3)]


class SourceForm(AcceptingForm):
    """Where facts were read."""

    title: Text
    publisher: Text
    published: Date
    kind: Word[SourceKind]
    url: str = ""
    note: str = ""


class ReferenceForm(Form):
    """A source and the place in it."""

    id: Slug
    place: str = ""


class FigureForm(Form):
    """A number, or the word of a value that has no number, with its unit."""

    value: Amount
    unit: Slug | None = None
    bound: Word[Bound] = Bound.EXACT


References = Annotated[list[ReferenceForm], Field(min_length=1)]


class SharedForm(Form):
    """What an item may say and ``defaults`` may say for a run of items."""

    measure: Slug | None = None
    when: Date | None = None
    sources: References | None = None
    status: Word[Status] | None = None
    by: Actors | None = None
    with_: Annotated[Actors | None, Field(alias="with")] = None
    funded_by: Actors | None = None
    series: Slug | None = None
    scope: Slug | None = None
    limit: Word[Limit] | None = None
    versus_previous: Word[Versus] | None = None
    unusable: Text | None = None
    note: str | None = None


class RunItemForm(AcceptingForm, SharedForm):
    """One sourced fact; what it leaves out, the ``defaults`` of its run must say."""

    id: Slug
    summary: Text
    figure: FigureForm | None = None
    revises: Slug | None = None


class ItemForm(RunItemForm):
    """One sourced fact that stands by itself."""

    measure: Slug
    when: Date
    sources: References


class RunForm(Form):
    """A run of items that have much in common."""

    defaults: SharedForm
    items: Annotated[list[RunItemForm], Field(min_length=1)]


def _entry(written: Any) -> str | None:
    if not isinstance(written, dict):
        return None
    return "(run)" if "defaults" in written or "items" in written else "(item)"


Entry = Annotated[
    Annotated[ItemForm, Tag("(item)")] | Annotated[RunForm, Tag("(run)")],
    Discriminator(_entry, custom_error_type="shape", custom_error_message="an evidence item is wanted here"),
]


class SearchedForm(Form):
    """A part of a report that was read in full: one pillar, or the summary."""

    report: Year
    pillar: Slug | None = None
    part: Word[Part] | None = None
    source: Slug


class DossierForm(Form):
    """A whole country file; one that was just begun has neither sources nor evidence."""

    country: CountryForm
    sources: dict[Slug, SourceForm] | None
    evidence: list[Entry] | None
    searched: list[SearchedForm] = Field(default_factory=list)
