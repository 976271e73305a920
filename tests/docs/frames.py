"""Examples of the page on messages, put where they belong in a small workspace of their own."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from docs.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tierscore.model.check import Example

FRAME = ROOT / "tests/files/frame"
COUNTRY = Path("countries/atlantis.yaml")
HEAD = """\
country: {name: Atlantis, iso3: ATL}
sources:
  state-2021:
    title: Trafficking in Persons Report
    publisher: Department of State
    published: 2021
    kind: us-state-department
"""


def put(example: Example, root: Path) -> None:
    """Make a workspace with an example in its place."""
    shutil.copytree(FRAME, root)
    shutil.copyfile(ROOT / "rubrics/measures.yaml", root / "rubrics/measures.yaml")
    (root / "countries").mkdir(exist_ok=True)
    FRAMES[example.frame](root, example.text)


def _country(root: Path, text: str) -> None:
    (root / COUNTRY).write_text(text, encoding="utf-8")


def _latin(root: Path, text: str) -> None:
    (root / COUNTRY).write_text(text, encoding="latin-1")


def _items(root: Path, text: str) -> None:
    _country(root, f"{HEAD}evidence:\n{textwrap.indent(text, '  ')}")


def _criteria(root: Path, text: str) -> None:
    (root / "rubrics/frame/protection.yaml").write_text(
        f"pillar: protection\ncriteria:\n{textwrap.indent(text, '  ')}", encoding="utf-8"
    )


def _asked_criteria(root: Path, text: str) -> None:
    """As criteria; one gate asks whether the criterion `identification` is met or partly met, and the statute names what it covers."""
    _criteria(root, text)
    path = root / "rubrics/frame/rubric.yaml"
    asked = "condition: {criterion: punishing, in: [met, partly-met]}"
    either = "condition: {any: [{criterion: punishing, in: [met, partly-met]}, {criterion: identification, in: [met, partly-met]}]}"
    indicia = "\nindicia: [{id: 4(2), cite: 22 USC 7106(b)(2), says: protects victims}]\n"
    path.write_text(path.read_text(encoding="utf-8").replace(asked, either) + indicia, encoding="utf-8")


def _indicators(root: Path, text: str) -> None:
    head = """\
- id: identification
  question: Does the government find victims?
  law: [{cite: 22 USC 7106(b)(2), alias: 4(2), authority: statute}]
  weight: {value: 1, authority: policy, reason: As much as any other.}
  indicators:
"""
    _criteria(root, head + textwrap.indent(text, "    "))


def _rubric(root: Path, text: str) -> None:
    """Each part of the rubric that the example has takes the place of the one in the frame."""
    path = root / "rubrics/frame/rubric.yaml"
    parts = _parts(path.read_text(encoding="utf-8")) | _parts(text)
    path.write_text("".join(parts.values()), encoding="utf-8")


def _parts(text: str) -> dict[str, str]:
    return {part.partition(":")[0]: part for part in re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)}


def _case(root: Path, text: str) -> None:
    (root / "rubrics/frame/cases").mkdir(exist_ok=True)
    (root / "rubrics/frame/cases/one.yaml").write_text(text, encoding="utf-8")


def _table(root: Path, text: str) -> None:
    (root / "countries/official-tiers.csv").write_text(text, encoding="utf-8")


FRAMES: dict[str, Callable[[Path, str], None]] = {
    "country file": _country,
    "country file in Latin-1": _latin,
    "evidence items": _items,
    "criteria": _criteria,
    "criteria that a gate asks": _asked_criteria,
    "indicators": _indicators,
    "rubric": _rubric,
    "case": _case,
    "table": _table,
}
"""How a piece of each kind is put into the workspace, by the words that stand before it on the page."""
