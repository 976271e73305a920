"""What a check found: a summary of one screen, then every problem."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tierscore.errors import safe
from tierscore.model.problem import Problem, Severity
from tierscore.report.document.blocks import (
    Span,
    Style,
    Verbatim,
    bullet,
    bullets,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    plain,
    section,
    spans,
    strong,
    table,
)
from tierscore.report.document.excerpt import describe
from tierscore.report.document.sanitize import cells
from tierscore.report.language.wording import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tierscore.model.check import Accepted, Check
    from tierscore.report.document.blocks import Block, Bullet, Document
_MOST_FILES = 8
_LONGEST_NAME = 48
_LONGEST_TITLE = 64
_HIDDEN = "; --accepted lists them"
_STYLES = {Severity.ERROR: Style.BAD, Severity.WARNING: Style.UNSURE, Severity.NOTICE: Style.MUTED}


def compose_check(check: Check, *, accepted: bool = True) -> Document:
    """
    Compose a check for the screen: each problem in the lines that editors and other programs read.

    With ``accepted`` the problems that the files accept are listed too.
    """
    listed = _accepted(check) if accepted else ()
    return document(*_summary(check, accepted=accepted), *_details(check), *listed)


def compose_check_lists(check: Check, *, accepted: bool = True) -> Document:
    """Compose a check for a page: the same summary, and problems as lists by file."""
    problems = _lists(by_severity(check.problems))
    listed = _accepted(check) if accepted else ()
    return document(*_summary(check, accepted=accepted), *problems, *listed)


def by_severity(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with the errors first, otherwise in their order."""
    severities = list(Severity)
    return sorted(problems, key=lambda problem: severities.index(problem.code.severity))


def compose_check_summary(check: Check) -> Document:
    """Compose the summary alone."""
    return document(*_summary(check))


def result(check: Check) -> str:
    """How many problems of which severity there are in how many files."""
    files = quantity(len(check.files), "file")
    if not check.problems:
        return f"nothing found in {files}"
    counts = [quantity(count, severity.value) for severity in Severity if (count := check.count(severity))]
    faulty = len({problem.place.file for problem in check.problems})
    return f"{', '.join(counts)} in {faulty} of {files}"


def _summary(check: Check, *, accepted: bool = True) -> Iterator[Block]:
    yield heading(1, f"Check of {_shortened(check.what, _LONGEST_TITLE)}")
    style = Style.BAD if check.failed else Style.GOOD
    pairs = [key_value(plain("Result"), Span(result(check), style))]
    if check.accepted:
        number = quantity(len(check.accepted), "problem")
        hidden = "" if accepted else _HIDDEN
        pairs.append(key_value(plain("Accepted"), f"{number} by an exception in the file{hidden}"))
    if check.compared_with:
        pairs.append(key_value("Compared", f"with {check.compared_with}"))
    if check.tallies:
        tallies = "; ".join(f"{name}: {count}" for name, count in check.tallies.items())
        pairs.append(key_value(plain("Tried"), tallies))
    yield key_values(*pairs)
    if check.problems:
        yield from _worst_files(check.problems)


def _worst_files(problems: Sequence[Problem]) -> Iterator[Block]:
    counts: dict[str, Counter[Severity]] = {}
    for problem in problems:
        counts.setdefault(problem.place.file, Counter())[problem.code.severity] += problem.count
    files = sorted(counts, key=lambda file: (*(-counts[file][severity] for severity in Severity), file))
    columns = ("file", *(f"{severity.value}s" for severity in Severity))
    rows = (
        (_shortened(file, _LONGEST_NAME), *(str(counts[file][severity]) for severity in Severity))
        for file in files[:_MOST_FILES]
    )
    yield table(columns, rows)
    if len(files) > _MOST_FILES:
        yield paragraph(muted(f"and {quantity(len(files) - _MOST_FILES, 'more file')}"))


def _shortened(text: str, most: int) -> str:
    """The end of a long name, which says more than its beginning."""
    name = safe(text)
    if cells(name) <= most:
        return name
    while cells(name) >= most:
        name = name[1:]
    return f"…{name}"


def _details(check: Check) -> Iterator[Block]:
    problems = by_severity(check.problems)
    if problems:
        yield heading(2, "Problems")
    for problem in problems:
        first, *rest = describe(problem).split("\n")
        place = safe(str(problem.place))
        message = Span(first.removeprefix(place), _STYLES[problem.code.severity])
        yield Verbatim((spans(strong(place), message), *map(spans, rest)))


def _lists(problems: Sequence[Problem]) -> Iterator[Block]:
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    for file, in_file in by_file.items():
        yield heading(2, safe(file))
        yield bullets(map(_problem, in_file))


def _problem(problem: Problem) -> Bullet:
    place = f"line {problem.place.line}, " if problem.place.line else ""
    severity = problem.code.severity
    return bullet(
        strong(problem.code.value),
        Span(f" {severity.value}", _STYLES[severity]),
        f", {place}{safe(problem.message)}",
        below=(bullet(muted(f"hint: {safe(problem.hint)}")),) if problem.hint else (),
    )


def _accepted(check: Check) -> Iterator[Block]:
    return section("Accepted", map(_exception, check.accepted))


def _exception(accepted: Accepted) -> Bullet:
    problem = accepted.problem
    until = f", until {accepted.until}" if accepted.until is not None else ""
    message = safe(f"{problem.code.value} {problem.message}")
    reason = f"Accepted{safe(until)}: {safe(accepted.reason)}"
    return bullet(strong(safe(str(problem.place))), f": {message}. {reason}")
