"""The shipped rubric, of which each rule stands once, beside its text of before, which repeats whole rules."""

from __future__ import annotations

import json
from pathlib import Path

from command import ROOT
from tierscore.analysis.rubric_diff.changes import edits
from tierscore.loading.rubric.reader import load_rubric, rubric_pages
from tierscore.loading.yaml.reader import parse
from tierscore.model.canonical import digest

SHIPPED = ROOT / "rubrics/tvpa"
IN_COPIES = ROOT / "tests/files/tvpa-in-copies"
"""All files of version 2.1.1, before rules could say under ``differs`` what they say otherwise."""
OF_COPIES = "d2b8e3ea09ea33e5845333c71bdba4481409c410cc760bec2dba60c4f14d3651"
"""The hash that the reader of before gave it."""


def test_a_rubric_that_repeats_its_rules_is_read_as_before() -> None:
    rubric = load_rubric(IN_COPIES, None)
    assert rubric.sha256 == digest(rubric) == OF_COPIES
    assert rubric.version == "2.1.1"


def test_the_shipped_rubric_says_what_it_said_in_copies() -> None:
    """But for what versions after that one changed: nothing of a higher level than their entries name."""
    before, now = load_rubric(IN_COPIES, None), load_rubric(SHIPPED, None)
    known = {entry.version for entry in before.history}
    levels = [entry.level.rank for entry in now.history if entry.version not in known]
    changes = [edit.change for edit in edits(before, now)]
    if not levels:
        assert (changes, now.sha256) == ([], OF_COPIES)
    assert max((change.level.rank for change in changes), default=0) <= max(levels, default=0)


def test_no_rule_of_the_shipped_rubric_repeats_another_one() -> None:
    """Indicia are no rules: the reports number another one anew under an old number."""
    for path in sorted(SHIPPED.glob("*.yaml")):
        content = parse(path.read_bytes(), path.name).plain()
        for name in ("gates", "tier_rules", "special_watch_list", "criteria"):
            ids = [rule["id"] for rule in content.get(name, [])]
            assert len(ids) == len(set(ids)), f"{path.name}: {name}"


def test_the_shipped_rubric_says_the_same_with_every_rule_written_out(tmp_path: Path) -> None:
    pages = rubric_pages(SHIPPED)
    for page in pages:
        written_out = json.dumps(page.root.plain())
        assert '"differs"' not in written_out
        (tmp_path / Path(page.file).name).write_text(written_out)
    assert load_rubric(tmp_path, None) == load_rubric(SHIPPED, None)
