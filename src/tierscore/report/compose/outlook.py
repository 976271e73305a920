"""What the law allows a country in its next report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.rubric import Role
from tierscore.report.document.blocks import (
    Span,
    Style,
    TableBlock,
    bullet,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    spans,
    strong,
)
from tierscore.report.language.wording import (
    AUTHORITIES,
    INDEPENDENT,
    counted,
    join_words,
    sentence,
    short_cite,
    tier_name,
)

if TYPE_CHECKING:
    from tierscore.model.placement_history import Outlook, Path
    from tierscore.model.rubric import Rubric, Switch
    from tierscore.report.document.blocks import Bullet, Document, KeyValues, Line
_PLACEMENTS_SHOWN = 5
_COLUMNS = ("tier", "what it takes", "allowed", "statute")
_TITLE = "{country}: what the law allows in the {year} report"
_COMMON = "Unless a row says otherwise, each takes that these conditions do not apply: {conditions}."
_IN_ORDER = "The rows stand in the order in which the rules are tried; the first that applies decides."
_ALLOWED = "yes"
_FORCED = "yes, by earlier placements"
_NOT_ALLOWED = "no"
_NO_RULE = "No rule of this report leads to it, given the placements before."
_BEYOND = (
    "This report lies beyond the day to which the law was read; what it may become is not in this answer."
)
_UNKNOWN_YEARS = "The placements of {years}; every case that they allow is listed."
_NOT_ON_WATCH = "Not in the last report on file before this one."
_RUN = "{reports} in a row, up to {year}."
_READING = "{title}: {option} ({authority})."
_MORE = "tierscore list switches shows the other readings."


def compose_outlook(outlook: Outlook) -> Document:
    """Compose what the law of a report year allows, given the placements before it."""
    common = _common(outlook)
    titles = {gate.id: gate.heading for gate in outlook.rubric.gates}
    shared = "; ".join(titles[gate] for gate in common)
    return document(
        heading(1, _TITLE.format(country=outlook.country, year=outlook.report_year)),
        paragraph(strong(INDEPENDENT)),
        _grounds(outlook),
        heading(2, "What each tier takes"),
        paragraph(_IN_ORDER, f" {_COMMON.format(conditions=shared)}" if common else ""),
        _table(outlook, common, titles),
        *section("Readings of the law that this rests on", map(_reading, outlook.rubric.switches)),
        paragraph(muted(_MORE)),
    )


def _grounds(outlook: Outlook) -> KeyValues:
    """What the answer rests on: placements, the run on the Watch List, the law, and the unknown years."""
    rubric = outlook.rubric
    ruleset = rubric.ruleset(outlook.report_year)
    law = sentence(ruleset.says if ruleset else rubric.judges_as_of)
    pairs = [
        key_value("Placements", _placements(outlook)),
        key_value("Watch List", _run(outlook)),
        key_value("Law", law, muted(f" Read to {rubric.law_read_to}.")),
    ]
    if outlook.report_year > rubric.last_report:
        pairs.append(key_value("Note", strong(_BEYOND)))
    if not outlook.certain:
        years = join_words([str(year) for year in outlook.unknown_years])
        pairs.append(key_value("Not known", _UNKNOWN_YEARS.format(years=years)))
    return key_values(*pairs)


def _placements(outlook: Outlook) -> str:
    by_year = outlook.placements.by_year
    last = sorted(by_year)[-_PLACEMENTS_SHOWN:]
    placements = [f"{year}: {tier_name(outlook.rubric, by_year[year].tier)}" for year in last]
    return ", ".join(placements) or "none on file"


def _run(outlook: Outlook) -> str:
    if not outlook.watch_run:
        return _NOT_ON_WATCH
    reports = counted(outlook.watch_run, "report")
    return _RUN.format(reports=f"{reports[:1].upper()}{reports[1:]}", year=outlook.report_year - 1)


def _common(outlook: Outlook) -> tuple[str, ...]:
    """The conditions that fail in most cases, so that they are told once: the rows tell where one applies."""
    failing = [gate for path in outlook.paths for gate in path.failing]
    order = [gate.id for gate in outlook.rubric.gates]
    common = {gate for gate in failing if gate in order and failing.count(gate) * 2 > len(outlook.paths)}
    return tuple(sorted(common, key=order.index))


def _table(outlook: Outlook, common: tuple[str, ...], titles: dict[str, str]) -> TableBlock:
    rows = [_row(outlook.rubric, path, common, titles) for path in outlook.paths]
    reached = {path.tier for path in outlook.paths}
    for tier in outlook.rubric.tiers:
        if tier.role is not Role.NONE and tier.id not in reached:
            answer = (Span(_NOT_ALLOWED, Style.BAD),)
            rows.append((spans(strong(tier.name)), spans(_NO_RULE), answer, ()))
    return TableBlock(tuple(map(strong, _COLUMNS)), tuple(rows))


def _row(rubric: Rubric, path: Path, common: tuple[str, ...], titles: dict[str, str]) -> tuple[Line, ...]:
    needed = [titles[gate] for gate in path.holding if gate in titles]
    excluded = [f"not: {titles[gate]}" for gate in path.failing if gate in titles and gate not in common]
    answer = Span(_FORCED if path.by_history else _ALLOWED, Style.GOOD)
    takes = "; ".join([*needed, *excluded]) or sentence(path.rule.says)
    name = tier_name(rubric, path.tier)
    return (
        spans(strong(f"{name[:1].upper()}{name[1:]}")),
        spans(takes),
        (answer,),
        spans(muted(short_cite(path.rule.law))),
    )


def _reading(switch: Switch) -> Bullet:
    words = _READING.format(
        title=sentence(switch.title or switch.question).removesuffix("."),
        option=switch.options[switch.value],
        authority=AUTHORITIES[switch.basis.authority],
    )
    return bullet(words)
