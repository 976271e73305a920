"""Work shared out over processes, which end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess
CAN_FORK = sys.platform == "linux"
"""Whether a process can take over what this one has read; elsewhere it would have to read everything again."""


def in_processes(
    work: Callable[[int], bytes], count: int, workers: int
) -> Generator[bytes | None, None, None]:
    """
    What some work gives for each number below ``count``, in order, worked out by several processes at once.

    Each process takes every so manieth number and hands on one result after the other; it waits while nobody takes
    them, so that few are held. A process that fails, or is ended by somebody, gives None from there on: the caller
    then does the work itself, and sees what went wrong.
    """
    if not CAN_FORK:
        yield from (None for _ in range(count))
        return
    context = multiprocessing.get_context("fork")
    processes: list[ForkProcess] = []
    results: list[Connection] = []
    try:
        for first in range(workers):
            result, given = context.Pipe(duplex=False)
            numbers = range(first, count, workers)
            process = context.Process(target=_work_off, args=(work, numbers, given, result), daemon=True)
            process.start()
            given.close()
            processes.append(process)
            results.append(result)
        for number in range(count):
            yield _received(results[number % workers])
    finally:
        for result in results:
            result.close()
        for process in processes:
            process.terminate()
            process.join()


def _received(results: Connection) -> bytes | None:
    try:
        return results.recv_bytes()
    except (EOFError, OSError):
        return None


def _work_off(work: Callable[[int], bytes], numbers: range, given: Connection, result: Connection) -> None:
    """Hand on one result after the other, and end without a word where that is not possible any more."""
    result.close()  # else nobody would see when its reader is gone
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)
    try:
        with suppress(BaseException):  # the one who asked does the work again, and says what is wrong
            for number in numbers:
                given.send_bytes(work(number))
    finally:
        os._exit(0)  # nothing of the process that was copied is to be closed or written twice
