"""Texts that seem to name a victim, or that judge instead of stating facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tierscore.analysis.evidence_lint.lint_input import Oddity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.analysis.evidence_lint.lint_input import LintInput
_NAME = r"[A-Z](?:\.|[a-z]+(?:-[A-Z][a-z]+)?) [A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_WHO = r"(?:victim|survivor|girl|woman|boy|child|daughter|son)"
_NAMED = (
    re.compile(rf"\b{_WHO},? {_NAME}\b"),
    re.compile(rf"\b{_WHO}s? (?:was |is |were )?(?:named|called) {_NAME}\b"),
    re.compile(r"\b(?:[A-Z]\. ?){2,3},? (?:aged? )?\d{1,2}\b(?! (?:per cent|years? in|months))"),
)
"""How a text names a victim. Names of laws, offices and places are longer, or follow other words."""
_VERDICT = re.compile(
    r"\b(?:insufficient|inadequate|adequate|(?:increased(?: its| their)?|sustained|significant) efforts"
    r"|serious and sustained|policy or pattern|sufficiently stringent|commensurate with|did not fully meet"
    r"|fully meets|overall increasing efforts|failed to make efforts)\b",
    re.IGNORECASE,
)
"""Words in which the annual reports judge: they are what a rubric finds, and never what it reads."""


def names_of_persons(material: LintInput) -> Iterator[Oddity]:
    """Summaries and notes that seem to name a victim; the message does not repeat the name."""
    for item in material.dossier.items:
        for key, text in (("summary", item.summary), ("note", item.note)):
            if any(pattern.search(text) for pattern in _NAMED):
                yield Oddity(
                    ("evidence", item.id, key),
                    f"the {key} of `{item.id}` seems to name a victim",
                    "no name, no initials, no age with a place: nothing by which somebody could be found",
                )


def verdicts(material: LintInput) -> Iterator[Oddity]:
    """Summaries with words in which the annual reports judge."""
    for item in material.dossier.items:
        if match := _VERDICT.search(item.summary):
            hint = "state the facts under it: who did what, and how often"
            yield Oddity(("evidence", item.id, "summary"), f"`{match[0]}` is a verdict", hint)
