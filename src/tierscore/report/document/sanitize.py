"""Untrusted text made safe to show: characters that act on a screen or hide from a reader are spelt out."""

from __future__ import annotations

import re
import unicodedata

from tierscore.errors import HIDDEN, escape, safe

_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t\r\n]*")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PLAINER = str.maketrans("\u2013\u2014\u2018\u2019\u201c\u201d\u2022", "--''\"\"-") | {0x2026: "..."}
_PLAINER |= {0x2581 + step: str(step + 1) for step in range(7)}
"""What stands for common marks in ASCII; the levels of a line of years are numbered from 1."""


def visible(text: str) -> str:
    r"""
    Spell out every character that acts on a screen instead of showing itself.

    Line breaks and all kinds of blanks become spaces. Control, direction, zero-width and other invisible
    characters are written as escapes, as in ``safe``. A text that was treated once is not changed again.

    Example:
        >>> visible("a\x1b[31m\nb")
        'a\\x1b[31m b'
    """
    if text.isascii() and text.isprintable():
        return text
    return safe(_BLANKS.sub(" ", _BREAKS.sub(" ", text)))


def json_escaped(text: str) -> str:
    r"""
    Write every invisible character of a JSON text as ``\uXXXX``, which a JSON reader reads back.

    The same goes for the signs that a runner of workflows obeys anywhere in a line; see ``without_commands``.
    """
    escaped = HIDDEN.sub(lambda match: match[0] if match[0] == "\n" else _json_escape(match[0]), text)
    return escaped.replace("##[", "\\u0023#[").replace("##vso[", "\\u0023#vso[")


def to_ascii(text: str) -> str:
    r"""
    Write text in ASCII only: accents are dropped, letters without a plain form are escaped.

    Example:
        >>> to_ascii("tráfico 中")
        'trafico \\u4e2d'
    """
    if text.isascii():
        return text
    return "".join(map(_ascii_character, text.translate(_PLAINER)))


def cells(text: str) -> int:
    """How many columns of a screen a text takes: two for each wide character, none for a combining one."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index]:02x}{units[index + 1]:02x}" for index in range(0, len(units), 2))


def _ascii_character(character: str) -> str:
    if character.isascii():
        return character
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)
    )
    return plain if plain.isascii() else escape(character)


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
