"""Words of the vocabulary that files refer to, checked with a nearest guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.suggestions import did_you_mean
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.measure import Measure, Vocabulary
_DEFINED_IN = {
    "measure": "rubrics/measures.yaml",
    "scope": "rubrics/measures.yaml",
    "source": "`sources:` of this file",
}
REPEATED = "give this one another id"
"""The hint for an id that is defined already."""


def check_known(page: Page, path: PathParts, kind: str, id: str, ids: Collection[str]) -> bool:
    """Whether an id is defined; if not, a problem is noted at the path."""
    if id in ids:
        return True
    hint = did_you_mean(id, ids) or (
        f"they are defined in {_DEFINED_IN[kind]}" if kind in _DEFINED_IN else ""
    )
    page.report(path, Code.UNKNOWN_REFERENCE, f"there is no {kind} `{id}`", hint)
    return False


def check_each(page: Page, path: PathParts, kind: str, ids: Iterable[str], known: Collection[str]) -> None:
    """Check the ids of a list; ``path`` leads to the list."""
    for index, name in enumerate(ids):
        check_known(page, (*path, index), kind, name, known)


def check_measure(page: Page, path: PathParts, id: str, vocabulary: Vocabulary | None) -> Measure | None:
    """The measure with an id; None where there is none, with a problem noted, or no vocabulary to look in."""
    if vocabulary is None:
        return None
    is_known = check_known(page, path, "measure", id, vocabulary.measures)
    return vocabulary.measures[id] if is_known else None


def check_series(page: Page, path: PathParts, measure: Measure, series: str | None) -> None:
    """Note a problem where a series is missing, unknown, or given for a measure that has none."""
    if series is None and measure.series:
        message = f"`{measure.id}` is kept in series that are never compared; none is named"
        page.report(path, Code.SERIES, message, f"add `series:`, one of {', '.join(measure.series)}")
    elif series is not None and not measure.series:
        page.report(path, Code.SERIES, f"`{measure.id}` has no series", "leave `series` out")
    elif series is not None and series not in measure.series:
        message = f"`{measure.id}` has no series `{series}`"
        page.report(path, Code.SERIES, message, did_you_mean(series, measure.series))


def check_unique(page: Page, kind: str, ids: Iterable[tuple[PathParts, str]]) -> None:
    """Note a problem for each id that an earlier path has already."""
    seen: set[str] = set()
    for path, name in ids:
        if name in seen:
            page.report(path, Code.REPEATED_ID, f"{a_or_an(kind)} `{name}` is defined further up", REPEATED)
        seen.add(name)


def a_or_an(kind: str) -> str:
    """A noun with its article."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
