"""The codes of problems, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import (
    Verbatim,
    document,
    heading,
    muted,
    paragraph,
    spans,
    strong,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.model.check import Example, Rule
    from tierscore.report.document.blocks import Document


def compose_rule(rule: Rule) -> Document:
    """Compose the explanation of one code, with an example of wrong and right."""
    return document(
        heading(1, f"{rule.code.value}, {rule.code.severity.value}"),
        paragraph(strong(rule.meaning)),
        *map(paragraph, rule.more),
        heading(2, "Wrong"),
        _example(rule.wrong),
        heading(2, "Right"),
        _example(rule.right),
    )


def compose_rules(rules: Sequence[Rule]) -> Document:
    """Compose a list of codes with the meaning of each."""
    rows = [(rule.code.value, muted(rule.code.severity.value), rule.meaning) for rule in rules]
    return document(
        heading(1, "Codes of problems"),
        table(("code", "severity", "meaning"), rows),
        paragraph(muted("tierscore rule CODE explains one, with an example of wrong and right.")),
    )


def _example(example: Example) -> Verbatim:
    return Verbatim(tuple(map(spans, example.text.rstrip("\n").split("\n"))), example.language)
