"""Values as YAML that our own reader reads back as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import safe
from tierscore.loading.yaml.reader import parse
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
Value = str | int | list["Value"] | dict[str, "Value"]
"""What a file of ours may hold, save for the values that nobody writes by option: true, false and null."""

STEP = "  "
_IN_BRACES = "{{key: {}}}"
_ON_ITS_LINE = "key: {}"
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})


class Quoted(str):
    """A text that is written in quotes, whether or not it could do without."""

    __slots__ = ()


class Rows(list[Value]):
    """A list that is written with one item a line."""


def emit_scalar(value: str | int, context: str = _IN_BRACES) -> str:
    """A text or a number; text is quoted only where it would be read as something else without."""
    if isinstance(value, int):
        return str(value)
    plain = not isinstance(value, Quoted) and _reads_back(value, context)
    return value if plain else f'"{safe(value.translate(_QUOTED))}"'


def emit_flow(value: Value | Mapping[str, Value]) -> str:
    """A value on one line: lists in brackets, mappings in braces."""
    if isinstance(value, str | int):
        return emit_scalar(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(emit_flow, value)) + "]"
    return "{" + ", ".join(f"{key}: {emit_flow(part)}" for key, part in value.items()) + "}"


def emit_lines(mapping: Mapping[str, Value]) -> list[str]:
    """A mapping with one key a line, and each value on its line."""
    return [line for key, value in mapping.items() for line in emit_key(key, value)]


def emit_key(key: str, value: Value) -> Iterator[str]:
    """A key and its value, on as many lines as they take."""
    if isinstance(value, Rows):
        yield f"{key}:"
        yield from (f"{STEP}- {emit_flow(item)}" for item in value)
    else:
        on_line = emit_flow(value) if isinstance(value, dict | list) else emit_scalar(value, _ON_ITS_LINE)
        yield f"{key}: {on_line}"


def _reads_back(text: str, context: str) -> bool:
    if not text.isprintable():
        return False
    try:
        return bool(parse(context.format(text).encode(errors="surrogatepass"), "").plain() == {"key": text})
    except UnreadableError:
        return False
