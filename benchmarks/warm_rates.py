"""Assessments a second of CPU in one process, over every shipped country-year."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

from processes import ROOT
from tables import Table, figure
from tierscore.application.session import Session, open_workspace
from tierscore.engine.assess import assess
from tierscore.engine.compiled.plan import plan_of
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.explanation.standing import core_readings
from tierscore.engine.law import law_of, with_choices
from tierscore.model.assessment import Depth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tierscore.model.evidence import Dossier
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric

Years = dict[str, tuple[int, ...]]
"""The report years with evidence, by country code."""


def tiers_only(session: Session, dossier: Dossier, year: int, placements: Placements) -> None:
    """The indicated tier and the range, without a record of what they rest on."""
    law = law_of(session.rubric, year)
    judgement = Judgement(Evaluator(DossierView(dossier, session.vocabulary, law, year), placements))
    _ = judgement.indicated, judgement.range


def in_full(session: Session, dossier: Dossier, year: int, placements: Placements) -> None:
    """The whole assessment, with range, unknowns and every reading."""
    assess(session.rubric, session.vocabulary, dossier, year, placements, depth=Depth.READINGS)


def with_findings(session: Session, dossier: Dossier, year: int, placements: Placements) -> None:
    """The tiers, with the records of findings and gates."""
    assess(session.rubric, session.vocabulary, dossier, year, placements, depth=Depth.TIERS)


WORK: dict[str, tuple[Callable[[Session, Dossier, int, Placements], None], str]] = {
    "tiers, without records of findings": (tiers_only, "300"),
    "tiers, with findings": (with_findings, ""),
    "in full: range, unknowns and readings": (in_full, "50"),
}


def tables(*, small: bool) -> list[Table]:
    """The rates; small: one pass over one country."""
    rounds, countries = (1, ("canada",)) if small else (3, None)
    first = open_workspace(ROOT)
    years = {dossier.iso3: first.years(dossier) for dossier in first.dossiers(countries)}
    rates: dict[str, list[float]] = {title: [] for title in WORK}
    for _ in range(rounds):
        for title, (work, _reach) in WORK.items():
            rates[title].append(one_pass(work, years, countries))
    rows = tuple(
        (title, figure(statistics.median(rates[title])), reach, str(rounds))
        for title, (_work, reach) in WORK.items()
    )
    note = (
        f"Every country-year with evidence, {sum(map(len, years.values()))} of them, once in each pass, in one "
        "process on one core. The files are loaded and the laws compiled before the clock starts; indexing "
        "and combining the facts is inside. Each pass begins with a fresh workspace, so nothing is remembered "
        "of the files."
    )
    columns = ("work", "a second of CPU", "to be reached", "passes")
    return [Table("Assessments in one process", columns, rows, note)]


def one_pass(
    work: Callable[[Session, Dossier, int, Placements], None],
    years: Years,
    countries: Iterable[str] | None = None,
) -> float:
    """How many country-years are judged in a second of CPU, in a workspace opened for this pass."""
    session = open_workspace(ROOT)
    dossiers = session.dossiers(countries)
    placements = {dossier.iso3: session.placements(dossier.iso3) for dossier in dossiers}
    compile_laws(session, {year for some in years.values() for year in some})
    gc.collect()
    began = time.process_time()
    for dossier in dossiers:
        for year in years[dossier.iso3]:
            work(session, dossier, year, placements[dossier.iso3].before(year))
    return sum(map(len, years.values())) / (time.process_time() - began)


def compile_laws(session: Session, years: Iterable[int]) -> None:
    """Make the plan of every law that an assessment of these years can enter, whatever the facts."""
    rubric, readings = session.rubric, [{}, *readings_of(session.rubric)]
    for year in years:
        for choices in readings:
            plan_of(law_of(with_choices(rubric, choices), year), year, session.vocabulary)


def readings_of(rubric: Rubric) -> list[dict[str, str]]:
    """Every reading that an assessment looks at: each value of each switch, and pairs of core ones."""
    single = [{switch.name: value} for switch in rubric.switches for value in switch.options]
    return [*single, *core_readings(rubric)]
