"""The command that adds a fact to a country file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.cli.commands.fact_options import FactAnswers
from tierscore.cli.exit_codes import Exit
from tierscore.cli.option_groups import with_option_groups
from tierscore.cli.options import Country, Workspace
from tierscore.cli.output import say
from tierscore.errors import TierscoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.application.fact_entry import FactEffect, FactEntry
    from tierscore.authoring.add_fact import CountryFile
_NAMED_AT_MOST = 4


@with_option_groups
def add(country: Country, answers: FactAnswers, workspace: Workspace = None) -> int:
    """Add one fact to a country file, checked first; on a terminal, ask for what is missing."""
    from tierscore.application.author import open_country_file, write_country_file
    from tierscore.application.fact_entry import FactEntry
    from tierscore.cli.commands.fact_interview import entered
    from tierscore.cli.environment import open_session, this_day

    session = open_session(workspace, bundled=False)
    file = open_country_file(session, country)
    entry = FactEntry(session, file, this_day(None))
    after = entered(answers.by_option(), entry)
    write_country_file(file, after)
    count = len(after.dossier.items)
    facts = f"{count} fact{'s' if count != 1 else ''}"
    say(f"Added `{after.dossier.items[-1].id}` to {file.path}, which holds {facts} now.")
    say(_what_it_comes_to(entry, after))
    return Exit.ANSWERED


def _what_it_comes_to(entry: FactEntry, after: CountryFile) -> str:
    """Whether the fact counts, for what, and whether the tier moves: in one sentence."""
    try:
        effect = entry.effect(after)
    except TierscoreError:
        return "Whether it counts cannot be said while a rubric has problems; see tierscore check."
    if not effect.tiers:
        return f"It counts in no report: {effect.reason or 'no test of the rubric reads it'}."
    years = [year for year, _, _ in effect.tiers]
    reports = (
        f"the {years[0]} report" if len(years) == 1 else f"the reports of {_listed(list(map(str, years)))}"
    )
    return f"It counts in {reports} for {_listed(effect.criteria)}; {_tier_words(effect)}."


def _tier_words(effect: FactEffect) -> str:
    names = {tier.id: tier.name for tier in effect.rubric.tiers}
    moves = [(year, before, now) for year, before, now in effect.tiers if before != now]
    if not moves:
        return "tier unchanged"
    return "; ".join(
        f"tier from {names.get(before, before)} to {names.get(now, now)}"
        + (f" in {year}" if len(effect.tiers) > 1 else "")
        for year, before, now in moves
    )


def _listed(names: Sequence[str]) -> str:
    """Some names in words, the first of many."""
    if len(names) > _NAMED_AT_MOST:
        return f"{', '.join(names[:_NAMED_AT_MOST])} and {len(names) - _NAMED_AT_MOST} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
