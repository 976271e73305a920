"""The unknowns that matter most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Block, Bullet, bullet, bullets, heading, muted, paragraph, unsure
from tierscore.report.language.wording import full_stopped, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.decision import Unknown
    from tierscore.report.language.lookup import Lookup
_MOST_SHOWN = 8


def unknowns(lookup: Lookup) -> Iterator[Block]:
    """The unknowns that matter most, and the count of the rest."""
    everything = lookup.assessment.unknowns
    yield heading(2, "Unknown, and what matters most")
    if not everything:
        yield paragraph("Nothing that the rules read is unknown.")
        return
    yield bullets(unknown_bullets(lookup, everything[:_MOST_SHOWN]))
    if len(everything) > _MOST_SHOWN:
        rest = quantity(len(everything) - _MOST_SHOWN, "more unknown")
        yield paragraph(muted(f"{rest} that matter less; --format json lists all."))


_NOT_ON_FILE = "not on file"
_DISAGREE = "sources disagree"
_DISAGREE_BEFORE = "sources disagree on the year before, in the {year} report"


def unknown_bullets(lookup: Lookup, unknowns: Iterable[Unknown]) -> tuple[Bullet, ...]:
    """Unknowns, numbered: why each is one, what it could change, and which criteria it bears on."""
    return tuple(_unknown(lookup, unknown, number) for number, unknown in enumerate(unknowns, 1))


def _unknown(lookup: Lookup, unknown: Unknown, number: int) -> Bullet:
    year = "" if unknown.report_year == lookup.assessment.report_year else f", {unknown.report_year} report"
    return bullet(
        f"{unknown.name}{year}: ",
        unsure(_disagreement(lookup, unknown) if unknown.contested else _NOT_ON_FILE),
        "; an answer could narrow the range." if unknown.excludes else ".",
        muted(_bears_on(lookup, unknown)),
        mark=f"{number}.",
    )


def _disagreement(lookup: Lookup, unknown: Unknown) -> str:
    """That sources disagree, and where they do so of the year before alone, which a change is measured by, of which."""
    years = {
        reading.report_year
        for finding in lookup.assessment.findings
        for result in finding.indicators
        for reading in result.readings
        if reading.contested and reading.subject == unknown.subject
    }
    if not years or unknown.report_year in years:
        return _DISAGREE
    return _DISAGREE_BEFORE.format(year=min(years))


def _bears_on(lookup: Lookup, unknown: Unknown) -> str:
    if unknown.criteria:
        return f" Bears on: {full_stopped('; '.join(map(lookup.titled, unknown.criteria)))}"
    gates = [lookup.gates[gate].gate for gate in unknown.gates if gate in lookup.gates]
    titles = "; ".join(gate.heading for gate in gates)
    return f" Bears on: {full_stopped(titles)}" if titles else ""
