"""What leads to a tier, in words that a ministry can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import UNDETERMINED
from tierscore.model.evidence import Status
from tierscore.model.tier_path import Course, Stopped
from tierscore.report.compose.difference import indicated_in_words, tiers_in_words
from tierscore.report.document.blocks import (
    Bullets,
    KeyValues,
    Section,
    bullet,
    document,
    key_value,
    muted,
    paragraph,
    spans,
)
from tierscore.report.language.assumptions import assumed_state
from tierscore.report.language.numbers import count_words
from tierscore.report.language.wording import (
    INDEPENDENT,
    counted,
    full_stopped,
    join_words,
    sentence,
    short_cite,
    subject_words,
    tier_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.tier_path import Change, TierPath
    from tierscore.report.document.blocks import Block, Bullet, Document
_MOST_OTHERS = 4
"""How many sets are written out whose changes beyond the common ones are several."""
_MOST_FACTS = 12
_FORBIDDEN = "No act of the government leads to {tier} in this report, given the placements before: {rules}."
_NONE = (
    "No set of changes leads to {tier}: something that no act of the government changes, or that stays unknown, "
    "bars it."
)
_NONE_KNOWN = "No set was found. It is proven that {few} {do} not lead there."
_SMALLEST = "{changes} together lead to {tier}; it is proven that fewer do not."
_NOT_PROVEN = (
    "{changes} together lead to {tier}, and none of them can be left out. It is proven that {few} {do} not; whether "
    "{between} could was not settled."
)
_SURE = "After {it} {tier} is the only tier possible."
_NOT_SURE = "{tier} is then indicated; unknowns would leave open: {range}."
_STOPPED = {
    Stopped.NOT: "",
    Stopped.BOUND: "The search stopped at its bound of work, after {looked:,} sets of changes.",
    Stopped.INTERRUPTED: "The search was stopped by hand, after {looked:,} sets of changes.",
}
_BY_ITSELF = "Not on file, and each would do it by itself were it found to be so"
_MARK = "not on file"
_MARKED = "What is marked as {mark} may be so already: find that out first."
_READING = "Indicated means under the readings in use; what is not listed stays as it is, unknowns included."


def compose_path(path: TierPath) -> Document:
    """Compose what leads to a tier, and what to find out."""
    assessment = path.assessment
    title = f"{assessment.dossier.name.upper()}, {assessment.report_year} report: what leads to {_tier(path)}"
    now = (
        f"{sentence(indicated_in_words(assessment))} Possible on file: {tiers_in_words(assessment)}."
        if assessment.indicated == UNDETERMINED
        else f"{indicated_in_words(assessment)} is indicated; possible on file: {tiers_in_words(assessment)}."
    )
    pairs = [key_value("Now", now), key_value("Answer", " ".join(filter(None, _answer(path))))]
    blocks: list[Block] = [
        Section(1, spans(title), (), (paragraph(INDEPENDENT), KeyValues(tuple(pairs)))),
        *_to_do(path),
        *_to_find_out(path),
        paragraph(muted(_READING)),
    ]
    return document(*blocks)


def _tier(path: TierPath) -> str:
    return tier_name(path.assessment.rubric, path.target)


def _answer(path: TierPath) -> Iterator[str]:
    if path.forbidden_by:
        rules = join_words([rule.title.lower() or rule.says for rule in path.forbidden_by])
        yield _FORBIDDEN.format(tier=_tier(path), rules=rules)
        return
    stopped = _STOPPED[path.stopped].format(looked=path.looked_at)
    fewer = path.none_below - 1
    few = "fewer than " + counted(path.none_below, "change")
    if not path.sets:
        if path.stopped is Stopped.NOT:
            yield _NONE.format(tier=_tier(path))
        else:
            yield _NONE_KNOWN.format(few=few, do="do")
        yield stopped
        return
    changes = sentence(counted(path.size, "change")).removesuffix(".")
    if path.is_smallest:
        yield _smallest(path)
    else:
        between = " or ".join(count_words(number) for number in range(fewer + 1, path.size))
        yield _NOT_PROVEN.format(changes=changes, tier=_tier(path), few=few, do="do", between=between)
    yield _firmness(path)
    yield stopped


def _smallest(path: TierPath) -> str:
    """How many changes it takes, and how many such sets there are."""
    number, tier = len(path.sets), _tier(path)
    least = "" if path.every_smallest else "at least "
    if path.size == 1:
        alone = f"{least}{counted(number, 'single change')} {'leads' if number == 1 else 'lead'} to {tier}"
        return sentence(alone)
    lead = _SMALLEST.format(changes=sentence(counted(path.size, "change")).removesuffix("."), tier=tier)
    return lead if number == 1 and not least else f"{lead} There are {least}{count_words(number)} such sets."


def _firmness(path: TierPath) -> str:
    sure = [found.sure for found in path.sets]
    if all(sure):
        return _SURE.format(it="them" if path.size > 1 else "it", tier=_tier(path))
    if any(sure):
        return f"After {count_words(sum(sure))} of them {_tier(path)} is the only tier possible."
    return _NOT_SURE.format(tier=_tier(path), range=tiers_in_words(path.assessment, path.sets[0].range))


def _to_do(path: TierPath) -> Iterator[Block]:
    if not path.sets:
        return
    order = list(path.assessment.vocabulary.pillars)
    common = sorted(
        path.sets[0].changes if len(path.sets) == 1 else path.needed,
        key=lambda change: order.index(change.pillar),
    )
    title = "TO DO" if path.sets[0].changes[0].course is Course.BETTER else "WHAT LOSS WOULD DO IT"
    facts = {change.assumptions for change in common}
    points = [_point(change, path, f"{number}.") for number, change in enumerate(common, 1)]
    rests = [[change for change in found.changes if change.assumptions not in facts] for found in path.sets]
    rests = _least_asking([rest for rest in rests if rest])
    if rests:
        points.append(_others(rests, path, with_common=bool(common)))
    marked = any(not change.on_file for change in common)
    aside = muted(_MARKED.format(mark=f"“{_MARK}”")) if marked else None
    yield Section(2, spans(title), (), (Bullets(tuple(points)), *([paragraph(aside)] if aside else [])))


def _least_asking(rests: list[list[Change]]) -> list[list[Change]]:
    """Of sets on the same facts the one that asks least: what is enough if done need not rise as well."""
    least: dict[frozenset[object], list[Change]] = {}
    for rest in sorted(rests, key=lambda rest: sum(_asks_a_change(change) for change in rest)):
        least.setdefault(frozenset(change.assumptions[0].subject for change in rest), rest)
    return [rest for rest in rests if any(rest is kept for kept in least.values())]


def _asks_a_change(change: Change) -> bool:
    return change.assumptions[0].versus is not None


def _others(rests: list[list[Change]], path: TierPath, *, with_common: bool) -> Bullet:
    """What each set has beyond the common changes: one fact each as a list, several as sets."""
    lead = "and one of these" if with_common else "any one of these"
    if all(len(rest) == 1 for rest in rests):
        words = _by_state([rest[0] for rest in rests], path)
        return bullet(f"{sentence(lead).removesuffix('.')}: {words}.", mark="+")
    lead = "and one of these sets" if with_common else "one of these sets"
    below = [
        bullet(f"{'; '.join(_fact(change, path, short=True) for change in rest)}.")
        for rest in rests[:_MOST_OTHERS]
    ]
    left = len(rests) - len(below)
    if left:
        below.append(bullet(muted(f"{count_words(left)} more on other facts; --format json has every set.")))
    return bullet(f"{sentence(lead).removesuffix('.')}:", below=below, mark="+")


def _by_state(changes: Iterable[Change], path: TierPath) -> str:
    """Facts by how they would stand, each measure once: ``more than in the year before (arrests, rescues)``."""
    names: dict[str, dict[str, None]] = {}
    for change in changes:
        name, _, state = _fact(change, path, short=True).rpartition(": ")
        names.setdefault(state, {})[name[:1].lower() + name[1:]] = None
    return "; ".join(f"{state} ({_listed(list(of_state))})" for state, of_state in names.items())


def _listed(words: list[str]) -> str:
    left = len(words) - _MOST_FACTS
    return ", ".join(words[:_MOST_FACTS]) + (f" and {count_words(left)} more" if left > 0 else "")


def _point(change: Change, path: TierPath, mark: str) -> Bullet:
    """One change: what to do, by which law, in which P, and whether it may be so already."""
    notes = [path.assessment.vocabulary.pillars.get(change.pillar, change.pillar), short_cite(change.law)]
    words = ", ".join(filter(None, notes)) + ("" if change.on_file else f"; {_MARK}")
    return bullet(full_stopped(_do(change, path)), muted(f" ({words})"), mark=mark)


def _do(change: Change, path: TierPath) -> str:
    """What a government would do, in the words of the rubric; else the fact that would stand otherwise."""
    fact = _fact(change, path)
    if change.remedy is None:
        return fact
    more = change.assumptions[0].versus is not None
    return f"{full_stopped(change.remedy.do)} {fact}" if more else change.remedy.do


def _fact(change: Change, path: TierPath, *, short: bool = False) -> str:
    """The fact as it would stand; ``short`` leaves out which part of a count it is."""
    assumption, vocabulary = change.assumptions[0], path.assessment.vocabulary
    name = subject_words(assumption.subject, vocabulary)
    if short or len(change.assumptions) > 1:
        name = vocabulary.measures[assumption.subject.measure].name
    ends = change.course is Course.BETTER and assumption.status is Status.ABSENT
    return f"{name}: {'ended' if ends else assumed_state(assumption, vocabulary)}"


def _to_find_out(path: TierPath) -> Iterator[Block]:
    """What is not on file and would by itself give the tier."""
    if not path.to_find_out:
        return
    facts = _by_state((found.changes[0] for found in path.to_find_out), path)
    yield Section(2, spans("TO FIND OUT"), (), (paragraph(f"{_BY_ITSELF}: {facts}."),))
