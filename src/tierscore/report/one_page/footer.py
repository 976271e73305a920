"""The last line: the rubric, and where the rest of the report is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import muted, paragraph, strong
from tierscore.report.language.wording import changed_readings, short_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.report.document.blocks import Block
    from tierscore.report.one_page.page_lookup import PageLookup


def footer(lookup: PageLookup) -> Iterator[Block]:
    """Which rubric, and the commands that say more."""
    assessment, rubric = lookup.assessment, lookup.assessment.rubric
    late = f" The law was read to {rubric.law_read_to}; this report came later."
    country = assessment.dossier.iso3
    yield paragraph(
        muted(
            f"Rubric {rubric.id} {rubric.version} ({short_hash(rubric)}), {lookup.origin}. More: --full, or "
        ),
        muted(f"tierscore explain {country} CRITERION -y {assessment.report_year}"),
        *((strong(late),) if assessment.report_year > rubric.last_report else ()),
        *changed_readings(rubric),
    )
