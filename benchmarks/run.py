"""
What tierscore takes: whole commands, assessments in one process, peers on equal work, and growth.

Run ``python benchmarks/run.py``; ``--small`` takes seconds and says little, ``--write FILE`` puts the tables into a
page below its last line of text. No time is asserted anywhere: read the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import os
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("whole_commands", "warm_rates", "comparison", "growth")
"""
The modules that measure, in their order. Whole commands come first and each part is imported when its turn has
come: the memory of a new process counts from what the one that starts it holds.
"""
MARK = "<!-- What follows was written by benchmarks/run.py. -->"


def main() -> None:
    """Measure, and print or write the tables."""
    parser = argparse.ArgumentParser(description="Measure tierscore, beside floors and peers.")
    parser.add_argument("--small", action="store_true", help="as little as shows that it runs: seconds")
    parser.add_argument("--only", choices=PARTS, action="append", help="a part alone; may be given again")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this page")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]  # the made-up laws are those of the tests
    sections = [machine()]
    for part in options.only or PARTS:
        for table in importlib.import_module(part).tables(small=options.small):
            print(table.markdown(), flush=True)
            sections.append(table.markdown())
            if options.write is not None:  # what takes long may be broken off
                write(options.write, "\n".join(sections))


def machine() -> str:
    """On what, and when, it was measured."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    cores = f"{os.cpu_count()} cores"
    return f"{MARK}\n\nMeasured on {today}, on {cores}, with Python {platform.python_version()}.\n"


def write(page: Path, measured: str) -> None:
    """Put what was measured in the place of what an earlier run put into a page."""
    before, _, _ = page.read_text(encoding="utf-8").partition(MARK) if page.exists() else ("", "", "")
    page.write_text(before + measured, encoding="utf-8")


if __name__ == "__main__":
    main()
