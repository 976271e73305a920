"""The page on the public interface: its examples run, and it names every public name."""

from __future__ import annotations

import contextlib
import io
import re

import tierscore
from docs.pages import ROOT, blocks, read

PAGE = ROOT / "docs/python.md"


def test_the_examples_of_the_page_run_one_after_another() -> None:
    namespace: dict[str, object] = {}
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        for block in blocks(PAGE):
            assert block.language == "python"
            exec(compile(block.text, str(PAGE), "exec"), namespace)  # noqa: S102 - a page of ours
    assert "tierscore/assessment/v1" in output.getvalue()
    assert "atlantis" in output.getvalue()
    assert ("PAN", 2021) in namespace["in_tier_2"]  # type: ignore[operator]


def test_the_page_names_every_public_name_and_no_other() -> None:
    table = [line.split("|")[1] for line in read(PAGE).splitlines() if line.startswith("| `")]
    assert sorted(name for cell in table for name in re.findall(r"`(\w+)`", cell)) == sorted(
        tierscore.__all__
    )
