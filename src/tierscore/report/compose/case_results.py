"""A rubric tried on its worked cases: numbers, failures, what no case exercises, what survived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.case_results import EntryKind, MutationKind
from tierscore.report.document.blocks import (
    bad,
    bullet,
    document,
    good,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    strong,
)
from tierscore.report.language.numbers import whole_percent
from tierscore.report.language.wording import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.case_results import CaseResult, CaseSuiteResult, Score
    from tierscore.model.check import Address
    from tierscore.report.document.blocks import Block, Bullet, Document, KeyValue, Span
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
    """Compose the result of trying a rubric on its worked cases."""
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
    verdict = bad(f"{quantity(failed, 'case')} failed") if failed else good("all pass")
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
        if total.counted or total.equivalent:
            kinds = [kind for kind in MutationKind if kind.structural is structural]
            scores = [(kind.value.capitalize(), suite.score(kind)) for kind in kinds]
            by_kind = [
                key_value(name, *_score(score)) for name, score in scores if score.counted or score.equivalent
            ]
            yield heading(2, title)
            yield key_values(key_value(strong("Together"), *_score(total)), *by_kind)


def _score(score: Score) -> tuple[str, Span]:
    share = f" ({whole_percent(score.share)})" if score.counted else ""
    equivalent = f"; {score.equivalent} more proven to change nothing" if score.equivalent else ""
    return f"{score.noticed} of {score.counted}{share}", muted(equivalent)


def _failure(result: CaseResult) -> Bullet:
    return bullet(
        strong(result.case.name),
        muted(f" - {result.case.shows}"),
        below=(
            bullet(
                f"{checked.expectation.report_year}, {difference.what}: expected ",
                strong(difference.expected),
                ", found ",
                bad(difference.found),
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
    for title, structural in (("Changes of structure", True), ("Other changes", False)):
        mutants = (survivor.mutant for survivor in suite.survivors)
        points = (
            bullet(_address(mutant.address), muted(f": {mutant.says}"))
            for mutant in mutants
            if mutant.kind.structural is structural
        )
        yield from section(f"{title} that no case notices", points)
