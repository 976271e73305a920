"""A changed country file is read as if it had never been read before, and only what changed is held against its form."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from command import ROOT, environment
from loading.invalid import MADE_UP
from thorough import examples
from tierscore.loading.cache.code_stamp import code_stamp
from tierscore.loading.cache.models import Cache
from tierscore.loading.country.changed_parts import part_sums, read_changes
from tierscore.loading.validation.source_file import open_page
from tierscore.loading.workspace.discovery import Origin, Workspace
from tierscore.loading.workspace.store import Library
from tierscore.model.evidence import Dossier
from tierscore.model.problem import Problem, UnreadableError

FILES = {"made-up": (MADE_UP, "atlantis"), "shipped": (ROOT, "syria")}


def read(root: Path, country: Path, cache: Path | None) -> tuple[list[object], tuple[Problem, ...]]:
    """What a new run reads in a file: its facts, with the order of its sources; or its problems."""
    code_stamp.cache_clear()
    library = Library(Workspace(root, Origin.CHOSEN), Cache(cache) if cache is not None else None)
    try:
        dossier = library.dossier(country)
    except UnreadableError as unreadable:
        return [], unreadable.problems
    return [dossier, list(dossier.sources)], ()


@pytest.fixture(params=FILES)
def country(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A country file in a workspace with its vocabulary and nothing else."""
    root, name = FILES[request.param]
    for part in ("rubrics/measures.yaml", f"countries/{name}.yaml"):
        (tmp_path / "work" / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / part, tmp_path / "work" / part)
    return tmp_path / "work/countries" / f"{name}.yaml"


def edits(text: str, most: int) -> list[str]:
    """The text with a line left out, written twice, moved or altered: at lines from the first to the last one."""
    lines = text.splitlines(keepends=True)
    step = max(1, len(lines) // most)
    changed = [text + "# a comment\n", text.replace("\n", "\n\n"), text]
    for at in range(0, len(lines), step):
        line, before, after = lines[at], "".join(lines[:at]), "".join(lines[at + 1 :])
        changed += [
            before + after,
            before + line + line + after,
            before + after + line,
            before + line.replace("e", "é", 1) + after,
            before + line.replace("1", "2", 1) + after,
            before + line.replace(": ", ": x", 1) + after,
        ]
    return changed


def test_every_edit_is_read_as_if_nothing_had_been_kept(country: Path, tmp_path: Path) -> None:
    root, cache, text = country.parents[1], tmp_path / "cache", country.read_text(encoding="utf-8")
    sound = 0
    for edited in edits(text, examples(8)):
        country.write_text(text, encoding="utf-8")
        assert read(root, country, cache)[1] == ()
        country.write_text(edited, encoding="utf-8")
        anew = read(root, country, None)
        assert read(root, country, cache) == anew
        sound += anew[1] == ()
    assert sound > 12


def test_a_row_of_edits_is_read_as_if_nothing_had_been_kept(country: Path, tmp_path: Path) -> None:
    root, cache, text = country.parents[1], tmp_path / "cache", country.read_text(encoding="utf-8")
    for edited in edits(text, examples(4)):
        country.write_text(edited, encoding="utf-8")
        assert read(root, country, cache) == read(root, country, None)


def test_what_was_read_under_another_vocabulary_is_not_taken(country: Path, tmp_path: Path) -> None:
    root, cache = country.parents[1], tmp_path / "cache"
    facts: list[object] = read(root, country, cache)[0]
    assert isinstance(facts[0], Dossier)
    measure = facts[0].items[0].measure
    vocabulary = root / "rubrics/measures.yaml"
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(text.replace(f"id: {measure}", "id: renamed"), encoding="utf-8")
    with country.open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    problems = read(root, country, cache)[1]
    assert problems == read(root, country, None)[1] != ()


def test_nothing_that_is_kept_is_held_against_its_form(country: Path, tmp_path: Path) -> None:
    root, cache = country.parents[1], tmp_path / "cache"
    read(root, country, cache)
    with country.open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    script = (
        "import sys; from pathlib import Path; from tierscore.loading.cache.models import Cache; "
        "from tierscore.loading.workspace.discovery import Origin, Workspace; "
        "from tierscore.loading.workspace.store import Library; root, country, cache = map(Path, sys.argv[1:]); "
        "Library(Workspace(root, Origin.CHOSEN), Cache(cache)).dossier(country); print('pydantic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(root), str(country), str(cache)],
        env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "False\n"


def test_one_changed_entry_alone_is_held_against_its_form(country: Path) -> None:
    library = Library(Workspace(country.parents[1], Origin.CHOSEN))
    before, dossier = open_page(country), library.dossier(country)
    marked = replace(dossier, items=tuple(replace(item, note="kept") for item in dossier.items))
    changed = dossier.items[-1]
    above, _, below = country.read_text(encoding="utf-8").rpartition(changed.summary)
    country.write_text(f"{above}Another summary.{below}", encoding="utf-8")
    page = open_page(country)
    read_again = read_changes(page, part_sums(page), library.vocabulary, part_sums(before), marked)
    assert read_again is not None
    assert read_again.items[-1] == replace(changed, summary="Another summary.")
    assert [item.note for item in read_again.items].count("kept") > 0
