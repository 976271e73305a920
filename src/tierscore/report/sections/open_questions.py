"""What else the evidence allows, and which unknowns matter most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import UNDETERMINED
from tierscore.report.document.blocks import (
    Bullet,
    Bullets,
    Heading,
    Paragraph,
    Span,
    Style,
    muted,
    plain,
    strong,
)
from tierscore.report.language.wording import counted, series

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.assessment import Alternative
    from tierscore.model.decision import RangeEntry, Supposition, Unknown
    from tierscore.report.document.blocks import Block
    from tierscore.report.language.lookup import Lookup
MOST_SHOWN = 8
"""How many unknowns the full report lists."""


def possible(lookup: Lookup) -> Iterator[Block]:
    """Each tier of the range with what would lead to it, and what was taken as No."""
    assessment = lookup.assessment
    yield Heading(2, (plain("What else is possible"),))
    yield Bullets(tuple(_range_entry(lookup, entry) for entry in assessment.range), spaced=True)
    if assessment.taken_as_no:
        names = series([lookup.names.get(measure, measure) for measure in assessment.taken_as_no])
        yield Paragraph(
            (
                strong("Taken as No"),
                plain(f", since each needs a finding of its own and the file holds none: {names}."),
            ),
        )


def readings(lookup: Lookup) -> Iterator[Block]:
    """What other readings of the law would give, where that differs."""
    assessment = lookup.assessment
    if not assessment.rubric.switches:
        return
    yield Heading(2, (plain("Where another reading of the law would change this"),))
    if not assessment.alternatives:
        yield Paragraph(
            (
                plain(
                    "Nowhere: each other reading that this rubric names leads to the same tier and the same range."
                ),
            )
        )
        return
    yield Bullets(tuple(_alternative(lookup, other) for other in assessment.alternatives))


def _alternative(lookup: Lookup, other: Alternative) -> Bullet:
    """One other reading: what it says, and what would follow."""
    switch = next(switch for switch in lookup.assessment.rubric.switches if switch.name == other.switch)
    outcome = "undetermined" if other.indicated == UNDETERMINED else lookup.tier(other.indicated)
    ranged = series([lookup.tier(tier) for tier in other.range], "or")
    return Bullet(
        (
            plain(f"{other.question} Read otherwise - {other.says} - the answer would be "),
            strong(outcome),
            plain(f", and the evidence would allow {ranged}."),
            muted(
                f" This rubric reads: {switch.options[other.chosen]} ({switch.basis.authority}). {switch.basis.reason}"
            ),
        )
    )


def unknowns(lookup: Lookup) -> Iterator[Block]:
    """The unknowns that matter most, and the count of the rest."""
    found = lookup.assessment.unknowns
    yield Heading(2, (plain("Unknown, and what matters most"),))
    if not found:
        yield Paragraph((plain("Nothing that the rules read is unknown."),))
        return
    yield Bullets(
        tuple(unknown_entry(lookup, unknown, number) for number, unknown in enumerate(found[:MOST_SHOWN], 1))
    )
    if len(found) > MOST_SHOWN:
        yield Paragraph(
            (
                muted(
                    f"{counted(len(found) - MOST_SHOWN, 'more unknown')} that matter less; the JSON format lists all."
                ),
            )
        )


def unknown_entry(lookup: Lookup, unknown: Unknown, number: int) -> Bullet:
    """One unknown: why it is one, what it could change, and which criteria it bears on."""
    why = "sources disagree" if unknown.contested else "no counted source"
    year = "" if unknown.report_year == lookup.assessment.report_year else f", {unknown.report_year} report"
    could = "; an answer could narrow the range" if unknown.excludes else ""
    said = (plain(f"{unknown.name}{year}: "), Span(why, Style.UNSURE), plain(f"{could}."))
    return Bullet((*said, muted(_bears_on(lookup, unknown))), mark=muted(f"{number}."))


def _bears_on(lookup: Lookup, unknown: Unknown) -> str:
    if unknown.criteria:
        return f" Bears on {series(list(unknown.criteria))}."
    questions = [lookup.gates[gate].gate.question for gate in unknown.gates if gate in lookup.gates]
    return f" Bears on: {' '.join(questions)}" if questions else ""


def _range_entry(lookup: Lookup, entry: RangeEntry) -> Bullet:
    name = lookup.tier(entry.tier)
    shown = " (indicated)" if entry.tier == lookup.assessment.indicated else ""
    if not entry.witness:
        return Bullet((strong(f"{name}{shown}: "), plain(_without_witness(lookup, entry))))
    return Bullet(
        (strong(f"{name}{shown}"), plain(" if all of these are so:" if len(entry.witness) > 1 else " if:")),
        _suppositions(entry.witness),
    )


def _without_witness(lookup: Lookup, entry: RangeEntry) -> str:
    if len(lookup.assessment.range) == 1:
        return "on what is known, whatever the unknown turns out to be."
    if entry.tier == lookup.assessment.indicated or lookup.assessment.exact:
        return "as the evidence stands."
    return "not ruled out; no example was worked out within the limit of work."


def _suppositions(witness: Sequence[Supposition]) -> tuple[Bullet, ...]:
    return tuple(Bullet((plain(f"{each.name}: "), Span(each.says, Style.UNSURE))) for each in witness)
