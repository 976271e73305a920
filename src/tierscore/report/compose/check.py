"""What a check found: a summary of one screen, then every problem."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tierscore.errors import safe
from tierscore.model.problem import Severity
from tierscore.report.document.blocks import (
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Span,
    Style,
    TableBlock,
    Verbatim,
    muted,
    plain,
    strong,
)
from tierscore.report.document.excerpt import describe
from tierscore.report.document.sanitize import cells
from tierscore.report.language.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.check import Accepted, Check
    from tierscore.model.problem import Problem
    from tierscore.report.document.blocks import Line
_MOST_FILES = 8
_LONGEST_NAME = 48
_LONGEST_TITLE = 64
_STYLES = {Severity.ERROR: Style.BAD, Severity.WARNING: Style.UNSURE, Severity.NOTICE: Style.MUTED}


def compose_check(check: Check) -> Document:
    """Compose a check for the screen: problems as programs and people read them, one line of place and message each."""
    return Document((*_summary(check), *_details(check.problems), *_accepted(check.accepted)))


def compose_check_lists(check: Check) -> Document:
    """Compose a check for a page: the same summary, and problems as lists by file."""
    return Document((*_summary(check), *_lists(check.problems), *_accepted(check.accepted)))


def compose_check_summary(check: Check) -> Document:
    """Compose the summary alone."""
    return Document(tuple(_summary(check)))


def result(check: Check) -> str:
    """How many problems of which severity there are in how many files, in words."""
    total = len(check.files)
    files = counted(total, "file")
    if not check.problems:
        return f"nothing found in {files}"
    found = [counted(count, severity.value) for severity in Severity if (count := check.count(severity))]
    places = len({problem.place.file for problem in check.problems})
    return f"{', '.join(found)} in {places} of {files}"


def _summary(check: Check) -> Iterator[Block]:
    yield Heading(1, (plain(f"Check of {_shortened(check.what, _LONGEST_TITLE)}"),))
    style = Style.BAD if check.failed else Style.GOOD
    pairs = [KeyValue(plain("Result"), (Span(result(check), style),))]
    if check.accepted:
        pairs.append(
            KeyValue(
                plain("Accepted"),
                (plain(f"{counted(len(check.accepted), 'problem')} by an exception in the file"),),
            )
        )
    if check.tallies:
        pairs.append(
            KeyValue(
                plain("Tried"),
                (plain("; ".join(f"{name}: {count}" for name, count in check.tallies.items())),),
            )
        )
    yield KeyValues(tuple(pairs))
    if check.problems:
        yield from _by_file(check.problems)


def _by_file(problems: Sequence[Problem]) -> Iterator[Block]:
    counts: dict[str, Counter[Severity]] = {}
    for problem in problems:
        counts.setdefault(problem.place.file, Counter())[problem.code.severity] += 1
    worst = sorted(counts, key=lambda file: (*(-counts[file][severity] for severity in Severity), file))
    columns = ("file", *(f"{severity.value}s" for severity in Severity))
    shown = worst[:_MOST_FILES]
    rows = tuple(
        (
            (plain(_shortened(file, _LONGEST_NAME)),),
            *((plain(str(counts[file][severity])),) for severity in Severity),
        )
        for file in shown
    )
    yield TableBlock(tuple(map(strong, columns)), rows)
    if len(worst) > _MOST_FILES:
        yield Paragraph((muted(f"and {counted(len(worst) - _MOST_FILES, 'more file', 'more files')}"),))


def _shortened(text: str, most: int) -> str:
    """The end of a long name, which says more than its beginning."""
    name = safe(text)
    if cells(name) <= most:
        return name
    while cells(name) >= most:
        name = name[1:]
    return f"…{name}"


def _details(problems: Sequence[Problem]) -> Iterator[Block]:
    if problems:
        yield Heading(2, (plain("Problems"),))
    for problem in problems:
        head, *rest = describe(problem).split("\n")
        place = safe(str(problem.place))
        first = (strong(place), Span(head.removeprefix(place), _STYLES[problem.code.severity]))
        yield Verbatim((first, *((plain(line),) for line in rest)))


def _lists(problems: Sequence[Problem]) -> Iterator[Block]:
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    for file, found in by_file.items():
        yield Heading(2, (plain(safe(file)),))
        yield Bullets(tuple(_entry(problem) for problem in found))


def _entry(problem: Problem) -> Bullet:
    place = f"line {problem.place.line}, " if problem.place.line else ""
    severity = problem.code.severity
    text: Line = (
        strong(problem.code.value),
        Span(f" {severity.value}", _STYLES[severity]),
        plain(f", {place}{safe(problem.message)}"),
    )
    return Bullet(text, (Bullet((muted(f"hint: {safe(problem.hint)}"),)),) if problem.hint else ())


def _accepted(accepted: Sequence[Accepted]) -> Iterator[Block]:
    if not accepted:
        return
    yield Heading(2, (plain("Accepted"),))
    yield Bullets(tuple(Bullet(_accepted_line(one)) for one in accepted))


def _accepted_line(one: Accepted) -> Line:
    until = f", until {one.until}" if one.until is not None else ""
    found = f"{one.problem.code.value} {one.problem.message}"
    return (
        strong(safe(str(one.problem.place))),
        plain(f": {safe(found)}. Accepted{safe(until)}: {safe(one.reason)}"),
    )
