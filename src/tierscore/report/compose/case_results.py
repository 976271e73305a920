"""A rubric tried on its worked cases, as a document: a summary of one screen, then what failed, what is missing, what survived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.case_results import EntryKind, MutationKind
from tierscore.report.document.blocks import (
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Span,
    Style,
    muted,
    plain,
    strong,
)
from tierscore.report.language.wording import counted

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.case_results import CaseResult, Score, Tried, Trying
    from tierscore.model.check import Address
    from tierscore.report.document.blocks import Block, Line
_SINGULAR = {
    "criteria": "criterion",
    "indicators": "indicator",
    "caps": "cap",
    "presumptions": "presumption",
    "gates": "gate",
    "tier_rules": "tier rule",
    "special_watch_list": "ground",
}


def compose_trying(found: Trying) -> Document:
    """Compose what trying a rubric on its worked cases gave."""
    title = f"Worked cases of the rubric {found.rubric.id} {found.rubric.version}"
    return Document(
        (
            Heading(1, (plain(title),)),
            *_summary(found),
            *_failures(found),
            *_unexercised(found),
            *_survivors(found),
        )
    )


def in_words(address: Address) -> str:
    """An address as a reader would say it: ``criterion prohibition, indicator sex-trafficking, points``."""
    parts, said = list(address), []
    while parts:
        key = parts.pop(0)
        said.append(
            f"{_SINGULAR[key]} {parts.pop(0)}" if key in _SINGULAR and parts else key.replace("_", " ")
        )
    return ", ".join(said)


def percent(share: Fraction) -> str:
    """A share in whole per cent, rounded down: what is not reached is not said to be."""
    return f"{share.numerator * 100 // share.denominator} %"


def _summary(found: Trying) -> tuple[Block, ...]:
    passed = len(found.cases) - len(found.failed)
    verdict = (
        Span("all pass", Style.GOOD)
        if not found.failed
        else Span(f"{counted(len(found.failed), 'case')} failed", Style.BAD)
    )
    asked = sum(len(result.results) for result in found.cases)
    cases = KeyValue(
        muted("Cases"),
        (plain(f"{passed} of {len(found.cases)} pass, with {counted(asked, 'expectation')}: "), verdict),
    )
    return (
        KeyValues((cases,)),
        Heading(2, (plain("Exercised by some case"),)),
        KeyValues(_coverage(found)),
        *_scores(found),
    )


def _coverage(found: Trying) -> tuple[KeyValue, ...]:
    pairs = []
    for kind in EntryKind:
        missing = [bool(entry.missing) for entry in found.entries if entry.kind is kind]
        if missing:
            pairs.append(
                KeyValue(
                    muted(kind.value.capitalize()), (plain(f"{missing.count(False)} of {len(missing)}"),)
                )
            )
    return tuple(pairs)


def _scores(found: Trying) -> tuple[Block, ...]:
    if found.mutants is None:
        return ()
    groups = (
        (
            "Changes of structure that some case notices",
            found.structure,
            [kind for kind in MutationKind if kind.structural],
        ),
        (
            "Changes of weights, cut-offs and the like",
            found.fine,
            [kind for kind in MutationKind if not kind.structural],
        ),
    )
    blocks: list[Block] = []
    for title, whole, kinds in groups:
        if not _any(whole):
            continue
        scored = [(kind.value.capitalize(), found.score(kind)) for kind in kinds]
        pairs = [
            KeyValue(strong("Together"), _score(whole)),
            *(KeyValue(muted(name), _score(score)) for name, score in scored if _any(score)),
        ]
        blocks += [Heading(2, (plain(title),)), KeyValues(tuple(pairs))]
    return tuple(blocks)


def _any(score: Score) -> bool:
    return bool(score.counted or score.equivalent)


def _score(score: Score) -> Line:
    apart = f"; {score.equivalent} more proven to change nothing" if score.equivalent else ""
    share = f" ({percent(score.share)})" if score.counted else ""
    return (plain(f"{score.noticed} of {score.counted}{share}"), muted(apart))


def _failures(found: Trying) -> tuple[Block, ...]:
    if not found.failed:
        return ()
    return (Heading(2, (plain("Cases that fail"),)), Bullets(tuple(map(_failure, found.failed)), spaced=True))


def _failure(result: CaseResult) -> Bullet:
    below = [
        Bullet(
            (
                plain(f"{one.expectation.report_year}, {wrong.what}: expected "),
                strong(wrong.expected),
                plain(", found "),
                Span(wrong.found, Style.BAD),
                muted(f" ({one.expectation.place})"),
            )
        )
        for one in result.results
        for wrong in one.differences
    ]
    return Bullet((strong(result.case.name), muted(f" - {result.case.shows}")), tuple(below))


def _unexercised(found: Trying) -> tuple[Block, ...]:
    if not found.unexercised:
        return ()
    entries = tuple(
        Bullet((plain(in_words(entry.address)), muted(f": {entry.missing}"))) for entry in found.unexercised
    )
    return (Heading(2, (plain("What no case exercises"),)), Bullets(entries))


def _survivors(found: Trying) -> tuple[Block, ...]:
    if found.mutants is None:
        return ()
    if not found.survivors:
        return (Paragraph((muted("Every change is noticed, or proven to change nothing."),)),)
    structure = [tried for tried in found.survivors if tried.mutant.kind.structural]
    fine = [tried for tried in found.survivors if not tried.mutant.kind.structural]
    return (
        *_survivor_list("Changes of structure that no case notices", structure),
        *_survivor_list("Other changes that no case notices", fine),
    )


def _survivor_list(title: str, survivors: list[Tried]) -> tuple[Block, ...]:
    if not survivors:
        return ()
    entries = tuple(
        Bullet((plain(in_words(tried.mutant.address)), muted(f": {tried.mutant.says}")))
        for tried in survivors
    )
    return (Heading(2, (plain(title),)), Bullets(entries))
