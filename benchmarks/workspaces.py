"""Workspaces to measure in: copies of the shipped data that may be edited, and one with made-up countries."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from processes import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tierscore.model.measure import Measure, Vocabulary

FIRST_YEAR = 2001
ITEMS_A_YEAR = 10
"""About as many as a shipped country file has in a year that was read in full."""


class EditedWorkspace:
    """A copy of the shipped data with a history of one commit, and a folder for what is kept between runs."""

    def __init__(self, folder: Path) -> None:
        """Make the copy below a folder."""
        self.root, self.cache, self._edits = folder / "work", folder / "cache", 0
        for name in ("rubrics", "countries"):
            shutil.copytree(ROOT / name, self.root / name)
        _commit(self.root)

    def forget(self) -> None:
        """Remove what was kept between runs."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def edit(self, file: str, pattern: str, text: Callable[[int], str]) -> None:
        """
        Undo what was edited before, and replace the first match of a pattern in a file.

        Args:
            file: A file of the workspace.
            pattern: What is replaced; its groups can be kept.
            text: The new text, given how many edits there have been, so that each one is new.

        Raises:
            ValueError: If there is no match: a row that edits nothing would measure something else.
        """
        _git(self.root, "checkout", "--quiet", "--", ".")
        path, self._edits = self.root / file, self._edits + 1
        before = path.read_text(encoding="utf-8")
        after, count = re.subn(pattern, text(self._edits), before, count=1)
        if not count:
            raise ValueError(f"{file} has nothing like {pattern}")
        path.write_text(after, encoding="utf-8")


def _commit(root: Path) -> None:
    """Make a folder a git repository with one commit of all that is in it."""
    name = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost")
    _git(root, "init", "--quiet")
    _git(root, "add", ".")
    _git(root, *name, "commit", "--quiet", "--message", "data")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)  # noqa: S607 - the git of whoever measures


def make_countries(root: Path, countries: int, years: int) -> None:
    """
    Write country files with facts drawn at random, and a placement for each country and year.

    The rubric and the vocabulary are the shipped ones. The same numbers give the same files.
    """
    from tierscore.application.session import open_workspace
    from tierscore.loading.country.names import all_names

    shutil.copytree(ROOT / "rubrics", root / "rubrics")
    (root / "countries").mkdir()
    vocabulary = open_workspace(root).vocabulary
    rows = ["iso3,country,year,tier,confidence,n_independent,sources,dissent"]
    for entry in all_names()[:countries]:
        draw = random.Random(entry.iso3)  # noqa: S311 - made-up facts, the same every time
        text = [f"country: {{name: {entry.quoted}, iso3: {entry.iso3}}}", "sources:", *_sources(years)]
        text.append("evidence:")
        for year in range(FIRST_YEAR, FIRST_YEAR + years):
            rows.append(
                f"{entry.iso3},{entry.quoted},{year},{draw.choice(('1', '2', '2WL', '3'))},A,2,made-up,"
            )
            measures = draw.sample(sorted(vocabulary.measures), ITEMS_A_YEAR)
            text += [line for name in measures for line in _item(vocabulary, name, year, draw)]
        file = root / "countries" / f"{entry.slug}.yaml"
        file.write_text("\n".join(text) + "\n", encoding="utf-8")
    (root / "countries/official-tiers.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    _commit(root)


def _sources(years: int) -> list[str]:
    return [
        f"  s{year}: {{title: Made up, publisher: Nobody, published: {year}-06, kind: media-or-academic}}"
        for year in range(FIRST_YEAR, FIRST_YEAR + years)
    ]


def _item(vocabulary: Vocabulary, id: str, year: int, draw: random.Random) -> list[str]:
    """A fact on a measure in the period of a report, as lines of a country file."""
    measure: Measure = vocabulary.measures[id]
    status = draw.choice(("done", "limited", "absent"))
    said = "status: limited\n    limit: place" if status == "limited" else f"status: {status}"
    if measure.nature == "statistic" and measure.unit is not None and status != "absent":
        said = f"figure: {{value: {draw.randrange(1, 90)}, unit: {measure.unit}}}"
    return [
        f"  - id: {id}-{year}",
        f"    measure: {id}",
        f"    {said}",
        *([] if measure.by else ["    by: [government]"]),
        *([f"    series: {measure.series[0]}"] if measure.series else []),
        f"    when: report {year}",
        "    summary: Made up.",
        f"    sources: [{{id: s{year}, place: page 1}}]",
    ]


if __name__ == "__main__":  # a process of its own, so that the one that measures stays small
    make_countries(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
