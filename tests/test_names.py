"""One name for one thing: types, modules and folders of the source."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from command import ROOT

SOURCE = ROOT / "src"
PACKAGE = SOURCE / "tierscore"
MOST_MODULES = 20
LARGE_FOLDERS = {
    "cli/commands": "one module for each command",
    "model": "one module for each noun of the domain, as the glossary lists them",
}
"""Folders that may hold more modules, each with its reason."""
SHARED_TYPE_NAMES: dict[str, str] = {}
"""Public type names that may stand in several modules, each with its reason."""
SHARED_MODULE_NAMES: dict[str, str] = {}
"""Last two parts of a module's name that may stand in several places, each with its reason."""
STILL_SHARED = frozenset(
    "Against Rubric Workspace".split()  # noqa: SIM905
)
"""Type names in two places that are still to be parted. The list may only shrink."""
CAMEL_CASE = re.compile(r"[A-Z]\w*[a-z]\w*")
NO_TYPES = {"TypeVar", "ParamSpec", "TypeVarTuple"}


@cache
def modules() -> dict[str, Path]:
    """The file of each module and package by its dotted name."""
    return {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def public_types(source: str) -> list[str]:
    """The public classes and aliases of types that a module defines at its top."""
    names = []
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                names.append(name)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if CAMEL_CASE.fullmatch(name):
                made_by = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
                names += [name] * (made_by not in NO_TYPES)
            case ast.AnnAssign(target=ast.Name(id=name)) if CAMEL_CASE.fullmatch(name):
                names.append(name)
            case _ if type(node).__name__ == "TypeAlias":  # a statement of Python 3.12
                names.append(ast.unparse(node).split()[1].partition("[")[0])
    return [name for name in names if not name.startswith("_")]


def homes_of_types() -> dict[str, list[str]]:
    """The modules in which each public type name is defined."""
    homes = defaultdict(list)
    for module, path in modules().items():
        for name in public_types(path.read_text(encoding="utf-8")):
            homes[name].append(module)
    return homes


def test_a_public_type_name_is_used_once() -> None:
    shared = {name: homes for name, homes in homes_of_types().items() if len(homes) > 1}
    unexpected = {
        name: homes for name, homes in shared.items() if name not in STILL_SHARED | set(SHARED_TYPE_NAMES)
    }
    assert unexpected == {}
    assert set(SHARED_TYPE_NAMES) <= set(shared), "an exception that is no longer needed"
    assert shared.keys() >= STILL_SHARED, "a name that is parted by now: take it from the list"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("class Tier: ...", ["Tier"]),
        ("class _Hidden: ...", []),
        ("Route = tuple[str, ...]\nT = TypeVar('T')\nLIMIT = 3\nroute = Route()", ["Route"]),
        ("Key = NewType('Key', str)\nItems = TypeVar('Items')", ["Key"]),
        ("Value: TypeAlias = int | str", ["Value"]),
        ("def f() -> None:\n    class Inner: ...", []),
    ],
)
def test_types_are_found_where_they_are_defined(source: str, names: list[str]) -> None:
    assert public_types(source) == names


def test_the_last_two_parts_of_a_module_name_say_which_one_it_is() -> None:
    last_parts = Counter(".".join(module.split(".")[-2:]) for module in modules())
    shared = {name for name, count in last_parts.items() if count > 1}
    assert shared == set(SHARED_MODULE_NAMES)


def test_no_folder_is_a_long_flat_list() -> None:
    sizes = Counter(path.parent for path in modules().values() if path.name != "__init__.py")
    large = {folder.relative_to(PACKAGE).as_posix() for folder, size in sizes.items() if size > MOST_MODULES}
    assert large == {folder for folder in LARGE_FOLDERS if folder in large}, (
        "too many modules, or no reason given"
    )


def test_the_modules_are_found() -> None:
    assert {"tierscore", "tierscore.engine", "tierscore.engine.decision"} <= modules().keys()
