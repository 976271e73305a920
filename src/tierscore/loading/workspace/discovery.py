"""Where rubrics and country files are: one folder for both, never mixed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe
from tierscore.loading.files import MAIN_FILE, SourceFiles, as_found, bundled_folder, list_yaml
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tierscore.loading.country.names import CountryName
VOCABULARY = Path("rubrics", "measures.yaml")
"""The file that makes a folder a workspace."""
PLACEMENTS = Path("countries", "official-tiers.csv")
"""The table of official placements in a workspace."""
INDEX = Path("countries", "index-3p.csv")
"""The table of the 3P index in a workspace."""
RECORD = Path("countries", "record.csv")
"""The table of what a rubric answered for country-years on file, in a workspace."""

COUNTRY_KEY = re.compile(rb"""^["']?country["']?[ \t]*:""", re.MULTILINE)
"""By what a country file is told from others without being read as YAML."""
_NAME = re.compile(r"[\w '\u2019.,&()-]{1,100}")
_ISO3 = re.compile(rb"""\biso3["']?[ \t]*:[ \t]*["']?([A-Z]{3})\b""")
_COUNTRY_NAME = re.compile(rb"""\bname["']?[ \t]*:[ \t]*(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^,}\r\n#]*))""")


class Origin(StrEnum):
    """How a workspace was found."""

    FOUND = "found"
    """It is the nearest folder upwards with a vocabulary."""
    CHOSEN = "chosen"
    """It was named by hand."""
    BUNDLED = "bundled"
    """It came with the package."""


@dataclass(frozen=True)
class Workspace:
    """A folder with rubrics and country files."""

    root: Path
    origin: Origin
    files: SourceFiles = field(default_factory=SourceFiles, compare=False, repr=False)
    """What was read of its files in this command."""

    def __post_init__(self) -> None:
        """Keep links of its files inside; what came with the package may be laid out in any way."""
        if self.origin is not Origin.BUNDLED:
            self.files.confine(self.root)

    @property
    def vocabulary(self) -> Path:
        """The vocabulary that all its files share."""
        return self.root / VOCABULARY

    @property
    def placements(self) -> Path:
        """The table of official placements; it need not be there."""
        return self.root / PLACEMENTS

    @property
    def index(self) -> Path:
        """The table of the 3P index; it need not be there."""
        return self.root / INDEX

    @property
    def record(self) -> Path:
        """The record of rubrics; it need not be there."""
        return self.root / RECORD

    def rubrics(self) -> dict[str, Path]:
        """The folder of each rubric by its id, sorted."""
        folder = self.root / "rubrics"
        return {path.parent.name: path.parent for path in sorted(folder.glob(f"*/{MAIN_FILE}"))}

    def rubric(self, id: str) -> Path:
        """The folder of a rubric; a ``UsageError`` where there is none with that id."""
        rubrics = self.rubrics()
        if id not in rubrics:
            from tierscore.loading.suggestions import did_you_mean  # only a mistake needs it

            hint = did_you_mean(id, rubrics)
            advice = f"; {hint}" if hint else f" under {self.root / 'rubrics'}"
            raise UsageError(f"no rubric '{safe(id)}'{advice}")
        return rubrics[id]

    def countries(self) -> dict[str, Path]:
        """Each country file by its slug, sorted."""
        return {path.stem: path for path in list_yaml(self.root / "countries")}

    def cases(self, rubric: str) -> tuple[Path, ...]:
        """The worked cases of a rubric, sorted; a ``UsageError`` where there is no such rubric."""
        return tuple(list_yaml(self.rubric(rubric) / "cases"))

    def layout(self) -> tuple[str, ...]:
        """
        Which files and folders there are, and where links lead: whatever decides, besides their contents, what is
        read. An ``OSError`` where that cannot be seen.
        """
        rubrics = self.root / "rubrics"
        own = sorted(rubrics.iterdir())
        folders = (rubrics, *own, *(folder / "cases" for folder in own), self.root / "countries")
        return tuple(entry for folder in folders if folder.is_dir() for entry in sorted(_names(folder)))

    def resolve_country(self, text: str) -> Path:
        """
        The country file that a user means.

        Args:
            text: A path that ends in .yaml or .yml; or the name of a file of this workspace without its
                ending, an ISO 3166-1 code, or a name of a country that is in use.

        Raises:
            UsageError: If it is none of these, or no file of this workspace is about that country.
        """
        if text.lower().endswith((".yaml", ".yml")) and "\0" not in text:
            return Path(text)
        if not _NAME.fullmatch(text) or not any(character.isalpha() for character in text):
            message = "is no country: give a name, a code such as PAN, or a path that ends in .yaml"
            raise UsageError(f"'{safe(text[:100])}' {message}")
        countries = self.countries()
        by_slug = {_folded(slug): path for slug, path in countries.items()}
        return by_slug.get(_folded(text)) or self._by_content(text, countries)

    def file_of(self, iso3: str) -> Path | None:
        """The country file of this workspace with a code; None where there is none."""
        return next((path for path in self.countries().values() if self._peek(path)[0] == iso3), None)

    def may_be_about(self, path: Path, codes: Collection[str]) -> bool:
        """
        Whether a country file may be about one of some countries: if it names one of their codes, or it cannot be
        seen without parsing it which country it is about.
        """
        code = self._peek(path)[0]
        return not code or code in codes or self.files.data(path).count(b"iso3") > 1

    def mentions(self, path: Path, names: Iterable[str]) -> bool:
        """Whether one of some names of files stands in a file, as where a worked case takes evidence from it."""
        try:
            data = self.files.data(path)
        except UnreadableError:
            return False
        return any(os.fsencode(name) in data for name in names)

    def _by_content(self, text: str, countries: dict[str, Path]) -> Path:
        """The file whose code or name a text is, or that is about a country of that name."""
        slugs: dict[str, str] = {}
        by_code: dict[str, Path] = {}
        for slug, path in countries.items():
            iso3, name = self._peek(path)
            if _folded(text) in {iso3.lower(), _folded(name)}:
                return path
            by_code.setdefault(iso3, path)
            slugs.update(dict.fromkeys((_folded(slug), _folded(name), iso3.lower()), slug))
        from tierscore.loading.country.names import find_name  # only other names, and mistakes, need it

        known = find_name(text)
        if known is not None and known.iso3 in by_code:
            return by_code[known.iso3]
        raise UsageError(self._no_file(text, slugs, known))

    def _peek(self, path: Path) -> tuple[str, str]:
        """The code and the name of a country file, without parsing it; empty where they cannot be seen."""
        try:
            data = self.files.data(path)
        except UnreadableError:
            return "", ""
        country = COUNTRY_KEY.search(data)
        start = country.start() if country else 0
        iso3, name = _ISO3.search(data, start), _COUNTRY_NAME.search(data, start)
        written = next(filter(None, name.groups()), b"") if name else b""
        return iso3[1].decode() if iso3 else "", written.decode("utf-8", "replace").strip()

    def _no_file(self, text: str, slugs: dict[str, str], known: CountryName | None) -> str:
        """Why there is no file for what a user wrote, and what may have been meant."""
        from tierscore.loading.country.names import choices, names_like
        from tierscore.loading.suggestions import nearest

        listed = f"`tierscore list countries` shows the {len(self.countries())} on file"
        if known is not None:
            start = f"`tierscore init country {known.quoted}` starts one"
            return f"no file for {known} in {self.root / 'countries'}; {start}"
        names, guess = names_like(text), nearest(_folded(text), slugs)
        none = f"no country called '{text}'"
        if len(names) > 1:
            return f"{none}; it could be {choices(names)}"
        if guess or names:
            suggestion = slugs[guess] if guess else names[0].name
            return f"{none}; did you mean '{suggestion}'?"
        return f"{none}; {listed}"


def find_workspace(start: Path, *, chosen: Path | None = None, bundled: bool = False) -> Workspace:
    """
    The workspace to work in: the nearest folder upwards that is one, or else what came with the package.

    Args:
        start: Where the search begins; where it is relative, so is the root that is found.
        chosen: A folder named by hand; nothing else is looked at.
        bundled: Whether to take what came with the package, whatever lies around.

    Raises:
        UsageError: If the chosen folder is no workspace, or both choices are made, or there is no workspace.
    """
    if chosen is not None and bundled:
        raise UsageError("choose a workspace by hand or the bundled one, not both")
    if chosen is not None:
        if not (chosen / VOCABULARY).is_file():
            raise UsageError(f"{safe(str(chosen))} is no workspace: it has no {VOCABULARY.as_posix()}")
        return Workspace(chosen, Origin.CHOSEN)
    nearest = None if bundled else _upwards(start)
    return Workspace(nearest, Origin.FOUND) if nearest else Workspace(bundled_root(), Origin.BUNDLED)


def name_from_top(folder: Path, file: str) -> str:
    """
    How a code host names a file: from the top of the repository that a folder lies in.

    A file outside that repository, and any file where there is no repository, is named as it was.
    """
    start = as_found(folder)
    top = next((place for place in (start, *start.parents) if (place / ".git").exists()), None)
    place = as_found(Path(file).parent) / Path(file).name  # a link is named itself, and not what it leads to
    return place.relative_to(top).as_posix() if top is not None and place.is_relative_to(top) else file


def _names(folder: Path) -> Iterator[str]:
    """Each entry of a folder with its path and kind, and of a link also where it leads."""
    with os.scandir(folder) as entries:
        for entry in entries:
            target = os.readlink(entry.path) if entry.is_symlink() else ""  # noqa: PTH115 - it is text already
            yield f"{entry.path}:{entry.is_dir():d}{entry.is_file():d}:{target}"


def _upwards(start: Path) -> Path | None:
    absolute = start.resolve()
    for steps, folder in enumerate((absolute, *absolute.parents)):
        if (folder / VOCABULARY).is_file():
            return folder if start.is_absolute() else start.joinpath(*[".."] * steps)
    return None


def bundled_root() -> Path:
    """The folder of the data that came with the package; a ``UsageError`` where there is none."""
    root = bundled_folder(VOCABULARY)
    if root is None:
        message = "this installation of tierscore came without its data"
        raise UsageError(f"{message}; name a folder with --workspace")
    return root


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.strip().casefold())
