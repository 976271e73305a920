"""What holds for every test: none leaves another folder or environment behind, and the dearest come first."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import command  # noqa: F401 - the process that starts the workers makes the cache that they share

if TYPE_CHECKING:
    from collections.abc import Generator

gc.set_threshold(100_000)  # as the command does: looking for garbage among all modules of the tests is dear

DEAREST = (
    "cli/commands/test_check.py",
    "analysis/verification/test_verify.py",
    "engine/test_properties.py",
    "docs/test_methodology.py",
    "ci/test_pre_commit.py",
    "analysis/mutation/test_mutation.py",
    "packaging/test_installations.py",
    "docs/test_commands.py",
)
"""
What takes longest: it starts first, so that no worker is still at it when the others are done. The check of the
shipped files comes before all, since other modules wait for its answer.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the dearest modules before the others, which keep their order."""
    tests = Path(__file__).parent
    rank = {tests / name: number for number, name in enumerate(DEAREST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Put the current folder and the environment back, whatever the test and its fixtures did to them."""
    folder, variables = os.getcwd(), dict(os.environ)  # noqa: PTH109 - cheaper, and this runs for every test
    try:
        return (yield)
    finally:
        os.chdir(folder)
        if dict(os.environ) != variables:
            os.environ.clear()
            os.environ.update(variables)
