"""What a use case works with: a workspace, and what it holds, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.loading.workspace.cache import Cache
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.store import Library
    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric

LAST_YEAR = 2100
"""Later years are mistakes of typing."""


@dataclass
class Session:
    """A workspace and one of its rubrics, opened for a use case."""

    workspace: Workspace
    rubric_id: str
    cache: Cache | None = None
    """What is kept between runs; None reads every file anew."""
    choices: tuple[str, ...] = ()
    """Readings of the law chosen for this run, each as ``switch=value``."""

    @cached_property
    def library(self) -> Library:
        """The files of the workspace, by way of the cache."""
        from tierscore.loading.workspace.store import Library

        return Library(self.workspace, self.cache)

    @property
    def vocabulary(self) -> Vocabulary:
        """The measures."""
        return self.library.vocabulary

    @cached_property
    def rubric(self) -> Rubric:
        """
        The rubric asked for, under the readings chosen for this run.

        Raises:
            UsageError: If a choice names no switch of the rubric, or no value of it.

        """
        rubric = self.library.rubric(self.rubric_id)
        if not self.choices:
            return rubric
        from tierscore.engine.law import with_choices

        return with_choices(rubric, dict(_chosen(rubric, choice) for choice in self.choices))

    @property
    def origin(self) -> str:
        """Where the data come from, in words."""
        from tierscore import __version__
        from tierscore.loading.workspace.discovery import Origin

        if self.workspace.origin is Origin.BUNDLED:
            return f"data bundled with tierscore {__version__}"
        return (
            "the workspace of this folder"
            if self.workspace.root == Path()
            else f"the workspace {self.workspace.root}"
        )

    def dossier(self, country: str) -> Dossier:
        """The country file that a user means."""
        return self.library.dossier(self.workspace.resolve_country(country))

    def placements(self, iso3: str) -> Placements:
        """The official placements of a country; none where the workspace has no table."""
        return self.library.placements(iso3)

    def table(self) -> dict[str, Placements]:
        """The official placements of all countries by code."""
        from tierscore.loading.tables.placements import load_placements

        if not self.workspace.placements.exists():
            raise UsageError(f"there is no table of placements: {self.workspace.placements}")
        return load_placements(self.workspace.placements)

    def dossiers(self) -> list[Dossier]:
        """Every country file of the workspace, by its name."""
        return [self.library.dossier(path) for path in self.workspace.countries().values()]

    def index(self) -> dict[tuple[str, int], int]:
        """The sums of the 3P index by country code and report year; empty where the workspace has none."""
        from tierscore.loading.tables.index_3p import load_index

        return load_index(self.workspace.index) if self.workspace.index.exists() else {}

    def code_of(self, country: str) -> str:
        """The code of a country that has a file, or stands in the table of placements, by code or by any name in use."""
        try:
            return self.dossier(country).iso3
        except UsageError:
            from tierscore.loading.country.names import find_name

            table, known = self.table(), find_name(country)
            names = {placements.country.casefold(): iso3 for iso3, placements in table.items()}
            found = names.get(country.casefold()) or (known.iso3 if known is not None else country.upper())
            if found not in table:
                raise
            return found

    def years(self, dossier: Dossier) -> tuple[int, ...]:
        """The report years with evidence, oldest first."""
        from tierscore.engine.evidence_years import years_with_evidence

        return years_with_evidence(self.rubric, self.vocabulary, dossier)

    def assess(self, country: str, year: int | None, *, other_readings: bool = True) -> Assessment:
        """
        The assessment of a country, for the newest year with evidence if none is named.

        Raises:
            UsageError: If the year is none that the rubric judges, or there is no evidence for any.
            UnreadableError: If a file that is needed has problems.

        """
        from tierscore.engine.assess import assess, beside_official
        from tierscore.model.assessment import Depth

        dossier = self.dossier(country)
        report_year = self.checked(year) if year is not None else self._newest(dossier)
        placements = self.placements(dossier.iso3)
        depth = Depth.READINGS if other_readings else Depth.UNKNOWNS
        judged = assess(
            self.rubric, self.vocabulary, dossier, report_year, placements.before(report_year), depth=depth
        )
        return beside_official(judged, placements)

    def _newest(self, dossier: Dossier) -> int:
        years = self.years(dossier)
        if not years:
            raise UsageError(
                f"the file on {dossier.name} holds no evidence for any report year; name one with --year"
            )
        return years[-1]

    def checked(self, year: int) -> int:
        """
        A report year that there is a law for; years after the law was last read are judged by the last one, with a warning.

        Raises:
            UsageError: If there was no law yet, or the year is none of this century.

        """
        if not self.rubric.first_report <= year <= LAST_YEAR:
            raise UsageError(
                f"report year {year} is none that the rubric '{self.rubric.id}' judges: the first report is {self.rubric.first_report}"
            )
        return year


def _chosen(rubric: Rubric, choice: str) -> tuple[str, str]:
    from tierscore.loading.validation.error_words import did_you_mean

    name, _, value = choice.partition("=")
    switches = {switch.name: switch for switch in rubric.switches}
    if name not in switches:
        raise UsageError(
            f"the rubric '{rubric.id}' has no switch '{name[:100]}'; {did_you_mean(name, switches) or 'see tierscore list switches'}"
        )
    if value not in switches[name].options:
        raise UsageError(
            f"the switch '{name}' has no value '{value[:100]}'; it has {', '.join(switches[name].options)}"
        )
    return name, value


def open_session(
    workspace: Path | None,
    rubric: str,
    *,
    bundled: bool = False,
    choices: Sequence[str] = (),
    cache_folder: Path | None = None,
) -> Session:
    """
    Open the workspace that a user chose, or the nearest one upwards from the current folder.

    Args:
        workspace: The folder of a workspace; None looks for the nearest one, then for the data that came with the package.
        rubric: The id of a rubric.
        bundled: Take the data that came with the package.
        choices: Readings of the law, each as ``switch=value``.
        cache_folder: Where models are kept between runs; None keeps none.

    Raises:
        UsageError: If there is no such workspace.

    """
    from tierscore.loading.workspace.cache import Cache
    from tierscore.loading.workspace.discovery import find_workspace

    found = find_workspace(Path(), chosen=workspace, bundled=bundled)
    return Session(found, rubric, Cache(cache_folder) if cache_folder is not None else None, tuple(choices))
