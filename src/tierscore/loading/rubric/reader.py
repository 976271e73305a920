"""A whole rubric, from the files of its folder to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.files import MAIN_FILE, rubric_files
from tierscore.loading.validation.error_words import read_form
from tierscore.loading.validation.source_file import Page, open_page
from tierscore.model.problem import Problem, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric


def load_rubric(folder: Path, vocabulary: Vocabulary | None, files: SourceFiles | None = None) -> Rubric:
    """
    A rubric with all its criteria; its cross-references hold.

    Without a vocabulary its words are not checked; without ``files`` every file is read anew.
    """
    from tierscore.loading.forms.criteria import CriteriaForm
    from tierscore.loading.forms.rubric import RubricForm
    from tierscore.loading.rubric.builder import RubricBuilder

    main, others, problems = _expanded(folder, files)
    form = read_form(main, RubricForm) if main is not None else None
    criteria = [(page, read_form(page, CriteriaForm)) for page in others]
    pages = [page for page in (main, *others) if page is not None]
    rubric = None
    if main is not None and form is not None:
        rubric = RubricBuilder(main, form, criteria, vocabulary).rubric()
    problems.extend(problem for page in pages for problem in page.problems)
    if problems or rubric is None:
        raise UnreadableError(problems)
    return rubric


def rubric_pages(folder: Path, files: SourceFiles | None = None) -> tuple[Page, ...]:
    """
    The files of a rubric, the main one first, with each rule written out as its versions.

    Raises:
        UnreadableError: If a file cannot be read, or there is no main one.
    """
    main, others, problems = _expanded(folder, files)
    if problems or main is None:
        raise UnreadableError(problems)
    return main, *others


def _expanded(folder: Path, files: SourceFiles | None) -> tuple[Page | None, list[Page], list[Problem]]:
    """The main file and those of criteria as far as they can be read, and the problems of the others."""
    from tierscore.loading.rubric.differences import RubricFrame
    from tierscore.loading.rubric.expansion import expand, rubric_frame

    main: Page | None = None
    others: list[Page] = []
    problems: list[Problem] = []
    for path in rubric_files(folder):
        try:
            page = open_page(path, files)
        except UnreadableError as error:
            problems.extend(error.problems)
            continue
        if path.name == MAIN_FILE:
            main = page
        else:
            others.append(page)
    frame = rubric_frame(main) if main is not None else RubricFrame({}, None)
    for read in filter(None, (main, *others)):
        expand(read, frame)
    return main, others, problems
