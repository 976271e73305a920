"""Whatever stands in a file, it is read or refused; nothing else happens."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loading.invalid import MADE_UP, PLACES
from tierscore.loading.workspace.discovery import Origin, Workspace
from tierscore.loading.workspace.reader import check_workspace
from tierscore.loading.yaml.reader import parse
from tierscore.report.document.excerpt import describe

_ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, 0, -1, 3, 10**25, "", " ", "x", "1/0", "NO", "2021", "2021-13", "harbour"),
        *([], {}, [[]], [None], {"x": 1}, {"measure": "x"}, {"any": []}, {"any": [3]}, {"not": {"not": 1}}),
        *({"gate": "everything"}, {"at_least": 2, "of": []}, {"(measure)": 1}),
    ]
)
_KINDS = [kind for kind in PLACES if kind != "tiers"]


def places(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    parts: Any = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, child in parts for place in places(child, (*path, key)))]


def changed(tree: Any, path: tuple[str | int, ...], value: object, how: str) -> Any:
    if not path:
        return value
    copy: Any = dict(tree) if isinstance(tree, dict) else list(tree)
    if len(path) == 1 and how == "delete":
        del copy[path[0]]
    elif len(path) == 1 and how == "rename" and isinstance(copy, dict):
        copy[f"{path[0]}x"] = copy.pop(path[0])
    else:
        copy[path[0]] = changed(copy[path[0]], path[1:], value, how)
    return copy


@pytest.mark.parametrize("kind", _KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_with_odd_parts_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    place = PLACES[kind]
    tree = parse((MADE_UP / place).read_bytes(), str(place)).plain()
    for _ in range(data.draw(st.integers(1, 3))):
        tree = changed(
            tree,
            data.draw(st.sampled_from(places(tree))),
            data.draw(_ODD),
            data.draw(st.sampled_from(["put", "delete", "rename"])),
        )
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(MADE_UP, Path(folder) / "w"))
        (root / place).write_text(json.dumps(tree, indent=1), encoding="utf-8")
        problems = check_workspace(Workspace(root, Origin.CHOSEN)).problems
    assert all(describe(problem) for problem in problems)
    assert all(problem.place.line or not problem.excerpt for problem in problems)


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from('ATL,"\n2019Gold\r;\t\0é'), max_size=200))
def test_a_table_of_anything_is_read_or_refused(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(MADE_UP, Path(folder) / "w"))
        header = PLACES["tiers"].name
        table = root / "countries" / header
        table.write_text(table.read_text() + text, encoding="utf-8", newline="")
        assert {
            Path(problem.place.file).name
            for problem in check_workspace(Workspace(root, Origin.CHOSEN)).problems
        } <= {header}
