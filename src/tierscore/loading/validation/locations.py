"""Remarks on a file as problems, each at the line that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.validation.addresses import Addresses
from tierscore.loading.validation.source_file import open_page
from tierscore.model.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
    from tierscore.model.check import Remark


def marked(file: Path, remarks: Iterable[Remark], files: SourceFiles | None = None) -> tuple[Problem, ...]:
    """
    Remarks on one YAML file, by line; no exception accepts them.

    A file that is not there is marked as a whole.
    """
    if not file.is_file():
        return tuple(Problem(Place(str(file)), one.code, one.message, one.hint) for one in remarks)
    addresses = Addresses((open_page(file, files),))
    return tuple(sorted(addresses.nearest(one.address).problem(one) for one in remarks))
