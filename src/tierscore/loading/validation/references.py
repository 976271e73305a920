"""Words of the vocabulary that files refer to, checked with a nearest guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.validation.error_words import did_you_mean
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Collection

    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.measure import Measure, Vocabulary


def known(page: Page, path: PathParts, kind: str, id: str, ids: Collection[str]) -> bool:
    """Whether an id is defined; if not, a problem is noted at the path."""
    if id in ids:
        return True
    page.report(
        path, Code.UNKNOWN_REFERENCE, f"there is no {kind} `{id}`", did_you_mean(id, ids) or _where(kind)
    )
    return False


def known_measure(page: Page, path: PathParts, id: str, vocabulary: Vocabulary) -> Measure | None:
    """The measure with an id; None, with a problem noted, where there is none."""
    return vocabulary.measures[id] if known(page, path, "measure", id, vocabulary.measures) else None


def check_series(page: Page, path: PathParts, measure: Measure, series: str | None) -> None:
    """Note a problem where a series is missing, unknown, or given for a measure that has none."""
    if series is None and measure.series:
        hint = f"add `series:`, one of {', '.join(measure.series)}"
        page.report(
            path,
            Code.SERIES,
            f"`{measure.id}` is kept in series that are never compared; none is named",
            hint,
        )
    elif series is not None and not measure.series:
        page.report(path, Code.SERIES, f"`{measure.id}` has no series", "leave `series` out")
    elif series is not None and series not in measure.series:
        page.report(
            path,
            Code.SERIES,
            f"`{measure.id}` has no series `{series}`",
            did_you_mean(series, measure.series),
        )


def unique(page: Page, kind: str, ids: list[tuple[PathParts, str]]) -> None:
    """Note a problem for each id that an earlier path has already."""
    seen: set[str] = set()
    article = "an" if kind[0] in "aeiou" else "a"
    for path, one in ids:
        if one in seen:
            page.report(
                path,
                Code.REPEATED_ID,
                f"{article} {kind} `{one}` is defined further up",
                "give this one another id",
            )
        seen.add(one)


def _where(kind: str) -> str:
    files = {
        "measure": "rubrics/measures.yaml",
        "scope": "rubrics/measures.yaml",
        "source": "`sources:` of this file",
    }
    return f"they are defined in {files[kind]}" if kind in files else ""
