"""Remarks on a file as problems, each at the line that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.page import open_page
from tierscore.model.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tierscore.model.check import Remark


def marked(file: Path, remarks: Iterable[Remark]) -> tuple[Problem, ...]:
    """
    Remarks on one YAML file, by line; positions in a list are numbers in an address.

    A file that is not there is marked as a whole.
    """
    remarks = tuple(remarks)
    if not file.is_file():
        return tuple(Problem(Place(str(file)), one.code, one.message, one.hint) for one in remarks)
    page = open_page(file)
    for one in remarks:
        path = tuple(int(part) if part.isdigit() else part for part in one.address)
        page.report(path, one.code, one.message, one.hint, key=path == ("history",))
    return tuple(sorted(page.problems))
