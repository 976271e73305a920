"""The page on messages: what each code of a problem means, with an example of wrong and right."""

from __future__ import annotations

import re
from pathlib import Path

from tierscore.errors import UsageError
from tierscore.loading.files import bundled_folder
from tierscore.model.check import Example, Rule
from tierscore.model.problem import Code

PAGE = Path("docs", "messages.md")
"""Where the page is, in a checkout and in the package alike."""

_SECTION = re.compile(
    r"^### `(?P<code>TS\d{3})` (?P<severity>\w+)\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL
)
_EXAMPLE = re.compile(
    r"^\*\*(?P<kind>Wrong|Right)\*\*\n\n(?:<!-- (?P<frame>[\w -]+) -->\n)?"
    r"```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def load_rules() -> dict[Code, Rule]:
    """The explanation of every code, in the order of the page; a ``UsageError`` where the page is missing."""
    root = bundled_folder(PAGE)
    if root is None:
        raise UsageError("this installation of tierscore came without its page on messages")
    sections = _SECTION.finditer((root / PAGE).read_text(encoding="utf-8"))
    rules = (_rule(Code(section["code"]), section["text"]) for section in sections)
    return {rule.code: rule for rule in rules}


def _rule(code: Code, text: str) -> Rule:
    examples = {
        match["kind"]: Example(match["language"], match["text"], match["frame"] or "")
        for match in _EXAMPLE.finditer(text)
    }
    prose = [" ".join(part.split()) for part in text.partition("**Wrong**")[0].split("\n\n") if part.strip()]
    return Rule(code, prose[0], tuple(prose[1:]), examples["Wrong"], examples["Right"])
