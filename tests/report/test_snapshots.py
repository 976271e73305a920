"""
What users read is a reviewed snapshot: one rich assessment and one poor one, in each format.

To refresh the snapshots after an intended change, run
``TIERSCORE_REFRESH_SNAPSHOTS=1 pytest tests/report/test_snapshots.py``
and read the difference before you commit it; that is the author's duty.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report.builders import a_poor_assessment, a_rich_assessment
from tierscore.report.compose.brief import compose_brief
from tierscore.report.compose.explain import compose_explain
from tierscore.report.compose.full import compose_full
from tierscore.report.formats import markdown, plain
from tierscore.report.json import assessment as json

if TYPE_CHECKING:
    from collections.abc import Callable

    from tierscore.model.assessment import Assessment

FOLDER = Path(__file__).parent / "snapshots"
ORIGIN = "workspace /srv/harbours"
ASSESSMENTS = {"rich": a_rich_assessment, "poor": a_poor_assessment}
FORMATS: dict[str, Callable[[Assessment], str]] = {
    "plain-80.txt": lambda assessment: plain.render(compose_full(assessment, ORIGIN), 80),
    "plain-120.txt": lambda assessment: plain.render(compose_full(assessment, ORIGIN), 120),
    "ascii-80.txt": lambda assessment: plain.render(compose_full(assessment, ORIGIN), 80, ascii=True),
    "brief-80.txt": lambda assessment: plain.render(compose_brief(assessment, ORIGIN), 80),
    "explain-80.txt": lambda assessment: plain.render(
        compose_explain(assessment, "identification", ORIGIN), 80
    ),
    "report.md": lambda assessment: markdown.render(compose_full(assessment, ORIGIN)),
    "assessment.json": json.render,
}


@pytest.mark.parametrize("which", ASSESSMENTS)
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_as_it_was_reviewed(which: str, name: str) -> None:
    report = FORMATS[name](ASSESSMENTS[which]())
    path = FOLDER / f"{which}-{name}"
    if os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(report.encode())
    assert report == path.read_bytes().decode(), f"{path.name} differs; see the head of this file"


def test_no_snapshot_is_left_over() -> None:
    """Every stored file belongs to a format that is still report."""
    assert {path.name for path in FOLDER.iterdir()} == {
        f"{which}-{name}" for which in ASSESSMENTS for name in FORMATS
    }
