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
from tierscore.report.document.blocks import Style, strong
from tierscore.report.language.numbers import count_words, figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tierscore.model.measure import Vocabulary
    from tierscore.model.test import Subject
    from tierscore.report.document.blocks import Line
OUTCOMES = {
    Outcome.MET: "met",
    Outcome.PARTLY_MET: "met in part",
    Outcome.NOT_MET: "not met",
    Outcome.UNKNOWN: "unknown",
    Outcome.NOT_APPLICABLE: "not asked by the law of this report",
}
_OPEN_OUTCOMES = {
    frozenset({Outcome.MET, Outcome.PARTLY_MET}): "at least met in part; whether in full is unknown",
    frozenset({Outcome.PARTLY_MET, Outcome.NOT_MET}): "not met in full; whether in part is unknown",
    frozenset({Outcome.MET, Outcome.NOT_MET}): "unknown: either met or not met at all",
}
OUTCOME_STYLES = {
    Outcome.MET: Style.GOOD,
    Outcome.PARTLY_MET: Style.UNSURE,
    Outcome.NOT_MET: Style.BAD,
    Outcome.UNKNOWN: Style.UNSURE,
    Outcome.NOT_APPLICABLE: Style.MUTED,
}
ANSWERS = {Answer.HOLDS: "yes", Answer.FAILS: "no", Answer.OPEN: "unknown"}
ANSWER_STYLES = {Answer.HOLDS: Style.GOOD, Answer.FAILS: Style.BAD, Answer.OPEN: Style.UNSURE}
AUTHORITIES = {
    Authority.STATUTE: "statute",
    Authority.AGENCY: "State's practice",
    Authority.POLICY: "this rubric's choice",
}
"""Who stands behind a rule."""
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
    Reason.SILENCE: "A source says that nothing was reported; that counts only where the law presumes from silence",
    Reason.UNUSABLE: "Cannot be used",
    Reason.NOT_READ: "Not asked about by any rule of this rubric",
}
STATUSES = {
    Status.DONE: "done",
    Status.LIMITED: "in part",
    Status.ABSENT: "a source says that there was none",
    Status.NOT_REPORTED: "none reported",
    Status.PLANNED: "planned",
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
CODE = "22 USC "
"""The title of the Code in which the statute stands; left out where a line has no room for it."""
_SHORT_HASH = 12
_OTHER_READINGS = " Law read otherwise for this run: {readings}."
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
        >>> join_words(["met", "met in part", "not met"], "or")
        'met, met in part or not met'
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


def labelled(name: str) -> str:
    """A name before what is said of it: with a colon, unless it is a question."""
    return f"{name} " if name.endswith("?") else f"{name}: "


def full_stopped(text: str) -> str:
    """Text with a full stop at its end, unless it ends with another mark."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", ":")) else f"{text}."


def outcome_words(outcome: Outcome, possible: Sequence[Outcome]) -> str:
    """An outcome; where it is unknown, also what is known of it."""
    if outcome is not Outcome.UNKNOWN:
        return OUTCOMES[outcome]
    return _OPEN_OUTCOMES.get(frozenset(possible), OUTCOMES[outcome])


def citations(laws: Iterable[Law]) -> str:
    """Citations, each with its alias, its authority and a warning where nobody has read the source yet."""
    return "; ".join(
        law.cite
        + (f', "{law.alias}"' if law.alias else "")
        + f" ({AUTHORITIES[law.authority]}{', not verified' if law.unverified else ''})"
        for law in laws
    )


def short_cite(laws: Iterable[Law]) -> str:
    """The first citation of the statute among some, without the name of the Code: ``7106(b)(2)``."""
    cites = [law.cite for law in laws]
    statute = next((cite for cite in cites if cite.startswith(CODE)), "")
    return statute.removeprefix(CODE).partition(":")[0].partition(",")[0]


def law_sentence(laws: Iterable[Law]) -> str:
    """Citations as a sentence that follows another; empty where there are none."""
    words = citations(laws)
    return f" Law: {words}." if words else ""


def basis_words(basis: Basis) -> str:
    """The reason of a rule, and who stands behind it, with the citation if there is one."""
    cite = f", {basis.cite}" if basis.cite else ""
    return f"{sentence(basis.reason).removesuffix('.')} ({AUTHORITIES[basis.authority]}{cite})."


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


def short_hash(rubric: Rubric) -> str:
    """The first characters of the hash of a rubric's content."""
    return rubric.sha256[:_SHORT_HASH]


def changed_readings(rubric: Rubric) -> Line:
    """The readings of the law that were chosen for this run against the rubric's own."""
    changed = [switch for switch in rubric.switches if switch.value != switch.default]
    words = join_words([f"{switch.name} = {switch.value} (its own: {switch.default})" for switch in changed])
    return (strong(_OTHER_READINGS.format(readings=words)),) if changed else ()
