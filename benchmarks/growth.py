"""How the time of an assessment grows: with items, criteria, unknowns and countries that are made up."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

from builders import YEAR, a_dossier, an_item
from equal_work import STATUS, EqualWork
from tables import Table, figure
from tierscore.engine.assess import assess
from tierscore.engine.compiled.plan import plan_of
from tierscore.engine.law import law_of
from tierscore.model.assessment import Depth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.model.evidence import Dossier


def many_items(size: int) -> tuple[EqualWork, list[Dossier]]:
    """One file with so many items on one measure, all in the period."""
    work = EqualWork(20)
    items = (
        an_item(f"i{number}", "m0", status=STATUS[number % 3], when=f"report {YEAR}")
        for number in range(size)
    )
    return work, [a_dossier(*items)]


def many_criteria(size: int) -> tuple[EqualWork, list[Dossier]]:
    """One file that answers a law of so many criteria."""
    work = EqualWork(size)
    return work, [work.dossier(work.files(3)[1])]


def many_unknowns(size: int) -> tuple[EqualWork, list[Dossier]]:
    """One file that leaves so many of 120 measures open."""
    work = EqualWork(60)
    facts = work.files(3)[1]
    return work, [work.dossier({name: facts[name] for name in sorted(facts)[size:]})]


def many_countries(size: int) -> tuple[EqualWork, list[Dossier]]:
    """So many files that answer a law of 20 criteria."""
    work = EqualWork(20)
    return work, [work.dossier(facts) for facts in work.files(size)]


CURVES: dict[str, tuple[Callable[[int], tuple[EqualWork, list[Dossier]]], tuple[int, ...]]] = {
    "items on one measure": (many_items, (30, 60, 125, 250, 500, 1000, 2000)),
    "criteria": (many_criteria, (8, 15, 30, 60, 120, 240)),
    "unknown measures of 120": (many_unknowns, (0, 15, 30, 60, 120)),
    "countries": (many_countries, (3, 6, 12, 25, 50, 100, 200)),
}
PATIENCE = 4
"""Seconds of CPU: a size that took more has none above it."""
NOTE = (
    "Made-up laws and files, judged in full, in milliseconds of CPU. Where the size doubles from one row to "
    "the next, a factor of 2 is growth in proportion and one of 4 is growth with the square."
)


def tables(*, small: bool) -> list[Table]:
    """A curve for each kind of size; small: its first two sizes."""
    rows: list[tuple[str, ...]] = []
    for title, (make, sizes) in CURVES.items():
        rows += _curve(title, make, sizes[:2] if small else sizes, 1 if small else 3)
    columns = ("what grows", "size", "CPU, ms", "factor")
    return [Table("Growth", columns, tuple(rows), NOTE)]


def _curve(
    title: str,
    make: Callable[[int], tuple[EqualWork, list[Dossier]]],
    sizes: Sequence[int],
    rounds: int,
) -> Iterable[tuple[str, ...]]:
    """A row for each size; those above one that took too long are not run."""
    before: float | None = None
    for size in sizes:
        if before is not None and before > PATIENCE:
            yield title, str(size), "not run", ""
            continue
        median = statistics.median(_seconds(*make(size)) for _ in range(rounds))
        factor = "" if before is None else f"{figure(median / before)} x"
        yield title, str(size), figure(median * 1000), factor
        before = median


def _seconds(work: EqualWork, dossiers: Iterable[Dossier]) -> float:
    """The CPU that the assessments take; the law is compiled before."""
    rubric, vocabulary = work.rubric(), work.vocabulary()
    plan_of(law_of(rubric, YEAR), YEAR, vocabulary)
    gc.collect()
    began = time.process_time()
    for dossier in dossiers:
        assess(rubric, vocabulary, dossier, YEAR, depth=Depth.READINGS)
    return time.process_time() - began
