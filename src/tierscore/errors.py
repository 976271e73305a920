"""The failures that tierscore raises on purpose, and how words from users and files are made safe to show."""

import re

LONGEST_LINE = 1_000
"""The most characters of a line of a message: real ones have some hundred, but they quote what they are given."""
_TAIL = 100
HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # hyphen, joiners, marks, fillers, selectors
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"  # zero width, separators, direction, blanks
    "\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"  # surrogates, private use, selectors
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff"  # format controls, tags, private use
    "]"
)
"""Characters that act on a screen, or are there and cannot be seen."""
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_COMMAND = re.compile(r"(?m)^(\s*):(?=:)|##(?=\[|vso\[)")


class TierscoreError(Exception):
    """
    The root of all failures that tierscore raises on purpose; its text is written for the user.

    Whatever the text quotes is safe to show: it holds the lines that it is made of and no others, each ``safe``
    and of a length that can be read.
    """

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(shortened(safe(line)) for line in lines))


class UsageError(TierscoreError):
    """What was asked for does not exist or makes no sense; the text says what would be accepted."""


def safe(text: str) -> str:
    r"""
    A text on one line in which everything that cannot be seen, or acts on a screen, is shown as an escape.

    Control and direction characters, line breaks, zero-width and other invisible ones are spelt out. A text
    that was treated once is not changed again.

    Example:
        >>> safe("a\x1b[31m\nb")
        'a\\x1b[31m\\nb'

    """
    if text.isascii() and text.isprintable():
        return text
    text = HIDDEN.sub(lambda match: escape(match[0]), text)
    return text if text.isprintable() else "".join(map(_visible, text))


def without_commands(text: str) -> str:
    r"""
    A text of any number of lines, none of which a runner of workflows takes for a command.

    GitHub Actions obeys a line that begins with ``::`` or holds ``##[``, Azure Pipelines one with ``##vso[``: the
    first sign of each is shown as an escape.
    """
    return _COMMAND.sub(lambda match: f"{match[1]}\\x3a" if match[1] is not None else "\\x23#", text)


def shortened(text: str, most: int = LONGEST_LINE) -> str:
    """A text of at most so many characters, a longer one without its middle."""
    return text if len(text) <= most else f"{text[: most - _TAIL - 1]}…{text[-_TAIL:]}"


def escape(character: str) -> str:
    r"""A character as Python escapes it: ``\x1b``, ``\u202e`` or ``\U000e0041``."""
    code = ord(character)
    if code < 0x100:
        return _SHORT.get(character) or f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _visible(character: str) -> str:
    return character if character.isprintable() else escape(character)
