"""Answers beside published placements, as a document."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.model.decision import Answer
from tierscore.report.document.blocks import (
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    TableBlock,
    muted,
    plain,
    strong,
)
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import INDEPENDENT, counted, series, tier_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.model.backtest import Agreement, Backtest, BacktestRow, Group, RangeRecord
    from tierscore.report.document.blocks import Block, Line
CAVEAT = (
    "The Department of State chose and worded the facts that it reports so that they justify its placements. Agreement measures how well "
    "the rubric reads those texts, not who is right."
)
"""Stands beside every figure of agreement."""
_EVIDENCE_SHOWN = 4
_COLUMNS = ("rows", "n", "answered", "exact", "within one", "1 and 2 as one", "kappa")
_CHANGE_COLUMNS = (
    "rows",
    "published changes",
    "ours the same way",
    "the other way",
    "ours stood",
    "one unanswered",
)
_RANGE_COLUMNS = ("rows", "n", "range holds", "whole scale", "misses", "mean width")


def compose_backtest(found: Backtest, withheld: Backtest, *, parts: bool) -> Document:
    """
    Compose a backtest.

    Args:
        found: With all the evidence.
        withheld: Without evidence that gives a placement away.
        parts: Whether to show the parts of the countries apart.

    """
    return Document(
        (
            Heading(1, (plain("Backtest: indicated tiers beside published placements"),)),
            Paragraph((plain(CAVEAT),)),
            KeyValues(_summary(found)),
            *_figures("Agreement, with all the evidence", found, parts=parts),
            *_figures(
                f"Without what gives a placement away ({series(sorted(withheld.withheld)) or 'nothing'})",
                withheld,
                parts=parts,
            ),
            *_changes(found, parts=parts),
            *_confusion(found),
            *_baselines(found),
            *_disagreements(found),
            Paragraph((muted(INDEPENDENT),)),
        )
    )


def _summary(found: Backtest) -> tuple[KeyValue, ...]:
    countries = {row.assessment.dossier.iso3 for row in found.rows}
    parts = {
        part: sorted({row.assessment.dossier.iso3 for row in found.rows if row.part == part})
        for part in found.parts
    }
    told = [
        ("Rubric", f"{found.rubric.id} {found.rubric.version} ({found.rubric.sha256[:12]})"),
        (
            "Rows",
            f"{counted(len(found.rows), 'country-year')} of {counted(len(countries), 'country', 'countries')}",
        ),
        ("Left out", f"{counted(found.off_scale, 'country-year')} without a published tier on the scale"),
        (
            "Kappa",
            f"quadratic weights, over answered rows; 95 % of {found.resamples:,} resamples of countries, seed {found.seed}",
        ),
        *((f"Countries {part}", ", ".join(codes)) for part, codes in parts.items() if codes),
    ]
    return tuple(KeyValue(muted(name), (plain(text),)) for name, text in told)


def _figures(title: str, found: Backtest, *, parts: bool) -> tuple[Block, ...]:
    groups = _shown(found, parts=parts)
    return (
        Heading(2, (plain(title),)),
        TableBlock(tuple(map(strong, _COLUMNS)), tuple(_agreement_row(group) for group in groups)),
        TableBlock(tuple(map(strong, _RANGE_COLUMNS)), tuple(_range_row(group) for group in groups)),
    )


def _agreement_row(group: Group) -> tuple[Line, ...]:
    found = group.agreement
    cells = (
        group.name,
        str(found.rows),
        _share(found.answered, found.rows),
        f"{_share(found.exact, found.rows)}; of answered {_share(found.exact, found.answered)}",
        _share(found.within_one, found.rows),
        _share(found.top_joined, found.rows),
        _kappa(found),
    )
    return tuple((plain(cell),) for cell in cells)


def _range_row(group: Group) -> tuple[Line, ...]:
    found = group.ranges
    cells = (
        group.name,
        str(found.rows),
        _share(found.holds, found.rows),
        _share(found.whole_scale, found.rows),
        _share(found.misses, found.rows),
        _mean_width(found),
    )
    return tuple((plain(cell),) for cell in cells)


def _changes(found: Backtest, *, parts: bool) -> tuple[Block, ...]:
    groups = [group for group in _shown(found, parts=parts) if group.directions.changes]
    heading = Heading(
        2, (plain("Where the published tier changed from one report to the next, and both were judged"),)
    )
    if not groups:
        return (heading, Paragraph((muted("Nowhere."),)))
    return (
        heading,
        TableBlock(tuple(map(strong, _CHANGE_COLUMNS)), tuple(_change_row(group) for group in groups)),
    )


def _change_row(group: Group) -> tuple[Line, ...]:
    found = group.directions
    parts = (found.followed, found.opposed, found.stood, found.unanswered)
    cells = (group.name, str(found.changes), *(_share(part, found.changes) for part in parts))
    return tuple((plain(cell),) for cell in cells)


def _shown(found: Backtest, *, parts: bool) -> list[Group]:
    named = (group for group in found.groups if group.agreement.rows)
    return [group for group in named if parts or not group.name.startswith(found.parts)]


def _share(part: int, whole: int) -> str:
    return f"{percent(Fraction(part, whole))} ({part})" if whole else "-"


def _mean_width(found: RangeRecord) -> str:
    return two_places(Fraction(found.tiers, found.rows)) if found.rows else "-"


def _kappa(found: Agreement) -> str:
    if found.kappa is None:
        return "-"
    interval = (
        f" [{two_places(found.kappa_interval[0])}, {two_places(found.kappa_interval[1])}]"
        if found.kappa_interval
        else ""
    )
    return two_places(found.kappa) + interval


def two_places(value: Fraction) -> str:
    """A number with two decimals, halves away from zero."""
    hundredths = abs(value) * 100
    whole = int(hundredths + Fraction(1, 2))
    return f"{'-' if value < 0 and whole else ''}{whole // 100}.{whole % 100:02d}"


def _confusion(found: Backtest) -> tuple[Block, ...]:
    counts = found.groups[0].agreement.confusion
    answers = [tier.id for tier in found.rubric.tiers if any(given == tier.id for _, given in counts)]
    published = [tier for tier in found.rubric.tiers if any(placed == tier.id for placed, _ in counts)]
    head = ("published", *(tier_name(found.rubric, tier) for tier in answers), "none", "found again")
    rows = tuple(
        tuple(
            (plain(cell),)
            for cell in (tier.name, *_counts(counts, tier.id, [*answers, None]), _recalled(found, tier.id))
        )
        for tier in published
    )
    return (
        Heading(2, (plain("Published tier against indicated tier"),)),
        TableBlock(tuple(map(strong, head)), rows),
    )


def _counts(
    counts: Mapping[tuple[str, str | None], int], tier: str, answers: Iterable[str | None]
) -> list[str]:
    return [str(counts.get((tier, answer), 0)) for answer in answers]


def _recalled(found: Backtest, tier: str) -> str:
    again, rows = found.groups[0].agreement.recall[tier]
    return _share(again, rows)


def _baselines(found: Backtest) -> tuple[Block, ...]:
    head = (
        "who",
        "answered",
        "exact",
        "within one",
        "1 and 2 as one",
        "kappa",
        "ours on the same rows, exact",
    )
    rows = tuple(
        tuple(
            (plain(cell),)
            for cell in (
                f"{baseline.name}: {baseline.says}",
                _share(baseline.agreement.answered, baseline.agreement.rows),
                _share(baseline.agreement.exact, baseline.agreement.rows),
                _share(baseline.agreement.within_one, baseline.agreement.rows),
                _share(baseline.agreement.top_joined, baseline.agreement.rows),
                _kappa(baseline.agreement),
                _share(baseline.ours.exact, baseline.ours.rows),
            )
        )
        for baseline in found.baselines
    )
    return (
        Heading(2, (plain("Those who read no evidence, on the same rows"),)),
        TableBlock(tuple(map(strong, head)), rows),
    )


def _disagreements(found: Backtest) -> tuple[Block, ...]:
    apart = [row for row in found.rows if row.answer != row.published]
    heading = Heading(2, (plain(f"Where we part: {counted(len(apart), 'country-year')}"),))
    if not apart:
        return (heading, Paragraph((muted("Nowhere."),)))
    return (heading, Bullets(tuple(_apart(found, row) for row in apart)))


def _apart(found: Backtest, row: BacktestRow) -> Bullet:
    judged = row.assessment
    ours = tier_name(found.rubric, judged.indicated)
    held = "in our range" if row.published in row.range else "outside our range"
    head: Line = (
        strong(f"{judged.dossier.name} {judged.report_year}"),
        plain(f": published {tier_name(found.rubric, row.published)}, ours {ours}. {_because(row)}"),
        muted(f" Published tier {held} ({', '.join(row.range)})."),
    )
    return Bullet(head)


def _because(row: BacktestRow) -> str:
    decision = row.assessment.decision
    if decision.rule is None or decision.undetermined_because:
        return decision.undetermined_because
    trial = decision.trials[-1]
    gates = [result for result in decision.gates if result.gate.id in trial.gates]
    words = series([f"{result.gate.id} {_HOW[result.assumed]}" for result in gates])
    evidence = list(dict.fromkeys(item for result in gates for item in result.evidence))
    more = f" and {len(evidence) - _EVIDENCE_SHOWN} more" if len(evidence) > _EVIDENCE_SHOWN else ""
    resting = f"; on {', '.join(evidence[:_EVIDENCE_SHOWN])}{more}" if evidence else "; on no evidence"
    return f"Rule {trial.rule.id}: {words}{resting}."


_HOW = {Answer.HOLDS: "holds", Answer.FAILS: "fails", Answer.OPEN: "is open"}
