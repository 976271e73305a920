"""
A small strict reader of YAML 1.2.

Only what our formats need: mappings with text keys, lists, text, whole numbers, true, false and null.
Everything else that is written plainly stays text (``1.10``, ``0.5``, ``2024-01-01``, ``NO``), so nothing is
read as what it was not meant to be.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from tierscore.loading.suggestions import PARTED, quoted
from tierscore.loading.yaml.decoding import decode, unseen
from tierscore.loading.yaml.source_lines import SourceLines, lines
from tierscore.loading.yaml.syntax_errors import syntax_problem
from tierscore.loading.yaml.tree import Node, Scalar
from tierscore.model.problem import MOST_OF_A_KIND, Code, Place, Problem, ProblemList, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.loading.yaml.parsers import YamlParser
DEEPEST = 32
"""The most mappings and lists that may stand inside one another."""

LONGEST_TEXT = 20_000
"""The most characters that one value may have: some sixty times as many as the longest real one."""

_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_INT = re.compile(r"[-+]?[0-9]+")
_NO_DECIMAL = re.compile(r"[-+]?0[0-9]{1,30}|0o[0-7]{1,30}|0x[0-9a-fA-F]{1,30}")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_INT = 30
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def parse(data: bytes, file: str, parsers: Sequence[YamlParser] = ()) -> Node:
    """
    Read one YAML document.

    Args:
        data: The bytes of the file.
        file: Its name, for places.
        parsers: What to read with, the first that reads it; none stands for those that are installed.

    Raises:
        UnreadableError: With every fault of the YAML, each with its place; a fault of syntax ends the list,
            since nothing after it can be trusted.
    """
    from tierscore.loading.yaml.parsers import installed  # ruamel costs more than many commands need

    first, *others = parsers or installed()
    if len(data) > first.largest:
        raise UnreadableError([first.too_large(file)])
    text = decode(data, file)
    builder = _TreeBuilder(SourceLines(file, text), first)
    root = builder.read(text)
    for other in others:
        if not builder.parses and len(data) <= other.largest:  # another parser may take it for YAML
            second = _TreeBuilder(SourceLines(file, text), other)
            second_root = second.read(text)
            if second.parses and not second.is_full:
                builder, root = second, second_root
    if root is None or builder.problems:
        raise UnreadableError(builder.problems)
    return root


class _Frame:
    """A mapping or list that is not complete yet."""

    __slots__ = ("expects_key", "groups", "in_braces", "key", "node")

    def __init__(self, node: Node, *, in_braces: bool) -> None:
        self.in_braces = in_braces
        self.groups = 0
        """How many groups of digits still follow of a number that was taken apart at its commas."""
        self.node = node
        self.expects_key = isinstance(node.content, dict)
        self.key: str | None = None


class _TreeBuilder:
    """Builds the tree of one document from the parser's events and notes what is refused."""

    def __init__(self, source: SourceLines, parser: YamlParser) -> None:
        self.source = source
        self._parser = parser
        self.problems = ProblemList()
        self.root: Node | None = None
        self._frames: list[_Frame] = []
        self._anchors: set[str] = set()
        self._stopped = False
        self._documents = 0
        self._nodes = 0
        self.parses = True
        """Whether the parser had no fault to find."""
        self.is_full = False
        """Whether there was more of it than is taken from the parser."""

    def read(self, text: str) -> Node | None:
        """The root of the document; None where there is none worth having."""
        from ruamel.yaml.error import YAMLError

        try:
            for event in self._parser.events(self._without_directives(text)):
                self._take(event)
                if self._stopped:
                    return None
        except (YAMLError, ValueError, OverflowError) as error:
            self.parses = False
            self.problems.add(syntax_problem(error, self.source))
            return None
        if self.root is None or (self.root.content is None and not self.problems):
            hint = "a country file begins with `country:`, a rubric with `rubric:`"
            self.problems.add(Problem(Place(self.source.file), Code.EMPTY, "the file holds nothing", hint))
        return self.root

    def _without_directives(self, text: str) -> str:
        """The text with its directives as comments; each is a problem."""
        if not _DIRECTIVE.search(text):
            return text
        rows = lines(text)
        head = takewhile(_begins_nothing, rows)
        directives = [index for index, row in enumerate(head) if row.startswith("%")]
        for index in directives[:MOST_OF_A_KIND]:
            message = f"the directive {quoted(rows[index].split(' ')[0])} is refused: every file is YAML 1.2"
            self._report((index + 1, 1), Code.DIRECTIVE, message, "delete this line")
        if others := directives[MOST_OF_A_KIND:]:
            place = Place(self.source.file, others[0] + 1, 1)
            self.problems.leave_out(Code.DIRECTIVE, place, len(others))
        for index in directives:
            rows[index] = "#"
        return "\n".join(rows) if directives else text

    def _take(self, event: Any) -> None:
        match type(event).__name__:
            case "ScalarEvent":
                self._check_properties(event)
                self._scalar(event)
            case "MappingStartEvent":
                self._open(event, {})
            case "SequenceStartEvent":
                self._open(event, [])
            case "MappingEndEvent" | "SequenceEndEvent":
                self._frames.pop()
            case "AliasEvent":
                self._alias(event)
            case "DocumentStartEvent":
                self._document(event)
            case _:
                pass

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            message = "a second document begins here; one file holds one document"
            self._stop(_spot(event), Code.DOCUMENTS, message, "delete the line `---`")

    def _open(self, event: Any, content: list[Node] | dict[str, Node]) -> None:
        self._check_properties(event)
        spot = _spot(event)
        if len(self._frames) >= DEEPEST:
            message = f"lists and mappings are nested more than {DEEPEST} deep"
            hint = "no format of tierscore needs that; look for a bracket too many"
            self._stop(spot, Code.TOO_DEEP, message, hint)
            return
        node = Node(*spot, content)
        self._attach(node)
        self._frames.append(_Frame(node, in_braces=bool(event.flow_style) and isinstance(content, dict)))

    def _scalar(self, event: Any) -> None:
        quoted = event.style in {"'", '"', "|", ">"}
        spot = _spot(event)
        if not quoted and self._is_parted(event.value, spot):
            return
        if len(event.value) > LONGEST_TEXT:
            message = (
                f"this text has {len(event.value):,} characters, and {LONGEST_TEXT:,} at the most are read"
            )
            self._report(
                spot, Code.TOO_LARGE, message, "say it in fewer, or take out what does not belong there"
            )
        value = event.value if quoted else self._resolve(event.value, spot)
        if event.style == '"' and (character := unseen(event.value)):
            message = f"this text holds the character {character}, which has no place in it"
            self._report(spot, Code.SYNTAX, message, "delete the escape")
        self._attach(Node(*spot, value, quoted))

    def _is_parted(self, text: str, spot: tuple[int, int]) -> bool:
        """Note a number that commas in braces take apart, ``{value: 1,000}``; whether this is a further group of it."""
        frame = self._frames[-1] if self._frames else None
        if frame is None or not frame.in_braces:
            return False
        if frame.groups and frame.expects_key and text:
            frame.groups -= 1
            frame.key, frame.expects_key = None, False
            return True
        if not frame.expects_key and text.isdecimal():
            number = PARTED.match(self.source.line(spot[0])[spot[1] - 1 :][:_LONGEST_INT])
            if number and "," in number[0] and " " not in number[0]:
                plain = number[0].replace(",", "")
                self._report(
                    spot, Code.NOT_A_NUMBER, f"{number[0]} is written with separators", f"write {plain}"
                )
                frame.groups = number[0].count(",")
        return False

    def _resolve(self, text: str, spot: tuple[int, int]) -> Scalar:
        if text in _WORDS:
            return _WORDS[text]
        if _NO_DECIMAL.fullmatch(text):
            plain = int(text, 0) if text[1:2] in {"o", "x"} else int(text)
            hint = f"write {plain}, or the text in quotes; some readers of YAML take other numbers for it"
            self._report(spot, Code.NOT_A_NUMBER, f"{text} is no number in plain digits", hint)
        elif _INT.fullmatch(text):
            if len(text) <= _LONGEST_INT:
                return int(text)
            message = f"a number of {len(text)} digits is no figure"
            self._report(spot, Code.NOT_A_NUMBER, message, "write it in quotes if it is text")
        elif _NOT_FINITE.fullmatch(text):
            hint = "leave it out, or write it in quotes if it is text"
            self._report(spot, Code.NOT_A_NUMBER, f"{text} is no figure", hint)
        return text

    def _attach(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > self._parser.most_nodes:
            self.is_full = True
            spot, advice = (node.line, node.column), self._parser.advice
            self._stop(spot, Code.TOO_LARGE, self._parser.too_many, advice)
        if not self._frames:
            self.root = node
            return
        frame = self._frames[-1]
        content = frame.node.content
        if isinstance(content, list):
            content.append(node)
        elif isinstance(content, dict):
            if frame.expects_key:
                frame.key = self._key(node, frame.node)
            elif frame.key is not None:
                content[frame.key] = node
            frame.expects_key = not frame.expects_key

    def _key(self, node: Node, mapping: Node) -> str | None:
        spot, key = (node.line, node.column), node.content
        if isinstance(key, dict | list):
            self._report(spot, Code.KEY_TYPE, "a list or mapping cannot be a key", "keys are text")
            return None
        if not isinstance(key, str):
            written, hint = "null" if key is None else str(key).lower(), "write it in quotes"
            self._report(spot, Code.KEY_TYPE, f"the key {written} is not text", f'{hint}: "{written}"')
            return None
        if key in mapping.keys:
            message = f"the key `{key}` stands here a second time"
            hint = f"the first is on line {mapping.keys[key][0]}; keep one"
            self._report(spot, Code.REPEATED_KEY, message, hint)
            return None
        mapping.keys[key] = spot
        return key

    def _check_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._anchor(event, "anchor &")
        if event.tag is not None:
            message = f"the tag {_shown_tag(event.tag)} is refused: types come from the format"
            self._report(_spot(event), Code.TAG, message, "delete the tag, and write text in quotes")

    def _alias(self, event: Any) -> None:
        self._anchor(event, "alias *")
        self._attach(Node(*_spot(event), None))

    def _anchor(self, event: Any, kind: str) -> None:
        if event.anchor not in self._anchors:
            self._anchors.add(event.anchor)
            hint = "write out what is meant; evidence may use `defaults:`"
            self._report(_spot(event), Code.ALIAS, f"the {kind}{event.anchor} is refused", hint)

    def _report(self, spot: tuple[int, int], code: Code, message: str, hint: str) -> None:
        if self.problems.is_full(code):
            self.problems.leave_out(code, Place(self.source.file, *spot))
        else:
            self.problems.add(self.source.problem(spot, code, message, hint))

    def _stop(self, spot: tuple[int, int], code: Code, message: str, hint: str) -> None:
        self._report(spot, code, message, hint)
        self._stopped = True


def _begins_nothing(row: str) -> bool:
    """Whether a line is blank, a comment or a directive: such lines may stand before a document."""
    return row.strip(" \t")[:1] in {"", "#", "%"}


def _spot(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _shown_tag(tag: object) -> str:
    return re.sub("^tag:yaml.org,2002:", "!!", str(tag))
