"""The form of ``rubrics/measures.yaml``."""

from typing import Annotated

from pydantic import Field

from tierscore.loading.forms.base import (
    Actors,
    FilledText,
    Form,
    Identifier,
    LabelText,
    Slug,
    Word,
    WordName,
)
from tierscore.model.measure import Nature, Sense


class NamedValueForm(Form):
    """A value of a unit that is a word and no number."""

    rank: int = Field(ge=1, description="The number by which it is compared; above every figure of the unit.")
    words: FilledText = Field(description="How reports write it.")


class UnitForm(Form):
    """A unit of figures."""

    whole: bool = Field(description="Whether it counts whole things only.")
    named: Annotated[dict[WordName, NamedValueForm], Field(min_length=1)] | None = Field(
        None, description="Values that are words and no numbers, such as life for years in prison."
    )


class MeasureForm(Form):
    """A kind of thing that a government can have, do or fail to do."""

    id: Identifier
    name: LabelText
    pillar: Slug = Field(description="One of the P's, or what belongs to none of them.")
    nature: Word[Nature] = Field(
        description="How facts on it are combined: a standing thing lasts, an activity happens, a "
        "statistic is counted."
    )
    sense: Word[Sense] = Field(description="Whether it speaks for a government or against it.")
    definition: FilledText = Field(description="What is observed, and nothing about what it is worth.")
    unit: Slug | None = Field(None, description="The unit of its figures; a statistic has one.")
    series: Annotated[list[Slug], Field(min_length=2)] | None = Field(
        None, description="Its series, which are never compared with one another."
    )
    tells_placement: bool = Field(
        False,
        description="Whether it is published with the placement of its year and gives it away, as a waiver "
        "does.",
    )
    by: Actors | None = Field(
        None,
        description="Who acts, where the measure itself implies it; a fact that names no actor is by these.",
    )


class VocabularyForm(Form):
    """The whole vocabulary."""

    pillars: dict[Slug, FilledText] = Field(
        min_length=1, description="The P's and what stands beside them, each with its name."
    )
    units: dict[Slug, UnitForm] = Field(default_factory=dict, description="The units of figures.")
    scopes: dict[Slug, FilledText] = Field(
        default_factory=dict, description="The parts for which a fact may hold alone, each with its meaning."
    )
    measures: list[MeasureForm] = Field(
        min_length=1, description="The kinds of fact that country files state and rubrics read."
    )
