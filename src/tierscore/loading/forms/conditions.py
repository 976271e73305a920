"""The forms of conditions: what gates and tier rules ask."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from tierscore.loading.forms.base import Exact, Form, Slug, TierId, Word, Year
from tierscore.loading.forms.tests import TestForm, tag_by_key
from tierscore.model.outcome import Outcome


class OutcomeInForm(Form):
    """Whether the outcome of a criterion is one of several."""

    criterion: Slug
    in_: Annotated[list[Word[Outcome]], Field(alias="in", min_length=1)]


class TestReachesForm(Form):
    """Whether a test reaches a value."""

    test: TestForm
    reaches: Exact = Fraction(1)


class GateHoldsForm(Form):
    """Whether another gate holds."""

    gate: Slug


class AlwaysForm(Form):
    """Holds in every case."""

    always: Literal[True]


class StepForm(Form):
    """Reports in a row in one tier."""

    tier: TierId
    in_a_row: Annotated[int, Field(ge=1, le=100)] = 1
    since: Year | None = None


class PlacedForm(Form):
    """Whether the last reports placed the country in a tier."""

    placed: StepForm


class SequenceForm(Form):
    """Whether earlier reports show several steps one after another."""

    placed_in_sequence: Annotated[list[StepForm], Field(min_length=1)]


class RowForm(Form):
    """Reports in a row."""

    in_a_row: Annotated[int, Field(ge=1, le=100)] = 1
    since: Year | None = None


class ListedForm(Form):
    """Whether the last reports put the country on the special watch list, in whatever way."""

    listed: RowForm


class EveryOneForm(Form):
    """Whether all of several conditions hold."""

    all_of: Annotated[list["ConditionForm"], Field(alias="all", min_length=1)]


class AnyOneForm(Form):
    """Whether one of several conditions holds."""

    any_of: Annotated[list["ConditionForm"], Field(alias="any", min_length=1)]


class AtLeastSoForm(Form):
    """Whether enough of several conditions hold."""

    at_least: Annotated[int, Field(ge=1)]
    of: Annotated[list["ConditionForm"], Field(min_length=1)]


class ShareForm(Form):
    """Whether a share of several conditions holds, counting those that the law of the year asks."""

    share: Exact
    of: Annotated[list["ConditionForm"], Field(min_length=1)]


class NotSoForm(Form):
    """Whether a condition does not hold."""

    not_: Annotated["ConditionForm", Field(alias="not")]


class ShownForm(Form):
    """Whether the evidence shows that a condition holds, whatever is unknown."""

    shown: "ConditionForm"


KINDS = (
    "criterion",
    "test",
    "gate",
    "always",
    "placed",
    "placed_in_sequence",
    "listed",
    "all",
    "any",
    "share",
    "of",
    "not",
    "shown",
)


def _kind(written: Any) -> str | None:
    return tag_by_key(written, KINDS)


ConditionForm = Annotated[
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
    | Annotated[ShownForm, Tag("(shown)")],
    Discriminator(_kind, custom_error_type="condition", custom_error_message="this is no condition"),
]
