"""The text of a file, and the faults that keep it from being text at all."""

from __future__ import annotations

import re

from tierscore.loading.yaml.source_lines import SourceLines, lines
from tierscore.model.problem import Code, Place, Problem, UnreadableError

_UNSEEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"  # control characters
    rb"|\xc2[\x80-\x9f]"  # more of them, a line end of other systems among them
    rb"|\xe2\x80[\xa8\xa9]"  # line ends that editors do not show as such
    rb"|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"  # byte order marks, and what is no character
    rb"|\xed[\xa0-\xbf][\x80-\xbf]"  # halves of characters
)
_CONFLICT_BEGINS = re.compile(r"^<{7} ", re.MULTILINE)
_CONFLICT_ENDS = re.compile(r"^>{7} ", re.MULTILINE)
_MARK = b"\xef\xbb\xbf"


def decode(data: bytes, file: str) -> str:
    """The text of a file without its byte order mark: UTF-8, and no character that nobody can see."""
    data = data.removeprefix(_MARK)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError([_not_utf8(data, file, error)]) from error
    if match := _UNSEEN.search(data):
        raise UnreadableError([_unseen(text, len(data[: match.start()].decode()), file)])
    if problem := _merge_conflict(text, file):
        raise UnreadableError([problem])
    return text


def unseen(text: str) -> str:
    """The first character of a text that nobody can see, as ``U+001B``; empty where there is none."""
    if text.isprintable():
        return ""
    data = text.encode(errors="surrogatepass")
    match = _UNSEEN.search(data)
    return _code_point(match[0].decode(errors="surrogatepass")) if match else ""


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _not_utf8(data: bytes, file: str, error: UnicodeDecodeError) -> Problem:
    hint = "save it with the encoding UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(Place(file, 1, 1), Code.ENCODING, "the file is UTF-16 text, not UTF-8", hint)
    before = lines(data[: error.start].decode())
    place = Place(file, len(before), len(before[-1]) + 1)
    byte = f"byte {error.start + 1} of the file (0x{data[error.start]:02x})"
    return Problem(place, Code.ENCODING, f"the file is not UTF-8 text: {byte} fits nowhere in it", hint)


def _merge_conflict(text: str, file: str) -> Problem | None:
    """The first conflict that a merge has left in a text: both of its markers, and the line between the sides."""
    begin = _CONFLICT_BEGINS.search(text)
    end = _CONFLICT_ENDS.search(text, begin.end()) if begin else None
    if begin is None or end is None or "\n=======" not in text[begin.end() : end.start()]:
        return None
    first, last = (len(lines(text[: marker.start()])) for marker in (begin, end))
    message = f"a merge conflict is left here (lines {first} to {last})"
    hint = "keep what is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return SourceLines(file, text).problem((first, 1), Code.SYNTAX, message, hint)


def _unseen(text: str, offset: int, file: str) -> Problem:
    before = lines(text[:offset])
    spot = len(before), len(before[-1]) + 1
    message = f"the character {_code_point(text[offset])} has no place in a text file"
    return SourceLines(file, text).problem(
        spot, Code.SYNTAX, message, "delete it; most editors do not show it"
    )
