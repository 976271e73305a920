"""What rose and what fell: the counts of both years as a table, and how the law on them is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.count_change import Direction
from tierscore.report.document.blocks import Span, Style, TableBlock, muted, paragraph, spans, strong
from tierscore.report.language.numbers import count_words, figure
from tierscore.report.language.wording import counted, join_words, series_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.count_change import CountChange
    from tierscore.model.evidence import State
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
_MORE_ROWS = "({count} more rows: --full)"
_WAYS = {Direction.ROSE: "more", Direction.BEGAN: "more", Direction.FELL: "less"}
"""The way of a count that moved; also what is said of it where only the way is known."""
_ORDER = [Direction.ROSE, Direction.BEGAN, Direction.FELL, Direction.LEVEL, Direction.OPEN]


def counts_of_effort(lookup: PageLookup) -> Iterator[Block]:
    """How increasing efforts are read, how many counts went which way, and the table of them."""
    wholes = [change for change in lookup.assessment.changes if not change.is_part]
    sentences = [text for text in (reading_taken(lookup), _summary(wholes)) if text]
    if sentences:
        yield paragraph(" ".join(sentences))
    if any(map(_on_file, wholes)):
        yield count_table(lookup)


def _on_file(change: CountChange) -> bool:
    return bool(change.then or change.now or change.then_evidence or change.now_evidence)


def reading_taken(lookup: PageLookup) -> str:
    """How the law is read here where a criterion that decides depends on a reading."""
    core = {switch.name for switch in lookup.assessment.rubric.switches if switch.core}
    criteria = {
        criterion
        for result in lookup.assessment.decision.gates
        if result.reached
        for criterion in result.criteria
    }
    for criterion in sorted(criteria):
        for name, value in lookup.findings[criterion].criterion.validity.where:
            if name in core:
                return f"As read here, {lookup.switch(name).options[value]}."
    return ""


def _summary(changes: Sequence[CountChange]) -> str:
    """How many counts went which way; those of which nothing is on file are not counted."""
    on_file = [change for change in changes if _on_file(change)]
    if not on_file:
        return "No count is on file for either year."
    counts = {direction: sum(change.direction is direction for change in on_file) for direction in Direction}
    rose = counts[Direction.ROSE] + counts[Direction.BEGAN]
    words = [
        f"{count_words(number)} {words if number == 1 else plural}"
        for number, words, plural in (
            (rose, "rose or began", "rose or began"),
            (counts[Direction.FELL], "fell", "fell"),
            (counts[Direction.LEVEL], "held level", "held level"),
            (counts[Direction.OPEN], "is open", "are open"),
        )
        if number
    ]
    return f"Of {counted(len(on_file), 'count')} {join_words(words)}."


def count_table(lookup: PageLookup) -> TableBlock:
    """What rose and what fell: then, now, change and source; parts stand under their whole."""
    year = lookup.assessment.report_year
    changes = _chosen(lookup)
    rows = [_row(lookup, change) for change in changes]
    left = sum(map(_on_file, lookup.assessment.changes)) - len(changes)
    columns = (
        _MORE_ROWS.format(count=left) if left else "",
        f"then ({year - 2})",
        f"now ({year - 1})",
        "change",
        "source",
    )
    return TableBlock(tuple(map(strong, columns)), tuple(rows))


def _chosen(lookup: PageLookup) -> list[CountChange]:
    """
    As many as there is room for, in the order of the rubric: first wholes that moved or of which a part did, a
    rise and a fall by turns, then parts of them, then the others; no part without its whole.
    """
    changes = [change for change in lookup.assessment.changes if _on_file(change)]
    moved = {_whole(change) for change in changes if change.direction is not Direction.OPEN}
    ranked = sorted(
        range(len(changes)),
        key=lambda place: (
            _whole(changes[place]) not in moved,
            changes[place].is_part,
            _turn(changes, place),
            _ORDER.index(changes[place].direction),
            place,
        ),
    )
    return [changes[place] for place in sorted(ranked[: lookup.room.rows])]


def _turn(changes: Sequence[CountChange], place: int) -> int:
    """How many counts before this one went the same way; those that did not move come after all that did."""
    change = changes[place]
    way = _WAYS.get(change.direction)
    if way is None:
        return len(changes)
    return sum(_WAYS.get(other.direction) == way and not other.is_part for other in changes[:place])


def _whole(change: CountChange) -> tuple[str, str | None]:
    """The count that a part is of."""
    return change.subject.measure, change.subject.series


def _row(lookup: PageLookup, change: CountChange) -> tuple[Line, ...]:
    sources = lookup.cited([*change.now_evidence, *change.then_evidence])
    return (
        spans(_name(lookup, change)),
        spans(_amounts(change.then)),
        spans(_WAYS[change.direction] if _only_the_way_is_known(change) else _amounts(change.now)),
        (Span(_change(change), _DIRECTION_STYLES[change.direction]),),
        sources[1:] or spans(muted("none")),
    )


def _name(lookup: PageLookup, change: CountChange) -> str:
    vocabulary = lookup.assessment.vocabulary
    if change.is_part:
        scope = vocabulary.scopes.get(change.subject.scope or "", change.subject.scope or "")
        return f"  of {scope.removesuffix(' only')}"
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


def _only_the_way_is_known(change: CountChange) -> bool:
    """Whether a source says that a count is more or less than before, and none gives a figure."""
    known = any(amount.high is not None or amount.low > 1 for amount in change.now)
    return change.direction in {Direction.ROSE, Direction.FELL} and not known


def _amounts(amounts: Sequence[State]) -> str:
    return join_words(list(dict.fromkeys(map(_amount, amounts))), "or") if amounts else "not known"


def _amount(amount: State) -> str:
    if amount.high is not None and amount.low == amount.high:
        return figure(amount.low) if amount.low else "none"
    if amount.high is not None:
        return f"{figure(amount.low)} to {figure(amount.high)}"
    return f"at least {figure(amount.low)}" if amount.low > 1 else "some"
