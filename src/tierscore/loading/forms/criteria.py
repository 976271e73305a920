"""The form of the files of criteria of a rubric."""

from pydantic import Field

from tierscore.loading.forms.base import (
    AcceptingForm,
    BasisForm,
    Citations,
    DifferingForm,
    Exact,
    FilledText,
    Form,
    Identifier,
    QuestionText,
    Slug,
    Title,
    Word,
)
from tierscore.loading.forms.tests import TestForm
from tierscore.model.rubric import Effort


class RemedyForm(Form):
    """What a government would do."""

    do: FilledText = Field(description="What to do, as an instruction.")
    effort: Word[Effort] = Field(description="How much it takes.")


class IndicatorForm(AcceptingForm, DifferingForm):
    """One test on the evidence, worth points."""

    id: Identifier
    question: QuestionText
    points: int = Field(gt=0, description="How much it counts in its criterion.")
    why: FilledText = Field(description="Why it is asked.")
    test: TestForm = Field(description="The test on the evidence.")
    remedy: RemedyForm | None = Field(None, description="What a government would do about it.")


class CapForm(AcceptingForm, BasisForm, DifferingForm):
    """A fact that keeps a criterion low."""

    id: Identifier
    when: TestForm = Field(description="The test that must be fully true.")
    at_most: Exact = Field(description="The most that the criterion can then be worth.")


class PresumptionForm(AcceptingForm, BasisForm, DifferingForm):
    """Silence that the law turns against a government."""

    id: Identifier
    measures: list[Slug] = Field(min_length=1, description="On which measures silence is meant.")
    value: Exact = Field(description="What the indicators on them are then worth.")


class WeightForm(BasisForm):
    """How much a criterion counts in its P."""

    value: int = Field(ge=0, description="A whole number; 0 keeps it out of the bar.")


class CriterionForm(AcceptingForm, DifferingForm):
    """A question that the law asks."""

    id: Identifier
    title: Title = None
    question: QuestionText
    law: Citations
    weight: WeightForm = Field(description="How much it counts in the bar of its P.")
    all_required: bool = Field(
        False, description="Whether every element is asked for: the smallest value counts, not the mean."
    )
    indicators: list[IndicatorForm] = Field(
        min_length=1, description="The tests on the evidence, each worth points."
    )
    caps: list[CapForm] = Field(default_factory=list, description="Facts that keep the criterion low.")
    presumptions: list[PresumptionForm] = Field(
        default_factory=list, description="Silence on record that the law turns against a government."
    )


class CriteriaForm(Form):
    """A whole file of criteria."""

    pillar: Slug = Field(description="The pillar that the criteria of this file belong to.")
    criteria: list[CriterionForm] = Field(min_length=1, description="The questions that the law asks.")
