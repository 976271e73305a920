"""Assumed facts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.evidence import Status, Versus
from tierscore.model.measure import Nature
from tierscore.report.language.wording import figure_words, subject_words

if TYPE_CHECKING:
    from tierscore.model.assumption import Assumption
    from tierscore.model.measure import Vocabulary
_DONE = {
    Nature.STANDING: "in place",
    Nature.ACTIVITY: "done",
    Nature.STATISTIC: "some",
    Nature.CIRCUMSTANCE: "the case",
}
_ABSENT = {
    Nature.STANDING: "not in place",
    Nature.ACTIVITY: "not done",
    Nature.STATISTIC: "none",
    Nature.CIRCUMSTANCE: "not the case",
}
_VERSUS = {
    Versus.MORE: "more than in the year before",
    Versus.SAME: "as in the year before",
    Versus.FEWER: "less than in the year before",
    Versus.NONE_BEFORE: "new in this year",
}


def assumption_words(assumption: Assumption, vocabulary: Vocabulary) -> str:
    """An assumption as a line: ``Trafficking convictions: 5 convictions``."""
    return f"{subject_words(assumption.subject, vocabulary)}: {assumed_state(assumption, vocabulary)}"


def assumed_state(assumption: Assumption, vocabulary: Vocabulary) -> str:
    """How the subject of an assumption would stand, in a few words."""
    if assumption.figure is not None:
        return figure_words(assumption.figure) if assumption.figure.value else "none"
    if assumption.versus is not None:
        return _VERSUS[assumption.versus]
    words = _ABSENT if assumption.status is Status.ABSENT else _DONE
    return words[vocabulary.measures[assumption.subject.measure].nature]
