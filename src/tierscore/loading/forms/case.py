"""The form of a worked case."""

from typing import Annotated

from pydantic import Field

from tierscore.loading.forms.base import FilledText, Form, LabelText, ReportYear, Slug, TierId, Word
from tierscore.loading.forms.country import CountryForm, EvidenceEntry, SearchedForm, SourceForm
from tierscore.model.finding import Reason
from tierscore.model.outcome import Outcome


class CaseIdentityForm(Form):
    """What a case is called, and what it shows."""

    name: LabelText
    shows: FilledText = Field(description="What it shows, with the provision.")
    rubric: Slug = Field(description="The rubric that it is a case of.")


class HistoryForm(Form):
    """The tier of one report."""

    report: ReportYear = Field(description="The report year.")
    tier: TierId = Field(description="The tier in it.")


class ExpectationForm(Form):
    """What must come out for one report year."""

    year: ReportYear = Field(description="The report year.")
    indicated: TierId | None = Field(None, description="The tier that is indicated, or undetermined.")
    not_indicated: list[TierId] = Field(default_factory=list, description="Tiers that must not be indicated.")
    range: Annotated[list[TierId], Field(min_length=1)] | None = Field(
        None, description="Every tier of the range."
    )
    outcomes: dict[Slug, Word[Outcome]] = Field(default_factory=dict, description="The outcomes of criteria.")
    not_counted: dict[Slug, Word[Reason]] = Field(
        default_factory=dict, description="Items that must not count, each with the reason."
    )
    strongest: Slug | None = Field(None, description="The strongest P.")
    special_list: list[Slug] | None = Field(
        None, description="The grounds on which the country is on the special watch list."
    )
    rule: Slug | None = Field(None, description="The id of the tier rule that must decide.")


class VariantForm(Form):
    """The case once more, with something changed."""

    name: LabelText
    shows: FilledText | None = Field(None, description="The rule of law that the variant shows.")
    set: dict[Slug, Slug] = Field(
        default_factory=dict, description="Readings of the law that it is judged under."
    )
    without: Annotated[list[Slug], Field(min_length=1)] | None = Field(
        None, description="Items of the case that it leaves out."
    )
    evidence: list[EvidenceEntry] = Field(
        default_factory=list, description="Items that it adds, or puts in the place of one with the same id."
    )
    searched: list[SearchedForm] = Field(default_factory=list, description="What else was read in full.")
    history: list[HistoryForm] | None = Field(None, description="What happened before, newest first.")
    expect: list[ExpectationForm] = Field(min_length=1, description="What must come out.")


class CaseForm(Form):
    """A whole case file."""

    case: CaseIdentityForm = Field(description="What the case is called, and what it shows.")
    country: CountryForm | None = Field(
        None, description="The country, where the case has evidence of its own."
    )
    sources: dict[Slug, SourceForm] | None = Field(
        None, description="Where its facts were read, or are supposed to have been."
    )
    evidence: list[EvidenceEntry] | None = Field(None, description="Its facts.")
    searched: list[SearchedForm] | None = Field(None, description="What was read in full.")
    from_: FilledText | None = Field(
        None,
        alias="from",
        description="A country file whose evidence the case takes, as a path from its own folder.",
    )
    only_source: Slug | None = Field(None, description="The only source of that file that is taken.")
    set: dict[Slug, Slug] = Field(
        default_factory=dict,
        description="Readings of the law that it is judged under, each as switch: value.",
    )
    history: list[HistoryForm] = Field(default_factory=list, description="The tiers of earlier reports.")
    expect: list[ExpectationForm] = Field(
        min_length=1, description="What must come out, for each report year."
    )
    variants: list[VariantForm] = Field(
        default_factory=list, description="The same facts with something changed."
    )
