"""The backtest: what it judges by, what it leaves out, and the baselines beside it."""

from __future__ import annotations

from dataclasses import astuple, replace
from pathlib import Path

import pytest

from builders import (
    a_criterion,
    a_dossier,
    a_gate,
    a_history,
    a_measure,
    a_rubric,
    a_rule,
    a_source,
    a_vocabulary,
    an_item,
    presence,
    reaches,
)
from tierscore.analysis.backtest.comparison import (
    PARTS,
    TUNED,
    UNSEEN,
    UNTOUCHED,
    backtest,
    part_of,
    withheld_measures,
    without_hints,
)
from tierscore.analysis.country_years import judge_years
from tierscore.loading.tables.index_3p import load_index
from tierscore.model.backtest import Backtest
from tierscore.model.condition import EveryOne, GateHolds, NotSo, PlacedInARow
from tierscore.model.evidence import Dossier, Status
from tierscore.model.measure import Nature
from tierscore.model.placement import NO_PLACEMENTS, Placements
from tierscore.model.problem import UnreadableError
from tierscore.model.rubric import IfOpen, Rubric
from tierscore.model.version import Level, VersionEntry

ROOT = Path(__file__).resolve().parents[3]
PATROLS = a_measure("patrols", Nature.ACTIVITY)
REPRIEVE = replace(a_measure("reprieve", Nature.CIRCUMSTANCE), tells_placement=True)
VOCABULARY = a_vocabulary(PATROLS, REPRIEVE)
PATROLLED, REPRIEVED, RUSTED = GateHolds("patrolled"), GateHolds("reprieved"), GateHolds("rusted")
HISTORY = (
    VersionEntry(
        "2.0.0",
        "2026",
        Level.SUBSTANTIVE,
        "Second.",
        tuned_on=frozenset({"AAA"}),
        held_out=frozenset({"BBB", "CCC"}),
    ),
    VersionEntry(
        "1.0.0", "2025", Level.SUBSTANTIVE, "First.", tuned_on=frozenset({"CCC"}), held_out=frozenset({"AAA"})
    ),
)
RULES = a_rubric(
    a_criterion("a", presence("patrols")),
    gates=[
        a_gate("patrolled", reaches(presence("patrols"))),
        a_gate("reprieved", reaches(presence("reprieve", by=frozenset()))),
        a_gate("rusted", PlacedInARow("rust", 2, 2001)),
    ],
    rules=[
        a_rule("patrols", EveryOne((PATROLLED, NotSo(RUSTED))), "gold"),
        a_rule("reprieve", REPRIEVED, "bronze"),
        a_rule("else", NotSo(REPRIEVED), "rust"),
    ],
)
RUBRIC = replace(RULES, history=HISTORY)
"""Gold for patrols, unless the last two reports said rust; then bronze with a reprieve and rust without."""


def a_country(iso3: str, *years: int, reprieved: bool = False) -> Dossier:
    items = [an_item(f"patrols-{year}", "patrols", when=f"report {year}") for year in years]
    reprieves = [
        an_item(f"reprieve-{year}", "reprieve", when=f"report {year}", by=frozenset())
        for year in years
        if reprieved
    ]
    return replace(a_dossier(*items, *reprieves, sources=[a_source()]), iso3=iso3)


def held(
    *dossiers: Dossier,
    placements: dict[str, Placements],
    index: dict[tuple[str, int], int] | None = None,
    withhold: bool = False,
    rubric: Rubric = RUBRIC,
) -> Backtest:
    judged, withheld = {}, withheld_measures(VOCABULARY) if withhold else frozenset()
    for dossier in dossiers:
        seen = without_hints(dossier, withheld) or dossier
        years = judge_years(rubric, VOCABULARY, seen, placements.get(dossier.iso3, NO_PLACEMENTS))
        judged[dossier.iso3] = tuple(years)
    return backtest(rubric, judged, placements, index or {}, seed=1, withheld=withheld)


@pytest.mark.parametrize("tier", ["gold", "silver", "bronze", "rust"])
def test_the_placement_of_the_year_changes_nothing_but_the_comparison(tier: str) -> None:
    """Whatever was published for 2021, the judgement of 2021 is the same; that of 2022 may look at it."""
    country = a_country("AAA", 2021, reprieved=True)
    before = a_history(y2019="rust", y2020="rust").by_year
    (row,) = held(country, placements={"AAA": Placements({**before, **a_history(y2021=tier).by_year})}).rows
    assert row.published == tier
    (other,) = held(
        country, placements={"AAA": Placements({**before, **a_history(y2021="gold").by_year})}
    ).rows
    assert row.judged == other.judged
    assert row.answer == "bronze"


def test_the_placements_before_do_count() -> None:
    """Else the test above could not fail."""
    calm = held(
        a_country("AAA", 2021), placements={"AAA": a_history(y2019="gold", y2020="rust", y2021="gold")}
    )
    rusted = held(
        a_country("AAA", 2021), placements={"AAA": a_history(y2019="rust", y2020="rust", y2021="gold")}
    )
    assert [row.judged.indicated for row in (*calm.rows, *rusted.rows)] != ["gold", "gold"]


def test_what_gives_a_placement_away_is_withheld() -> None:
    country = a_country("AAA", 2021, reprieved=True)
    placements = {"AAA": a_history(y2019="rust", y2020="rust", y2021="bronze")}
    (row,) = held(country, placements=placements).rows
    result = held(country, placements=placements, withhold=True)
    (blind,) = result.rows
    assert result.withheld == {"reprieve"}
    assert row.answer == "bronze"
    assert blind.answer != "bronze"
    assert "reprieve-2021" in row.judged.evidence
    assert "reprieve-2021" not in blind.judged.evidence


def test_a_year_without_a_published_tier_is_in_no_figure() -> None:
    result = held(a_country("AAA", 2020, 2021), placements={"AAA": a_history(y2020="gold")})
    assert [row.judged.report_year for row in result.rows] == [2020]
    assert result.off_scale == 1
    assert result.groups[0].agreement.rows == 1


def test_every_row_is_in_one_part_one_band_and_one_tier() -> None:
    countries = [a_country(iso3, 2020, 2021) for iso3 in ("AAA", "BBB", "CCC", "DDD")]
    result = held(
        *countries, placements={country.iso3: a_history(y2020="gold", y2021="rust") for country in countries}
    )
    sizes = {group.name: group.agreement.rows for group in result.groups}
    assert sizes["all rows"] == len(result.rows) == 8
    assert [sizes[part] for part in PARTS] == [4, 2, 2]
    assert sum(size for name, size in sizes.items() if name.startswith("coverage")) == 8
    assert sum(size for name, size in sizes.items() if name.startswith("published")) == 8


def test_a_country_is_in_the_part_that_the_history_of_the_rubric_puts_it_in() -> None:
    """Tuned on once is tuned on for good, whatever other versions held out; what none names was not seen."""
    assert [part_of(iso3, HISTORY) for iso3 in ("AAA", "BBB", "CCC", "DDD")] == [
        TUNED,
        UNTOUCHED,
        TUNED,
        UNSEEN,
    ]
    assert part_of("AAA", ()) == UNSEEN


def test_ranges_that_say_nothing_are_no_success() -> None:
    """With nothing known of patrols all tiers but one are possible; a range of all would be counted apart."""
    ranges = held(a_country("AAA", 2021), placements={"AAA": a_history(y2021="gold")}).groups[0].ranges
    assert (ranges.rows, ranges.holds, ranges.whole_scale, ranges.misses) == (
        1,
        ranges.holds,
        0,
        1 - ranges.holds,
    )
    assert ranges.tiers == len(
        held(a_country("AAA", 2021), placements={"AAA": a_history(y2021="gold")}).rows[0].judged.range
    )


def test_where_a_published_tier_changes_ours_may_follow_or_not() -> None:
    """Ours falls from gold to bronze in 2021, stays in 2022, and is open for 2023, where sources differ."""
    fallen = [
        item
        for year in (2021, 2022)
        for item in (
            an_item(f"none-{year}", "patrols", status=Status.ABSENT, when=f"report {year}"),
            an_item(f"reprieve-{year}", "reprieve", when=f"report {year}", by=frozenset()),
        )
    ]
    contested = [
        an_item(f"{status}-2023", "patrols", status=status, when="report 2023")
        for status in (Status.DONE, Status.ABSENT)
    ]
    country = a_country("AAA", 2020)
    country = replace(country, items=(*country.items, *fallen, *contested))

    gates = tuple(
        replace(gate, if_open=IfOpen.UNDETERMINED) if gate.id == "patrolled" else gate
        for gate in RUBRIC.gates
    )
    strict = replace(RUBRIC, gates=gates)

    def directions(**published: str) -> tuple[int, ...]:
        result = held(country, placements={"AAA": a_history(**published)}, rubric=strict)
        assert [row.answer for row in result.rows] == ["gold", "bronze", "bronze", None]
        return astuple(result.groups[0].directions)

    assert directions(y2020="gold", y2021="silver", y2022="silver", y2023="silver") == (1, 1, 0, 0, 0)
    assert directions(y2020="silver", y2021="gold", y2022="gold", y2023="gold") == (1, 0, 1, 0, 0)
    assert directions(y2020="gold", y2021="gold", y2022="rust", y2023="bronze") == (2, 0, 0, 1, 1)


def test_baselines_answer_without_evidence() -> None:
    placements = {
        "AAA": a_history(y2020="rust", y2021="gold"),
        "ZZZ": a_history(y2020="gold", y2021="rust", y2022="rust"),
    }
    index = {("ZZZ", 2020): 15, ("ZZZ", 2021): 4, ("ZZZ", 2022): 4, ("AAA", 2021): 4}
    result = held(a_country("AAA", 2021), placements=placements, index=index)
    always, last, indexed = result.baselines
    assert next(iter(always.agreement.confusion)) == ("gold", "silver")
    assert next(iter(last.agreement.confusion)) == ("gold", "rust")
    assert result.rows[0].index_tier == "rust"
    assert next(iter(indexed.agreement.confusion)) == ("gold", "rust")


def test_the_index_is_fitted_on_countries_that_are_not_judged() -> None:
    """A country that is judged cannot teach the index its own tiers."""
    placements = {"AAA": a_history(y2021="gold")}
    result = held(a_country("AAA", 2021), placements=placements, index={("AAA", 2021): 15})
    assert result.rows[0].index_tier is None


def test_the_published_index_is_read_whole() -> None:
    sums = load_index(ROOT / "countries/index-3p.csv")
    assert len(sums) == 2123
    assert set(sums.values()) <= set(range(3, 16))
    assert sums["AFG", 2002] == 3


@pytest.mark.parametrize(
    "row", ["AFG,2001,1,1", "AFG,2001,1,1,6", "AFG,year,1,1,1", "AFG,2001,1,1,1\nAFG,2001,2,2,2"]
)
def test_a_faulty_index_is_refused(tmp_path: Path, row: str) -> None:
    table = tmp_path / "index.csv"
    table.write_text(f"iso3,year,prosecution,protection,prevention\n{row}\n")
    with pytest.raises(UnreadableError):
        load_index(table)
