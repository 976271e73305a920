"""Every worked case of every rubric: evidence in, outcomes and tier out, as their authors wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tierscore.engine.assess import assess
from tierscore.loading.cases import load_case
from tierscore.loading.rubric import load_rubric
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.model.assessment import Assessment
from tierscore.model.case import Expectation

ROOT = Path(__file__).resolve().parents[1]
CASES = sorted(ROOT.glob("rubrics/*/cases/*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_case_expects_is_found(path: Path) -> None:
    vocabulary = load_vocabulary(ROOT / "rubrics/measures.yaml")
    rubric = load_rubric(path.parents[1], vocabulary)
    case = load_case(path, vocabulary, rubric)
    for expected in case.expectations:
        found = assess(rubric, vocabulary, case.dossier, expected.report_year, case.placements)
        assert differences(expected, found) == []


def differences(expected: Expectation, found: Assessment) -> list[str]:
    """What a case expected and the engine did not find, in words."""
    strongest = max(found.pillars, key=lambda score: score.low)
    ties = [score for score in found.pillars if score.low == strongest.low]
    reasons = {note.item: note.reason for note in found.not_counted}
    outcomes = {finding.criterion.id: finding.outcome for finding in found.findings}
    pairs = [
        ("indicated", expected.indicated, found.indicated),
        ("range", expected.range, tuple(entry.tier for entry in found.range)),
        ("strongest", expected.strongest_pillar, strongest.pillar if len(ties) == 1 else "a tie"),
        ("special list", expected.special_list, tuple(ground.id for ground in found.special_list)),
        *(("outcome of " + name, outcome, outcomes[name]) for name, outcome in (expected.outcomes or {}).items()),
        *(("reason for " + item, reason, reasons.get(item)) for item, reason in (expected.not_counted or {}).items()),
    ]
    wrong = [
        f"{expected.report_year} {what}: expected {wanted}, found {got}"
        for what, wanted, got in pairs
        if wanted is not None and wanted != got
    ]
    return wrong + [f"{expected.report_year}: {tier} is indicated" for tier in expected.not_indicated if tier == found.indicated]


def test_there_are_cases() -> None:
    assert CASES
