"""A comparison of rubrics: one screen of summary, then every change, every move and every witness."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.model.outcome import Outcome
from tierscore.model.rubric_change import Move, MoveKind, RubricChange, RubricDiff, Witness
from tierscore.model.version import Level, read_version
from tierscore.report.document.blocks import (
    Span,
    Style,
    bullet,
    bullets,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    strong,
    table,
)
from tierscore.report.language.wording import OUTCOMES, join_words, quantity, tier_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.rubric import Rubric
    from tierscore.report.document.blocks import Block, Bullet, Document
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
_OTHER_MOVES = {
    MoveKind.RANGE: "range",
    MoveKind.SPECIAL_LIST: "special list",
    MoveKind.OUTCOME: "outcome",
    MoveKind.SCORE: "score",
}
_SCORES_MOVED = "{scores} moved by {span} in {countries}."
_EVERY_SCORE = "--format json lists every score."
_APPROVAL = "A move is approved by committing the line that names it in the history of the rubric's versions."


def compose_diff(diffs: Sequence[RubricDiff], old: str, new: str) -> Document:
    """Compose the comparison of every rubric of two sides, each called as the user named it."""
    changed = [diff for diff in diffs if diff.changes]
    summaries = [block for diff in changed for block in _summary(diff)]
    same = [diff.id for diff in diffs if not diff.changes]
    if same:
        rubrics = f"{'the rubric' if len(same) == 1 else 'the rubrics'} {join_words(same)}"
        summaries.append(paragraph(f"No change in {rubrics}."))
    title = heading(1, f"What changed in rubrics from {old} to {new}")
    details = (block for diff in changed for block in _details(diff))
    return document(title, *details, *summaries)  # what it comes to stands last, where a terminal ends


def _summary(diff: RubricDiff) -> Iterator[Block]:
    levels = [(level, [change.level for change in diff.changes].count(level)) for level in reversed(Level)]
    kinds = [move.kind for move in diff.moves]
    pairs = [key_value("Changes", join_words([f"{count} {level}" for level, count in levels if count]))]
    if diff.before is not None and diff.after is not None:
        moves = quantity(len(diff.tier_moves), "move of an indicated tier", "moves of indicated tiers")
        pairs.append(key_value("Asks for", _version_needed(diff, diff.before)))
        pairs.append(key_value("Judged", _country_years(diff)))
        pairs.append(key_value("Tiers", moves if diff.tier_moves else "none moves"))
        if len(diff.moves) > len(diff.tier_moves):
            besides = [
                quantity(kinds.count(kind), word) for kind, word in _OTHER_MOVES.items() if kind in kinds
            ]
            pairs.append(key_value("Besides", join_words(besides)))
    sides = (side.version for side in (diff.before, diff.after) if side is not None)
    yield heading(2, f"Rubric {diff.id} {' to '.join(dict.fromkeys(sides))}")
    yield key_values(*pairs)
    if diff.tier_moves:
        more = len(diff.tier_moves) - _FEW
        rest = (bullet(muted(f"and {more} more, above")),) if more > 0 else ()
        yield bullets((*(_tier_move(diff, move) for move in diff.tier_moves[:_FEW]), *rest))
        yield paragraph(muted(_APPROVAL))


def _version_needed(diff: RubricDiff, before: Rubric) -> str:
    old = read_version(before.version)
    at_least = f": {old.raised(diff.bump)} or later" if old is not None and diff.bump is not None else ""
    return f"a {diff.bump} version{at_least}"


def _country_years(diff: RubricDiff) -> str:
    if diff.level is not Level.SUBSTANTIVE:
        return "nothing, since no change is substantive: no answer can move"
    return f"{quantity(diff.judged, 'year of a country', 'years of countries')} by both"


def _tier_move(diff: RubricDiff, move: Move) -> Bullet:
    causes = [_change_name(change) for change in diff.changes if change.fingerprint in move.causes]
    because = muted(f", by {join_words(causes)}" if causes else "")
    return bullet(strong(f"{move.name} {move.report_year}"), f": {_from_to(diff, move)}", because)


def _details(diff: RubricDiff) -> Iterator[Block]:
    changes = sorted(diff.changes, key=lambda change: -change.level.rank)
    witnesses = (_witness(diff, witness) for witness in diff.witnesses)
    yield from section(f"Changes of {diff.id}", map(_change, changes), spaced=True)
    if diff.moves:
        yield from _moves(diff)
    yield from section("Whom a change would move that moves nobody on file", witnesses, spaced=True)


def _moves(diff: RubricDiff) -> Iterator[Block]:
    """Moves of scores in a line for each score, since there are many; every other move by itself."""
    scores = [move for move in diff.moves if move.kind is MoveKind.SCORE]
    others = [move for move in diff.moves if move.kind is not MoveKind.SCORE]
    yield heading(2, f"Moves under {diff.id}")
    if others:
        columns = ("country", "report", "what", "before", "after")
        yield table(columns, (_move(diff, move) for move in others))
    by_score: dict[str, list[Move]] = {}
    for move in scores:
        by_score.setdefault(move.what, []).append(move)
    if by_score:
        yield bullets(bullet(_scores_moved(what, moves)) for what, moves in by_score.items())
        yield paragraph(muted(_EVERY_SCORE))


def _scores_moved(what: str, moves: Sequence[Move]) -> str:
    """How many scores moved, by how much, and in how many countries."""
    by = sorted(_distance(move) for move in moves)
    countries = quantity(len({move.name for move in moves}), "country", "countries")
    least, most = _tenths(by[0]), _tenths(by[-1])
    span = f"{least} points" if least == most else f"{least} to {most} points"
    scores = quantity(len(moves), f"{what} score")
    return _SCORES_MOVED.format(scores=scores, span=span, countries=countries)


def _distance(move: Move) -> Fraction:
    """How far the end of a score went that went farthest; the whole of a score that is new or gone."""
    ends = zip(map(Fraction, move.before), map(Fraction, move.after), strict=False)
    gone = [Fraction(end) for end in (*move.before, *move.after)]
    return max((abs(after - before) for before, after in ends), default=max(gone, default=Fraction(0)))


def _change(change: RubricChange) -> Bullet:
    sides = (("before", change.before), ("after", change.after))
    return bullet(
        Span(change.level.value, _LEVEL_STYLES[change.level]),
        f" {_change_name(change)} ",
        muted(f"[{change.fingerprint}]"),
        below=(bullet(muted(f"{side}: "), text) for side, text in sides if text),
    )


def _change_name(change: RubricChange) -> str:
    return f"{change.kind} at {' / '.join(change.address) or 'the rubric as a whole'}"


def _move(diff: RubricDiff, move: Move) -> tuple[str, ...]:
    sides = (_answer(diff.before, move, move.before), _answer(diff.after, move, move.after))
    return (move.name, str(move.report_year), _what(move), *sides)


def _what(move: Move) -> str:
    return _WHAT.get(move.kind) or f"{move.kind} {move.what}"


def _from_to(diff: RubricDiff, move: Move) -> str:
    return f"from {_answer(diff.before, move, move.before)} to {_answer(diff.after, move, move.after)}"


def _answer(rubric: Rubric | None, move: Move, values: Sequence[str]) -> str:
    """What one side of a move says in words."""
    match move.kind:
        case MoveKind.INDICATED | MoveKind.RANGE:
            return join_words([tier_name(rubric, tier) if rubric else tier for tier in values]) or "nothing"
        case MoveKind.OUTCOME:
            return join_words([OUTCOMES[Outcome(outcome)] for outcome in values])
        case MoveKind.SCORE:
            return " to ".join(dict.fromkeys(map(_one_place, values))) or "no score"
        case MoveKind.SPECIAL_LIST:
            return join_words(values) or "not on it"


def _one_place(exact: str) -> str:
    """A score, which runs from 0 to 100, to one decimal."""
    return _tenths(Fraction(exact))


def _tenths(exact: Fraction) -> str:
    tenths = round(exact * 10)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _witness(diff: RubricDiff, witness: Witness) -> Bullet:
    change = next(change for change in diff.changes if change.fingerprint == witness.change)
    if witness.dossier is None:
        tries = quantity(witness.tries, "try", "tries")
        return bullet(f"{_change_name(change)}: ", muted(f"none found within {tries}; that proves nothing"))
    year = witness.moves[0].report_year if witness.moves else ""
    return bullet(
        f"{_change_name(change)}: ",
        f"a made-up country would move in the report of {year} with these facts on file",
        below=_made_up_country(diff, witness),
    )


def _made_up_country(diff: RubricDiff, witness: Witness) -> Iterator[Bullet]:
    for item in witness.dossier.items if witness.dossier else ():
        yield bullet(f"{item.summary} ", muted(f"({item.when.text})"))
    for placement in witness.history.by_year.values() if witness.history else ():
        tier = tier_name(diff.after, placement.tier) if diff.after else placement.tier
        yield bullet(f"Placed in {tier} in the report of {placement.report_year}.")
    for move in witness.moves:
        yield bullet(strong(f"{_what(move)}: "), _from_to(diff, move))
