"""The forms of tests: questions that a rubric asks of the evidence."""

from fractions import Fraction
from typing import Annotated, Any, get_args

from pydantic import Discriminator, Field, Tag

from tierscore.loading.forms.base import Actors, Exact, Form, Slug

Series = Annotated[
    Annotated[Slug, Tag("(one)")] | Annotated[list[Slug], Field(min_length=1), Tag("(several)")],
    Discriminator(lambda written: "(several)" if isinstance(written, list) else "(one)"),
]
"""A series, or several of which the largest counts."""


class ReadingForm(Form):
    """Which series and scope a test reads, and who must have acted."""

    by: Actors | None = Field(
        None, description="Who must have acted; all tests of one measure name the same actors."
    )
    series: Series | None = Field(None, description="The series that is read; of several the largest counts.")
    scope: Slug | None = Field(
        None, description="For which part only; the parts are defined in rubrics/measures.yaml."
    )


class PresenceForm(ReadingForm):
    """How far a thing is there, or was done."""

    measure: Slug = Field(description="The measure: how far it is there, or was done.")


class FigureTestForm(ReadingForm):
    """Whether a figure reaches a number."""

    figure: Slug = Field(description="The measure whose figure is read.")
    at_least: Exact = Field(description="The number it must reach.")


class ComparedForm(Form):
    """Whether a figure reaches a multiple of another one."""

    figure: Slug = Field(description="The measure whose figure is read.")
    at_least_that_of: Slug = Field(description="The measure that it is compared with.")
    ratio: Exact = Field(
        Fraction(1), description="How many times the other figure it must reach; left out: once."
    )
    series: Slug | None = Field(None, description="The series that is read; of several the largest counts.")
    of_series: Slug | None = Field(None, description="The series of the other figure; left out: the same.")
    scope: Slug | None = Field(
        None, description="For which part only; the parts are defined in rubrics/measures.yaml."
    )


class TrendTestForm(ReadingForm):
    """The worth of a change against the year before."""

    trend: Slug = Field(description="The measure whose change against the year before is read.")
    direction: Slug = Field(description="A named direction of the scale.")


class JointForm(Form):
    """Whether the government acted together with others."""

    joint_with: Actors = Field(description="With whom the government must have acted together.")


class CommittedForm(Form):
    """Whether something was promised for the future."""

    committed: Actors = Field(description="Who must have promised something for the future.")


class CorroboratedForm(Form):
    """Whether facts rest on enough sources or years."""

    corroborated: list[Slug] = Field(
        min_length=1, description="The measures whose facts must be corroborated."
    )
    sources: int = Field(ge=1, description="On how many sources they must rest.")
    years: int = Field(ge=1, description="Or for how many report years they must stand on file.")


class AnyOfForm(Form):
    """The largest of several tests."""

    any_of: list["TestForm"] = Field(alias="any", min_length=1, description="At least one of these.")


class AllOfForm(Form):
    """The smallest of several tests."""

    all_of: list["TestForm"] = Field(alias="all", min_length=1, description="Every one of these.")


class AtLeastForm(Form):
    """The k-th largest of several tests."""

    at_least: int = Field(ge=1, description="The how-many-th largest of the tests counts.")
    of: list["TestForm"] = Field(min_length=1, description="What is counted.")


class OutweighsForm(Form):
    """Whether some tests together are worth more than others."""

    gains: list["TestForm"] = Field(min_length=1, description="What counts for it.")
    losses: list["TestForm"] = Field(min_length=1, description="What counts against it.")


class NotForm(Form):
    """One less a test."""

    not_: "TestForm" = Field(alias="not", description="The opposite of this.")


def keys_of(forms: Any) -> tuple[str, ...]:
    """The key in the tag of each form of a union, in its order; no key of a file has the brackets of a tag."""
    return tuple(tag.tag[1:-1] for form in get_args(forms) for tag in form.__metadata__)


def by_first_key(keys: tuple[str, ...], kind: str) -> Discriminator:
    """Tells the forms of a union apart by the first of ``keys`` that a mapping has."""

    def tag_of(written: Any) -> str | None:
        """The tag of the form that is meant; None where no key says which."""
        keys_written = written if isinstance(written, dict) else {}
        return next((f"({key})" for key in keys if key in keys_written), None)

    return Discriminator(tag_of, custom_error_type=kind, custom_error_message=f"this is no {kind}")


_Tests = (
    Annotated[PresenceForm, Tag("(measure)")]
    | Annotated[ComparedForm, Tag("(at_least_that_of)")]
    | Annotated[FigureTestForm, Tag("(figure)")]
    | Annotated[TrendTestForm, Tag("(trend)")]
    | Annotated[JointForm, Tag("(joint_with)")]
    | Annotated[CommittedForm, Tag("(committed)")]
    | Annotated[CorroboratedForm, Tag("(corroborated)")]
    | Annotated[OutweighsForm, Tag("(gains)")]
    | Annotated[AnyOfForm, Tag("(any)")]
    | Annotated[AllOfForm, Tag("(all)")]
    | Annotated[AtLeastForm, Tag("(of)")]
    | Annotated[NotForm, Tag("(not)")]
)
KINDS = keys_of(_Tests)
TestForm = Annotated[_Tests, by_first_key(KINDS, "test")]
