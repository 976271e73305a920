"""Where output goes: the terminal, a pipe, or a file written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tierscore.report.document.blocks import Document
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


def chosen_format(asked: Format | None, output: Path | None) -> Format:
    """The format asked for; else drawn for the terminal if there is one, and plain text in a pipe or a file."""
    if asked is not None:
        return asked
    return Format.TERMINAL if output is None and (sys.stdout.isatty() or _forced()) else Format.TEXT


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


def write(text: str, output: Path | None) -> None:
    """Write text to standard output, or to a file: whole, or not at all."""
    if output is None:
        encoding = sys.stdout.encoding or "utf-8"
        write_data(text.encode(encoding, "backslashreplace"), None)
    else:
        write_data(text.encode(), output)


def write_data(data: bytes, output: Path | None) -> None:
    """Write bytes to standard output, or to a file: whole, or not at all."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _replace({output: data})
    except OSError as failure:
        raise UsageError(f"cannot write {output}: {failure.strerror}") from failure


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if it is not there: all of them, or none. Other files in it stay."""
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        _replace({folder / name: data for name, data in files.items()})
    except OSError as failure:
        if made:
            _unmake(folder)
        raise UsageError(f"cannot write into {folder}: {failure.strerror}") from failure


def _replace(files: Mapping[Path, bytes]) -> None:
    """Write each file under another name beside its place, and move them there once all are written."""
    written: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            written[path] = _beside(path, data)
        for path, temporary in written.items():
            temporary.replace(path)
    except BaseException:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)
        raise


def _beside(path: Path, data: bytes) -> Path:
    import tempfile

    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _unmake(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _draw(document: Document) -> None:
    from rich.console import Console

    from tierscore.report.formats import terminal

    width = max(NARROWEST, min(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, WIDEST))
    console = Console(
        width=width,
        force_terminal=True,
        no_color=bool(os.environ.get("NO_COLOR")),
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    terminal.draw(document, console, ascii=not _unicode())


def _unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf16", "utf32"}


def _forced() -> bool:
    return bool(os.environ.get("FORCE_COLOR")) and not os.environ.get("NO_COLOR")
