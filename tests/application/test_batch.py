"""Work on many files: neither the cache nor the number of processes changes what comes out."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tierscore.application.batch import Task, results
from tierscore.application.processes import CAN_FORK, in_processes
from tierscore.loading.cache.models import Cache
from tierscore.model.check import CheckedPart
from tierscore.model.problem import Code, Place, Problem

NUMBERS = range(11)
PROBLEM = Problem(Place("a.yaml", 3, 4), Code.STALE, "it is old", "look again", "  - id: a", 1, 2)


class Count:
    """Work that notes how often it was done in this process."""

    def __init__(self) -> None:
        self.done: list[int] = []

    def work(self, number: int) -> CheckedPart:
        self.done.append(number)
        return CheckedPart((PROBLEM,) * number, tried=number, exercised=frozenset({(("a", "b"), "holds")}))

    def tasks(self) -> list[Task[CheckedPart]]:
        return [Task("counted", [("n", bytes([n]))], partial(self.work, n)) for n in NUMBERS]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "store")


PLAIN = [Count().work(number) for number in NUMBERS]


@pytest.mark.parametrize("jobs", [1, 2, 3, 99])
def test_the_results_are_the_same_by_any_number_of_processes_and_from_the_cache(
    cache: Cache, jobs: int
) -> None:
    count = Count()
    assert [*results(count.tasks(), None, jobs)] == PLAIN
    assert [*results(count.tasks(), cache, jobs)] == PLAIN
    count.done.clear()
    assert [*results(count.tasks(), cache, jobs)] == PLAIN
    assert count.done == []


def test_only_what_is_missing_is_worked_out(cache: Cache) -> None:
    first, second = Count(), Count()
    list(results(first.tasks()[3:5], cache))
    assert [*results(second.tasks(), cache)] == PLAIN
    assert second.done == [number for number in NUMBERS if number not in {3, 4}]


def test_other_data_or_another_kind_of_work_is_another_result(cache: Cache) -> None:
    for kind, data in (("a", b"1"), ("a", b"2"), ("b", b"1")):
        result = f"{kind} {data!r}"
        assert [*results([Task(kind, [("n", data)], partial(str, result))], cache)] == [result]


def test_what_may_not_be_kept_is_worked_out_each_time(cache: Cache) -> None:
    done: list[int] = []

    def work() -> str:
        done.append(1)
        return "done"

    for task in (Task("k", None, work), Task("k", [("n", b"")], work, lambda _: False)):
        done.clear()
        assert [*results([task], cache), *results([task], cache)] == ["done", "done"]
        assert done == [1, 1]


def test_what_lies_there_and_is_none_of_ours_is_worked_out_and_replaced(cache: Cache, tmp_path: Path) -> None:
    assert [*results(Count().tasks(), cache)] == PLAIN
    for entry in (tmp_path / "store").iterdir():
        if entry.name != "key":
            entry.write_bytes(entry.read_bytes()[:-1])
    count = Count()
    assert [*results(count.tasks(), cache, 2)] == PLAIN
    assert count.done == [*NUMBERS]
    assert [*results(count.tasks(), cache)] == PLAIN
    assert count.done == [*NUMBERS]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_task_raises_is_raised_when_its_turn_comes(jobs: int) -> None:
    def work(number: int) -> int:
        if number == 7:
            raise LookupError("no seven")
        return number

    made = results([Task("k", None, partial(work, number)) for number in NUMBERS], None, jobs)
    assert [next(made) for _ in range(7)] == [*range(7)]
    with pytest.raises(LookupError, match="no seven"):
        next(made)


def dies(number: int) -> None:
    if number == 4:
        os._exit(1)


def fails(number: int) -> None:
    if number == 4:
        raise MemoryError


@pytest.mark.skipif(not CAN_FORK, reason="there is one process only")
@pytest.mark.parametrize("harm", [dies, fails])
def test_what_a_process_leaves_undone_is_done_here(harm: Callable[[int], None]) -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here:
            harm(number)
        return number

    assert [*results([Task("k", None, partial(work, number)) for number in NUMBERS], None, 2)] == [*NUMBERS]


@pytest.mark.skipif(not CAN_FORK, reason="there is one process only")
def test_no_process_outlives_the_work() -> None:
    """Not even where nobody takes the results, and they are larger than what waits between two processes."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = children.read_text(encoding="ascii")
    made = in_processes(lambda _: bytes(10_000_000), 8, 2)
    assert next(made) == bytes(10_000_000)
    assert children.read_text(encoding="ascii") != before
    made.close()
    assert children.read_text(encoding="ascii") == before
