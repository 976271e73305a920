"""Texts that seem to name a victim, or to judge in place of telling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tierscore.model.check import Remark
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.evidence import Dossier
_NAME = r"[A-Z](?:\.|[a-z]+(?:-[A-Z][a-z]+)?) [A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_WHO = r"(?:victim|survivor|girl|woman|boy|child|daughter|son)"
_NAMED = (
    re.compile(rf"\b{_WHO},? {_NAME}\b"),
    re.compile(rf"\b{_WHO}s? (?:was |is |were )?(?:named|called) {_NAME}\b"),
    re.compile(r"\b(?:[A-Z]\. ?){2,3},? (?:aged? )?\d{1,2}\b(?! (?:per cent|years? in|months))"),
)
"""How a text names somebody who was exploited. Names of laws, offices and places are longer, or follow other words."""

VERDICTS = (
    *(
        "insufficient",
        "inadequate",
        "adequate",
        "increased efforts",
        "increased its efforts",
        "increased their efforts",
    ),
    *(
        "sustained efforts",
        "serious and sustained",
        "significant efforts",
        "policy or pattern",
        "sufficiently stringent",
    ),
    *(
        "commensurate with",
        "did not fully meet",
        "fully meets",
        "overall increasing efforts",
        "failed to make efforts",
    ),
)
"""Words in which the annual reports judge; they are what a rubric finds, and never what it reads."""
_VERDICT = re.compile(rf"\b(?:{'|'.join(map(re.escape, VERDICTS))})\b", re.IGNORECASE)


def persons(dossier: Dossier) -> Iterator[Remark]:
    """Summaries and notes that seem to name a victim; the name is not repeated."""
    for item in dossier.items:
        for key, text in (("summary", item.summary), ("note", item.note)):
            if any(pattern.search(text) for pattern in _NAMED):
                hint = "no name, no initials, no age with a place: nothing by which somebody could be found"
                yield Remark(
                    ("evidence", item.id, key),
                    Code.PERSON,
                    f"the {key} of `{item.id}` seems to name a victim",
                    hint,
                )


def verdicts(dossier: Dossier) -> Iterator[Remark]:
    """Summaries with words in which reports judge."""
    for item in dossier.items:
        if found := _VERDICT.search(item.summary):
            message = f"`{found[0]}` is a verdict"
            hint = "state the facts under it: who did what, and how often"
            yield Remark(("evidence", item.id, "summary"), Code.VERDICT, message, hint)
