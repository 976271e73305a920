"""
The README's picture is the default report as a terminal shows it, drawn anew here and compared to the byte.

To draw it anew after an intended change, run ``TIERSCORE_REFRESH_SNAPSHOTS=1 pytest tests/docs/test_picture.py``.
"""

from __future__ import annotations

import io
import os
import re

from rich.console import Console
from rich.terminal_theme import MONOKAI

from docs.pages import ROOT, read
from tierscore import assess, open_workspace
from tierscore.report.compose.one_page import WIDTH, compose_one_page
from tierscore.report.formats import terminal

PICTURE = ROOT / "docs/report.svg"
COMMAND = "tierscore assess panama --year 2021"
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def drawn() -> str:
    """The report of the README, on a terminal of eighty columns, as a picture without fonts from elsewhere."""
    session = open_workspace(ROOT)
    document = compose_one_page(assess(session, "panama", 2021), "the workspace of this folder")
    console = Console(
        file=io.StringIO(),
        width=WIDTH,
        record=True,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={},
    )
    terminal.draw(document, console)
    svg = console.export_svg(title=COMMAND, theme=MONOKAI, unique_id="report")
    lines = (line.rstrip() for line in _FONTS.sub("", svg).splitlines())
    return "\n".join([*lines, ""])


def test_the_picture_is_what_the_command_draws() -> None:
    picture = drawn()
    if os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"):
        PICTURE.write_bytes(picture.encode())
    assert picture == PICTURE.read_bytes().decode(), "docs/report.svg differs; see the head of this file"


def test_the_picture_loads_nothing_from_elsewhere_and_stands_in_the_readme() -> None:
    picture = read(PICTURE)
    assert re.findall(r"(?:url\(|src=|href=)[\"']?(?:https?:)?//\S+", picture) == []
    assert f"]({PICTURE.relative_to(ROOT)})" in read(ROOT / "README.md")
