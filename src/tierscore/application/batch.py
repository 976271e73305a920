"""
Work of the same kind on many files: what an earlier run worked out is taken from it, the rest is shared out.

What enters are tasks, each with the data that decide its result. What leaves are the results, in the order of the
tasks. Neither the cache nor the number of processes changes anything but the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from tierscore.application.processes import in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tierscore.loading.cache.models import Cache, NamedData
T = TypeVar("T")
LEAST_TASKS = 4
"""So many tasks a process are worth starting one."""


@dataclass(frozen=True)
class Task(Generic[T]):
    """Work whose result follows from data alone, and is a record that the cache can keep."""

    kind: str
    """What is worked out, and how; with the data it says which result is meant."""
    data: Sequence[NamedData] | None
    """All that decides the result; None where it cannot be read, or the result is not to be kept."""
    work: Callable[[], T]
    keeps: Callable[[T], bool] = lambda _: True
    """Whether a result may be kept."""

    def key(self, cache: Cache | None) -> str:
        """The name of the result in a cache; empty where it is not kept."""
        return cache.key(self.kind, self.data) if cache is not None and self.data is not None else ""


def results(tasks: Sequence[Task[T]], cache: Cache | None = None, jobs: int = 1) -> Iterator[T]:
    """
    The result of each task, in the order of the tasks, as it is come by.

    What a task raises is raised here when its turn comes.

    Args:
        tasks: The work.
        cache: Where results are kept between runs; None keeps nothing.
        jobs: How many processes may work at once.
    """
    keys = [task.key(cache) for task in tasks]
    missing = [
        number for number, key in enumerate(keys) if not (key and cache is not None and cache.has(key))
    ]
    workers = min(jobs, len(missing) // LEAST_TASKS)
    made = _made([tasks[number] for number in missing], workers)
    for number, (task, key) in enumerate(zip(tasks, keys, strict=True)):
        if missing and number == missing[0]:
            missing.pop(0)
            result = next(made)
        else:
            kept = cache.recall(key, object) if cache is not None else None
            if kept is not None:
                yield cast("T", kept)
                continue
            result = task.work()  # it was there a moment ago, or it is none of ours
        if key and cache is not None and task.keeps(result):
            cache.keep(key, result)
        yield result


def _made(tasks: Sequence[Task[T]], workers: int) -> Iterator[T]:
    """The results of tasks that have to be done."""
    if workers < 2:
        yield from (task.work() for task in tasks)
        return
    from tierscore.loading.cache.serialization import as_bytes, from_bytes

    def encoded(number: int) -> bytes:
        """The result of a task, as bytes."""
        return as_bytes(tasks[number].work())

    for number, data in enumerate(in_processes(encoded, len(tasks), workers)):
        result: Any = from_bytes(data) if data is not None else tasks[number].work()
        yield result
