"""The full report: every sentence leads to a rule, a fact and a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Bullet, Bullets, Document, Heading, muted, plain
from tierscore.report.language.lookup import Lookup
from tierscore.report.language.wording import by_law, sentence
from tierscore.report.sections.criteria import criteria
from tierscore.report.sections.decision import trail
from tierscore.report.sections.facts import source_blocks
from tierscore.report.sections.headline import headline
from tierscore.report.sections.not_counted import discounted
from tierscore.report.sections.open_questions import possible, readings, unknowns
from tierscore.report.sections.pillars import pillars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.rubric import Setting
    from tierscore.report.document.blocks import Block


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
        yield Bullets(tuple(map(_setting, settings)))


def _setting(setting: Setting) -> Bullet:
    said = f"{setting.name.replace('_', ' ')}: {setting.value} ({setting.basis.authority})."
    return Bullet((plain(said), muted(f" {sentence(setting.basis.reason)}")))


def _special_list(lookup: Lookup) -> Iterator[Block]:
    grounds = lookup.assessment.special_list
    if grounds:
        yield Heading(2, (plain("Special watch list"),))
        yield Bullets(
            tuple(Bullet((plain(sentence(ground.says)), muted(by_law(ground.law)))) for ground in grounds)
        )
