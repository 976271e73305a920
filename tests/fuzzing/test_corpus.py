"""Every input that once broke a promise keeps it now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fuzzing.promises import CORPUS, Case, hold


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.json")), ids=lambda path: path.stem)
def test_what_was_found_once_is_answered_or_refused(path: Path) -> None:
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept.pop("broke"), "say what it broke"
    hold(Case(**kept))
