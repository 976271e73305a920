"""A rubric tried on its worked cases: the numbers, then what failed, what no case exercises, which changes survived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.case_results import EntryKind, MutationKind
from tierscore.report.document.blocks import (
    Span,
    Style,
    bullet,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    spans,
    strong,
)
from tierscore.report.language.numbers import whole_percent
from tierscore.report.language.wording import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.case_results import CaseResult, CaseSuiteResult, MutantResult, Score
    from tierscore.model.check import Address
    from tierscore.report.document.blocks import Block, Bullet, Document, KeyValue, Line
_SINGULAR = {
    "criteria": "criterion",
    "indicators": "indicator",
    "caps": "cap",
    "presumptions": "presumption",
    "gates": "gate",
    "tier_rules": "tier rule",
    "special_watch_list": "ground",
}


def compose_case_results(suite: CaseSuiteResult) -> Document:
    """Compose the result of suite a rubric on its worked cases."""
    missing = (bullet(_address(entry.address), muted(f": {entry.missing}")) for entry in suite.unexercised)
    return document(
        heading(1, f"Worked cases of the rubric {suite.rubric.id} {suite.rubric.version}"),
        key_values(_cases(suite)),
        heading(2, "Exercised by some case"),
        key_values(*_coverage(suite)),
        *_scores(suite),
        *section("Cases that fail", map(_failure, suite.failed), spaced=True),
        *section("What no case exercises", missing),
        *_survivors(suite),
    )


def _address(address: Address) -> str:
    """An address in words: ``criterion prohibition, indicator sex-trafficking, points``."""
    keys, words = list(address), []
    while keys:
        key = keys.pop(0)
        words.append(
            f"{_SINGULAR[key]} {keys.pop(0)}" if key in _SINGULAR and keys else key.replace("_", " ")
        )
    return ", ".join(words)


def _cases(suite: CaseSuiteResult) -> KeyValue:
    failed = len(suite.failed)
    verdict = (
        Span(f"{quantity(failed, 'case')} failed", Style.BAD) if failed else Span("all pass", Style.GOOD)
    )
    expectations = quantity(sum(len(result.results) for result in suite.cases), "expectation")
    passed = f"{len(suite.cases) - failed} of {len(suite.cases)} pass, with {expectations}: "
    return key_value("Cases", passed, verdict)


def _coverage(suite: CaseSuiteResult) -> Iterator[KeyValue]:
    for kind in EntryKind:
        missing = [bool(entry.missing) for entry in suite.entries if entry.kind is kind]
        if missing:
            yield key_value(kind.value.capitalize(), f"{missing.count(False)} of {len(missing)}")


def _scores(suite: CaseSuiteResult) -> Iterator[Block]:
    if suite.mutants is None:
        return
    groups = (
        ("Changes of structure that some case notices", suite.structure, True),
        ("Changes of weights, cut-offs and the like", suite.fine, False),
    )
    for title, total, structural in groups:
        if _has_any(total):
            kinds = [kind for kind in MutationKind if kind.structural is structural]
            scores = [(kind.value.capitalize(), suite.score(kind)) for kind in kinds]
            by_kind = (key_value(name, *_score(score)) for name, score in scores if _has_any(score))
            yield heading(2, title)
            yield key_values(key_value(strong("Together"), *_score(total)), *by_kind)


def _has_any(score: Score) -> bool:
    return bool(score.counted or score.equivalent)


def _score(score: Score) -> Line:
    share = f" ({whole_percent(score.share)})" if score.counted else ""
    equivalent = f"; {score.equivalent} more proven to change nothing" if score.equivalent else ""
    return spans(f"{score.noticed} of {score.counted}{share}", muted(equivalent))


def _failure(result: CaseResult) -> Bullet:
    return bullet(
        strong(result.case.name),
        muted(f" - {result.case.shows}"),
        below=(
            bullet(
                f"{checked.expectation.report_year}, {difference.what}: expected ",
                strong(difference.expected),
                ", found ",
                Span(difference.found, Style.BAD),
                muted(f" ({checked.expectation.place})"),
            )
            for checked in result.results
            for difference in checked.differences
        ),
    )


def _survivors(suite: CaseSuiteResult) -> Iterator[Block]:
    if suite.mutants is None:
        return
    if not suite.survivors:
        yield paragraph(muted("Every change is noticed, or proven to change nothing."))
    structure = [mutant for mutant in suite.survivors if mutant.mutant.kind.structural]
    fine = [mutant for mutant in suite.survivors if not mutant.mutant.kind.structural]
    yield from section("Changes of structure that no case notices", map(_survivor, structure))
    yield from section("Other changes that no case notices", map(_survivor, fine))


def _survivor(tried: MutantResult) -> Bullet:
    return bullet(_address(tried.mutant.address), muted(f": {tried.mutant.says}"))
