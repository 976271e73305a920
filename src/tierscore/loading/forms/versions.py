"""The form of a rubric's history of versions."""

from typing import Annotated

from pydantic import Field, StringConstraints

from tierscore.loading.forms.base import ISO3, Date, FilledText, Form, ReportYear, TierId, Word
from tierscore.model.version import Level

Iso3 = Annotated[str, StringConstraints(pattern=ISO3)]


class AcceptedMoveForm(Form):
    """A move of the indicated tier that a version means to make."""

    country: Iso3 = Field(description="The code of the country that moves.")
    year: ReportYear = Field(description="The report year.")
    from_: TierId = Field(alias="from", description="What was indicated before.")
    to: TierId = Field(description="What is indicated now.")


class VersionForm(Form):
    """What one version changed."""

    version: FilledText = Field(description="The version, in quotes.")
    date: Date
    level: Word[Level] = Field(
        description="The highest level of its changes: editorial, clarifying or substantive."
    )
    summary: FilledText = Field(description="What it changes, in a sentence.")
    moves: list[AcceptedMoveForm] = Field(
        default_factory=list, description="The moves of indicated tiers that it accepts."
    )
    tuned_on: list[Iso3] = Field(
        default_factory=list,
        description="Codes of the countries whose answers its makers looked at when they chose its rules.",
    )
    held_out: list[Iso3] = Field(
        default_factory=list,
        description="Codes of the countries that were on file then and left out of that.",
    )
