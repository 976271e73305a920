"""The codes of problems, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import (
    Document,
    Heading,
    Paragraph,
    TableBlock,
    Verbatim,
    muted,
    plain,
    strong,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.model.check import Example, Rule


def compose_rule(rule: Rule) -> Document:
    """Compose the explanation of one code, with an example of wrong and right."""
    return Document(
        (
            Heading(1, (plain(f"{rule.code.value}, {rule.code.severity.value}"),)),
            Paragraph((strong(rule.meaning),)),
            *(Paragraph((plain(part),)) for part in rule.more),
            Heading(2, (plain("Wrong"),)),
            _example(rule.wrong),
            Heading(2, (plain("Right"),)),
            _example(rule.right),
        )
    )


def compose_rules(rules: Sequence[Rule]) -> Document:
    """Compose a list of codes with what each means."""
    rows = tuple(
        ((plain(rule.code.value),), (muted(rule.code.severity.value),), (plain(rule.meaning),))
        for rule in rules
    )
    return Document(
        (
            Heading(1, (plain("Codes of problems"),)),
            TableBlock((strong("code"), strong("severity"), strong("meaning")), rows),
            Paragraph((muted("tierscore rule CODE explains one, with an example of wrong and right."),)),
        )
    )


def rules_as_data(rules: Sequence[Rule]) -> list[dict[str, object]]:
    """The same as plain data for JSON."""
    return [
        {
            "code": rule.code.value,
            "severity": rule.code.severity.value,
            "meaning": rule.meaning,
            "more": list(rule.more),
            "wrong": rule.wrong.text,
            "right": rule.right.text,
        }
        for rule in rules
    ]


def _example(example: Example) -> Verbatim:
    return Verbatim(tuple((plain(line),) for line in example.text.rstrip("\n").split("\n")), example.language)
