"""Published placements compared with the law of their years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.placement_history import Audit, AuditedPlacement, Standing
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
from tierscore.report.language.wording import quantity, tier_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tierscore.report.document.blocks import Block, Bullet, Document, KeyValues


_COLUMNS = ("country", "report", "placement", "Watch List run", "because")


def compose_audit(
    audit: Audit, forbidden_otherwise: Sequence[tuple[str, str, Sequence[AuditedPlacement]]]
) -> Document:
    """
    Compose the audit of every published placement under the rubric's own readings of the law.

    ``forbidden_otherwise`` has, for each other reading, its question, what it says, and what it would forbid.
    """
    explained = (Standing.ALLOWED, Standing.NEEDS)
    automatic = [row for row in audit.placements if row.rules and row.standing in explained]
    return document(
        heading(1, "Published placements tested against the law of their years"),
        _counts(audit),
        *_placements(
            audit,
            "Forbidden by a rule on history",
            audit.standing(Standing.FORBIDDEN),
            lambda row: ", ".join(row.rules),
        ),
        heading(2, "What other readings of the law would forbid"),
        bullets(_otherwise(audit, *reading) for reading in forbidden_otherwise),
        *_placements(
            audit,
            "Allowed only with what the history makes necessary",
            audit.standing(Standing.NEEDS),
            lambda row: f"needs: {', '.join(row.needs)}",
        ),
        *_placements(
            audit,
            "Consistent with an automatic rule; the table does not tell why",
            automatic,
            lambda row: f"consistent with {', '.join(row.rules)}",
        ),
        *_placements(
            audit,
            "Cannot be told, since earlier placements are unknown",
            audit.standing(Standing.UNTOLD),
            _may_need,
        ),
        *_unnamed(audit),
    )


def _unnamed(audit: Audit) -> Iterator[Block]:
    """Placements in tiers of no meaning here; most tables have none, and then nothing is said."""
    if unnamed := audit.standing(Standing.UNNAMED):
        tiers = f"the rubric has {', '.join(tier.id for tier in audit.rubric.tiers)}"
        title = "In a tier that the rubric does not have, so that its law says nothing of it"
        yield from _placements(audit, title, unnamed, lambda row: f"no tier `{row.placement.tier}`; {tiers}")


def _counts(audit: Audit) -> KeyValues:
    explained = "moves between lists that the law has asked to be explained"
    uncounted = "a move through an unknown year is not counted"
    unnamed = audit.standing(Standing.UNNAMED)
    moves = sum(placement.moved for placement in audit.placements)
    return key_values(
        key_value("Placements", str(len(audit.placements))),
        key_value("Allowed", str(len(audit.standing(Standing.ALLOWED)))),
        key_value("Need more", str(len(audit.standing(Standing.NEEDS)))),
        key_value("Forbidden", str(len(audit.standing(Standing.FORBIDDEN)))),
        key_value("Cannot be told", str(len(audit.standing(Standing.UNTOLD)))),
        *([key_value("No such tier", str(len(unnamed)))] if unnamed else []),
        key_value("Need a reason", str(moves), muted(f" {explained}; {uncounted}")),
    )


def _placements(
    audit: Audit,
    title: str,
    placements: Sequence[AuditedPlacement],
    because: Callable[[AuditedPlacement], str],
) -> Iterator[Block]:
    yield heading(2, f"{title}: {quantity(len(placements), 'placement')}")
    rows = [
        (
            row.country,
            str(row.placement.report_year),
            tier_name(audit.rubric, row.placement.tier),
            str(row.watch_run or ""),
            because(row),
        )
        for row in placements
    ]
    yield table(_COLUMNS, rows) if rows else paragraph(muted("There are none."))


def _may_need(row: AuditedPlacement) -> str:
    needs = f"may need: {', '.join(row.needs)}" if row.needs else ""
    rules = f"may touch: {', '.join(row.rules)}" if row.rules else ""
    return "; ".join(part for part in (needs, rules) if part)


def _otherwise(audit: Audit, question: str, says: str, placements: Sequence[AuditedPlacement]) -> Bullet:
    listed = ", ".join(
        f"{row.country} {row.placement.report_year} ({tier_name(audit.rubric, row.placement.tier)})"
        for row in placements
    )
    return bullet(
        f"{question} If read as {says}, ",
        strong(quantity(len(placements), "placement")),
        " would be forbidden",
        muted(f": {listed}." if listed else "."),
    )
