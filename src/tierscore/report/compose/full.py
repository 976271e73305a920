"""The full report: every sentence leads to a rule, a fact and a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.compose.criteria import criteria
from tierscore.report.compose.discounted import discounted
from tierscore.report.compose.evidence import source_blocks
from tierscore.report.compose.headline import headline
from tierscore.report.compose.lookup import Lookup
from tierscore.report.compose.pillars import pillars
from tierscore.report.compose.possible import possible, readings, unknowns
from tierscore.report.compose.trail import trail
from tierscore.report.document import Document, Entries, Entry, Heading, muted, plain
from tierscore.report.wording import by_law, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.rubric import Setting
    from tierscore.report.document import Block


def compose_full(assessment: Assessment, origin: str) -> Document:
    """
    Compose the full report.

    Args:
        assessment: What to report.
        origin: Where rubric and country file come from, as the reader should see it.

    """
    lookup = Lookup(assessment)
    return Document(
        (
            *headline(lookup, origin),
            *pillars(lookup),
            *trail(lookup),
            *possible(lookup),
            *readings(lookup),
            *_special_list(lookup),
            *unknowns(lookup),
            *criteria(lookup),
            *discounted(lookup),
            *_settings(lookup),
            Heading(2, (plain("Sources"),)),
            *source_blocks(lookup),
        )
    )


def _settings(lookup: Lookup) -> Iterator[Block]:
    settings = lookup.assessment.rubric.shown_settings
    if settings:
        yield Heading(2, (plain("Choices of this rubric"),))
        yield Entries(tuple(map(_setting, settings)))


def _setting(setting: Setting) -> Entry:
    said = f"{setting.name.replace('_', ' ')}: {setting.value} ({setting.basis.authority})."
    return Entry((plain(said), muted(f" {sentence(setting.basis.reason)}")))


def _special_list(lookup: Lookup) -> Iterator[Block]:
    grounds = lookup.assessment.special_list
    if grounds:
        yield Heading(2, (plain("Special watch list"),))
        yield Entries(tuple(Entry((plain(sentence(ground.says)), muted(by_law(ground.law)))) for ground in grounds))
