"""Long output on a terminal goes through the user's pager, as that of git does."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

paging = ContextVar("paging", default=True)
"""Whether this run may use a pager; ``--no-pager`` says that it may not."""
_DEFAULT = "less"
_LESS = "FRX"
"""What git gives to ``less``: leave where one screen is enough, keep colours, and leave the text on the screen."""
_NOT_STARTED = (126, 127)
"""What a shell answers where it cannot run a command."""


def pager_command(environment: Mapping[str, str]) -> str:
    """The pager of a user: ``PAGER``, else ``less`` where there is one; empty for none, and so for ``cat``."""
    if not paging.get() or environment.get("TERM") == "dumb":
        return ""
    chosen = environment.get("PAGER")
    if chosen is None:
        return _DEFAULT if shutil.which(_DEFAULT) else ""
    return "" if chosen.strip() in {"", "cat"} else chosen


def page(data: bytes, command: str) -> bool:
    """
    Give output to a pager and wait until the user leaves it.

    Returns whether the pager could be started. One that fails later or is left early has shown what was wanted:
    that is no failure of this command.
    """
    environment = os.environ | {"LESS": os.environ.get("LESS", _LESS)}
    # the variable is a command line for the shell, as for git and man
    process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)  # noqa: S602
    try:
        process.communicate(data)
    except KeyboardInterrupt:  # Ctrl-C is for the pager, which has it too
        process.wait()
    return process.returncode not in _NOT_STARTED
