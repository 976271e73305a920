"""Every command, option and format that a page names exists, and every one that exists is named in the README."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer

from command import run
from docs.pages import PAGES, ROOT, blocks, inline, name, read
from repositories import edit_file, git
from shipped import shipped
from tierscore.cli.app import whole_app
from tierscore.cli.output import Format

README = ROOT / "README.md"
COMPLETE_ALONE = {"check", "audit-history"}
"""Commands that need no argument; another one that a page names alone is asked for its help."""
KEPT = {"panama.yaml", "official-tiers.csv", "index-3p.csv"}
STARTS = {"country", "rubric", "workspace"}
"""What ``init`` starts; named without a name, its help is asked for too."""


def commands_in(page: Path) -> set[str]:
    """The command lines of tierscore on a page, in fenced blocks of a shell and in backticks."""
    lines = [
        line
        for block in blocks(page)
        if block.language in {"sh", "console"}
        for line in block.text.splitlines()
    ]
    parts = [
        part.strip().removeprefix("$ ")
        for text in [*lines, *inline(page)]
        for part in re.split(r"&&|\|", text)
    ]
    return {part for part in parts if part.startswith("tierscore ")}


LINES = {page: commands_in(page) for page in PAGES}
NAMED = {
    line: [name(page) for page in PAGES if line in LINES[page]]
    for line in sorted(set().union(*LINES.values()))
}
"""Each command line with the pages that name it."""


RUN_ANYHOW = {"tierscore check": ("check", "--format", "json")}
"""A dear command that other tests run on the shipped data too, if in another form."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """
    A copy of the data for each command, so that none can write into the checkout or meet what another one wrote.

    It has one country file, and the placements of that country alone.
    """
    folder = tmp_path / "workspace"
    shutil.copytree(ROOT / "rubrics", folder / "rubrics")
    shutil.copytree(
        ROOT / "countries",
        folder / "countries",
        ignore=lambda _, names: [one for one in names if one not in KEPT],
    )
    table = folder / "countries/official-tiers.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join([head, *(row for row in rows if row.startswith("PAN,"))]), encoding="utf-8")
    return folder


def with_a_small_rubric(folder: Path) -> None:
    """Let a rubric that is soon proven take the place of the shipped one."""
    shutil.rmtree(folder / "rubrics/tvpa")
    shutil.copytree(ROOT / "tests/files/frame/rubrics/frame", folder / "rubrics/tvpa")
    edit_file(folder / "rubrics/tvpa/rubric.yaml", "id: frame", "id: tvpa")


def two_commits(folder: Path) -> None:
    """Put the workspace into a repository with two commits."""
    git(folder.parent, "init", "--quiet", folder.name)
    for message in ("One", "Two"):
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def a_fork(folder: Path) -> None:
    """Make the rubric of one's own that a page speaks of."""
    shutil.copytree(folder / "rubrics/tvpa", folder / "rubrics/mine")
    shutil.rmtree(folder / "rubrics/mine/cases")
    edit_file(folder / "rubrics/mine/rubric.yaml", "  id: tvpa", "  id: mine")


@pytest.mark.parametrize("line", NAMED)
def test_a_command_that_a_page_names_does_what_it_says(line: str, workspace: Path) -> None:
    if "atlantis" in line:
        (example,) = (block.text for block in blocks(README) if "iso3: ATL" in block.text)
        (workspace / "countries/atlantis.yaml").write_text(example, encoding="utf-8")
    if line.startswith("tierscore check "):
        with_a_small_rubric(workspace)
    if "HEAD" in line:
        two_commits(workspace)
    if "--write" in line:
        edit_file(
            workspace / "rubrics/tvpa/rubric.yaml",
            "reason: A commitment has to be on file.",
            "reason: It has to be on file.",
        )
    if "mine" in line.split() or "rubrics/mine" in line:
        a_fork(workspace)
    arguments = shlex.split(line)[1:]
    if (len(arguments) == 1 and arguments[0] not in COMPLETE_ALONE) or (
        arguments[0] == "init" and arguments[-1] in STARTS
    ):
        arguments.append("--help")
    answer = shipped(*RUN_ANYHOW[line]) if line in RUN_ANYHOW else run(*arguments, cwd=workspace)
    found_something = arguments[0] == "audit-history" and answer.returncode == 1 and not answer.stderr
    assert answer.returncode == 0 or found_something, (
        f"{NAMED[line]}: {line}\n{answer.stdout}\n{answer.stderr}"
    )


def test_pages_name_commands_at_all() -> None:
    assert {line.split()[1] for line, pages in NAMED.items() if "README.md" in pages} >= {
        "assess",
        "explain",
        "list",
        "check",
    }


def every_command(command: Any, path: str = "tierscore") -> dict[str, set[str]]:
    """Each command and group with its options."""
    options = {
        option
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("-")
    }
    found = {path: options}
    for child, below in getattr(command, "commands", {}).items():
        found |= every_command(below, f"{path} {child}")
    return found


EXISTING = every_command(typer.main.get_command(whole_app()))
OPTIONS = {option for options in EXISTING.values() for option in options} | {"--help", "-h"}


@pytest.mark.parametrize("path", sorted(set(EXISTING) - {"tierscore"}))
def test_every_command_is_in_the_readme(path: str) -> None:
    assert f"`{path}" in read(README)


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_every_option_is_in_the_readme(option: str) -> None:
    assert option in inline(README)


@pytest.mark.parametrize("format", list(Format))
def test_every_format_is_in_the_readme(format: Format) -> None:
    assert format.value in inline(README)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_option_that_a_page_names_exists(page: Path) -> None:
    named = {text.split()[0] for text in inline(page) if text.startswith("-") and text.strip("-")}
    assert named - OPTIONS == set()


def test_the_formats_that_the_readme_names_exist(tmp_path: Path) -> None:
    (row,) = re.findall(r"^\| `--format`, `-f` \|(.*)\|$", read(README), re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == set(Format)
