"""Long output goes through the user's pager, on a real terminal only, and the exit code stays that of the command."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cli.terminal import converse
from command import ROOT, on_terminal, run_process

if TYPE_CHECKING:
    from pathlib import Path

LONG = ["outlook", "panama"]
COLOURED = "\x1b["
TERMINAL = {"TERM": "xterm-256color", "LINES": "24", "COLUMNS": "80"}


def test_a_pager_gets_long_output_with_its_colours(tmp_path: Path) -> None:
    shown = on_terminal(LONG, 80, PAGER=f"cat > {tmp_path / 'paged'}; echo LESS=$LESS", LESS="")
    assert shown.strip() == "LESS="
    assert COLOURED in (tmp_path / "paged").read_text(encoding="utf-8")


def test_less_is_told_what_git_tells_it_unless_the_user_says_otherwise() -> None:
    assert "LESS=FRX" in on_terminal(LONG, 80, PAGER="cat >/dev/null; echo LESS=$LESS")
    assert "LESS=S" in on_terminal(LONG, 80, PAGER="cat >/dev/null; echo LESS=$LESS", LESS="S")


def test_what_fits_the_screen_needs_no_pager() -> None:
    assert "paged" not in on_terminal(LONG, 80, PAGER="echo paged", LINES="500")


def test_no_pager_writes_to_the_terminal() -> None:
    shown = on_terminal(["--no-pager", *LONG], 80, PAGER="echo paged")
    assert "paged" not in shown
    assert "Panama" in shown


def test_a_pipe_is_never_paged() -> None:
    piped = run_process(*LONG, env={"PAGER": "echo paged", "FORCE_COLOR": "1"})
    assert "paged" not in piped.stdout
    assert "Panama" in piped.stdout


@pytest.mark.parametrize("pager", ["head -1", "false", "kill -9 $$", "exit 3"])
def test_a_pager_that_fails_or_is_left_early_does_not_change_the_exit_code(pager: str) -> None:
    code, shown = converse(LONG, [], ROOT, PAGER=pager, **TERMINAL)
    assert code == 0
    assert "Traceback" not in shown
    assert "error" not in shown


def test_a_pager_that_cannot_be_started_loses_nothing() -> None:
    code, shown = converse(LONG, [], ROOT, PAGER="no-such-pager-here", **TERMINAL)
    assert code == 0
    assert "Panama" in shown
    assert "not a placement by the US Department of State" in shown


@pytest.mark.skipif(shutil.which("less") is None, reason="there is no less here")
def test_less_shows_the_first_screen_and_is_left_with_a_key() -> None:
    code, shown = converse(LONG, [(":", "q")], ROOT, PAGER="less", LESS="FRX", **TERMINAL)
    assert code == 0
    assert "Panama" in shown
    assert shown.count("\n") < 40
