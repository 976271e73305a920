"""The forms of tests: questions that a rubric asks of the evidence."""

from fractions import Fraction
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from tierscore.loading.forms.base import Actors, Exact, Form, Slug


def _one_or_several(written: Any) -> str:
    return "(several)" if isinstance(written, list) else "(one)"


Series = Annotated[
    Annotated[Slug, Tag("(one)")] | Annotated[list[Slug], Field(min_length=1), Tag("(several)")],
    Discriminator(_one_or_several),
]
"""A series, or several of which the largest counts."""


class ReadingForm(Form):
    """Which series and scope a test reads, and who must have acted."""

    by: Actors | None = None
    series: Series | None = None
    scope: Slug | None = None


class PresenceForm(ReadingForm):
    """How far a thing is there, or was done."""

    measure: Slug


class FigureTestForm(ReadingForm):
    """Whether a figure reaches a number."""

    figure: Slug
    at_least: Exact


class ComparedForm(Form):
    """Whether a figure reaches a multiple of another one."""

    figure: Slug
    at_least_that_of: Slug
    ratio: Exact = Fraction(1)
    series: Slug | None = None
    of_series: Slug | None = None
    scope: Slug | None = None


class TrendTestForm(ReadingForm):
    """The worth of a change against the year before."""

    trend: Slug
    direction: Slug


class JointForm(Form):
    """Whether the government acted together with others."""

    joint_with: Actors


class CommittedForm(Form):
    """Whether something was promised for the future."""

    committed: Actors


class CorroboratedForm(Form):
    """Whether facts rest on enough sources or years."""

    corroborated: Annotated[list[Slug], Field(min_length=1)]
    sources: Annotated[int, Field(ge=1)]
    years: Annotated[int, Field(ge=1)]


class AnyOfForm(Form):
    """The largest of several tests."""

    any_of: Annotated[list["TestForm"], Field(alias="any", min_length=1)]


class AllOfForm(Form):
    """The smallest of several tests."""

    all_of: Annotated[list["TestForm"], Field(alias="all", min_length=1)]


class AtLeastForm(Form):
    """The k-th largest of several tests."""

    at_least: Annotated[int, Field(ge=1)]
    of: Annotated[list["TestForm"], Field(min_length=1)]


class OutweighsForm(Form):
    """Whether some tests together are worth more than others."""

    gains: Annotated[list["TestForm"], Field(min_length=1)]
    losses: Annotated[list["TestForm"], Field(min_length=1)]


class NotForm(Form):
    """One less a test."""

    not_: Annotated["TestForm", Field(alias="not")]


def tag_by_key(written: Any, keys: tuple[str, ...]) -> str | None:
    """The tag of the first of ``keys`` that a mapping has; tags have brackets, so that no key of a file equals one."""
    if not isinstance(written, dict):
        return None
    return next((f"({key})" for key in keys if key in written), None)


KINDS = (
    "measure",
    "at_least_that_of",
    "figure",
    "trend",
    "joint_with",
    "committed",
    "corroborated",
    "gains",
    "any",
    "all",
    "of",
    "not",
)


def _kind(written: Any) -> str | None:
    return tag_by_key(written, KINDS)


TestForm = Annotated[
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
    | Annotated[NotForm, Tag("(not)")],
    Discriminator(_kind, custom_error_type="test", custom_error_message="this is no test"),
]
