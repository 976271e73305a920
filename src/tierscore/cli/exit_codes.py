"""What an exit code means."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the command; a crash is never 1."""

    ANSWERED = 0
    """The question was answered, whatever the answer."""
    FOUND = 1
    """A check found something, or two findings contradict each other."""
    REFUSED = 2
    """Wrong usage, or input that cannot be read."""
    INTERRUPTED = 130
    """Stopped with Ctrl-C."""
