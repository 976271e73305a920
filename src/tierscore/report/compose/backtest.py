"""Indicated tiers beside published placements."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.model.decision import Answer
from tierscore.report.document.blocks import (
    bullet,
    bullets,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    strong,
    table,
)
from tierscore.report.language.numbers import percent, two_places
from tierscore.report.language.wording import INDEPENDENT, join_words, quantity, tier_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.backtest import Agreement, Backtest, BacktestRow, Baseline, Group
    from tierscore.report.document.blocks import Block, Bullet, Bullets, Document, KeyValues, TableBlock
CAVEAT = (
    "The Department of State chose and worded the facts that it reports so that they justify its placements. "
    "Agreement measures how well the rubric reads those texts, not who is right."
)
"""Stands beside every figure of agreement."""
_ROWS = "{rows} of {countries} countries have evidence and a published tier."
_INDICATED = (
    "A tier is indicated in {answered}; it is State's in {exact}, and at most one step away in {near}."
)
_RANGE = "State's tier lies in the range in {holds}; the range has {width} tiers on average."
_OF_A_TIER = "Published {tier}: {found} of {published} are indicated {tier}."
_BASELINE = "Best of those who read no evidence, {name} ({says}): State's tier in {exact}."
_EVIDENCE_SHOWN = 4
_AGREEMENT_COLUMNS = ("rows", "n", "answered", "exact", "within one", "1 and 2 as one", "kappa")
_RANGE_COLUMNS = ("rows", "n", "range holds", "whole scale", "misses", "mean width")
_CHANGE_COLUMNS = (
    "rows",
    "published changes",
    "ours the same way",
    "the other way",
    "ours stood",
    "one unanswered",
)
_BASELINE_COLUMNS = (
    "who",
    "answered",
    "exact",
    "within one",
    "1 and 2 as one",
    "kappa",
    "ours on the same rows, exact",
)
_ANSWERS = {Answer.HOLDS: "holds", Answer.FAILS: "fails", Answer.OPEN: "is open"}


def compose_backtest(full: Backtest, withheld: Backtest, *, parts: bool) -> Document:
    """
    Compose a backtest with all the evidence, and one without the evidence that gives a placement away.

    With ``parts`` the figures are also shown for each part of the countries.
    """
    measures = join_words(sorted(withheld.withheld)) or "nothing"
    return document(
        heading(1, "Backtest: indicated tiers beside published placements"),
        _in_short(full),
        paragraph(CAVEAT),
        heading(2, "What was compared"),
        _summary(full),
        *_figures("Agreement, with all the evidence", full, parts=parts),
        *_figures(f"Without what gives a placement away ({measures})", withheld, parts=parts),
        *_changes(full, parts=parts),
        heading(2, "Published tier against indicated tier"),
        _confusion(full),
        heading(2, "Those who read no evidence, on the same rows"),
        table(_BASELINE_COLUMNS, map(_baseline, full.baselines)),
        *_disagreements(full),
        paragraph(muted(INDEPENDENT)),
    )


def _in_short(backtest: Backtest) -> Bullets:
    """The result in a few lines: what is indicated, how often it is State's tier, and beside which baseline."""
    agreement, ranges = backtest.groups[0].agreement, backtest.groups[0].ranges
    countries = {row.judged.iso3 for row in backtest.rows}
    lines = [
        _ROWS.format(rows=quantity(agreement.rows, "country-year"), countries=len(countries)),
        _INDICATED.format(
            answered=_share(agreement.answered, agreement.rows),
            exact=_share(agreement.exact, agreement.rows),
            near=_share(agreement.within_one, agreement.rows),
        ),
        _RANGE.format(
            holds=_share(ranges.holds, ranges.rows),
            width=two_places(Fraction(ranges.tiers, ranges.rows)) if ranges.rows else "-",
        ),
    ]
    for tier in backtest.rubric.tiers:
        found, published = agreement.recall.get(tier.id, (0, 0))
        if published:
            lines.append(_OF_A_TIER.format(tier=tier.name, found=found, published=published))
    if backtest.baselines:
        baseline = max(backtest.baselines, key=lambda baseline: baseline.agreement.exact)
        exact = _share(baseline.agreement.exact, baseline.agreement.rows)
        lines.append(_BASELINE.format(name=baseline.name, says=baseline.says, exact=exact))
    return bullets(map(bullet, lines))


def _summary(backtest: Backtest) -> KeyValues:
    rubric, rows = backtest.rubric, backtest.rows
    off_scale = quantity(backtest.off_scale, "country-year")
    resamples = f"95 % of {backtest.resamples:,} resamples of countries, seed {backtest.seed}"
    countries = quantity(len({row.judged.iso3 for row in rows}), "country", "countries")
    pairs = [
        key_value("Rubric", f"{rubric.id} {rubric.version} ({rubric.sha256[:12]})"),
        key_value("Rows", f"{quantity(len(rows), 'country-year')} of {countries}"),
        key_value("Left out", f"{off_scale} without a published tier on the scale"),
        key_value("Kappa", f"quadratic weights, over answered rows; {resamples}"),
    ]
    pairs += [
        key_value(f"Countries {part}", ", ".join(codes))
        for part in backtest.parts
        if (codes := sorted({row.judged.iso3 for row in rows if row.part == part}))
    ]
    return key_values(*pairs)


def _figures(title: str, backtest: Backtest, *, parts: bool) -> Iterator[Block]:
    groups = _groups(backtest, parts=parts)
    yield heading(2, title)
    yield table(_AGREEMENT_COLUMNS, map(_agreement_row, groups))
    yield table(_RANGE_COLUMNS, map(_range_row, groups))


def _groups(backtest: Backtest, *, parts: bool) -> list[Group]:
    with_rows = (group for group in backtest.groups if group.agreement.rows)
    return [group for group in with_rows if parts or not group.name.startswith(backtest.parts)]


def _agreement_row(group: Group) -> tuple[str, ...]:
    agreement = group.agreement
    rows, exact = agreement.rows, agreement.exact
    return (
        group.name,
        str(rows),
        _share(agreement.answered, rows),
        f"{_share(exact, rows)}; of answered {_share(exact, agreement.answered)}",
        *_near_agreement(agreement),
    )


def _near_agreement(agreement: Agreement) -> tuple[str, str, str]:
    within_one = _share(agreement.within_one, agreement.rows)
    return (within_one, _share(agreement.top_joined, agreement.rows), _kappa(agreement))


def _range_row(group: Group) -> tuple[str, ...]:
    ranges = group.ranges
    shares = (_share(part, ranges.rows) for part in (ranges.holds, ranges.whole_scale, ranges.misses))
    mean_width = two_places(Fraction(ranges.tiers, ranges.rows)) if ranges.rows else "-"
    return (group.name, str(ranges.rows), *shares, mean_width)


def _changes(backtest: Backtest, *, parts: bool) -> Iterator[Block]:
    groups = [group for group in _groups(backtest, parts=parts) if group.directions.changes]
    yield heading(2, "Where the published tier changed from one report to the next")
    yield table(_CHANGE_COLUMNS, map(_change_row, groups)) if groups else paragraph(muted("Nowhere."))


def _change_row(group: Group) -> tuple[str, ...]:
    directions = group.directions
    parts = (directions.followed, directions.opposed, directions.stood, directions.unanswered)
    return (group.name, str(directions.changes), *(_share(part, directions.changes) for part in parts))


def _share(part: int, whole: int) -> str:
    return f"{percent(Fraction(part, whole))} ({part})" if whole else "-"


def _kappa(agreement: Agreement) -> str:
    if agreement.kappa is None:
        return "-"
    ends = ", ".join(map(two_places, agreement.kappa_interval or ()))
    return two_places(agreement.kappa) + (f" [{ends}]" if ends else "")


def _confusion(backtest: Backtest) -> TableBlock:
    agreement, tiers = backtest.groups[0].agreement, backtest.rubric.tiers
    counts = agreement.confusion
    answers = [tier.id for tier in tiers if any(answer == tier.id for _, answer in counts)]
    rows = [
        (
            tier.name,
            *(str(counts.get((tier.id, answer), 0)) for answer in (*answers, None)),
            _share(*agreement.recall[tier.id]),
        )
        for tier in tiers
        if any(published == tier.id for published, _ in counts)
    ]
    names = (tier_name(backtest.rubric, tier) for tier in answers)
    return table(("published", *names, "none", "found again"), rows)


def _baseline(baseline: Baseline) -> tuple[str, ...]:
    agreement = baseline.agreement
    return (
        f"{baseline.name}: {baseline.says}",
        _share(agreement.answered, agreement.rows),
        _share(agreement.exact, agreement.rows),
        *_near_agreement(agreement),
        _share(baseline.ours.exact, baseline.ours.rows),
    )


def _disagreements(backtest: Backtest) -> Iterator[Block]:
    rows = [row for row in backtest.rows if row.answer != row.published]
    yield heading(2, f"Where we part: {quantity(len(rows), 'country-year')}")
    yield bullets(_disagreement(backtest, row) for row in rows) if rows else paragraph(muted("Nowhere."))


def _disagreement(backtest: Backtest, row: BacktestRow) -> Bullet:
    published = tier_name(backtest.rubric, row.published)
    ours = tier_name(backtest.rubric, row.judged.indicated)
    place = "in our range" if row.published in row.judged.range else "outside our range"
    return bullet(
        strong(f"{row.judged.country} {row.judged.report_year}"),
        f": published {published}, ours {ours}. {_because(row)}",
        muted(f" Published tier {place} ({', '.join(row.judged.range)})."),
    )


def _because(row: BacktestRow) -> str:
    judged = row.judged
    if judged.rule is None or judged.undetermined_because:
        return judged.undetermined_because
    words = join_words([f"{gate} {_ANSWERS[assumed]}" for gate, assumed in judged.gates])
    evidence = judged.evidence
    more = f" and {len(evidence) - _EVIDENCE_SHOWN} more" if len(evidence) > _EVIDENCE_SHOWN else ""
    items = f"on {', '.join(evidence[:_EVIDENCE_SHOWN])}{more}" if evidence else "on no evidence"
    return f"Rule {judged.rule}: {words}; {items}."
