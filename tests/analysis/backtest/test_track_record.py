"""The record counts other answers of the same standing and tier, not those of countries tuned on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import ALWAYS, YEAR, a_criterion, a_dossier, a_rubric, a_rule, a_vocabulary, presence
from tierscore.analysis.backtest.comparison import TUNED, UNSEEN
from tierscore.analysis.backtest.track_record import record_of
from tierscore.engine.assess import assess
from tierscore.loading.tables.track_record import load_record
from tierscore.model.assessment import Assessment, Depth
from tierscore.model.problem import UnreadableError
from tierscore.model.standing import Firmness
from tierscore.model.track_record import TrackRecord, TrackRow
from tierscore.report.tables.record_csv import as_csv


def an_assessment() -> Assessment:
    rubric = a_rubric(a_criterion("a", presence("patrols")), rules=[a_rule("else", ALWAYS, "gold")])
    return assess(rubric, a_vocabulary(), a_dossier(), YEAR)


def a_row(**changes: object) -> TrackRow:
    row = TrackRow("OTH", YEAR, Firmness.FIRM, "gold", "gold", UNSEEN)
    return replace(row, **changes)  # type: ignore[arg-type]


def test_rows_of_the_same_standing_and_tier_count_but_for_the_own_one() -> None:
    own = an_assessment()
    assert (own.standing and own.standing.firmness, own.indicated) == (Firmness.FIRM, "gold")
    rows = [
        a_row(),
        a_row(published="rust"),
        a_row(part=TUNED),
        a_row(iso3=own.dossier.iso3),
        a_row(iso3=own.dossier.iso3, report_year=YEAR - 1),
        a_row(firmness=Firmness.OPEN),
        a_row(indicated="rust"),
    ]
    assert record_of(own, rows) == TrackRecord(rows=3, agreed=2)


def test_nothing_is_recorded_of_an_answer_without_a_standing() -> None:
    assert record_of(replace(an_assessment(), standing=None), [a_row()]) is None
    shallow = assess(an_assessment().rubric, a_vocabulary(), a_dossier(), YEAR, depth=Depth.TIERS)
    assert record_of(shallow, [a_row()]) is None


def test_a_record_that_was_written_is_read_back_for_its_own_version_only(tmp_path: Path) -> None:
    rubric, rows = an_assessment().rubric, (a_row(), a_row(report_year=2019, indicated="undetermined"))
    path = tmp_path / "record.csv"
    path.write_bytes(as_csv(rubric, rows))
    assert load_record(path, rubric.id, rubric.version) == rows
    assert load_record(path, rubric.id, "9.9.9") == ()


def test_a_record_with_a_standing_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    path.write_bytes(as_csv(an_assessment().rubric, [a_row()]).replace(b",firm,", b",sure,"))
    with pytest.raises(UnreadableError) as refused:
        load_record(path, "any", "1.0.0")
    assert "standing" in refused.value.problems[0].message
