"""
How long the command takes from start to end, as a multiple of an empty Python process.

Run ``python benchmarks/startup.py [RUNS]``. The runs of all commands are interleaved, so that a busy machine slows all of
them alike; what is printed is the median of each. No time is asserted: read the ratios, not the seconds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOOR = "python -c pass"
COMMANDS: dict[str, tuple[str, ...]] = {
    FLOOR: ("-c", "pass"),
    "import tierscore": ("-c", "import tierscore"),
    "import pydantic": ("-c", "import pydantic"),
    "tierscore --help": ("-m", "tierscore", "--help"),
    "tierscore list measures": ("-m", "tierscore", "list", "measures"),
    "tierscore assess panama": ("-m", "tierscore", "assess", "panama"),
    "tierscore assess panama --brief": ("-m", "tierscore", "assess", "panama", "--brief"),
}
"""What is timed; `import pydantic` is the floor of whatever has to validate a file."""


def seconds(arguments: tuple[str, ...]) -> float:
    """The time of one process, its output going to a pipe."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=True)
    return time.perf_counter() - began


def main() -> None:
    """Time every command and print the medians."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    for arguments in COMMANDS.values():  # the first run writes bytecode and warms the file cache
        seconds(arguments)
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            taken[name].append(seconds(arguments))
    floor = statistics.median(taken[FLOOR])
    print(f"median of {runs} interleaved runs, Python {sys.version.split()[0]}")
    for name, times in taken.items():
        median = statistics.median(times)
        print(
            f"{name:32} {median * 1000:7.0f} ms {median / floor:6.1f} x   (fastest {min(times) * 1000:.0f} ms)"
        )


if __name__ == "__main__":
    main()
