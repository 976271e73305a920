"""Tierscore beside its peers on equal work: verdicts are compared first, then the files a second of CPU."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from importlib import metadata
from typing import TYPE_CHECKING

from equal_work import EqualWork, Verdict
from peers import openfisca, plain_python, rego, tierscore_at, tierscore_tiers, zen_engine
from tables import Table, figure
from tierscore.model.assessment import Depth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peers import Answers, Prepare

REFERENCE = "tierscore, tiers with findings"
ENGINES: dict[str, tuple[Prepare, str]] = {
    "plain Python, a verdict and no reason": (plain_python, ""),
    "tierscore, tiers without findings": (tierscore_tiers, ""),
    REFERENCE: (tierscore_at(Depth.TIERS), ""),
    "tierscore, in full": (tierscore_at(Depth.READINGS), ""),
    "zen-engine": (zen_engine, "zen-engine"),
    "regopy": (rego, "regopy"),
    "openfisca-core, one by one": (openfisca(batched=False), "openfisca-core"),
    "openfisca-core, all at once": (openfisca(batched=True), "openfisca-core"),
}
"""How each engine is prepared, and the package that it needs."""
NOTE = (
    "A made-up law whose criteria read two measures each, and files that answer all of it, since the peers know no "
    "unknowns. Each engine gives the tier, and all but one the outcome of every criterion; before anything is timed "
    "these are compared with plain Python. Compiling the law is outside the clock, taking in the facts is inside. "
    "tierscore also keeps the findings, with the evidence that each rests on."
)


class DifferentVerdictsError(Exception):
    """An engine that answers otherwise than the others: its speed says nothing."""


def tables(*, small: bool) -> list[Table]:
    """The rates of all engines that are installed; small: a law of 6 criteria and 4 files."""
    work, count, rounds = (EqualWork(6), 4, 1) if small else (EqualWork(60), 60, 7)
    files, versions = work.files(count), {name: _version(name) for _, name in ENGINES.values() if name}
    present = {
        title: prepare for title, (prepare, name) in ENGINES.items() if not name or versions[name] is not None
    }
    for title, prepare in present.items():
        compare(title, prepare(work, files)(), work.plain(files))
    rates: dict[str, list[float]] = {title: [] for title in present}
    for _ in range(rounds):
        for title, prepare in present.items():
            rates[title].append(_rate(prepare(work, files), count))
    rows = [_row(title, name, versions, rates) for title, (_, name) in ENGINES.items()]
    columns = ("engine", "version", "files a second of CPU", "as a multiple of tierscore with findings")
    return [Table(f"Equal work: {work.criteria} criteria", columns, tuple(rows), NOTE)]


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        print(f"{package} is not installed and is left out: pip install 'tierscore[bench]'", file=sys.stderr)
        return None


def compare(title: str, answers: Sequence[object], verdicts: Sequence[Verdict]) -> None:
    """
    Hold the verdicts of an engine to those of plain Python.

    Raises:
        DifferentVerdictsError: At the first file that differs.
    """
    for number, (answer, verdict) in enumerate(zip(answers, verdicts, strict=True)):
        expected = verdict if isinstance(answer, Verdict) else verdict.tier
        if answer != expected:
            raise DifferentVerdictsError(f"{title} says of file {number}: {answer}; plain Python: {verdict}")


def _rate(answers: Answers, count: int) -> float:
    """Files a second: all are judged once, by an engine that has not seen them."""
    gc.collect()
    gc.freeze()  # what the other engines hold is not looked through for garbage of this one
    began = time.process_time()
    answers()
    return count / (time.process_time() - began)


def _row(
    title: str, package: str, versions: dict[str, str | None], rates: dict[str, list[float]]
) -> tuple[str, ...]:
    if title not in rates:
        return title, "not installed", "", ""
    beside = statistics.median(rate / ours for rate, ours in zip(rates[title], rates[REFERENCE], strict=True))
    version = versions[package] or "" if package else ""
    return title, version, figure(statistics.median(rates[title])), f"{figure(beside)} x"
