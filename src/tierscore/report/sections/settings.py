"""The settings of policy that the rubric shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import bullet, muted, section
from tierscore.report.language.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.rubric import Setting
    from tierscore.report.document.blocks import Block, Bullet
    from tierscore.report.language.lookup import Lookup


def settings(lookup: Lookup) -> Iterator[Block]:
    """The choices of the rubric's authors, each with its reason."""
    return section("Choices of this rubric", map(_setting, lookup.assessment.rubric.shown_settings))


def _setting(setting: Setting) -> Bullet:
    name = setting.name.replace("_", " ")
    reason = muted(f" {sentence(setting.basis.reason)}")
    return bullet(f"{name}: {setting.value} ({setting.basis.authority}).", reason)
