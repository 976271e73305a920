"""The engine's answers beside the published placements, for every country-year with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.application.session import Session
    from tierscore.model.backtest import Backtest
    from tierscore.model.evidence import Dossier
    from tierscore.model.track_record import TrackRow

DEFAULT_SEED = 20
"""Draws the countries of the resamples, so that the interval of kappa is the same on every machine."""


def backtest(
    session: Session, *, seed: int = DEFAULT_SEED, progress: Callable[[str], None] = lambda _: None
) -> tuple[Backtest, Backtest]:
    """
    Judge every country-year with evidence and lay the answers beside the published tiers.

    Args:
        session: The workspace and the rubric.
        seed: Decides which countries the resamples draw.
        progress: Told what is being done.

    Returns:
        The backtest with all evidence, and the one without evidence that gives away the placement of its own
        year.

    Raises:
        UsageError: If the workspace has no table of placements, or two files are about the same country.
        UnreadableError: If a file that is needed has problems.
    """
    from tierscore.analysis.backtest import comparison
    from tierscore.analysis.country_years import judge_years
    from tierscore.model.judged_year import JudgedCountry
    from tierscore.model.placement import NO_PLACEMENTS

    table, index = session.placement_table(), session.index_3p()
    rubric, vocabulary = session.rubric, session.vocabulary
    withheld = comparison.withheld_measures(vocabulary)

    def judged(dossier: Dossier) -> JudgedCountry:
        """The answers for a country."""
        published = table.get(dossier.iso3, NO_PLACEMENTS)
        years = tuple(judge_years(rubric, vocabulary, dossier, published))
        rest = comparison.without_hints(dossier, withheld)
        if rest is None:
            return JudgedCountry(dossier.iso3, years, years)
        return JudgedCountry(dossier.iso3, years, tuple(judge_years(rubric, vocabulary, rest, published)))

    progress("judging every country")
    countries = session.for_each_country("judged", judged, lambda country: country.iso3)
    seen = {iso3: country.years for iso3, country in countries.items()}
    unseen = {iso3: country.without_hints for iso3, country in countries.items()}
    return (
        comparison.backtest(rubric, seen, table, index, seed=seed),
        comparison.backtest(rubric, unseen, table, index, seed=seed, withheld=withheld),
    )


def track_rows(session: Session, *, progress: Callable[[str], None] = lambda _: None) -> Iterator[TrackRow]:
    """
    The record of the rubric: each country-year with evidence and a placement, with its standing.

    Raises:
        UsageError: If two files are about the same country.
        UnreadableError: If a file that is needed has problems.
    """
    from tierscore.analysis.backtest.track_record import track_row
    from tierscore.engine.assess import assess, with_official

    for dossier in session.dossiers():
        progress(f"judging {dossier.name}")
        placements = session.placements(dossier.iso3)
        for year in session.years(dossier):
            judged = assess(session.rubric, session.vocabulary, dossier, year, placements.before(year))
            row = track_row(with_official(judged, placements), session.rubric.history)
            if row is not None:
                yield row
