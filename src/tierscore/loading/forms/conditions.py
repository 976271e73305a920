"""The forms of conditions: what gates and tier rules ask."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, Tag

from tierscore.loading.forms.base import Exact, FirstYear, Form, Slug, TierId, Title, Word
from tierscore.loading.forms.tests import TestForm, by_first_key, keys_of
from tierscore.model.outcome import Outcome


class NamedForm(Form):
    """What every condition may say besides what it asks."""

    title: Title = None


class OutcomeInForm(NamedForm):
    """Whether the outcome of a criterion is one of several."""

    criterion: Slug = Field(description="The criterion that is asked.")
    in_: list[Word[Outcome]] = Field(alias="in", min_length=1, description="The outcomes that will do.")


class TestReachesForm(NamedForm):
    """Whether a test reaches a value."""

    test: TestForm = Field(description="A test on the evidence.")
    reaches: Exact = Field(Fraction(1), description="The value that it must reach; left out: 1.")


class GateHoldsForm(NamedForm):
    """Whether another gate holds."""

    gate: Slug = Field(description="Another gate, which must hold.")


class AlwaysForm(NamedForm):
    """Holds in every case."""

    always: Literal[True] = Field(description="Holds in every case.")


class StepForm(Form):
    """Reports in a row in one tier."""

    tier: TierId = Field(description="The tier.")
    in_a_row: int = Field(1, ge=1, le=100, description="For how many reports without a break; left out: one.")
    since: FirstYear = None


class PlacedForm(NamedForm):
    """Whether the last reports placed the country in a tier."""

    placed: StepForm = Field(description="The tier in which the last reports must have placed the country.")


class SequenceForm(NamedForm):
    """Whether earlier reports show several steps one after another."""

    placed_in_sequence: list[StepForm] = Field(
        min_length=1,
        description="The tiers in which earlier reports must have placed it, one after another, oldest "
        "first.",
    )


class RowForm(Form):
    """Reports in a row."""

    in_a_row: int = Field(1, ge=1, le=100, description="For how many reports without a break; left out: one.")
    since: FirstYear = None


class ListedForm(NamedForm):
    """Whether the last reports put the country on the special watch list, in whatever way."""

    listed: RowForm = Field(description="For how long the country must have been on the special watch list.")


class EveryOneForm(NamedForm):
    """Whether all of several conditions hold."""

    all_of: list["ConditionForm"] = Field(alias="all", min_length=1, description="Every one of these.")


class AnyOneForm(NamedForm):
    """Whether one of several conditions holds."""

    any_of: list["ConditionForm"] = Field(alias="any", min_length=1, description="At least one of these.")


class AtLeastSoForm(NamedForm):
    """Whether enough of several conditions hold."""

    at_least: int = Field(ge=1, description="How many must hold.")
    of: list["ConditionForm"] = Field(min_length=1, description="What is counted.")


class ShareForm(NamedForm):
    """Whether a share of several conditions holds, counting those that the law of the year asks."""

    share: Exact = Field(description="Which share of them must hold.")
    of: list["ConditionForm"] = Field(min_length=1, description="What is counted.")


class NotSoForm(NamedForm):
    """Whether a condition does not hold."""

    not_: "ConditionForm" = Field(alias="not", description="The opposite of this.")


class ShownForm(NamedForm):
    """Whether the evidence shows that a condition holds, whatever is unknown."""

    shown: "ConditionForm" = Field(
        description="A condition that the evidence must show; what is unknown counts as No."
    )


_Conditions = (
    Annotated[OutcomeInForm, Tag("(criterion)")]
    | Annotated[TestReachesForm, Tag("(test)")]
    | Annotated[GateHoldsForm, Tag("(gate)")]
    | Annotated[AlwaysForm, Tag("(always)")]
    | Annotated[PlacedForm, Tag("(placed)")]
    | Annotated[SequenceForm, Tag("(placed_in_sequence)")]
    | Annotated[ListedForm, Tag("(listed)")]
    | Annotated[EveryOneForm, Tag("(all)")]
    | Annotated[AnyOneForm, Tag("(any)")]
    | Annotated[ShareForm, Tag("(share)")]
    | Annotated[AtLeastSoForm, Tag("(of)")]
    | Annotated[NotSoForm, Tag("(not)")]
    | Annotated[ShownForm, Tag("(shown)")]
)
KINDS = keys_of(_Conditions)
ConditionForm = Annotated[_Conditions, by_first_key(KINDS, "condition")]
