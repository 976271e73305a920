"""The default report: at most seventy lines that a reader finishes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from tierscore.report.document.blocks import Block, Document
from tierscore.report.document.layout import lay_out
from tierscore.report.one_page.footer import footer
from tierscore.report.one_page.gaps import gaps
from tierscore.report.one_page.page_lookup import PageLookup, Room
from tierscore.report.one_page.source_list import source_list
from tierscore.report.one_page.three_ps import three_ps
from tierscore.report.one_page.verdict import verdict
from tierscore.report.one_page.what_would_change import what_would_change
from tierscore.report.one_page.why import why
from tierscore.report.one_page.why_not import why_not_better
from tierscore.report.one_page.why_not_worse import why_not_worse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.model.assessment import Assessment

MOST_LINES = 70
"""How long the page may get at ``WIDTH``; what does not fit gives way."""
WIDTH = 80
_SECTIONS: tuple[Callable[[PageLookup], Iterator[Block]], ...] = (
    verdict,
    why,
    why_not_better,
    why_not_worse,
    what_would_change,
    three_ps,
    gaps,
    source_list,  # last of those that name sources
    footer,
)
_STEPS: tuple[dict[str, Any], ...] = (
    {"facts_of_a_pillar": 1},
    {"rows": 7},
    {"rows": 6},
    {"rows": 5},
    {"source_names": False},
    {"reasons": 3},
    {"met_facts": 2},
    {"facts": 2},
    {"grounds": 3},
    {"sources_of_a_fact": 1},
    {"met_facts": 1},
    {"rows": 4},
    {"standards_met": False},
    {"facts": 1},
    {"reasons": 2},
    {"rows": 3},
    {"met_facts": 0},
    {"unknowns": 2},
    {"facts_of_a_pillar": 0},
    {"rows": 2},
    {"reasons": 1},
    {"grounds": 2},
)
"""What gives way where lines run out, one after another."""
ROOMS = tuple(accumulate(_STEPS, lambda room, step: replace(room, **step), initial=Room()))
"""Ever less room for the page."""


def compose_one_page(assessment: Assessment, origin: str) -> Document:
    """
    Compose the default report, with as much as fits into ``MOST_LINES`` lines.

    What does not fit gives way in the order of the steps; where a step frees more lines than were needed, what
    still fits comes back, the last to give way first.

    Args:
        assessment: The assessment to report, worked out in full depth.
        origin: Where rubric and country file come from, in the words of the report.
    """

    def fits(room: Room) -> bool:
        """Whether the report fits its page with so much room for each section."""
        return sum(1 for _ in lay_out(_composed(assessment, origin, room), WIDTH)) <= MOST_LINES

    place = min(bisect_left(ROOMS, True, key=fits), len(ROOMS) - 1)
    room = ROOMS[place]
    for step, before in reversed([*zip(_STEPS[: max(place - 1, 0)], ROOMS, strict=False)]):
        (name,) = step
        roomier = replace(room, **{name: getattr(before, name)})
        if getattr(room, name) == step[name] and fits(roomier):
            room = roomier
    return _composed(assessment, origin, room)


def _composed(assessment: Assessment, origin: str, room: Room) -> Document:
    lookup = PageLookup(assessment, origin, room=room)
    return Document(tuple(block for section in _SECTIONS for block in section(lookup)))
