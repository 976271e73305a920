"""A comparison of rubrics as a document: one screen of summary, then every change, every move and every witness."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.model.outcome import Outcome
from tierscore.model.rubric_change import MoveKind
from tierscore.model.version import Level, read_version
from tierscore.report.document.blocks import (
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Span,
    Style,
    TableBlock,
    muted,
    plain,
    strong,
)
from tierscore.report.language.wording import OUTCOMES, counted, series, tier_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import Change, Move, RubricDiff, Witness
    from tierscore.report.document.blocks import Block, Line
_FEW = 8
"""How many moves of tiers the summary names."""
_LEVEL_STYLES = {
    Level.EDITORIAL: Style.MUTED,
    Level.CLARIFYING: Style.UNSURE,
    Level.SUBSTANTIVE: Style.STRONG,
}
_WHAT = {
    MoveKind.INDICATED: "indicated tier",
    MoveKind.RANGE: "range",
    MoveKind.SPECIAL_LIST: "special watch list",
}
APPROVAL = "A move is approved by committing the line that names it in the history of the rubric's versions."


def compose_diff(diffs: Sequence[RubricDiff], old: str, new: str) -> Document:
    """
    Compose the comparison of every rubric of two sides.

    Args:
        diffs: One for each rubric.
        old: The old side, as the user named it.
        new: The new side.

    """
    changed = [diff for diff in diffs if diff.changes]
    summaries = [block for diff in changed for block in _summary(diff)]
    same = [diff.id for diff in diffs if not diff.changes]
    if same:
        summaries.append(
            Paragraph(
                (plain(f"No change in {'the rubric' if len(same) == 1 else 'the rubrics'} {series(same)}."),)
            )
        )
    title = Heading(1, (plain(f"What changed in rubrics from {old} to {new}"),))
    return Document((title, *summaries, *(block for diff in changed for block in _details(diff))))


def _summary(diff: RubricDiff) -> tuple[Block, ...]:
    pairs = [_pair("Changes", _levels(diff))]
    if diff.before is not None and diff.after is not None:
        pairs += [
            _pair("Asks for", _asks(diff, diff.before)),
            _pair("Judged", _judged(diff)),
            _pair("Tiers", _tiers(diff)),
        ]
        pairs += [_pair("Besides", _besides(diff))] if len(diff.moves) > len(diff.tier_moves) else []
    blocks: list[Block] = [Heading(2, (plain(_title(diff)),)), KeyValues(tuple(pairs))]
    if diff.tier_moves:
        few = diff.tier_moves[:_FEW]
        more = len(diff.tier_moves) - len(few)
        entries = [Bullet(_tier_move(diff, move)) for move in few]
        blocks.append(Bullets((*entries, *([Bullet((muted(f"and {more} more, below"),))] if more else []))))
        blocks.append(Paragraph((muted(APPROVAL),)))
    return tuple(blocks)


def _pair(key: str, value: str) -> KeyValue:
    return KeyValue(muted(key), (plain(value),))


def _title(diff: RubricDiff) -> str:
    versions = list(dict.fromkeys(one.version for one in (diff.before, diff.after) if one is not None))
    return f"Rubric {diff.id} {' to '.join(versions)}"


def _levels(diff: RubricDiff) -> str:
    counts = [(sum(change.level is level for change in diff.changes), level) for level in reversed(Level)]
    return series([f"{number} {level}" for number, level in counts if number])


def _asks(diff: RubricDiff, before: Rubric) -> str:
    old = read_version(before.version)
    at_least = f": {old.raised(diff.bump)} or later" if old is not None and diff.bump is not None else ""
    return f"a {diff.bump} version{at_least}"


def _judged(diff: RubricDiff) -> str:
    if diff.level is not Level.SUBSTANTIVE:
        return "nothing, since no change is substantive: no answer can move"
    return f"{counted(diff.judged, 'year of a country', 'years of countries')} by both"


def _tiers(diff: RubricDiff) -> str:
    return (
        counted(len(diff.tier_moves), "move of an indicated tier", "moves of indicated tiers")
        if diff.tier_moves
        else "none moves"
    )


def _besides(diff: RubricDiff) -> str:
    words = {
        MoveKind.RANGE: "range",
        MoveKind.SPECIAL_LIST: "special list",
        MoveKind.OUTCOME: "outcome",
        MoveKind.SCORE: "score",
    }
    counts = [(sum(move.kind is kind for move in diff.moves), word) for kind, word in words.items()]
    return series([counted(number, word) for number, word in counts if number])


def _tier_move(diff: RubricDiff, move: Move) -> Line:
    return (
        strong(f"{move.name} {move.report_year}"),
        plain(f": from {_answer(diff, move, old=True)} to {_answer(diff, move, old=False)}"),
        muted(_because(diff, move.causes)),
    )


def _because(diff: RubricDiff, causes: Sequence[str]) -> str:
    told = [f"{change.kind} at {_address(change)}" for change in diff.changes if change.fingerprint in causes]
    return f", by {series(told)}" if told else ""


def _details(diff: RubricDiff) -> Iterable[Block]:
    yield Heading(2, (plain(f"Changes of {diff.id}"),))
    ordered = sorted(diff.changes, key=lambda change: -change.level.rank)
    yield Bullets(tuple(_change(change) for change in ordered), spaced=True)
    if diff.moves:
        yield Heading(2, (plain(f"Moves under {diff.id}"),))
        columns = ("country", "report", "what", "before", "after")
        yield TableBlock(tuple(map(strong, columns)), tuple(_row(diff, move) for move in diff.moves))
    if diff.witnesses:
        yield Heading(2, (plain("Whom a change would move that moves nobody on file"),))
        yield Bullets(tuple(_witness(diff, witness) for witness in diff.witnesses), spaced=True)


def _change(change: Change) -> Bullet:
    below = [("before", change.before), ("after", change.after)]
    lines = tuple(Bullet((muted(f"{name}: "), plain(text))) for name, text in below if text)
    head = (
        Span(change.level.value, _LEVEL_STYLES[change.level]),
        plain(f" {change.kind} at {_address(change)} "),
    )
    return Bullet((*head, muted(f"[{change.fingerprint}]")), lines)


def _address(change: Change) -> str:
    return " / ".join(change.address) or "the rubric as a whole"


def _row(diff: RubricDiff, move: Move) -> tuple[Line, ...]:
    what = _WHAT.get(move.kind) or f"{move.kind} {move.what}"
    cells = (
        move.name,
        str(move.report_year),
        what,
        _answer(diff, move, old=True),
        _answer(diff, move, old=False),
    )
    return tuple((plain(cell),) for cell in cells)


def _answer(diff: RubricDiff, move: Move, *, old: bool) -> str:
    found, rubric = (move.before, diff.before) if old else (move.after, diff.after)
    match move.kind:
        case MoveKind.INDICATED | MoveKind.RANGE:
            return series([tier_name(rubric, tier) if rubric else tier for tier in found]) or "nothing"
        case MoveKind.OUTCOME:
            return series([OUTCOMES[Outcome(outcome)] for outcome in found])
        case MoveKind.SCORE:
            return " to ".join(dict.fromkeys(map(_decimal, found))) or "no score"
        case MoveKind.SPECIAL_LIST:
            return series(found) or "not on it"


def _decimal(exact: str) -> str:
    """A score, which runs from 0 to 100, to one decimal."""
    tenths = round(Fraction(exact) * 10)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _witness(diff: RubricDiff, witness: Witness) -> Bullet:
    change = next(one for one in diff.changes if one.fingerprint == witness.change)
    head = plain(f"{change.kind} at {_address(change)}: ")
    if witness.dossier is None:
        return Bullet(
            (head, muted(f"none found within {counted(witness.tries, 'try', 'tries')}; that proves nothing"))
        )
    facts = tuple(
        Bullet((plain(f"{item.summary} "), muted(f"({item.when.text})"))) for item in witness.dossier.items
    )
    past = witness.history.by_year.values() if witness.history else ()
    placed = tuple(
        Bullet(
            (
                plain(
                    f"Placed in {tier_name(diff.after, one.tier) if diff.after else one.tier} in the report of {one.report_year}."
                ),
            )
        )
        for one in past
    )
    moved = tuple(
        Bullet(
            (
                strong(f"{_row(diff, move)[2][0].text}: "),
                plain(f"from {_answer(diff, move, old=True)} to {_answer(diff, move, old=False)}"),
            )
        )
        for move in witness.moves
    )
    year = witness.moves[0].report_year if witness.moves else ""
    return Bullet(
        (head, plain(f"a made-up country would move in the report of {year} with these facts on file")),
        (*facts, *placed, *moved),
    )
