"""The page on checks shows a real check, and names the formats and inputs that there are."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

from command import run
from docs.pages import ROOT, prose, read
from tierscore.cli.commands.check import CheckFormat
from tierscore.cli.exit_codes import Exit
from tierscore.loading.yaml.reader import parse

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs/checks.md"
_SHOWN = re.compile(r"(?<=<!-- checked by a test -->\n```text\n)(?P<check>.*?)(?=```)", re.DOTALL)


def rows(heading: str) -> set[str]:
    """What stands in backticks in the first column of the table under a heading."""
    section = re.split(rf"^#+ {heading}$", prose(PAGE), flags=re.MULTILINE)[1]
    section = re.split(r"^#", section, flags=re.MULTILINE)[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def test_the_check_on_the_page_is_what_the_command_says(tmp_path: Path) -> None:
    root = shutil.copytree(ROOT / "tests/files/valid/made-up", tmp_path / "w")
    country = root / "countries/atlantis.yaml"
    country.write_text(
        country.read_text().replace("{value: 12, unit: ships}", "{value: 12, unit: shps}"), encoding="utf-8"
    )
    drawn = run("check", cwd=root)
    assert drawn.returncode == 1
    if os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"):
        PAGE.write_text(_SHOWN.sub(lambda _: drawn.stdout, read(PAGE)), encoding="utf-8", newline="\n")
    shown = _SHOWN.search(read(PAGE))
    assert shown is not None
    assert shown["check"] == drawn.stdout


def test_every_format_is_on_the_page() -> None:
    assert rows("Formats") == {drawn.value for drawn in CheckFormat}


def test_every_input_of_the_action_is_on_the_page() -> None:
    assert rows("In GitHub Actions") == set(
        parse((ROOT / "action.yml").read_bytes(), "action.yml").plain()["inputs"]
    )


def test_the_hook_of_the_page_exists() -> None:
    hooks = parse((ROOT / ".pre-commit-hooks.yaml").read_bytes(), "hooks").plain()
    assert set(re.findall(r"- id: (tierscore-\S+)", read(PAGE))) == {hook["id"] for hook in hooks}


def test_the_exit_codes_of_a_check_are_on_the_page() -> None:
    said = re.split(r"^## Exit codes$", read(PAGE), flags=re.MULTILINE)[1].split("\n## ")[0]
    assert set(re.findall(r"^\| (\d+) \|", said, re.MULTILINE)) == {
        str(int(code)) for code in Exit if code is not Exit.INTERRUPTED
    }


def test_every_key_of_the_json_is_on_the_page() -> None:
    data = parse((ROOT / "tests/cli/commands/snapshots/check-json.json").read_bytes(), "check.json").plain()
    assert rows("JSON") == set(data)
    assert "`tierscore/check/v1`" in read(PAGE)
    assert all(f"`{key}`" in read(PAGE) for key in (*data["problems"][0], "reason", "until"))
