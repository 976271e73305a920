"""JSON has the promised keys and the same bytes each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from report.builders import DOSSIER, ITEMS, a_poor_assessment, a_rich_assessment, an_item
from tierscore.model.actor import Actor
from tierscore.model.evidence import Dossier, Figure, SourceReference
from tierscore.model.measure import NamedValue
from tierscore.report.json import assessment as rendered
from tierscore.report.json import values


def _read(text: str) -> dict[str, Any]:
    return json.loads(text)  # type: ignore[no-any-return]


RICH = _read(rendered.render(a_rich_assessment()))


def test_the_top_has_these_keys_in_this_order() -> None:
    assert list(RICH) == [
        "schema", "country", "report_year", "reporting_period", "rubric", "tier", "coverage", "pillars",
        "findings", "standards", "duties", "decision", "special_watch_list", "changes", "key_facts",
        "without", "previous_report", "other_readings", "unknowns", "facts", "not_counted", "evidence", "sources",
        "independent",
    ]  # fmt: skip
    assert RICH["schema"] == "tierscore/assessment/v1"


def test_poor_and_rich_have_the_same_keys() -> None:
    poor = _read(rendered.render(a_poor_assessment()))
    assert list(poor) == list(RICH)
    assert poor["tier"]["official"] is None
    assert poor["tier"]["indicated"] == "undetermined"
    assert poor["decision"]["rule"] is None


def test_the_head_is_complete() -> None:
    assert RICH["country"] == {"name": "Panama", "iso3": "PAN"}
    assert RICH["reporting_period"] == {"start": "2020-04-01", "end": "2021-03-31"}
    assert {key: RICH["rubric"][key] for key in ("id", "version", "sha256")} == {
        "id": "harbour",
        "version": "1.2.0",
        "sha256": "0123456789abcdef" * 4,
    }


def test_the_tier_stands_with_its_range_and_witnesses() -> None:
    tier = RICH["tier"]
    assert list(tier) == ["indicated", "range", "exact", "taken_as_no", "standing", "record", "official"]
    assert tier["indicated"] == "amber"
    assert [entry["tier"] for entry in tier["range"]] == ["green", "amber"]
    assert tier["range"][0]["witness"] == [
        {"measure": "hotline", "series": None, "scope": None, "name": "Public hotline", "says": "so"},
        {"measure": None, "series": None, "scope": None, "name": "joint action", "says": "shown"},
    ]
    assert tier["official"] == {
        "tier": "amber-watch",
        "confidence": "A",
        "sources": "Harbour tables; annual report",
    }


def test_pillars_count_to_100_and_coverage_to_1() -> None:
    assert RICH["pillars"]["protection"] == {"low": 100 / 3, "high": 200 / 3, "coverage": 2 / 3}
    assert RICH["pillars"]["prevention"] == {"low": 0, "high": 100, "coverage": 0}


def test_a_finding_has_exact_ends_and_what_it_rests_on() -> None:
    finding = next(finding for finding in RICH["findings"] if finding["criterion"] == "identification")
    assert list(finding) == [
        "criterion", "title", "pillar", "question", "outcome", "possible", "low", "high", "low_exact",
        "high_exact", "coverage", "presumed_coverage",
        "weight", "all_required", "law", "indicators", "caps", "evidence", "not_counted",
    ]  # fmt: skip
    assert (finding["low_exact"], finding["high_exact"]) == ("1/3", "2/3")
    assert finding["possible"] == ["met", "partly-met"]
    assert finding["law"][1] == {"cite": "Handbook 7", "alias": "", "authority": "agency", "unverified": True}
    assert finding["caps"][0]["bites"] is None


def test_what_did_not_count_has_item_reason_and_detail() -> None:
    assert {tuple(note) for note in RICH["not_counted"]} == {("item", "reason", "detail")}
    assert [note["reason"] for note in RICH["not_counted"]] == [
        "silence",
        "other-actor",
        "outside-period",
        "commitment",
    ]


def test_a_trial_shows_each_condition_with_its_answer_and_what_was_assumed() -> None:
    trial = RICH["decision"]["trials"][0]
    assert (trial["rule"], trial["answer"]) == ("full", "fails")
    gate = trial["gates"][0]
    assert (gate["gate"], gate["answer"], gate["assumed"]) == ("complies", "open", "fails")
    assert gate["if_open"] == {
        "answer": "fails",
        "authority": "policy",
        "cite": "",
        "reason": "Compliance must be shown",
    }


def test_every_item_that_is_named_can_be_followed_to_its_source() -> None:
    sources = {source["id"]: source for source in RICH["sources"]}
    item_names = {item for finding in RICH["findings"] for item in finding["evidence"]} | {
        note["item"] for note in RICH["not_counted"]
    }
    assert item_names
    assert item_names <= set(RICH["evidence"])
    for name, item in RICH["evidence"].items():
        assert item["sources"]
        for reference in item["sources"]:
            assert name in sources[reference["id"]]["cited_by"]
    assert RICH["evidence"]["found-2020"]["figure"] == {
        "value": 1061,
        "value_exact": "1061",
        "word": None,
        "unit": "victims",
        "bound": "at-least",
    }


def test_a_named_value_keeps_its_word_and_shows_no_rank() -> None:
    named = NamedValue("adrift", Fraction(1000), "adrift for good")
    item = values.evidence_item(an_item("rope", "hotline", figure=Figure(named.rank, "fathoms", named=named)))
    assert item["figure"] == {
        "value": None,
        "value_exact": None,
        "word": "adrift",
        "unit": "fathoms",
        "bound": "exact",
    }


def test_lists_that_have_no_order_of_their_own_are_sorted() -> None:
    turned = tuple(
        replace(item, sources=tuple(reversed(item.sources)), by=frozenset(Actor)) for item in ITEMS
    )
    data = _read(
        rendered.render(
            replace(
                a_rich_assessment(),
                dossier=replace(DOSSIER, items=turned, sources=dict(reversed(list(DOSSIER.sources.items())))),
            )
        )
    )
    first = replace(ITEMS[0], id="a-first", sources=(SourceReference("survey"),))
    counted = replace(
        a_rich_assessment(), counted=("a-first",), dossier=replace(DOSSIER, items=(first, *ITEMS))
    )
    for shape in (data, _read(rendered.render(counted))):
        assert list(shape["evidence"]) == sorted(shape["evidence"])
        assert [source["id"] for source in shape["sources"]] == ["annual-2021", "survey"]
    assert data["evidence"]["found-2020"]["by"] == sorted(Actor)


def test_the_bytes_do_not_depend_on_the_order_of_the_files() -> None:
    rich = a_rich_assessment()
    turned = Dossier("Panama", "PAN", dict(reversed(list(DOSSIER.sources.items()))), tuple(reversed(ITEMS)))
    assert rendered.render(rich) == rendered.render(replace(rich, dossier=turned))


def test_the_bytes_do_not_depend_on_the_run() -> None:
    """Python orders sets differently in each process; nothing of that may show."""
    program = (
        "from report.builders import a_rich_assessment; from tierscore.report.json import assessment; "
        "print(ascii(assessment.render(a_rich_assessment())))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert runs == {f"{rendered.render(a_rich_assessment())!a}\n".encode()}


@pytest.mark.parametrize(
    "character", ["\x1b", "\x9b", "\u202e", "\u2066", "\u200b", "\u2028", "\ufeff", "\U000e0041", "\x7f"]
)
def test_invisible_characters_are_escaped_and_survive(character: str) -> None:
    hostile = replace(ITEMS[0], summary=f"a{character}b \\ tráfico 中")
    text = rendered.render(
        replace(a_rich_assessment(), dossier=replace(DOSSIER, items=(hostile, *ITEMS[1:])))
    )
    assert character not in text
    assert "tráfico 中" in text
    assert _read(text)["evidence"][hostile.id]["summary"] == hostile.summary
