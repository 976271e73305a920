"""The form of ``rubrics/measures.yaml``."""

from typing import Annotated

from pydantic import Field

from tierscore.loading.forms.base import Form, Name, Slug, Text, Word
from tierscore.model.measure import Nature, Sense


class NamedValueForm(Form):
    """A value of a unit that is a word and no number."""

    rank: Annotated[int, Field(ge=1)]
    words: Text


class UnitForm(Form):
    """A unit of figures."""

    whole: bool
    named: Annotated[dict[Name, NamedValueForm], Field(min_length=1)] | None = None


class MeasureForm(Form):
    """A kind of thing that a government can have, do or fail to do."""

    id: Slug
    name: Text
    pillar: Slug
    nature: Word[Nature]
    sense: Word[Sense]
    definition: Text
    unit: Slug | None = None
    series: Annotated[list[Slug], Field(min_length=2)] | None = None
    tells_placement: bool = False


class VocabularyForm(Form):
    """The whole vocabulary."""

    pillars: Annotated[dict[Slug, Text], Field(min_length=1)]
    units: dict[Slug, UnitForm] = Field(default_factory=dict)
    scopes: dict[Slug, Text] = Field(default_factory=dict)
    measures: Annotated[list[MeasureForm], Field(min_length=1)]
