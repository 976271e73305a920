"""Starting a workspace, a country file or a rubric, adding to a country file, and writing the entry of a version."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.authoring.atomic_write import create_files, write_files
from tierscore.errors import UsageError, safe
from tierscore.loading.files import MAIN_FILE
from tierscore.loading.workspace.discovery import Origin, bundled_root
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.application.compare_rubrics import Comparison
    from tierscore.application.session import Session
    from tierscore.authoring.add_fact import CountryFile
    from tierscore.loading.country.names import CountryName
    from tierscore.model.rubric_change import RubricDiff
    from tierscore.model.version import VersionEntry
_DATA = ("rubrics", "countries", "schemas")
_DATA_ENDINGS = frozenset({".yaml", ".yml", ".csv", ".json", ".md"})


@contextmanager
def _nothing_written() -> Iterator[None]:
    """Let the problems of files that are met here say that nothing was written because of them."""
    try:
        yield
    except UnreadableError as error:
        error.outcome = "Nothing was written"
        raise


def start_workspace(folder: Path) -> list[Path]:
    """
    Copy the data that came with tierscore into a folder, as a workspace of its own; the folders written.

    Raises:
        UsageError: If one of the folders is there already, or cannot be written.
    """
    folders = {folder / name: bundled_root() / name for name in _DATA}
    for target in folders:
        if target.exists():
            raise UsageError(
                f"{safe(str(target))} is there already; nothing was written. Name another folder"
            )
    create_files({target: _data_files(source) for target, source in folders.items()})
    return list(folders)


def find_country(text: str, iso3: str | None = None) -> CountryName:
    """
    The country that a name or code in use means; with ``iso3`` a place of any name, which is kept as it is.

    Raises:
        UsageError: If no country is called that, several may be meant, or the code is another country's.
    """
    from tierscore.loading.country.names import CountryName, choices, find_name, names_like

    known = find_name(text)
    if iso3 is not None:
        if known is not None and known.iso3 != iso3:
            raise UsageError(f"'{safe(text)}' is {known}, not {safe(iso3)}")
        return CountryName(iso3, "", " ".join(text.split()))
    if known is not None:
        return known
    similar = names_like(text)
    hint = "check the spelling"
    if similar:
        hint = f"did you mean {similar[0]}?" if len(similar) == 1 else f"it could be {choices(similar)}"
    raise UsageError(
        f"no country is called '{text[:100]}'; {hint}",
        "For a place that the table of names lacks, give a code: --iso3 XXX",
    )


def start_country(session: Session, country: CountryName, path: Path | None = None) -> list[Path]:
    """
    Write a country file without facts, and the schema that it names if that is missing; the files written.

    Without a ``path`` the file goes to the countries of the workspace, which must have none on this country.

    Raises:
        UsageError: If there is a file already, it cannot be written, or the workspace came with tierscore.
        UnreadableError: If name or code cannot stand in a country file.
    """
    workspace = session.workspace
    if path is None:
        _refuse_bundled(session)
        existing = workspace.file_of(country.iso3)
        if existing is not None:
            raise UsageError(f"{country} has a file already: {existing}; nothing was written")
        if not country.slug:
            raise UsageError(f"no file can be called after '{safe(country.name)}'; name one with --output")
        path = workspace.root / "countries" / f"{country.slug}.yaml"
    files = {path: country_file(session, country, path).encode()}
    if workspace.origin is not Origin.BUNDLED:
        files |= _missing_schemas(session, "country")
    _create(session, files)
    return list(files)


@_nothing_written()
def country_file(session: Session, country: CountryName, path: Path) -> str:
    """
    A country file without facts, as it is written to a path.

    Raises:
        UnreadableError: If name or code cannot stand in a country file.
    """
    from tierscore.authoring.scaffold import country_text
    from tierscore.loading.country.reader import read_country
    from tierscore.loading.validation.source_file import Page

    schema = ""
    if session.workspace.origin is not Origin.BUNDLED:
        schema = Path(
            os.path.relpath(_schema(session, "country").resolve(), path.parent.resolve())
        ).as_posix()
    text = country_text(country.name, country.iso3, schema, session.vocabulary)
    read_country(Page(text.encode(errors="surrogatepass"), str(path)), session.vocabulary)
    return text


def start_rubric(session: Session, name: str) -> list[Path]:
    """
    Write a small rubric to begin with, and the schemas that it names if they are missing; the files written.

    Raises:
        UsageError: If there is such a rubric, it cannot be written, or the workspace came with tierscore.
    """
    from tierscore.authoring.scaffold import rubric_texts
    from tierscore.loading.country.names import slug_of

    _refuse_bundled(session)
    slug = slug_of(name)
    if not slug:
        raise UsageError(f"no folder can be called after '{safe(name)}'; give a name with letters")
    folder = session.workspace.root / "rubrics" / slug
    texts = rubric_texts(slug, " ".join(name.split()), session.vocabulary)
    schemas = _missing_schemas(session, "rubric", "criteria", "case")
    _create(session, {folder: {file: text.encode() for file, text in texts.items()}, **schemas})
    return [*(folder / file for file in texts), *schemas]


@_nothing_written()
def open_country_file(session: Session, country: str) -> CountryFile:
    """
    The country file that a name, a code or a path means, to add to.

    Raises:
        UsageError: If there is none, or it came with tierscore.
        UnreadableError: With every problem that it has already.
    """
    from tierscore.authoring.add_fact import read_country_file

    workspace = session.workspace
    is_path = country.lower().endswith((".yaml", ".yml"))
    if not is_path or workspace.root.resolve() in Path(country.replace("\0", "")).resolve().parents:
        _refuse_bundled(session)
    return read_country_file(workspace.resolve_country(country), session.vocabulary, workspace.files)


def write_country_file(before: CountryFile, after: CountryFile) -> None:
    """
    Write a country file as it stands with something added.

    Raises:
        UsageError: If it cannot be written, or changed since it was read.
    """
    write_files({before.path: after.data}, before={before.path: before.data})


@dataclass(frozen=True)
class WrittenVersion:
    """What became of the entry of one changed rubric."""

    file: Path
    entry: VersionEntry
    is_new: bool
    """Whether the file did not hold the entry before."""


def write_versions(comparison: Comparison, date: str) -> list[WrittenVersion]:
    """
    Raise the version of every changed rubric on disk, and draft its entry in the history: of all, or none.

    Raises:
        UsageError: If none changed, or one cannot be changed safely or cannot be written.
    """
    from tierscore.analysis.rubric_diff.version_policy import entry_for
    from tierscore.authoring.version_entry import with_version_entry

    side, before, after, versions = comparison.new, {}, {}, []
    for diff in comparison.diffs:
        if not diff.changes or diff.after is None:
            continue
        folder, entry = side.folders[diff.id], entry_for(diff, date, _summary(diff))
        file = folder / MAIN_FILE
        old, new = with_version_entry(folder, entry, side.vocabulary)
        versions.append(WrittenVersion(file, entry, old != new))
        if old != new:
            before[file], after[file] = old, new
    if not versions:
        raise UsageError("there is nothing to write: no rubric on disk changed")
    write_files(after, before)
    return versions


def _summary(diff: RubricDiff) -> str:
    """What the entry says until somebody writes it better: the kinds of change."""
    kinds = dict.fromkeys(f"{change.kind} ({' / '.join(change.address)})" for change in diff.changes)
    return f"To be written. {'; '.join(kinds)}."


def _refuse_bundled(session: Session) -> None:
    """Leave the data that came with tierscore as they are."""
    if session.workspace.origin is Origin.BUNDLED:
        raise UsageError(
            "this folder is no workspace, and the data that came with tierscore are not written to.",
            "Name a workspace with --workspace DIR, or start one in this folder with: "
            "tierscore init workspace",
        )


@_nothing_written()
def _create(session: Session, files: Mapping[Path, bytes | Mapping[str, bytes]]) -> None:
    """Write new files and folders of a workspace; none where a link in it leads out of it."""
    for path in files:
        session.workspace.files.refuse_link_out(path)
    create_files(files)


def _schema(session: Session, kind: str) -> Path:
    return session.workspace.root / "schemas" / f"{kind}.schema.json"


def _missing_schemas(session: Session, *kinds: str) -> dict[Path, bytes]:
    paths = [path for kind in kinds if not (path := _schema(session, kind)).exists()]
    return {path: (bundled_root() / "schemas" / path.name).read_bytes() for path in paths}


def _data_files(folder: Path) -> dict[str, bytes]:
    """The data files below a folder, by their paths in it."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _DATA_ENDINGS and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
