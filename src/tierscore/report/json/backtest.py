"""The JSON of a backtest: ``tierscore/backtest/v1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.compose.backtest import CAVEAT
from tierscore.report.json import findings as shape

if TYPE_CHECKING:
    from tierscore.model.backtest import Agreement, Backtest, BacktestRow, Baseline, Group


def backtest(found: Backtest, withheld: Backtest) -> shape.Json:
    """A backtest with all the evidence, and without what gives a placement away."""
    return {
        "schema": "tierscore/backtest/v1",
        "caveat": CAVEAT,
        "rubric": {"id": found.rubric.id, "version": found.rubric.version, "sha256": found.rubric.sha256},
        "seed": found.seed,
        "resamples": found.resamples,
        "with_all_evidence": _figures(found),
        "without_what_tells": {"withheld": sorted(withheld.withheld), **_figures(withheld)},
        "baselines": [_baseline(baseline) for baseline in found.baselines],
    }


def _figures(found: Backtest) -> shape.Json:
    return {
        "off_scale": found.off_scale,
        "groups": [_group(group) for group in found.groups],
        "rows": [_row(row) for row in found.rows],
    }


def _group(found: Group) -> shape.Json:
    ranges = found.ranges
    return {
        "name": found.name,
        **_agreement(found.agreement),
        "range": {
            "holds": ranges.holds,
            "whole_scale": ranges.whole_scale,
            "misses": ranges.misses,
            "mean_width": ranges.tiers / ranges.rows if ranges.rows else None,
        },
        "changes": {
            "published": found.directions.changes,
            "followed": found.directions.followed,
            "opposed": found.directions.opposed,
            "stood": found.directions.stood,
            "unanswered": found.directions.unanswered,
        },
    }


def _agreement(found: Agreement) -> shape.Json:
    return {
        "rows": found.rows,
        "answered": found.answered,
        "exact": found.exact,
        "within_one": found.within_one,
        "top_joined": found.top_joined,
        "kappa": None if found.kappa is None else shape.number(found.kappa),
        "kappa_interval": None
        if found.kappa_interval is None
        else [shape.number(end) for end in found.kappa_interval],
        "recall": {
            tier: {"found": found_again, "rows": rows} for tier, (found_again, rows) in found.recall.items()
        },
        "confusion": [
            {"published": published, "indicated": answer, "rows": count}
            for (published, answer), count in sorted(
                found.confusion.items(), key=lambda entry: (entry[0][0], entry[0][1] or "")
            )
        ],
    }


def _row(row: BacktestRow) -> shape.Json:
    judged = row.assessment
    return {
        "iso3": judged.dossier.iso3,
        "report_year": judged.report_year,
        "part": row.part,
        "report_read": row.read,
        "published": row.published,
        "indicated": judged.indicated,
        "range": list(row.range),
        "exact_range": judged.exact,
        "coverage": shape.number(judged.coverage),
        "rule": judged.decision.rule,
        "last_year": row.last_year,
        "index_tier": row.index_tier,
    }


def _baseline(found: Baseline) -> shape.Json:
    return {
        "name": found.name,
        "says": found.says,
        **_agreement(found.agreement),
        "ours": _agreement(found.ours),
    }
