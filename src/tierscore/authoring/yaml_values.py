"""Values as YAML that our own reader reads back as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.yaml.reader import parse
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
Value = str | int | list["Value"] | dict[str, "Value"]
"""What a file of ours may hold, save for the values that nobody writes by option: true, false and null."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


_IN_BRACES = "{{key: {}}}"
_ON_ITS_LINE = "key: {}"


def emit_scalar(value: str | int, context: str = _IN_BRACES) -> str:
    """A text or a number; text is quoted only where it would be read as something else without."""
    if isinstance(value, int):
        return str(value)
    return value if _reads_back(value, context) else f'"{_escaped(value)}"'


def emit_flow(value: Value) -> str:
    """A value on one line: lists in brackets, mappings in braces."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {emit_flow(part)}" for key, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(emit_flow, value)) + "]"
        case scalar:
            return emit_scalar(scalar)


def emit_lines(mapping: Mapping[str, Value]) -> list[str]:
    """A mapping with one key a line, and each value on its line."""
    return [
        f"{key}: {emit_flow(value) if isinstance(value, dict | list) else emit_scalar(value, _ON_ITS_LINE)}"
        for key, value in mapping.items()
    ]


def indented(lines: Sequence[str], first: str, rest: str) -> list[str]:
    """Lines with something before the first and something before each of the others."""
    return [f"{rest if number else first}{line}" for number, line in enumerate(lines)]


def _reads_back(text: str, context: str) -> bool:
    if not text.isprintable():
        return False
    try:
        return bool(parse(context.format(text).encode(errors="surrogatepass"), "").plain() == {"key": text})
    except UnreadableError:
        return False


def _escaped(text: str) -> str:
    return "".join(one if one.isprintable() else _escape(one) for one in text.translate(_ESCAPES))


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
