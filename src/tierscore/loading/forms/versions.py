"""The form of a rubric's history of versions."""

from typing import Annotated

from pydantic import Field, StringConstraints

from tierscore.loading.forms.base import ISO3, Date, Form, Text, TierId, Word, Year
from tierscore.model.version import Level

Iso3 = Annotated[str, StringConstraints(pattern=ISO3)]


class AcceptedMoveForm(Form):
    """A move of the indicated tier that a version means to make."""

    country: Iso3
    year: Year
    from_: Annotated[TierId, Field(alias="from")]
    to: TierId


class VersionForm(Form):
    """What one version changed."""

    version: Text
    date: Date
    level: Word[Level]
    summary: Text
    moves: list[AcceptedMoveForm] = Field(default_factory=list)
    tuned_on: list[Iso3] = Field(default_factory=list)
    held_out: list[Iso3] = Field(default_factory=list)
