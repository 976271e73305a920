"""How many examples a property is tried with: few in each run of all tests, many when somebody asks for it."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("TIERSCORE_THOROUGH", "1"))


def examples(number: int) -> int:
    """So many examples, or as many times more as ``TIERSCORE_THOROUGH`` says; each run draws new ones."""
    return number * TIMES
