"""An assessment as plain data, JSON or text, for whoever has no terminal to draw on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment

TEXT_WIDTH = 80
"""The width of a text, in columns."""


def to_dict(assessment: Assessment) -> dict[str, Any]:
    """An assessment as plain data, in the versioned shape ``tierscore/assessment/v1``."""
    from tierscore.report.json.assessment import as_data

    return as_data(assessment)


def to_json(assessment: Assessment) -> str:
    """An assessment as the JSON that ``tierscore assess --format json`` writes, to the byte."""
    from tierscore.report.json import assessment as json

    return json.render(assessment)


def to_text(assessment: Assessment, *, brief: bool = False, full: bool = False, origin: str = "") -> str:
    """
    An assessment as the plain text that ``tierscore assess`` writes into a pipe.

    Args:
        assessment: The assessment, worked out in full depth.
        brief: Whether one screen is enough.
        full: Whether every rule, fact and source is wanted.
        origin: Where the data come from, in words, as ``Session.origin`` gives it.
    """
    from tierscore.report.compose.brief import compose_brief
    from tierscore.report.compose.full import compose_full
    from tierscore.report.compose.one_page import compose_one_page
    from tierscore.report.formats import plain

    compose = compose_full if full else compose_brief if brief else compose_one_page
    return plain.render(compose(assessment, origin), TEXT_WIDTH)
