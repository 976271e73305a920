"""What holds for every test: none leaves another folder or environment behind."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest

import command  # noqa: F401 - the process that starts the workers makes the cache that they share

if TYPE_CHECKING:
    from collections.abc import Generator

gc.set_threshold(100_000)  # as the command does: looking for garbage among all modules of the tests is dear


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
