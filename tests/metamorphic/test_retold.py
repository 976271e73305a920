"""The same facts told in another way are judged the same by every command that judges."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from command import run
from metamorphic.retold import (
    IRRELEVANT,
    Retelling,
    facts_in_another_order,
    files_in_another_order,
    retold,
    under_other_ids,
    with_a_source_twice,
)
from tierscore.cli.app import whole_app

COMMANDS = {
    "assess": "assess atlantis --year 2021 --format json",
    "explain": "explain atlantis searching --year 2021 --format markdown",
    "history": "history atlantis --format json",
    "outlook": "outlook atlantis --format json",
    "audit-history": "audit-history --format json",
    "backtest": "backtest --format json",
    "export": "export --format jsonl",
    "test": "test made-up --format json",
    "check": "check --format json",
    "whatif": "whatif atlantis --year 2021 --fact harbour-law=absent --format json",
    "path": "path atlantis --year 2021 --to Gold --format json",
    "compare": "compare atlantis@2020 atlantis@2021 --format json",
}
"""Every command that judges, as it is called."""
JUDGE_NOTHING = {"add", "diff", "init", "list", "rule", "schema"}
"""Commands that write, list or explain, and compare no country with a rubric; ``diff`` has properties of its own."""
Answer = Any
"""What a command says: lines of text, or what its JSON holds, for problems without their places."""


def answer(root: Path, command: str) -> tuple[int, Answer]:
    result = run(*COMMANDS[command].split(), cwd=root)
    assert result.returncode in {0, 1}, result.stderr
    if command == "explain":
        return result.returncode, result.stdout.splitlines()
    said: Any = (
        [json.loads(line) for line in result.stdout.splitlines()]
        if command == "export"
        else json.loads(result.stdout)
    )
    if command == "check":
        said = {key: said[key] for key in ("failed", "counts", "tried", "problems")} | {
            "accepted": [(each["code"], each["message"]) for each in said["accepted"]]
        }
    return result.returncode, said


@pytest.fixture(scope="module")
def as_written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, Answer]]:
    """What each command says of the files as they are."""
    root = retold(tmp_path_factory.mktemp("written"))
    return {command: answer(root, command) for command in COMMANDS}


def test_every_command_judges_or_is_known_to_judge_nothing() -> None:
    commands: Any = get_command(whole_app())
    assert commands.commands.keys() == COMMANDS.keys() | JUDGE_NOTHING


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return retold(tmp_path_factory.mktemp("shuffled"), facts_in_another_order)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_order_of_facts_changes_nothing(
    as_written: dict[str, tuple[int, Answer]], shuffled: Path, command: str
) -> None:
    assert answer(shuffled, command) == as_written[command]


def without_order(said: Any) -> Any:
    """Leave out in which order lists stand, which goes by the files of the rubric, and where something is written."""
    if isinstance(said, dict):
        return {key: without_order(value) for key, value in said.items() if key not in {"file", "line"}}
    if isinstance(said, list | tuple):
        return sorted(map(without_order, said), key=repr)
    return said


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return retold(tmp_path_factory.mktemp("order"), files_in_another_order)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_order_of_files_and_keys_changes_the_order_of_the_answer_and_nothing_else(
    as_written: dict[str, tuple[int, Answer]], in_order: Path, command: str
) -> None:
    assert without_order(answer(in_order, command)) == without_order(as_written[command])


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return retold(tmp_path_factory.mktemp("renamed"), under_other_ids)


@pytest.mark.parametrize("command", COMMANDS)
def test_other_ids_of_items_and_sources_change_the_ids_and_nothing_else(
    as_written: dict[str, tuple[int, Answer]], renamed: Path, command: str
) -> None:
    code, other = answer(renamed, command)
    assert (code, json.loads(json.dumps(other).replace("z-", ""))) == (
        as_written[command][0],
        json.loads(json.dumps(as_written[command][1])),
    )


def citations(said: Answer, command: str) -> Answer:
    """Leave out which sources are cited."""
    if command == "assess":
        evidence = {name: {**item, "sources": None} for name, item in said["evidence"].items()}
        standing = said["tier"]["standing"] | {"on_few_facts": None, "resting_on": None}
        tier = said["tier"] | {"standing": standing}  # which of its sources the tier rests on
        return said | {"sources": None, "evidence": evidence, "tier": tier, "without": None}
    if command == "explain":
        return [re.sub(r" *\\\[[^]]*\]", "", line) for line in said if not line.startswith("- **\\[")]
    return said


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return retold(tmp_path_factory.mktemp("doubled"), with_a_source_twice)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_source_under_two_ids_changes_what_is_cited_and_nothing_else(
    as_written: dict[str, tuple[int, Answer]], doubled: Path, command: str
) -> None:
    code, other = answer(doubled, command)
    assert (code, citations(other, command)) == (
        as_written[command][0],
        citations(as_written[command][1], command),
    )


def what_counts(said: Answer, command: str) -> Answer:
    """Leave out the list of facts that do not count, and how many there are."""
    match command:
        case "assess":
            findings = [finding | {"not_counted": None} for finding in said["findings"]]
            evidence = {name: item for name, item in said["evidence"].items() if name != "new"}
            sources = [source | {"cited_by": None} for source in said["sources"]]
            facts = said["facts"] | {"not_counted": None}
            lists = {"findings": findings, "evidence": evidence, "not_counted": None, "sources": sources}
            return said | lists | {"facts": facts}
        case "export":
            return [row | {"items_not_counted": None} for row in said]
        case "explain":
            return said[: said.index("## What did not count, and why")]
        case "check":
            return said["failed"], said["counts"]["error"]
        case _:
            return said


@pytest.fixture(scope="module", params=IRRELEVANT)
def with_more(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    retelling: Retelling = IRRELEVANT[request.param]
    return retold(tmp_path_factory.mktemp("more"), retelling)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_fact_that_counts_for_nothing_is_listed_and_changes_nothing_else(
    as_written: dict[str, tuple[int, Answer]], with_more: Path, command: str
) -> None:
    code, other = answer(with_more, command)
    assert (code, what_counts(other, command)) == (
        as_written[command][0],
        what_counts(as_written[command][1], command),
    )
    if command == "assess":
        assert "new" in {note["item"] for note in other["not_counted"]}
