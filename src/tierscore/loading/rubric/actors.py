"""Who must have acted: the same for one measure wherever a rubric reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.problem import Code

if TYPE_CHECKING:
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.evidence import Actor


class ActorsOfMeasures:
    """The actors that each measure was first read with; any later test must name the same."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[frozenset[Actor], str]] = {}

    def note(self, page: Page, path: PathParts, measure: str, actors: frozenset[Actor]) -> None:
        """Remember the actors of a test, or note a problem where an earlier test named others."""
        earlier, where = self._first.setdefault(measure, (actors, str(page.place(path))))
        if earlier != actors:
            message = f"`{measure}` is read here with {_words(actors)}, but with {_words(earlier)} at {where}"
            place = (*path, "by") if actors else path
            page.report(
                place, Code.ACTORS, message, "one measure has one value: name the same actors in all tests"
            )


def _words(actors: frozenset[Actor]) -> str:
    return f"`by: [{', '.join(sorted(actors))}]`" if actors else "no `by`"
