"""The page on architecture names every floor, and no floor that is not there."""

from __future__ import annotations

import re
import tomllib

from docs.pages import ROOT, read

PAGE = read(ROOT / "docs/architecture.md")
FLOORS = re.findall(r"^\| `src/tierscore/(\w+)/` \|", PAGE, re.MULTILINE)
FOLDERS = {path.parent.name for path in (ROOT / "src/tierscore").glob("*/__init__.py")}


def test_every_folder_of_the_code_is_a_floor() -> None:
    assert set(FLOORS) == FOLDERS


def test_the_floors_are_in_the_order_of_the_import_rules() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert [floor for layer in layers for floor in layer.split(" | ") if floor in FOLDERS] == FLOORS
