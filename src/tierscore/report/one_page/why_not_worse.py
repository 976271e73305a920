"""Why not the next tier down: what rose and what fell, and what the history would make of a lower answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.count_change import Direction
from tierscore.model.decision import Answer
from tierscore.model.rubric import Role
from tierscore.report.document.blocks import Section, Span, Style, TableBlock, muted, paragraph, spans, strong
from tierscore.report.language.numbers import figure
from tierscore.report.language.wording import join_words, quantity, sentence, series_words
from tierscore.report.one_page.page_lookup import cut_note, law_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.count_change import CountAmount, CountChange
    from tierscore.report.document.blocks import Block, Line
    from tierscore.report.one_page.page_lookup import PageLookup

DIRECTIONS = {
    Direction.ROSE: "rose",
    Direction.BEGAN: "began",
    Direction.LEVEL: "level",
    Direction.FELL: "fell",
    Direction.OPEN: "open",
}
_DIRECTION_STYLES = {
    Direction.ROSE: Style.GOOD,
    Direction.BEGAN: Style.GOOD,
    Direction.LEVEL: Style.PLAIN,
    Direction.FELL: Style.UNSURE,
    Direction.OPEN: Style.MUTED,
}
_ORDER = [Direction.ROSE, Direction.BEGAN, Direction.FELL, Direction.LEVEL, Direction.OPEN]


def why_not_worse(lookup: PageLookup) -> Iterator[Block]:
    """
    The section on the next worse tier, with the table of counts; the table alone where there is no worse
    tier.
    """
    tier = lookup.next_tier(better=False)
    blocks = tuple(_blocks(lookup))
    if tier is None or lookup.tier_indicated is None:
        if blocks:
            yield Section(2, spans("WHAT ROSE AND WHAT FELL"), (), blocks)
        return
    official = lookup.assessment.official
    beside = ", AS STATE HAS IT" if official is not None and official.tier == tier.id else ""
    trials = lookup.rules_for(tier.id)
    aside = law_aside(trials[0].rule) if trials else ()
    if blocks:
        yield Section(2, spans(f"WHY NOT {tier.name.upper()}{beside}"), aside, blocks)


def _blocks(lookup: PageLookup) -> Iterator[Block]:
    whole = [change for change in lookup.assessment.changes if not change.is_part]
    reading = _reading(lookup)
    summary = _summary(whole)
    if reading or summary:
        yield paragraph(" ".join(filter(None, (reading, summary))))
    if any(change.direction is not Direction.OPEN or change.now or change.then for change in whole):
        yield count_table(lookup)
    for line in _history(lookup):
        yield paragraph(line)


def _reading(lookup: PageLookup) -> str:
    """How the law is read here where a criterion that decides depends on a reading."""
    switches = {switch.name: switch for switch in lookup.assessment.rubric.switches if switch.core}
    criteria = {
        criterion
        for result in lookup.assessment.decision.gates
        if result.reached
        for criterion in result.criteria
    }
    for criterion in sorted(criteria):
        for name, value in lookup.findings[criterion].criterion.validity.where:
            if name in switches:
                title = sentence(switches[name].title or name).removesuffix(".")
                return f"{title}: {switches[name].options[value]} (the reading taken here)."
    return ""


def _summary(changes: Sequence[CountChange]) -> str:
    if not changes:
        return ""
    counts = {direction: sum(change.direction is direction for change in changes) for direction in Direction}
    rose = counts[Direction.ROSE] + counts[Direction.BEGAN]
    words = [
        f"{number} {word}"
        for number, word in (
            (rose, "rose or began"),
            (counts[Direction.FELL], "fell"),
            (counts[Direction.LEVEL], "held level"),
            (counts[Direction.OPEN], "open"),
        )
        if number
    ]
    return f"Of {quantity(len(changes), 'count')}: {join_words(words)}."


def count_table(lookup: PageLookup) -> TableBlock:
    """What rose and what fell: then, now, change and source; parts stand under their whole."""
    year = lookup.assessment.report_year
    changes = _chosen(lookup)
    rows = [_row(lookup, change) for change in changes]
    left = len(lookup.assessment.changes) - len(changes)
    if left > 0:
        rows.append((spans(cut_note(left)), (), (), (), ()))
    columns = ("", f"then ({year - 2})", f"now ({year - 1})", "change", "source")
    return TableBlock(tuple(map(strong, columns)), tuple(rows))


def _chosen(lookup: PageLookup) -> list[CountChange]:
    """
    As many as there is room for: wholes that moved, then parts that moved, then the others; in the order of
    the rubric.
    """
    changes = lookup.assessment.changes
    ranked = sorted(
        range(len(changes)),
        key=lambda place: (
            _ORDER.index(changes[place].direction) if changes[place].direction is Direction.OPEN else 0,
            changes[place].is_part,
            not (changes[place].now or changes[place].then or changes[place].now_evidence),
            _ORDER.index(changes[place].direction),
            place,
        ),
    )
    return [changes[place] for place in sorted(ranked[: lookup.room.rows])]


def _row(lookup: PageLookup, change: CountChange) -> tuple[Line, ...]:
    sources = lookup.cited([*change.now_evidence, *change.then_evidence])
    return (
        spans(_name(lookup, change)),
        spans(_amounts(change.then)),
        spans(_amounts(change.now)),
        (Span(_change(change), _DIRECTION_STYLES[change.direction]),),
        sources[1:] or spans(muted("none")),
    )


def _name(lookup: PageLookup, change: CountChange) -> str:
    vocabulary = lookup.assessment.vocabulary
    if change.is_part:
        return f"  of {vocabulary.scopes.get(change.subject.scope or '', change.subject.scope)}"
    measure = vocabulary.measures[change.subject.measure]
    series = series_words(change.subject.series)
    return f"{measure.name}, {series}" if series else measure.name


def _change(change: CountChange) -> str:
    """The difference where both figures are exact; else the direction in a word."""
    if len(change.then) == len(change.now) == 1:
        (then,), (now,) = change.then, change.now
        if then.low == then.high and now.low == now.high and then.low != now.low:
            difference = now.low - then.low
            return f"{'+' if difference > 0 else '-'}{figure(abs(difference))}"
    return DIRECTIONS[change.direction]


def _amounts(amounts: Sequence[CountAmount]) -> str:
    return join_words(list(dict.fromkeys(map(_amount, amounts))), "or") if amounts else "not known"


def _amount(amount: CountAmount) -> str:
    if amount.high is not None and amount.low == amount.high:
        return figure(amount.low) if amount.low else "none"
    if amount.high is not None:
        return f"{figure(amount.low)} to {figure(amount.high)}"
    return f"at least {figure(amount.low)}" if amount.low > 1 else "some"


def _history(lookup: PageLookup) -> Iterator[str]:
    """
    What rules on the history would make of the next worse answer; they are told though none of them was
    reached.
    """
    tier = lookup.tier_indicated
    if tier is None or tier.role is not Role.PARTIAL:
        return
    watch = next((other for other in lookup.scale() if other.role is Role.WATCH), None)
    if watch is None:
        return
    rules = [trial for trial in lookup.assessment.decision.later if trial.rule.tier != watch.id]
    for trial in rules:
        if trial.answer is Answer.HOLDS:
            yield f"Were it the {watch.name}, Tier 3 would follow: {trial.rule.says}"
