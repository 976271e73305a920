"""Words of the vocabulary that files refer to, checked with a nearest guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tierscore.loading.suggestions import did_you_mean, measure_meant
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.measure import Measure, Vocabulary
Ids = TypeVar("Ids", bound="Collection[str]")
_DEFINED_IN = {
    "measure": "rubrics/measures.yaml",
    "scope": "rubrics/measures.yaml",
    "source": "`sources:` of this file",
}
REPEATED = "give this one another id"
"""The hint for an id that is defined already."""


def check_known(spot: Spot, kind: str, id: str, ids: Collection[str]) -> bool:
    """Whether an id is defined; if not, a problem is noted."""
    return _check_known(spot, kind, id, ids, did_you_mean)


def _check_known(spot: Spot, kind: str, id: str, ids: Ids, guess: Callable[[str, Ids], str]) -> bool:
    if id in ids:
        return True
    hint = f"they are defined in {_DEFINED_IN[kind]}" if kind in _DEFINED_IN else ""
    if not spot.page.is_full(Code.UNKNOWN_REFERENCE):
        hint = guess(id, ids) or hint
    spot.report(Code.UNKNOWN_REFERENCE, f"there is no {kind} `{id}`", hint)
    return False


def check_each(spot: Spot, kind: str, ids: Iterable[str], known: Collection[str]) -> None:
    """Check the ids of a list."""
    for entry, name in spot.each(ids):
        check_known(entry, kind, name, known)


def check_measure(spot: Spot, id: str, vocabulary: Vocabulary | None) -> Measure | None:
    """The measure with an id; None where there is none, with a problem noted, or no vocabulary to look in."""
    if vocabulary is None:
        return None
    known = _check_known(spot, "measure", id, vocabulary.measures, measure_meant)
    return vocabulary.measures[id] if known else None


def check_series(spot: Spot, measure: Measure, series: str | None) -> None:
    """Note a problem where a series is missing, unknown, or given for a measure that has none."""
    if series is None and measure.series:
        message = f"`{measure.id}` is kept in series that are never compared; none is named"
        spot.report(Code.SERIES, message, f"add `series:`, one of {', '.join(measure.series)}")
    elif series is not None and not measure.series:
        spot.report(Code.SERIES, f"`{measure.id}` has no series", "leave `series` out")
    elif series is not None and series not in measure.series:
        hint = did_you_mean(series, measure.series)
        spot.report(Code.SERIES, f"`{measure.id}` has no series `{series}`", hint)


def check_unique(kind: str, ids: Iterable[tuple[Spot, str]]) -> None:
    """Note a problem at each id that an earlier spot has already."""
    seen: set[str] = set()
    for spot, name in ids:
        if name in seen:
            spot.report(Code.REPEATED_ID, f"{a_or_an(kind)} `{name}` is defined further up", REPEATED)
        seen.add(name)


def a_or_an(kind: str) -> str:
    """A noun with its article."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
