"""Starting things in a workspace: the workspace itself, a country file, a rubric."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.authoring.atomic_write import create_files, nothing_written
from tierscore.authoring.skeleton_files import country_text, rubric_texts
from tierscore.errors import UsageError, safe
from tierscore.loading.country.names import CountryName, choices, find_name, names_like, slug_of
from tierscore.loading.country.reader import read_country
from tierscore.loading.validation.source_file import Page
from tierscore.loading.workspace.discovery import Origin, Workspace, bundled_root

if TYPE_CHECKING:
    from tierscore.model.measure import Vocabulary
SCHEMAS = Path("schemas")
_DATA = ("rubrics", "countries", "schemas")


def start_workspace(folder: Path) -> list[Path]:
    """
    Copy the data that came with the package into a folder, as a workspace of its own; the folders written.

    Raises:
        UsageError: If one of the folders is there already, or cannot be written.

    """
    source = bundled_root()
    for name in _DATA:
        if (folder / name).exists():
            raise UsageError(
                f"{safe(str(folder / name))} is there already; nothing was written. Name another folder"
            )
    contents = {
        folder / name: {
            path.relative_to(source / name).as_posix(): path.read_bytes() for path in _files(source / name)
        }
        for name in _DATA
    }
    create_files(contents)
    return list(contents)


def start_country(
    workspace: Workspace, vocabulary: Vocabulary, country: CountryName, output: Path | None
) -> list[Path]:
    """
    Write a country file without facts, and the schema that it names where the workspace has none; the files written.

    Raises:
        UsageError: If the country has a file, the file is there, it cannot be written, or the data are not the user's own.
        UnreadableError: If name or code cannot stand in a country file.

    """
    own = workspace.origin is not Origin.BUNDLED
    if output is None:
        refuse_bundled(workspace)
        there = workspace.file_of(country.iso3)
        if there is not None:
            raise UsageError(f"{country} has a file already: {there}; nothing was written")
        if not country.slug:
            raise UsageError(f"no file can be called after '{safe(country.name)}'; name one with --output")
    path = output or workspace.root / "countries" / f"{country.slug}.yaml"
    text = country_skeleton(workspace, vocabulary, country, path)
    files = {path: text.encode()} | (_missing_schemas(workspace, "country") if own else {})
    create_files(files)
    return list(files)


@nothing_written
def country_skeleton(workspace: Workspace, vocabulary: Vocabulary, country: CountryName, path: Path) -> str:
    """
    A country file without facts, as it is written to a path.

    Raises:
        UnreadableError: If name or code cannot stand in a country file.

    """
    schema = _schema(workspace, "country", path) if workspace.origin is not Origin.BUNDLED else ""
    text = country_text(country.name, country.iso3, schema, vocabulary)
    read_country(Page(text.encode(errors="surrogatepass"), str(path)), vocabulary)
    return text


def start_rubric(workspace: Workspace, vocabulary: Vocabulary, name: str) -> list[Path]:
    """
    Write a small rubric to begin with, and the schemas that it names where the workspace has none; the files written.

    Raises:
        UsageError: If there is a rubric of that id, it cannot be written, or the data are not the user's own.

    """
    refuse_bundled(workspace)
    slug = slug_of(name)
    if not slug:
        raise UsageError(f"no folder can be called after '{safe(name)}'; give a name with letters")
    folder = workspace.root / "rubrics" / slug
    files = rubric_texts(slug, " ".join(name.split()), vocabulary)
    schemas = _missing_schemas(workspace, "rubric", "criteria", "case")
    create_files({folder: {file: text.encode() for file, text in files.items()}, **schemas})
    return [*(folder / file for file in files), *schemas]


def named_country(text: str, iso3: str | None) -> CountryName:
    """
    The country that a user wants to start a file for.

    Args:
        text: A name or code in use; with ``iso3`` any name, which is then kept as it is.
        iso3: The code, for a place that the table lacks or under a name of the user's choice.

    Raises:
        UsageError: If no country is called that, several may be meant, or the code is another country's.

    """
    known = find_name(text)
    if iso3 is not None:
        if known is not None and known.iso3 != iso3:
            raise UsageError(f"'{safe(text)}' is {known}, not {safe(iso3)}")
        return CountryName(iso3, "", " ".join(text.split()))
    if known is not None:
        return known
    meant = names_like(text)
    hint = (
        f"it could be {choices(meant)}"
        if len(meant) > 1
        else f"did you mean {meant[0]}?"
        if meant
        else "check the spelling"
    )
    raise UsageError(
        f"no country is called '{safe(text[:100])}'; {hint}\nFor a place that the table of names lacks, give a code: --iso3 XXX"
    )


def own_file(workspace: Workspace, country: str) -> Path:
    """
    The country file that a user means and may write to.

    Raises:
        UsageError: If there is none, or it came with the package.

    """
    is_path = country.lower().endswith((".yaml", ".yml"))
    if not is_path or workspace.root.resolve() in Path(country.replace("\0", "")).resolve().parents:
        refuse_bundled(workspace)
    return workspace.resolve_country(country)


def refuse_bundled(workspace: Workspace) -> None:
    """
    Leave the data that came with the package as they are.

    Raises:
        UsageError: If the workspace is what came with the package.

    """
    if workspace.origin is Origin.BUNDLED:
        raise UsageError(
            "this folder is no workspace, and the data that came with tierscore are not written to.\n"
            "Name a workspace with --workspace DIR, or start one in this folder with: tierscore init workspace"
        )


def _schema(workspace: Workspace, kind: str, path: Path) -> str:
    """The path of a schema as seen from a file."""
    schema = (workspace.root / SCHEMAS / f"{kind}.schema.json").resolve()
    return Path(os.path.relpath(schema, path.parent.resolve())).as_posix()


def _missing_schemas(workspace: Workspace, *kinds: str) -> dict[Path, bytes]:
    names = [SCHEMAS / f"{kind}.schema.json" for kind in kinds]
    return {
        workspace.root / name: (bundled_root() / name).read_bytes()
        for name in names
        if not (workspace.root / name).exists()
    }


def _files(folder: Path) -> list[Path]:
    """The data files below a folder."""
    kinds = {".yaml", ".yml", ".csv", ".json", ".md"}
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in kinds)
