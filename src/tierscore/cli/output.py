"""Where output goes, and how it is drawn there: the terminal, a pipe, or a file."""

from __future__ import annotations

import io
import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, TypeVar

from tierscore.cli.transcript import DRAWN, ERRORS, OUTPUT, note_deed, note_part
from tierscore.errors import HIDDEN, UsageError, escape, safe, without_commands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.report.document.blocks import Document
F = TypeVar("F", bound=str)

PIPE_WIDTH = 80
"""The width of plain text, so that a pipe gives the same bytes on any machine."""
WIDEST = 120
NARROWEST = 40


class Format(StrEnum):
    """How a report is drawn."""

    TERMINAL = "terminal"
    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


ENDINGS: dict[str, tuple[str, ...]] = {
    ".sarif.json": ("sarif",),
    ".sarif": ("sarif",),
    ".json": ("json", "sarif"),
    ".jsonl": ("jsonl",),
    ".md": ("markdown",),
    ".txt": ("text", "csv", "terminal", "github"),
    ".csv": ("csv",),
    ".parquet": ("parquet",),
    ".xml": ("junit",),
    ".yaml": ("yaml",),
    ".yml": ("yaml",),
    **dict.fromkeys((".html", ".htm", ".pdf", ".docx", ".xlsx", ".tsv"), ()),
}
"""The formats that a file may hold by the ending of its name, the likeliest first; other endings fit all."""


def standard_output(output: Path | None) -> Path | None:
    """The file that an option names; None for ``-``, which is standard output by custom."""
    return None if str(output) == "-" else output


def format_for(output: Path | None, formats: Iterable[F], format: F | None = None) -> F | None:
    """
    The format that is asked for, or else the one that the ending of a file names; None if there is neither.

    Args:
        output: The file; None for standard output.
        formats: All that the command can write.
        format: The format asked for, if any.

    Raises:
        UsageError: If a file of this name cannot hold the format, or none that the command can write.
    """
    name = output.name.lower() if output is not None else ""
    ending = next((ending for ending in ENDINGS if name.endswith(ending)), "")
    if not ending:
        return format
    fitting = sorted((kind for kind in formats if kind in ENDINGS[ending]), key=ENDINGS[ending].index)
    if format is not None and format not in fitting:
        raise UsageError(
            f"a file that ends in {ending} holds no {format}; name it otherwise, or choose another --format"
        )
    if not fitting:
        raise UsageError(
            f"nothing written here ends in {ending}; it is {' or '.join(formats)}, so name the file otherwise"
        )
    return format or fitting[0]


def chosen_format(format: Format | None, output: Path | None) -> Format:
    """The format that is asked for or fits the file; else that of a terminal, or plain text."""
    on_terminal = output is None and (sys.stdout.isatty() or _forced())
    return format_for(output, Format, format) or (Format.TERMINAL if on_terminal else Format.TEXT)


def show(document: Document, format: Format, output: Path | None = None) -> None:
    """Draw a document in a text format, to standard output or to a file."""
    if format is Format.TERMINAL and output is None:
        _draw(document)
    elif format is Format.MARKDOWN:
        from tierscore.report.formats import markdown

        write(markdown.render(document), output)
    else:
        from tierscore.report.formats import plain

        write(plain.render(document, PIPE_WIDTH, ascii=output is None and not _unicode()), output)


def show_or_json(document: Document, data: object, format: Format | None, output: Path | None) -> None:
    """Show a document in the format that is wanted, or the same as JSON."""
    chosen = chosen_format(format, output)
    if chosen is Format.JSON:
        write_json(data, output)
    else:
        show(document, chosen, output)


def write_json(data: object, output: Path | None) -> None:
    """Write plain data as JSON that no terminal can mistake for anything else."""
    from tierscore.report.json.values import encode

    write(encode(data), output)


def calm(text: str) -> str:
    """
    The one door to a terminal or a log: lines in which nothing acts on the one or on the other.

    Line breaks are those of the text, so whoever makes lines of words that others wrote puts these through
    ``safe`` first: every error, ``Span`` and ``say`` does.
    """
    return without_commands(
        HIDDEN.sub(lambda match: match[0] if match[0] == "\n" else escape(match[0]), text)
    )


def say(*lines: str) -> None:
    """Tell on standard output what was done or is wanted, each line on one line whatever it quotes."""
    write("".join(f"{safe(line)}\n" for line in lines), None)


def write(text: str, output: Path | None, *, commands: bool = False) -> None:
    """
    Write text to standard output, or to a file: whole, or not at all.

    Args:
        text: The text, whose lines end in line feeds.
        output: The file; None for standard output, where the text goes through ``calm``.
        commands: Whether the lines are meant as commands for the runner of a workflow.

    """
    if output is None:
        write_data(_encoded(text if commands else calm(text)), None)
    else:
        write_data(text.encode(), output)


def note(text: str) -> None:
    """Write a note to standard error."""
    note_part(ERRORS, text.encode("utf-8", "surrogateescape"))
    sys.stderr.write(text)


def write_data(data: bytes, output: Path | None) -> None:
    """Write bytes to standard output, or to a file: whole, or not at all."""
    if output is None:
        note_part(OUTPUT, data)
        _write_out(data)
        return
    from tierscore.authoring.atomic_write import write_files

    note_deed()
    write_files({output: data})


def hand_over(data: bytes) -> None:
    """Write what was drawn to standard output; through the pager where that is a terminal with fewer lines."""
    from tierscore.cli.pager import paging

    note_part(DRAWN if paging.get() else OUTPUT, data)
    lines = shutil.get_terminal_size((PIPE_WIDTH, 24)).lines
    if not (sys.stdout.isatty() and data.count(b"\n") >= lines and _paged(data)):
        _write_out(data)


def _write_out(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as failure:
        raise UsageError(f"cannot write to standard output: {failure.strerror}") from failure


def _draw(document: Document) -> None:
    from rich.console import Console

    from tierscore.report.formats import terminal

    size = shutil.get_terminal_size((PIPE_WIDTH, 24))
    drawing = io.StringIO()
    console = Console(
        file=drawing,
        width=max(NARROWEST, min(size.columns, WIDEST)),
        force_terminal=True,
        no_color=bool(os.environ.get("NO_COLOR")),
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    terminal.draw(document, console, ascii=not _unicode())
    hand_over(_encoded(without_commands(drawing.getvalue())))


def _paged(data: bytes) -> bool:
    """Whether the user's pager has shown what was drawn."""
    from tierscore.cli.pager import page, pager_command

    command = pager_command(os.environ)
    if not command:
        return False
    sys.stdout.flush()
    return page(data, command)


def _encoded(text: str) -> bytes:
    return text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")


def _unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf16", "utf32"}


def _forced() -> bool:
    return bool(os.environ.get("FORCE_COLOR")) and not os.environ.get("NO_COLOR")
