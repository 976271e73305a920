"""The words for outcomes, answers, reasons and statuses, and how words become lists and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.actor import Actor
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.decision import Answer
from tierscore.model.evidence import Bound, Figure, Limit, SourceKind, Status, Versus
from tierscore.model.finding import Reason
from tierscore.model.law import Authority, Basis, Law
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import Effort, Rubric
from tierscore.report.document.blocks import Style
from tierscore.report.language.numbers import count_words, figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tierscore.model.measure import Vocabulary
    from tierscore.model.test import Subject
OUTCOMES = {
    Outcome.MET: "met",
    Outcome.PARTLY_MET: "partly met",
    Outcome.NOT_MET: "not met",
    Outcome.UNKNOWN: "unknown",
    Outcome.NOT_APPLICABLE: "not asked by the law of this report",
}
OUTCOME_STYLES = {
    Outcome.MET: Style.GOOD,
    Outcome.PARTLY_MET: Style.UNSURE,
    Outcome.NOT_MET: Style.BAD,
    Outcome.UNKNOWN: Style.UNSURE,
    Outcome.NOT_APPLICABLE: Style.MUTED,
}
ANSWERS = {Answer.HOLDS: "holds", Answer.FAILS: "does not hold", Answer.OPEN: "open"}
ANSWER_STYLES = {Answer.HOLDS: Style.GOOD, Answer.FAILS: Style.BAD, Answer.OPEN: Style.UNSURE}
AUTHORITIES = {
    Authority.STATUTE: "the words of the law",
    Authority.AGENCY: "how the Department of State reads or applies it",
    Authority.POLICY: "a choice of this rubric's authors",
}
REASONS = {
    Reason.OUTSIDE_PERIOD: "Outside the reporting period",
    Reason.NOT_YET: "Began, or was found, only after the reporting period",
    Reason.ENDED: "Ended before the last day of the reporting period",
    Reason.LAPSED: "Not confirmed for too long",
    Reason.SUPERSEDED: "Overtaken by a newer fact",
    Reason.REVISED: "Revised later by the same publisher",
    Reason.COMMITMENT: "A promise, not an action",
    Reason.OTHER_ACTOR: "Done by others, not by the government",
    Reason.PARTIAL_FIGURE: "A figure that does not cover the reporting period alone and in full",
    Reason.BETTER_STATUS: "Another fact shows the same thing done in full",
    Reason.SILENCE: "A source says that nothing was reported, which settles nothing by itself",
    Reason.UNUSABLE: "Cannot be used",
    Reason.NOT_READ: "Not asked about by any rule of this rubric",
}
STATUSES = {
    Status.DONE: "so",
    Status.LIMITED: "so in part",
    Status.ABSENT: "not so",
    Status.NOT_REPORTED: "nothing reported",
    Status.PLANNED: "only planned",
}
LIMITS = {
    Limit.PLACE: "in some places only",
    Limit.GROUP: "for some groups only",
    Limit.FORM: "in some forms only",
    Limit.MONEY: "with too little money",
    Limit.DURATION: "for part of the time only",
    Limit.NOT_IMPLEMENTED: "on paper only",
}
ACTORS = {
    Actor.GOVERNMENT: "the government",
    Actor.INTERNATIONAL_ORGANIZATION: "international organizations",
    Actor.CIVIL_SOCIETY: "civil society",
    Actor.PRIVATE_SECTOR: "the private sector",
    Actor.FOREIGN_GOVERNMENT: "foreign governments",
    Actor.OTHER: "others",
}
VERSUS = {
    Versus.MORE: "more than in the year before",
    Versus.SAME: "as many as in the year before",
    Versus.FEWER: "fewer than in the year before",
    Versus.NONE_BEFORE: "none in the year before",
}
BOUNDS = {Bound.EXACT: "", Bound.AT_LEAST: "at least ", Bound.AT_MOST: "at most ", Bound.ABOUT: "about "}
EFFORTS = {Effort.LOW: "little effort", Effort.MODERATE: "moderate effort", Effort.HIGH: "great effort"}
SOURCE_KINDS = {
    SourceKind.US_STATE_DEPARTMENT: "US Department of State",
    SourceKind.US_FEDERAL_AGENCY: "US federal agency",
    SourceKind.GOVERNMENT_DOCUMENT: "government document",
    SourceKind.CIVIL_SOCIETY: "civil society",
    SourceKind.SURVIVOR: "survivors",
    SourceKind.MEDIA_OR_ACADEMIC: "media or academic",
    SourceKind.MULTILATERAL_INSTITUTION: "multilateral institution",
    SourceKind.IMPACT_ASSESSMENT: "impact assessment",
}
CONFIDENCES = {
    "A": "two or more independent sources agree on it",
    "B": "known from one family of sources",
    "C": "sources disagree on it; the majority is shown",
    "D": "found by elimination",
}
_UNSPECIFIED = "unspecified"
INDEPENDENT = "Independent assessment, not a placement by the US Department of State."
"""Every report says so."""


def tier_name(rubric: Rubric, tier: str) -> str:
    """The name of a tier for a reader; an id that the rubric does not have is shown as it is."""
    if tier == CONTRADICTION:
        return "a contradiction between two findings"
    if tier == UNDETERMINED:
        return "none: the evidence does not settle it"
    return next((candidate.name for candidate in rubric.tiers if candidate.id == tier), tier)


def join_words(words: Sequence[str], last: str = "and") -> str:
    """
    Words as a list in a sentence.

    Example:
        >>> join_words(["met", "partly met", "not met"], "or")
        'met, partly met or not met'
    """
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def quantity(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 fact``, ``2 facts``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun in running text: ``one fact``, ``no facts``, ``12 facts``."""
    words = "no" if number == 0 else count_words(number)
    return f"{words} {noun if number == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """Text with a capital at its start and a full stop at its end."""
    stopped = full_stopped(text)
    return stopped[:1].upper() + stopped[1:]


def full_stopped(text: str) -> str:
    """Text with a full stop at its end, unless it ends with another mark."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", ":")) else f"{text}."


def outcome_words(outcome: Outcome, possible: Sequence[Outcome]) -> str:
    """An outcome; where it is unknown, also the outcomes that are possible."""
    if outcome is Outcome.UNKNOWN and possible:
        return f"unknown: {join_words([OUTCOMES[candidate] for candidate in possible], 'or')}"
    return OUTCOMES[outcome]


def citations(laws: Iterable[Law]) -> str:
    """Citations, each with its alias, its authority and a warning where nobody has read the source yet."""
    return "; ".join(
        law.cite
        + (f', "{law.alias}"' if law.alias else "")
        + f" ({law.authority}{', not verified' if law.unverified else ''})"
        for law in laws
    )


def law_sentence(laws: Iterable[Law]) -> str:
    """Citations as a sentence that follows another; empty where there are none."""
    words = citations(laws)
    return f" Law: {words}." if words else ""


def basis_words(basis: Basis) -> str:
    """Who stands behind a rule, with the citation if there is one, and the reason."""
    return f"({basis.authority}{f', {basis.cite}' if basis.cite else ''}): {sentence(basis.reason)}"


def actors_words(actors: Iterable[Actor], last: str = "and") -> str:
    """Who acts, in the order of the file format."""
    chosen = frozenset(actors)
    return join_words([ACTORS[actor] for actor in Actor if actor in chosen], last)


def figure_words(number: Figure) -> str:
    """A figure with its bound and unit; units are plural, so 1 stands after its unit."""
    if number.named is not None:
        return f"{BOUNDS[number.bound]}{number.named.words}"
    shown = f"{BOUNDS[number.bound]}{figure(number.value)}"
    return f"{number.unit}: {shown}" if number.value == 1 else f"{shown} {number.unit}"


def series_words(name: str | None) -> str:
    """The name of a series of counts; empty where the source does not say which series it is."""
    return "" if name in {None, _UNSPECIFIED} else name or ""


def subject_words(subject: Subject, vocabulary: Vocabulary) -> str:
    """A measure by its name, with the series and scope to which it is narrowed."""
    measure = vocabulary.measures.get(subject.measure)
    scope = vocabulary.scopes.get(subject.scope, subject.scope) if subject.scope else ""
    narrowing = [part for part in (series_words(subject.series), scope) if part]
    name = measure.name if measure else subject.measure
    return f"{name} ({', '.join(narrowing)})" if narrowing else name
