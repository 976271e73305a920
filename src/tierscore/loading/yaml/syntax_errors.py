"""What the YAML parser found wrong, in words of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.problem import Code, Problem

if TYPE_CHECKING:
    from tierscore.loading.yaml.source_lines import SourceLines

_INDENT = "indent it like the lines of {context_block}"
_TAB = ("a tab stands where spaces are wanted", "indent with spaces")
_CHOMPING = ("{character} does not go with a block of text", "begin the text on the next line")
_COMMENT = ("a comment touches the sign of a block of text", "put a blank before the #")
_ENTRY = (
    "this line is no entry of the list around it",
    "begin it with `- `, or indent it like {context_block}",
)
_NO_COLON = (
    "this line has no colon after its key",
    "add `: ` and a value, or indent the line under the one before",
)
_QUOTED_LINE = ("a line `---` or `...` stands inside quotes", "the quotes are opened {context}")
_ESCAPE = ("this backslash means nothing in double quotes", "write two backslashes, or use single quotes")
_LIST_HERE = ("a list cannot begin on this line", "begin it on a line of its own")
_MISSING = ("something is missing before this", "add a value")
_CLOSING = ("{character} closes nothing", "delete it, or look for the bracket that should open it")

_MessageAndHint = tuple[str, str]
_BY_REASON: tuple[tuple[str, _MessageAndHint], ...] = (
    (
        "mapping values are not allowed",
        ("a colon stands where none can be", "write text that holds `: ` in quotes"),
    ),
    ("that cannot start any token", ("{character} cannot begin a value", "write the value in quotes")),
    ("found a tab character", _TAB),
    ("violates indentation", _TAB),
    ("unexpected end of stream", ("the file ends inside quotes", "the quotes are opened {context}")),
    ("unexpected document", _QUOTED_LINE),
    (
        "expected ',' or ']'",
        ("the list in brackets is not closed", "the bracket is opened {context}; add `]` or a comma"),
    ),
    (
        "expected ',' or '}'",
        ("the mapping in braces is not closed", "the brace is opened {context}; add `}}` or a comma"),
    ),
    (
        "found unexpected ':'",
        ("text with a colon stands in brackets or braces without quotes", "write it in quotes"),
    ),
    ("expected <block end>", ("this line does not belong to the list or mapping around it", _INDENT)),
    ("did not find expected '-' indicator", _ENTRY),
    ("did not find expected key", ("this line is no key of the mapping around it", _INDENT)),
    ("could not find expected ':'", _NO_COLON),
    ("expected the node content", _MISSING),
    ("did not find expected node content", _MISSING),
    (
        "expected <document start>",
        ("text stands after the end of the document", "delete the line `...`, or what follows it"),
    ),
    (
        "expected alphabetic or numeric",
        ("an anchor or alias without a name stands here", "write text that begins with & or * in quotes"),
    ),
    ("indicators, but found '#'", _COMMENT),
    ("expected chomping or indentation", _CHOMPING),
    ("expected comment or line break", _CHOMPING),
    ("escape c", _ESCAPE),
    ("sequence entries are not allowed", _LIST_HERE),
    ("block collections in this context", _LIST_HERE),
)


def syntax_problem(error: Exception, source: SourceLines) -> Problem:
    """The problem that the YAML parser's exception stands for."""
    mark = getattr(error, "problem_mark", None)
    spot = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    character = source.line(spot[0])[spot[1] - 1 : spot[1]] if spot[1] else ""
    reason = (str(getattr(error, "problem", None) or error) or "it cannot be read").splitlines()[0]
    message, hint = _message_and_hint(reason, character)
    around = _around(character, getattr(error, "context_mark", None))
    return source.problem(spot, Code.SYNTAX, message.format(**around), hint.format(**around))


def _message_and_hint(reason: str, character: str) -> _MessageAndHint:
    if character == "\t":
        return _TAB
    message, hint = next((words for part, words in _BY_REASON if part in reason), ("", ""))
    if character in {"]", "}"} and hint in {_INDENT, *_MISSING}:
        return _CLOSING
    escaped = reason.replace("{", "{{").replace("}", "}}")
    return (message, hint) if message else (f"this is not YAML: {escaped}", "")


def _around(character: str, context: object) -> dict[str, str]:
    line: int | None = getattr(context, "line", None)
    return {
        "character": f"the character {character}" if character else "what stands here",
        "context": f"on line {line + 1}" if line is not None else "further up",
        "context_block": f"the block from line {line + 1}"
        if line is not None
        else "the block that it belongs to",
    }
