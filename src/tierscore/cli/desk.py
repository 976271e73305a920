"""What a command works with: a workspace, and what it holds, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.errors import UsageError

if TYPE_CHECKING:
    from tierscore.loading.workspace import Workspace
    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


@dataclass
class Desk:
    """A workspace and one of its rubrics, laid out for a command."""

    workspace: Workspace
    rubric_id: str

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The measures."""
        from tierscore.loading.vocabulary import load_vocabulary  # noqa: PLC0415

        return load_vocabulary(self.workspace.vocabulary)

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric asked for."""
        from tierscore.loading.rubric import load_rubric  # noqa: PLC0415

        return load_rubric(self.workspace.rubric(self.rubric_id), self.vocabulary)

    @property
    def origin(self) -> str:
        """Where the data come from, in words."""
        from tierscore import __version__  # noqa: PLC0415
        from tierscore.loading.workspace import Origin  # noqa: PLC0415

        if self.workspace.origin is Origin.BUNDLED:
            return f"data bundled with tierscore {__version__}"
        return "the workspace of this folder" if self.workspace.root == Path() else f"the workspace {self.workspace.root}"

    def dossier(self, country: str) -> Dossier:
        """The country file that a user means."""
        from tierscore.loading.country import load_country  # noqa: PLC0415

        return load_country(self.workspace.resolve_country(country), self.vocabulary)

    def placements(self, iso3: str) -> Placements:
        """The official placements of a country; none where the workspace has no table."""
        from tierscore.loading.placements import load_placements_of  # noqa: PLC0415
        from tierscore.model.placement import NO_PLACEMENTS  # noqa: PLC0415

        path = self.workspace.placements
        return load_placements_of(path, iso3) if path.exists() else NO_PLACEMENTS

    def years(self, dossier: Dossier) -> tuple[int, ...]:
        """The report years with evidence, oldest first."""
        from tierscore.engine.years import years_with_evidence  # noqa: PLC0415

        return years_with_evidence(self.rubric, self.vocabulary, dossier)

    def assess(self, country: str, year: int | None) -> Assessment:
        """
        The assessment of a country, for the newest year with evidence if none is named.

        Raises:
            UsageError: If the year is none that the rubric judges, or there is no evidence for any.
            UnreadableError: If a file that is needed has problems.

        """
        from tierscore.engine.assess import assess, beside_official  # noqa: PLC0415

        dossier = self.dossier(country)
        report_year = self._checked(year) if year is not None else self._newest(dossier)
        placements = self.placements(dossier.iso3)
        judged = assess(self.rubric, self.vocabulary, dossier, report_year, placements.before(report_year))
        return beside_official(judged, placements)

    def _newest(self, dossier: Dossier) -> int:
        years = self.years(dossier)
        if not years:
            raise UsageError(f"the file on {dossier.name} holds no evidence for any report year; name one with --year")
        return years[-1]

    def _checked(self, year: int) -> int:
        first, last = self.rubric.first_report, int(self.rubric.law_read_to[:4]) + 1
        if not first <= year <= last:
            read = f"the law was read up to {self.rubric.law_read_to}"
            raise UsageError(f"report year {year} is outside what the rubric '{self.rubric.id}' judges: {first} to {last}; {read}")
        return year


def desk(workspace: Path | None, rubric: str, *, bundled: bool) -> Desk:
    """Lay out the workspace that a user chose, or the nearest one."""
    from tierscore.loading.workspace import find_workspace  # noqa: PLC0415

    return Desk(find_workspace(Path(), chosen=workspace, bundled=bundled), rubric)
