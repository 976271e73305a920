"""An opened workspace: what a use case works with. Every file is read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from tierscore.errors import UsageError, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tierscore.loading.cache.models import Cache
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.store import EvidenceSpan, Library
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric
    from tierscore.model.track_record import TrackRow

T = TypeVar("T")
LAST_YEAR = 2100
"""A later report year is a mistake of typing."""
PREFERRED_RUBRIC = "tvpa"
"""The rubric that is taken where a workspace has several and none is named."""


@dataclass
class Session:
    """A workspace and one of its rubrics, opened for a use case; ``open_workspace`` makes one."""

    workspace: Workspace
    rubric_id: str
    cache: Cache | None = None
    """What is kept between runs; None reads every file anew."""
    readings: Mapping[str, str] | None = None
    """Readings of the law chosen for this session: the value of each switch by the name of the switch."""
    jobs: int = 1
    """How many processes may work at once where there is much to do."""
    _done: dict[tuple[str, int], tuple[Dossier, object]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What was worked out of a dossier, by what it is; the dossier is kept, so that no other one takes its place."""

    @cached_property
    def library(self) -> Library:
        """The files of the workspace, by way of the cache."""
        from tierscore.loading.workspace.store import Library

        return Library(self.workspace, self.cache)

    @property
    def vocabulary(self) -> Vocabulary:
        """The measures that rubrics and country files speak of."""
        return self.library.vocabulary

    @cached_property
    def rubric(self) -> Rubric:
        """
        The rubric of the session, under the readings chosen for it.

        Raises:
            UsageError: If there is no such rubric, or a reading names no switch of it or no value of the
                switch.
            UnreadableError: If a file of the rubric has problems.
        """
        rubric = self.library.rubric(self.rubric_id)
        if not self.readings:
            return rubric
        from tierscore.engine.law import with_choices

        refuse_unknown_readings(rubric, self.readings)
        return with_choices(rubric, dict(self.readings))

    @property
    def origin(self) -> str:
        """Where the data come from, in words."""
        from tierscore.loading.workspace.discovery import Origin
        from tierscore.version import __version__

        if self.workspace.origin is Origin.BUNDLED:
            return f"data bundled with tierscore {__version__}"
        is_this_folder = self.workspace.root == Path()
        return "the workspace of this folder" if is_this_folder else f"the workspace {self.workspace.root}"

    def dossier(self, country: str) -> Dossier:
        """
        The facts of the country that a name, a code or a path means.

        Raises:
            UsageError: If no file of the workspace is meant.
            UnreadableError: If the file has problems.
        """
        return self.library.dossier(self.workspace.resolve_country(country))

    def dossiers(self, countries: Iterable[str] | None = None) -> tuple[Dossier, ...]:
        """
        The facts of several countries, by country code.

        Args:
            countries: Names, codes or paths; None for every country file of the workspace.

        Raises:
            UsageError: If a country is not found, or two files are about the same one.
            UnreadableError: With every problem of all files.
        """
        from tierscore.model.problem import Problem, UnreadableError

        dossiers: list[tuple[Path, Dossier]] = []
        problems: list[Problem] = []
        for path in self._country_paths(countries):
            try:
                dossiers.append((path, self.library.dossier(path)))
            except UnreadableError as unreadable:
                problems += unreadable.problems
        by_code = _by_code((dossier.iso3, path, dossier) for path, dossier in dossiers)
        if problems:
            raise UnreadableError(problems)
        return tuple(by_code.values())

    def for_each_country(
        self,
        kind: str,
        work: Callable[[Dossier], T],
        code_of: Callable[[T], str],
        countries: Iterable[str] | None = None,
    ) -> dict[str, T]:
        """
        What some work gives for each of several countries, by country code; in the cache it is kept for every file.

        Args:
            kind: What the work is, and all that decides its result besides the rubric, its readings, the placements and
                the file.
            work: Gives a record that the cache can keep, which has the country code.
            code_of: The country code of a result.
            countries: Names, codes or paths; None for every country file of the workspace.

        Raises:
            UsageError: If a country is not found, or two files are about the same one.
            UnreadableError: With every problem of all files.
        """
        from tierscore.application.batch import Task, results
        from tierscore.model.problem import UnreadableError

        names = tuple(countries or ())
        paths = tuple(self._country_paths(names))
        law, readings = self.library.law_data(self.rubric_id), sorted((self.readings or {}).items())

        def task(path: Path) -> Task[T]:
            """The work on one country file."""
            file = self.library.data_of([path])
            data = (*law, *file) if law is not None and file is not None else None
            return Task(f"{kind} {readings}", data, lambda: work(self.library.dossier(path)))

        try:
            made = [*results([*map(task, paths)], self.cache, self.jobs)]
        except UnreadableError:
            self.dossiers(names)  # which names the problems of all files
            raise
        return _by_code((code_of(result), path, result) for path, result in zip(paths, made, strict=True))

    def _country_paths(self, countries: Iterable[str] | None) -> Iterable[Path]:
        names = tuple(countries or ())
        paths = [self.workspace.resolve_country(name) for name in names]
        return {path.resolve(): path for path in paths or self.workspace.countries().values()}.values()

    def placements(self, iso3: str) -> Placements:
        """The official placements of a country; none where the workspace has no table of them."""
        return self.library.placements(iso3)

    def placement_table(self) -> dict[str, Placements]:
        """
        The official placements of all countries, by country code.

        Raises:
            UsageError: If the workspace has no table of placements.
            UnreadableError: If the table has problems.
        """
        from tierscore.loading.tables.placements import load_placements, misnamed_table

        if not self.workspace.placements.exists():
            other = misnamed_table(self.workspace.placements)
            hint = f"; did you mean {safe(str(other))}?" if other is not None else ""
            raise UsageError(f"there is no table of placements: {self.workspace.placements}{hint}")
        return load_placements(self.workspace.placements, self.workspace.files)

    def index_3p(self) -> dict[tuple[str, int], int]:
        """The sums of the 3P index by country code and report year; empty where the workspace has no such table."""
        from tierscore.loading.tables.index_3p import load_index

        return load_index(self.workspace.index, self.workspace.files) if self.workspace.index.exists() else {}

    @cached_property
    def track_rows(self) -> tuple[TrackRow, ...]:
        """
        What this version of the rubric answered for country-years on file; nothing where the workspace has no
        such table, or the law is read otherwise.
        """
        return () if self.readings else self.library.track_rows(self.rubric.id, self.rubric.version)

    def code_of(self, country: str) -> str:
        """
        The code of a country that has a file or a placement, by its code or any name in use.

        Raises:
            UsageError: If there is neither a file nor a placement of such a country.
        """
        try:
            return self.dossier(country).iso3
        except UsageError:
            from tierscore.loading.country.names import find_name

            table, entry = self.placement_table(), find_name(country)
            code_by_name = {placements.country.casefold(): iso3 for iso3, placements in table.items()}
            by_other_name = entry.iso3 if entry is not None else country.upper()
            iso3 = code_by_name.get(country.casefold()) or by_other_name
            if iso3 not in table:
                raise
            return iso3

    def years(self, dossier: Dossier) -> tuple[int, ...]:
        """The report years for which a country file holds evidence, oldest first."""
        from tierscore.engine.evidence_years import years_with_evidence

        return self.once("years", dossier, lambda: years_with_evidence(self.rubric, self.vocabulary, dossier))

    def evidence_span(self, path: Path) -> EvidenceSpan:
        """
        Which country a country file is about, and for which report years it holds evidence, as an earlier run knew it.

        Raises:
            UnreadableError: If the file has problems.
        """
        law = " ".join(f"{name}={value}" for name, value in sorted((self.readings or {}).items()))
        return self.library.evidence_span(path, self.rubric_id, law, self.years)

    def once(self, what: str, dossier: Dossier, work: Callable[[], T]) -> T:
        """What some work on a dossier gives; it is done once for as long as the session lives."""
        key = what, id(dossier)
        if key not in self._done:
            self._done[key] = dossier, work()
        return cast("T", self._done[key][1])

    def checked_year(self, year: int) -> int:
        """
        The same report year, if the rubric judges it; years after the last one it knows are judged by the
        last law.

        Raises:
            UsageError: If there was no law yet, or the year is far in the future.
        """
        if not self.rubric.first_report <= year <= LAST_YEAR:
            end = "on" if year < self.rubric.first_report else f"to {LAST_YEAR}"
            raise UsageError(
                f"no report for {year}; the rubric {self.rubric.id} judges the reports from "
                f"{self.rubric.first_report} {end}"
            )
        return year


def open_workspace(  # noqa: PLR0913 - all but the first by name
    folder: Path | str | None = None,
    *,
    rubric: str | None = None,
    bundled: bool = False,
    readings: Mapping[str, str] | None = None,
    cache_folder: Path | None = None,
    jobs: int = 1,
) -> Session:
    """
    Open a workspace: a folder with ``rubrics/`` and ``countries/``.

    Args:
        folder: The workspace; None takes the nearest one upwards from the current folder, and where there is
            none the data that came with tierscore.
        rubric: The id of the rubric to judge by; None takes the only one of the workspace.
        bundled: Take the data that came with tierscore, whatever lies around.
        readings: Readings of the law other than the rubric's own: a value for a switch, by the name of the
            switch.
        cache_folder: A folder in which what was read and worked out is kept between runs; None keeps nothing.
        jobs: How many processes may work at once where there is much to do.

    Raises:
        UsageError: If there is no such workspace, or it is not clear which of its rubrics is meant.

    Example:
        >>> session = open_workspace(bundled=True)
        >>> session.dossier("PAN").name
        'Panama'
    """
    from tierscore.loading.cache.models import Cache
    from tierscore.loading.workspace.discovery import find_workspace

    workspace = find_workspace(Path(), chosen=Path(folder) if folder is not None else None, bundled=bundled)
    cache = Cache(cache_folder) if cache_folder is not None else None
    return Session(
        workspace, rubric if rubric is not None else _default_rubric(workspace), cache, readings, jobs
    )


def read_setting(text: str) -> tuple[str, str]:
    """The switch and the value that ``switch=value`` names; whether the rubric has them is seen when it is read."""
    name, _, value = text.partition("=")
    return name, value


def _by_code(entries: Iterable[tuple[str, Path, T]]) -> dict[str, T]:
    """Something of each country by its code, in the order of the codes; a ``UsageError`` where two files have one code."""
    by_code: dict[str, tuple[Path, T]] = {}
    for iso3, path, value in entries:
        if iso3 in by_code:
            raise UsageError(f"two files are about {iso3}: {by_code[iso3][0]} and {path}")
        by_code[iso3] = path, value
    return {iso3: by_code[iso3][1] for iso3 in sorted(by_code)}


def _default_rubric(workspace: Workspace) -> str:
    """The only rubric of a workspace; where there are several, or none, the preferred one."""
    ids = tuple(workspace.rubrics())
    return ids[0] if len(ids) == 1 else PREFERRED_RUBRIC


def refuse_unknown_readings(rubric: Rubric, readings: Mapping[str, str]) -> None:
    """
    Refuse readings that a rubric does not have.

    Raises:
        UsageError: If one names no switch of the rubric, or no value of the switch.
    """
    from tierscore.loading.suggestions import did_you_mean

    switches = {switch.name: switch for switch in rubric.switches}
    for name, value in readings.items():
        if name not in switches:
            hint = did_you_mean(name, switches) or "see tierscore list switches"
            raise UsageError(f"the rubric '{rubric.id}' has no switch '{safe(name[:100])}'; {hint}")
        if value not in switches[name].options:
            *others, last = switches[name].options
            options = f"{', '.join(others)} or {last}" if others else last
            if not value:
                raise UsageError(f"--set {name} needs a value: {options}, as in --set {name}={last}")
            raise UsageError(f"the switch {name} has no value '{safe(value[:100])}'; it can be {options}")
