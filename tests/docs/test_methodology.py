"""The figures of the page on methodology are those that the backtest gives today."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from typing import Any

from docs.pages import ROOT, read
from shipped import shipped_json

PAGE = ROOT / "docs/methodology.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
GROUPS = (
    "all rows",
    "report of the year read",
    "tuned on",
    "tuned on, report of the year read",
    "untouched",
    "untouched, report of the year read",
    "not seen",
    "not seen, report of the year read",
)
BOTH = (("with_all_evidence", "all the evidence"), ("without_what_tells", "without waivers"))


@cache
def found() -> dict[str, Any]:
    told: dict[str, Any] = shipped_json("backtest", "--split")
    return told


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def row(name: str, group: dict[str, Any]) -> str:
    rows, held = group["rows"], group["range"]
    cells = [
        name,
        str(rows),
        percent(group["answered"], rows),
        percent(group["exact"], rows),
        percent(group["exact"], group["answered"]),
        percent(group["within_one"], rows),
        percent(group["top_joined"], rows),
        "-"
        if group["kappa"] is None
        else f"{group['kappa']:.2f} [{group['kappa_interval'][0]:.2f}, {group['kappa_interval'][1]:.2f}]",
        percent(held["holds"], rows),
        percent(held["whole_scale"], rows),
        f"{held['mean_width']:.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def figures() -> str:
    told = found()
    rubric = told["rubric"]
    lines = [
        f"Rubric `{rubric['id']}` {rubric['version']} (`{rubric['sha256'][:12]}`), {told['resamples']} resamples, seed {told['seed']}.",
        "",
        "| rows | n | answered | exact | of answered | within one | 1 and 2 as one | kappa | range holds | whole scale | mean width |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for key, words in BOTH:
        groups = {group["name"]: group for group in told[key]["groups"]}
        lines += [row(f"{name}; {words}", groups[name]) for name in GROUPS if groups[name]["rows"]]
    lines += [
        "",
        "| who reads no evidence | answered | exact | within one | 1 and 2 as one | ours on the same rows, exact |",
        "|---|---|---|---|---|---|",
    ]
    for one in told["baselines"]:
        cells = [
            percent(one[part], one["rows"]) for part in ("answered", "exact", "within_one", "top_joined")
        ]
        lines.append(
            f"| {one['name']} | {' | '.join(cells)} | {percent(one['ours']['exact'], one['ours']['rows'])} |"
        )
    return "\n".join([*lines, "", *changes()])


def changes() -> list[str]:
    """Where the published tier changed from one report to the next."""
    ways = ("followed", "opposed", "stood", "unanswered")
    groups = {group["name"]: group["changes"] for group in found()[BOTH[0][0]]["groups"] if group["rows"]}
    return [
        "| where the published tier changed | changes | ours the same way | the other way | ours stood | one of two years unanswered |",
        "|---|---|---|---|---|---|",
        *(
            f"| {name} | {groups[name]['published']} | {' | '.join(str(groups[name][way]) for way in ways)} |"
            for name in GROUPS
            if name in groups
        ),
    ]


def test_the_figures_are_those_of_the_backtest() -> None:
    text = read(PAGE)
    if os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"):
        PAGE.write_text(
            re.sub(f"{BEGIN}.*{END}", f"{BEGIN}\n{figures()}\n{END}", text, flags=re.DOTALL), encoding="utf-8"
        )
        return
    (told,) = re.findall(f"{BEGIN}\n(.*)\n{END}", text, re.DOTALL)
    assert told == figures()


def test_the_parts_of_the_countries_are_those_of_the_backtest() -> None:
    told = " ".join(read(PAGE).split())
    names = {row["iso3"]: row["part"] for row in found()["with_all_evidence"]["rows"]}
    countries = {country["code"]: country["country"] for country in shipped_json("list", "countries")}
    for part, words in (("tuned on", "Tuned on:"), ("untouched", "Untouched:"), ("not seen", "Not seen:")):
        named = sorted(countries[iso3] for iso3, its in names.items() if its == part)
        assert not named or f"{words} {', '.join(dict.fromkeys(named))}." in told


def test_the_first_twenty_countries_were_parted_by_the_hash_that_the_page_names() -> None:
    """The smallest seed that parts them ten to ten with Panama among those tuned on."""
    parts = {
        row["iso3"]: row["part"] for row in found()["with_all_evidence"]["rows"] if row["part"] != "not seen"
    }

    def drawn(seed: int) -> set[str]:
        return {iso3 for iso3 in parts if hashlib.sha256(f"{seed} {iso3}".encode()).digest()[0] % 2 == 0}

    seed = next(seed for seed in range(1000) if len(drawn(seed)) == 10 and "PAN" in drawn(seed))
    assert f"seed {seed}" in read(PAGE)
    assert {iso3 for iso3, part in parts.items() if part == "tuned on"} == drawn(seed)
