"""The settings of policy that the rubric shows."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Block, Bullet, bullet, muted, section
from tierscore.report.language.wording import basis_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.rubric import Setting
    from tierscore.report.language.lookup import Lookup


def settings(lookup: Lookup) -> Iterator[Block]:
    """The choices of the rubric's authors, each with its reason."""
    return section("Choices of this rubric", map(_setting, lookup.assessment.rubric.shown_settings))


def _setting(setting: Setting) -> Bullet:
    name = setting.name.replace("_", " ")
    return bullet(f"{name}: {_value(setting)}. ", muted(basis_words(setting.basis)))


def _value(setting: Setting) -> str:
    if isinstance(setting.value, tuple):
        return ", ".join(setting.value)
    if isinstance(setting.value, int | Fraction):
        return str(setting.value)
    return ", ".join(f"{change} {worth}" for change, worth in setting.value.items())
