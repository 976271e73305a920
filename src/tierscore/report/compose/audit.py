"""Published placements held against the law, as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.placement_history import Standing
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
from tierscore.report.language.wording import counted, tier_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tierscore.model.placement_history import Audit, AuditedPlacement
    from tierscore.report.document.blocks import Block, Line
_LONG_RUN = 3


def compose_audit(
    audit: Audit, forbidden_otherwise: Sequence[tuple[str, str, Sequence[AuditedPlacement]]]
) -> Document:
    """
    Compose the audit of every published placement.

    Args:
        audit: Under the rubric's own readings of the law.
        forbidden_otherwise: For each other reading its question, what it says, and the placements that it would forbid.

    """
    return Document(
        (
            Heading(1, (plain("Published placements held against the law of their years"),)),
            KeyValues(_counts(audit)),
            *_section(
                audit, "Forbidden by a rule on history", audit.standing(Standing.FORBIDDEN), _forbidden
            ),
            Heading(2, (plain("What other readings of the law would forbid"),)),
            Bullets(tuple(_other(audit, *other) for other in forbidden_otherwise)),
            *_section(
                audit,
                "Allowed only with what the history makes necessary",
                audit.standing(Standing.NEEDS),
                _needs,
            ),
            *_section(
                audit,
                "Consistent with an automatic rule; the table does not tell why",
                _automatic(audit),
                _automatic_row,
            ),
            *_section(
                audit,
                "Cannot be told, since earlier placements are unknown",
                audit.standing(Standing.UNTOLD),
                _untold,
            ),
        )
    )


def runs(audit: Audit, since: int) -> tuple[tuple[str, int, int], ...]:
    """Watch List runs of three or more reports, counted from ``since``: country code, first and last report."""
    by_country: dict[str, list[int]] = {}
    for found in audit.placements:
        if found.watch_run and found.placement.report_year >= since:
            by_country.setdefault(found.iso3, []).append(found.placement.report_year)
    return tuple(
        (iso3, run[0], run[-1])
        for iso3, years in by_country.items()
        for run in _split(years)
        if len(run) >= _LONG_RUN
    )


def _split(years: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    return found


def _counts(audit: Audit) -> tuple[KeyValue, ...]:
    moved = sum(found.moved for found in audit.placements)
    counts = [
        ("Placements", len(audit.placements)),
        ("Allowed", len(audit.standing(Standing.ALLOWED))),
        ("Need more", len(audit.standing(Standing.NEEDS))),
        ("Forbidden", len(audit.standing(Standing.FORBIDDEN))),
        ("Cannot be told", len(audit.standing(Standing.UNTOLD))),
        ("Need a reason", moved),
    ]
    pairs = [KeyValue(muted(name), (plain(str(number)),)) for name, number in counts]
    reason = muted(
        " moves between lists that the law has asked to be explained; a move through an unknown year is not counted"
    )
    pairs[-1] = KeyValue(pairs[-1].key, (*pairs[-1].value, reason))
    return tuple(pairs)


def _section(audit: Audit, title: str, found: Sequence[AuditedPlacement], row: _Row) -> tuple[Block, ...]:
    heading = Heading(2, (plain(f"{title}: {counted(len(found), 'placement')}"),))
    if not found:
        return (heading, Paragraph((muted("There are none."),)))
    columns = ("country", "report", "placement", "Watch List run", "because")
    rows = tuple(
        tuple(
            (plain(cell),)
            for cell in (
                one.country,
                str(one.placement.report_year),
                tier_name(audit.rubric, one.placement.tier),
                str(one.watch_run or ""),
                row(audit, one),
            )
        )
        for one in found
    )
    return (heading, TableBlock(tuple(map(strong, columns)), rows))


def _forbidden(_: Audit, found: AuditedPlacement) -> str:
    return ", ".join(found.rules)


def _needs(_: Audit, found: AuditedPlacement) -> str:
    return f"needs: {', '.join(found.needs)}"


def _automatic_row(_: Audit, found: AuditedPlacement) -> str:
    return f"consistent with {', '.join(found.rules)}"


def _untold(_: Audit, found: AuditedPlacement) -> str:
    needs = f"may need: {', '.join(found.needs)}" if found.needs else ""
    rules = f"may touch: {', '.join(found.rules)}" if found.rules else ""
    return "; ".join(part for part in (needs, rules) if part)


def _automatic(audit: Audit) -> tuple[AuditedPlacement, ...]:
    return tuple(
        found
        for found in audit.placements
        if found.rules and found.standing in (Standing.ALLOWED, Standing.NEEDS)
    )


def _other(audit: Audit, question: str, says: str, found: Sequence[AuditedPlacement]) -> Bullet:
    listed = ", ".join(
        f"{one.country} {one.placement.report_year} ({tier_name(audit.rubric, one.placement.tier)})"
        for one in found
    )
    line: Line = (
        plain(f"{question} Read otherwise - {says} - "),
        strong(counted(len(found), "placement")),
        plain(" would be forbidden"),
    )
    return Bullet((*line, muted(f": {listed}." if listed else ".")))


if TYPE_CHECKING:
    from collections.abc import Callable

    _Row = Callable[[Audit, AuditedPlacement], str]
