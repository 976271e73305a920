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
    r"^\*\*(?P<kind>Wrong|Right)\*\*\n\n(?:<!-- (?P<frame>[\w -]+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def load_rules() -> dict[Code, Rule]:
    """
    The explanation of every code, in the order of the page.

    Raises:
        UsageError: If this installation came without the page.

    """
    return read_rules(_page().read_text(encoding="utf-8"))


def read_rules(page: str) -> dict[Code, Rule]:
    """The explanations that a page of messages holds."""
    return {
        Code(found["code"]): _rule(Code(found["code"]), found["text"]) for found in _SECTION.finditer(page)
    }


def _rule(code: Code, text: str) -> Rule:
    examples = {
        found["kind"]: Example(found["language"], found["text"], found["frame"] or "")
        for found in _EXAMPLE.finditer(text)
    }
    prose = [" ".join(part.split()) for part in text.partition("**Wrong**")[0].split("\n\n") if part.strip()]
    return Rule(code, prose[0], tuple(prose[1:]), examples["Wrong"], examples["Right"])


def _page() -> Path:
    root = bundled_folder(PAGE)
    if root is None:
        raise UsageError("this installation of tierscore came without its page on messages")
    return root / PAGE
