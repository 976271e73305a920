"""
The files that must be refused, and what a user sees of each.

Run as a script, this writes the expected messages anew; reading the difference is then the author's duty.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

from tierscore.loading.cases.reader import load_case
from tierscore.loading.country.reader import load_country
from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.tables.placements import load_placements
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.loading.yaml.reader import parse
from tierscore.model.problem import UnreadableError
from tierscore.report.document.excerpt import describe

FILES = Path(__file__).resolve().parents[1] / "files"
INVALID = FILES / "invalid"
MADE_UP = FILES / "valid" / "made-up"

PLACES = {
    "country": Path("countries/atlantis.yaml"),
    "measures": Path("rubrics/measures.yaml"),
    "criteria": Path("rubrics/made-up/harbour.yaml"),
    "rubric": Path("rubrics/made-up/rubric.yaml"),
    "case": Path("rubrics/made-up/cases/atlantis.yaml"),
    "tiers": Path("countries/official-tiers.csv"),
}
"""Where a file of each kind goes in the made-up workspace."""


def faulty_files() -> list[Path]:
    """Every file that must be refused."""
    return sorted(path for path in INVALID.iterdir() if path.suffix in {".yaml", ".csv"})


def expected(path: Path) -> Path:
    """The messages that belong to a faulty file."""
    return path.with_suffix(".problems.txt")


def seen(path: Path, folder: Path) -> str:
    """What a user sees of a faulty file in its place in the made-up workspace, copied to ``folder``."""
    shutil.copytree(MADE_UP, folder, dirs_exist_ok=True)
    kind = path.name.split(".")[1]
    with contextlib.chdir(folder):
        if kind == "rubric":
            _edit(path)
        else:
            shutil.copyfile(path, PLACES[kind])
        try:
            _load(kind)
        except UnreadableError as error:
            return "".join(f"{describe(problem)}\n\n" for problem in error.problems)
    return "no problem at all\n"


def _edit(path: Path) -> None:
    """A faulty rubric is written as a list of edits of the valid one."""
    for edit in parse(path.read_bytes(), path.name).plain():
        place = PLACES["rubric"]
        text = place.read_text(encoding="utf-8")
        assert text.count(edit["replace"]) == 1, f"{edit['replace']} is not in the valid rubric exactly once"
        place.write_text(text.replace(edit["replace"], edit["by"]), encoding="utf-8")


def _load(kind: str) -> None:
    vocabulary = load_vocabulary(PLACES["measures"])
    if kind == "country":
        load_country(PLACES["country"], vocabulary)
    elif kind == "tiers":
        load_placements(PLACES["tiers"])
    else:
        rubric = load_rubric(PLACES["rubric"].parent, vocabulary)
        load_case(PLACES["case"], vocabulary, rubric)


def main() -> None:
    for path in faulty_files():
        with tempfile.TemporaryDirectory() as folder:
            expected(path).write_text(seen(path, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
