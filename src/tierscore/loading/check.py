"""Every problem of every file of a workspace at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from tierscore.loading.cases import load_case
from tierscore.loading.country import load_country
from tierscore.loading.placements import load_placements
from tierscore.loading.rubric import load_rubric
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tierscore.loading.workspace import Workspace
    from tierscore.model.measure import Vocabulary

T = TypeVar("T")


def check_workspace(workspace: Workspace) -> list[Problem]:
    """
    The problems of the vocabulary, all rubrics with their cases, all country files and the table of placements, sorted by place.

    Where the vocabulary cannot be read, words of the vocabulary are not checked elsewhere.
    """
    problems: set[Problem] = set()
    vocabulary = _try(partial(load_vocabulary, workspace.vocabulary), problems)
    for rubric in workspace.rubrics():
        _check_rubric(workspace, rubric, vocabulary, problems)
    _check_countries(workspace, vocabulary, problems)
    if workspace.placements.exists():
        _try(partial(load_placements, workspace.placements), problems)
    return sorted(problems)


def _check_countries(workspace: Workspace, vocabulary: Vocabulary | None, problems: set[Problem]) -> None:
    first: dict[str, str] = {}
    for path in workspace.countries().values():
        dossier = _try(partial(load_country, path, vocabulary), problems)
        if dossier is None:
            continue
        earlier = first.setdefault(dossier.iso3, path.name)
        if earlier != path.name:
            message = f"the country {dossier.iso3} has a file already: {earlier}"
            problems.add(Problem(Place(str(path)), Code.REPEATED_ID, message, "one file holds one country, for all years"))


def _check_rubric(workspace: Workspace, id: str, vocabulary: Vocabulary | None, problems: set[Problem]) -> None:
    rubric = _try(partial(load_rubric, workspace.rubric(id), vocabulary), problems)
    for path in workspace.cases(id):
        _try(partial(load_case, path, vocabulary, rubric), problems)


def _try(load: Callable[[], T], problems: set[Problem]) -> T | None:
    try:
        return load()
    except UnreadableError as error:
        problems.update(error.problems)
        return None
