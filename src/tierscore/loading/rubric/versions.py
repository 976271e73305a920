"""The history of a rubric's versions, from its form to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.validation.references import check_known
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.problem import Code
from tierscore.model.version import AcceptedMove, VersionEntry, read_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.loading.forms.rubric import AcceptedMoveForm, VersionForm
    from tierscore.loading.validation.source_file import Spot


def read_history(spot: Spot, forms: Sequence[VersionForm], tiers: Sequence[str]) -> tuple[VersionEntry, ...]:
    """
    The versions as the file lists them; every problem is noted.

    A tier that only an older version had may still be named in its entry.
    """
    answers = (*tiers, UNDETERMINED, CONTRADICTION)
    for index, (entry, form) in enumerate(spot.each(forms)):
        if read_version(form.version) is None:
            message, hint = f"`{form.version}` is no version", 'a version has three numbers: "1.4.0"'
            entry.at("version").report(Code.BAD_VALUE, message, hint)
        _check_moves(entry.at("moves"), form.moves, answers if index == 0 else ())
        _check_countries(entry, form)
    return tuple(
        VersionEntry(
            form.version,
            form.date.text,
            form.level,
            form.summary,
            tuple(AcceptedMove(move.country, move.year, move.from_, move.to) for move in form.moves),
            frozenset(form.tuned_on),
            frozenset(form.held_out),
        )
        for form in forms
    )


def _check_countries(entry: Spot, form: VersionForm) -> None:
    """A country is tuned on or held out, and named once."""
    named = set()
    for key, codes in (("tuned_on", form.tuned_on), ("held_out", form.held_out)):
        for spot, code in entry.at(key).each(codes):
            if code in named:
                hint = "a country is tuned on or held out, once"
                spot.report(Code.REPEATED_ID, f"{code} is named twice", hint)
            named.add(code)


def _check_moves(moves_spot: Spot, moves: Sequence[AcceptedMoveForm], tiers: Sequence[str]) -> None:
    """A country and year moves once, to another tier, and that is one of ``tiers`` where these are given."""
    named = set()
    for spot, move in moves_spot.each(moves):
        if tiers:
            check_known(spot.at("to"), "tier", move.to, tiers)
        if (move.country, move.year) in named:
            message = f"{move.country} {move.year} is named twice"
            spot.report(Code.REPEATED_ID, message, "one country and year moves once")
        named.add((move.country, move.year))
        if move.from_ == move.to:
            message = f"from {move.from_} to {move.to} is no move"
            spot.at("to").report(Code.BAD_VALUE, message, "delete the line")
