"""The JSON of ``tierscore backtest``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.compose.backtest import CAVEAT
from tierscore.report.json.values import Json, fields, number, rubric_version

if TYPE_CHECKING:
    from tierscore.model.backtest import Agreement, Backtest, BacktestRow, Baseline, Group


def as_data(full: Backtest, withheld: Backtest) -> Json:
    """A backtest with all the evidence, and without what gives a placement away."""
    return {
        "schema": "tierscore/backtest/v1",
        "caveat": CAVEAT,
        "rubric": rubric_version(full.rubric),
        **fields(full, "seed", "resamples"),
        "with_all_evidence": _figures(full),
        "without_what_tells": {"withheld": sorted(withheld.withheld), **_figures(withheld)},
        "baselines": list(map(_baseline, full.baselines)),
    }


def _figures(backtest: Backtest) -> Json:
    return {
        "off_scale": backtest.off_scale,
        "groups": list(map(_group, backtest.groups)),
        "rows": list(map(_row, backtest.rows)),
    }


def _group(group: Group) -> Json:
    ranges, directions = group.ranges, group.directions
    return {
        "name": group.name,
        **_agreement(group.agreement),
        "range": {
            **fields(ranges, "holds", "whole_scale", "misses"),
            "mean_width": ranges.tiers / ranges.rows if ranges.rows else None,
        },
        "changes": {
            "published": directions.changes,
            **fields(directions, "followed", "opposed", "stood", "unanswered"),
        },
    }


def _agreement(agreement: Agreement) -> Json:
    kappa, interval = agreement.kappa, agreement.kappa_interval
    confusion = sorted(agreement.confusion.items(), key=lambda entry: (entry[0][0], entry[0][1] or ""))
    return {
        **fields(agreement, "rows", "answered", "exact", "within_one", "top_joined"),
        "kappa": None if kappa is None else number(kappa),
        "kappa_interval": None if interval is None else list(map(number, interval)),
        "recall": {tier: {"found": hits, "rows": rows} for tier, (hits, rows) in agreement.recall.items()},
        "confusion": [
            {"published": published, "indicated": answer, "rows": count}
            for (published, answer), count in confusion
        ],
    }


def _row(row: BacktestRow) -> Json:
    judged = row.judged
    return {
        **fields(judged, "iso3", "report_year"),
        "part": row.part,
        "report_read": judged.report_read,
        "published": row.published,
        "indicated": judged.indicated,
        "range": list(judged.range),
        "exact_range": judged.exact,
        "coverage": number(judged.coverage),
        "rule": judged.rule,
        **fields(row, "last_year", "index_tier"),
    }


def _baseline(baseline: Baseline) -> Json:
    agreement, ours = _agreement(baseline.agreement), _agreement(baseline.ours)
    return {**fields(baseline, "name", "says"), **agreement, "ours": ours}
