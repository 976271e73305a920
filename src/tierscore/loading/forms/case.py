"""The form of a worked case."""

from typing import Annotated

from pydantic import Field

from tierscore.loading.forms.base import Form, Slug, Text, TierId, Word, Year
from tierscore.loading.forms.country import CountryForm, Entry, SearchedForm, SourceForm
from tierscore.model.finding import Reason
from tierscore.model.outcome import Outcome


class CaseIdentityForm(Form):
    """What a case is called, and what it shows."""

    name: Text
    shows: Text
    rubric: Slug


class HistoryForm(Form):
    """The tier of one report."""

    report: Year
    tier: TierId


class ExpectationForm(Form):
    """What must come out for one report year."""

    year: Year
    indicated: TierId | None = None
    not_indicated: list[TierId] = Field(default_factory=list)
    range: Annotated[list[TierId], Field(min_length=1)] | None = None
    outcomes: dict[Slug, Word[Outcome]] = Field(default_factory=dict)
    not_counted: dict[Slug, Word[Reason]] = Field(default_factory=dict)
    strongest: Slug | None = None
    special_list: list[Slug] | None = None
    rule: Slug | None = None


class VariantForm(Form):
    """The case once more, with something changed."""

    name: Text
    shows: Text | None = None
    set: dict[Slug, Slug] = Field(default_factory=dict)
    without: Annotated[list[Slug], Field(min_length=1)] | None = None
    evidence: list[Entry] = Field(default_factory=list)
    searched: list[SearchedForm] = Field(default_factory=list)
    history: list[HistoryForm] | None = None
    expect: Annotated[list[ExpectationForm], Field(min_length=1)]


class CaseForm(Form):
    """A whole case file."""

    case: CaseIdentityForm
    country: CountryForm | None = None
    sources: dict[Slug, SourceForm] | None = None
    evidence: list[Entry] | None = None
    searched: list[SearchedForm] | None = None
    from_: Annotated[Text | None, Field(alias="from")] = None
    only_source: Slug | None = None
    set: dict[Slug, Slug] = Field(default_factory=dict)
    history: list[HistoryForm] = Field(default_factory=list)
    expect: Annotated[list[ExpectationForm], Field(min_length=1)]
    variants: list[VariantForm] = Field(default_factory=list)
