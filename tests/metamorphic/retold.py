"""A small workspace told in another way: what is said stays the same, or differs in one stated thing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tierscore.loading.yaml.reader import parse

MADE_UP = Path(__file__).resolve().parents[1] / "files/valid/made-up"
COUNTRY = Path("countries/atlantis.yaml")
Retelling = Callable[[Path], None]
"""What is done to the files of a copy of the workspace."""


def _yaml_files(root: Path) -> list[Path]:
    return sorted(root.rglob("*.yaml"))


def _told(path: Path) -> Any:
    return parse(path.read_bytes(), str(path)).plain()


def _tell(path: Path, tree: Any) -> None:
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")


def facts_in_another_order(root: Path) -> None:
    """Items, sources, what was read in full, placements and keys the other way round."""
    country = _keys_reversed(_told(root / COUNTRY))
    country["evidence"].reverse()
    for run in country["evidence"]:
        run.get("items", []).reverse()
    country["searched"].reverse()
    _tell(root / COUNTRY, country)
    table = root / "countries/official-tiers.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")


def files_in_another_order(root: Path) -> None:
    """The keys of every mapping the other way round, and files whose names stand in another order."""
    for path in _yaml_files(root):
        _tell(path, _keys_reversed(_told(path)))
    folder = root / "rubrics/made-up"
    (folder / "harbour.yaml").rename(folder / "zz-harbour.yaml")
    (folder / "cases/tiers.yaml").rename(folder / "cases/aa-tiers.yaml")


def _keys_reversed(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _keys_reversed(tree[key]) for key in reversed(tree)}
    return [_keys_reversed(part) for part in tree] if isinstance(tree, list) else tree


def under_other_ids(root: Path) -> None:
    """Every item and every source of the country under another id, wherever a file names it."""
    ids = sorted({*_item_ids(root), *_told(root / COUNTRY)["sources"]}, key=len, reverse=True)
    for path in _yaml_files(root):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?<![\w-])({'|'.join(ids)})(?![\w-])", r"z-\1", text), encoding="utf-8")


def _item_ids(root: Path) -> list[str]:
    entries = _told(root / COUNTRY)["evidence"]
    return [item["id"] for entry in entries for item in entry.get("items", [entry])]


def with_a_source_twice(root: Path) -> None:
    """One source on file under a second id too, and every fact of it read there as well."""
    country = _told(root / COUNTRY)
    country["sources"]["gazette-again"] = country["sources"]["gazette-2021"]
    for run in country["evidence"]:
        cited = run.get("defaults", run)["sources"]
        cited += [
            reference | {"id": "gazette-again"} for reference in cited if reference["id"] == "gazette-2021"
        ]
    _tell(root / COUNTRY, country)


def _with_item(root: Path, **changes: Any) -> None:
    country = _told(root / COUNTRY)
    item = {
        "id": "new",
        "measure": "rope-length",
        "by": ["government"],
        "when": "report 2021",
        "figure": {"value": 3, "unit": "fathoms"},
        "summary": "A new fact.",
        "sources": [{"id": "gazette-2021", "place": "page 9"}],
    } | changes
    country["evidence"].insert(0, {key: value for key, value in item.items() if value is not None})
    _tell(root / COUNTRY, country)


with_a_fact_that_no_test_reads: Retelling = partial(_with_item)
with_a_promise: Retelling = partial(_with_item, measure="lamps-lit", status="planned", figure=None)
with_a_fact_of_others: Retelling = partial(
    _with_item, measure="ships-searched", by=["civil-society"], figure={"value": 900, "unit": "ships"}
)
with_a_revised_figure: Retelling = partial(
    _with_item, measure="ships-searched", unusable="The page is torn.", figure={"value": 900, "unit": "ships"}
)
IRRELEVANT: dict[str, Retelling] = {
    "no test reads it": with_a_fact_that_no_test_reads,
    "only promised": with_a_promise,
    "done by others": with_a_fact_of_others,
    "unusable": with_a_revised_figure,
}
"""Facts that count for nothing, and why."""


def retold(folder: Path, retelling: Retelling | None = None) -> Path:
    """A copy of the workspace, told in another way."""
    root = Path(shutil.copytree(MADE_UP, folder / "work"))
    if retelling is not None:
        retelling(root)
    return root
