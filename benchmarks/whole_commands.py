"""Whole commands, each in a process of its own, as multiples of ``python -c pass``."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from processes import ROOT, FailedError, cost, empty_process, environment
from tables import Table, figure
from workspaces import EditedWorkspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from processes import Cost

COMMAND = ("-m", "tierscore")
PANAMA = "countries/panama.yaml"


def nothing(_: EditedWorkspace) -> None:
    """Change nothing: what an earlier run has kept is there."""


def edit_country(workspace: EditedWorkspace) -> None:
    """Change one digit of a figure of a country file."""
    workspace.edit(PANAMA, r"(figure: \{value: \d+)\d(, unit: years\})", lambda n: rf"\g<1>{n % 10}\g<2>")


def edit_weight(workspace: EditedWorkspace) -> None:
    """Change a weight of the rubric."""
    workspace.edit("rubrics/tvpa/prosecution.yaml", r"(weight: \{value: )\d+", lambda n: rf"\g<1>{4 + n}")


def edit_cut_off(workspace: EditedWorkspace) -> None:
    """Change a cut-off of the rubric."""
    cut_off = r"(partly_met_from: \{value: )[\d/]+"
    workspace.edit("rubrics/tvpa/rubric.yaml", cut_off, lambda n: rf"\g<1>{34 + n}/100")


@dataclass(frozen=True)
class MeasuredCommand:
    """A command, the change before each run of it, and what was to be reached."""

    title: str
    arguments: tuple[str, ...]
    reach: str = ""
    change: Callable[[EditedWorkspace], None] = nothing
    place: str = ""
    """Commands of one place share a workspace and what is kept, and are run one after another; else each has its own."""
    store: bool = True
    terminal: bool = False
    rounds: int = 5
    """How often it is run."""


FLOORS = (
    MeasuredCommand("`import typer`", ("-c", "import typer")),
    MeasuredCommand("`import pydantic`", ("-c", "import pydantic")),
)


def tierscore(title: str, words: str, **details: Any) -> MeasuredCommand:
    """A command of tierscore."""
    return MeasuredCommand(title, (*COMMAND, *words.split()), **details)


QUICK = (
    tierscore("`--help`", "--help", reach="9"),
    tierscore("`--version`", "--version", reach="9"),
    tierscore("`list countries`", "list countries", reach="14"),
    tierscore("`history panama`, unchanged", "history panama"),
    tierscore("`assess panama`, unchanged, piped", "assess panama", reach="12"),
    tierscore("`assess panama`, unchanged, on a terminal", "assess panama", reach="15", terminal=True),
    tierscore("`assess panama` after one byte of the file", "assess panama", reach="30", change=edit_country),
    tierscore("`assess panama`, nothing kept", "assess panama", reach="45", store=False),
)
CHECKS: dict[str, Any] = {"place": "check", "rounds": 1}
DIFFS: dict[str, Any] = {"place": "diff", "rounds": 1}
BATCHES: dict[str, Any] = {"rounds": 1}
HEAVY = (
    tierscore("`check`, nothing kept before", "check", reach="500", change=EditedWorkspace.forget, **CHECKS),
    tierscore("`check`, unchanged", "check", reach="60", **CHECKS),
    tierscore("`check` after one country file", "check", reach="120", change=edit_country, **CHECKS),
    tierscore(
        "`check FILE` after an edit of it", f"check {PANAMA}", reach="60", change=edit_country, **CHECKS
    ),
    tierscore(
        "`diff --against HEAD`, one weight", "diff --against HEAD", reach="60", change=edit_weight, **DIFFS
    ),
    tierscore(
        "`diff --against HEAD`, one cut-off", "diff --against HEAD", reach="250", change=edit_cut_off, **DIFFS
    ),
    tierscore(
        "`check --against HEAD`, one cut-off, nothing kept",
        "check --against HEAD",
        reach="500",
        change=edit_cut_off,
        store=False,
        rounds=1,
    ),
    *(
        command
        for words in ("backtest", "export --all tables")
        for command in (
            tierscore(
                f"`{words}`, nothing kept before",
                words,
                reach="300",
                change=EditedWorkspace.forget,
                place=words,
                **BATCHES,
            ),
            tierscore(f"`{words}`, unchanged", words, reach="40", place=words, **BATCHES),
        )
    ),
)


def tables(*, small: bool) -> Iterator[Table]:
    """The multiples of whole commands; small: a few of the quick ones, once each."""
    commands = (*FLOORS, QUICK[0], QUICK[-1]) if small else (*FLOORS, *QUICK, *HEAVY)
    with tempfile.TemporaryDirectory() as folder:
        yield _by_multiples(commands, _measured(commands, 1 if small else 5, Path(folder)))
    if not small:
        yield large_world(countries=190, years=24)


def _measured(
    commands: Sequence[MeasuredCommand], most: int, folder: Path
) -> dict[str, list[tuple[float, Cost]]]:
    """
    For each command the multiple and the cost of each run; in each round every command is run once.

    A command is run once before, to write bytecode and what is kept between runs, unless that is forgotten or left alone.
    """
    workspaces: dict[str, EditedWorkspace] = {}
    for command in commands:
        place = command.place or command.title
        if place not in workspaces:
            workspaces[place] = EditedWorkspace(folder / str(len(workspaces)))
            if command.store and command.change is not EditedWorkspace.forget:
                _run(command, workspaces[place])
    costs: dict[str, list[tuple[float, Cost]]] = {command.title: [] for command in commands}
    for number in range(most):
        for command in commands:
            if number < command.rounds:
                floor = empty_process()
                taken = _run(command, workspaces[command.place or command.title])
                costs[command.title].append((taken.seconds / floor, taken))
                print(f"{command.title}: {taken.seconds / floor:.1f} x", file=sys.stderr, flush=True)
    return costs


def _run(command: MeasuredCommand, workspace: EditedWorkspace) -> Cost:
    command.change(workspace)
    kept = {"XDG_CACHE_HOME": str(workspace.cache)}
    changes = kept if command.store else kept | {"TIERSCORE_NO_CACHE": "1"}
    # A check that finds something, or a diff that shows a move, ends with 1 and has done its work.
    return cost(command.arguments, workspace.root, changes, terminal=command.terminal, codes=(0, 1))


def _by_multiples(commands: Sequence[MeasuredCommand], costs: dict[str, list[tuple[float, Cost]]]) -> Table:
    rows = []
    for command in commands:
        taken = costs[command.title]
        multiple = statistics.median(multiple for multiple, _ in taken)
        seconds = statistics.median(each.seconds for _, each in taken)
        megabytes = max(each.megabytes for _, each in taken)
        rows.append(
            (
                command.title,
                f"{figure(multiple)} x",
                f"{command.reach} x" if command.reach else "",
                figure(seconds),
                f"{megabytes:.0f}",
                str(len(taken)),
            )
        )
    columns = ("command", "over `python -c pass`", "to be reached", "CPU, s", "most memory, MB", "runs")
    return Table("Whole commands", columns, tuple(rows), "`check FILE` was to stay below 100 MB.")


def large_world(countries: int, years: int) -> Table:
    """A backtest over made-up countries: with nothing kept, and again after one file has changed."""
    with tempfile.TemporaryDirectory() as folder:
        root, kept = Path(folder) / "work", {"XDG_CACHE_HOME": str(Path(folder) / "cache")}
        maker = [
            sys.executable,
            str(ROOT / "benchmarks/workspaces.py"),
            str(root),
            str(countries),
            str(years),
        ]
        made = subprocess.run(maker, env=environment({}), check=False)
        if made.returncode:
            raise FailedError("the made-up countries could not be written")
        cold = cost((*COMMAND, "backtest"), root, kept)
        file = min((root / "countries").glob("*.yaml"))
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("status: done", "status: absent", 1), encoding="utf-8")
        after = cost((*COMMAND, "backtest"), root, kept)
    rows = (
        ("nothing kept before: CPU", f"{cold.seconds:.1f} s", "60 s"),
        ("nothing kept before: most memory", f"{cold.megabytes:.0f} MB", "300 MB"),
        ("after one file: CPU", f"{after.seconds:.1f} s", ""),
        ("after one file: share of the first", f"{after.seconds / cold.seconds:.0%}", "5%"),
    )
    heading = f"`backtest` of {countries} made-up countries in {years} years"
    return Table(heading, ("what", "measured", "to be reached"), rows, "One run each.")
