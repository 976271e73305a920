"""What is wrong with a fact that is to be added, named by the option that says it: no file was written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.authoring.yaml_values import emit_scalar
from tierscore.loading.suggestions import quoted
from tierscore.loading.yaml.reader import parse
from tierscore.loading.yaml.tree import find
from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.authoring.yaml_values import Value
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import Node, PathParts
_ITEM_OPTIONS = {"sources": "source"}
"""The options of those fields of an item that they are not named after."""
_SOURCE_OPTIONS = {"note": "source-note"}
"""Those of the fields of a source."""
_MISSING = {Code.STATUS: "status", Code.SERIES: "series"}
"""What is missing where a problem stands at the item as a whole."""


def option_place(name: str) -> Place:
    """An option as the place of a problem."""
    return Place(f"--{name}")


def refuse_at_options(problems: Iterable[Problem]) -> None:
    """
    Refuse to add what has problems.

    Raises:
        UnreadableError: With all of them, if there are any.
    """
    if every := tuple(problems):
        error = UnreadableError(every)
        error.outcome = "Nothing was written"
        if all(problem.place.file.startswith("--") for problem in every):
            error.where = "in the options"
        raise error


def name_taken(source_id: str) -> Problem:
    """That a new source has the name of one that is there."""
    message = f"the source {quoted(source_id)} is there already"
    hint = f"cite it with --source '{source_id}:PLACE', or give the new one another id"
    return Problem(option_place("new-source"), Code.REPEATED_ID, message, hint)


def unwritable(item: Mapping[str, Value], source: Mapping[str, Value]) -> Iterator[Problem]:
    """What no YAML can hold, in an item or a source."""
    for fields, names in ((item, _ITEM_OPTIONS), (source, _SOURCE_OPTIONS)):
        for field, value in fields.items():
            for text in _texts(value):
                yield from _syntax_problems(text, _option_of(field, names))


def at_options(problems: Iterable[Problem], page: Page, source_id: str) -> Iterator[Problem]:
    """Problems of a file with the addition as its last entries, each at its option instead of its line."""
    page = page.anew()
    item = ("evidence", len(find(page.written, ("evidence",)).plain()) - 1)
    options = _options_by_place(page, item, source_id)
    for problem in problems:
        name = options.get(problem.place, "")
        if problem.place == page.place(item):
            name = _MISSING.get(problem.code, name)
        yield replace(problem, place=option_place(name), excerpt="") if name else problem


def _option_of(field: str, names: dict[str, str]) -> str:
    return names.get(field, field.replace("_", "-"))


def _texts(value: Value) -> Iterator[str]:
    """Every text of a value."""
    match value:
        case str():
            yield value
        case list():
            for entry in value:
                yield from _texts(entry)
        case dict():
            for entry in value.values():
                yield from _texts(entry)
        case int():
            pass


def _syntax_problems(text: str, name: str) -> Iterator[Problem]:
    try:
        parse(f"text: {emit_scalar(text)}\n".encode(errors="surrogatepass"), "")
    except UnreadableError as error:
        for problem in error.problems:
            yield replace(problem, place=option_place(name), excerpt="")


def _options_by_place(page: Page, item: PathParts, source_id: str) -> dict[Place, str]:
    """The option that says what stands at each place of an item, and of a source."""
    source = "sources", source_id
    options = {page.place(source, key=True): "new-source"} if source_id else {}
    for entry, names in ((source, _SOURCE_OPTIONS), (item, _ITEM_OPTIONS)):
        for path in _paths_below(find(page.written, entry), entry) if entry[-1] != "" else ():
            name = "bound" if "bound" in path else _option_of(str(path[2]), names)
            for key in (True, False):
                options.setdefault(page.place(path, key=key), name)
    return options


def _paths_below(node: Node, path: PathParts) -> Iterator[PathParts]:
    """The path of everything that stands in a value."""
    match node.content:
        case dict() as mapping:
            parts: Iterable[tuple[str | int, Node]] = mapping.items()
        case list() as entries:
            parts = enumerate(entries)
        case _:
            return
    for part, child in parts:
        yield (*path, part)
        yield from _paths_below(child, (*path, part))
