"""A country year by year, and what the law allows next, as documents."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tierscore.model.assessment import UNDETERMINED
from tierscore.report.document.blocks import (
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Line,
    Paragraph,
    TableBlock,
    muted,
    plain,
    strong,
)
from tierscore.report.language.wording import INDEPENDENT, by_law, counted, sentence, series, tier_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tierscore.model.finding import PillarScore
    from tierscore.model.placement_history import ChronicleYear, Outlook, Path
    from tierscore.model.rubric import Rubric, Switch
    from tierscore.report.document.blocks import Block
_HUNDRED = 100
_STEPS = 8
_ABBREVIATED = 6


def compose_history(country: str, rubric: Rubric, years: Sequence[ChronicleYear]) -> Document:
    """
    Compose a country's years: what was published, what the evidence says, and the law in force.

    Args:
        country: Its name.
        rubric: Judgement and law.
        years: Oldest first.

    """
    columns = (
        "report",
        "State",
        "ours",
        "range",
        *(f"{name[:_ABBREVIATED]}." for name in rubric.pillars.values()),
        "run",
        "law",
    )
    rows = tuple(tuple((plain(cell),) for cell in _year(rubric, year)) for year in years)
    return Document(
        (
            Heading(1, (plain(f"{country}, year by year"),)),
            Paragraph((strong(INDEPENDENT),)),
            TableBlock(tuple(map(strong, columns)), rows)
            if rows
            else Paragraph((muted("Nothing is on file."),)),
            Paragraph((muted(_key()),)),
            *_rulesets(rubric, years),
        )
    )


def compose_outlook(outlook: Outlook) -> Document:
    """Compose what the law of a report year allows, given the placements before it."""
    return Document(
        (
            Heading(
                1, (plain(f"{outlook.country}: what the law allows in the {outlook.report_year} report"),)
            ),
            Paragraph((strong(INDEPENDENT),)),
            KeyValues(_grounds(outlook)),
            Heading(2, (plain("Each case, in the order in which the rules are tried"),)),
            Bullets(tuple(_path(outlook.rubric, path) for path in outlook.paths), spaced=True),
            *_readings(outlook.rubric),
        )
    )


def _grounds(outlook: Outlook) -> tuple[KeyValue, ...]:
    """What the answer rests on: placements, the run on the Watch List, the law, and what is not known."""
    rubric = outlook.rubric
    ruleset = rubric.ruleset(outlook.report_year)
    pairs = [
        KeyValue(muted("Placements"), (plain(_placements(outlook)),)),
        KeyValue(muted("Watch List"), (plain(_run(outlook)),)),
        KeyValue(
            muted("Law"),
            (
                plain(sentence(ruleset.says if ruleset else rubric.judges_as_of)),
                muted(f" Read to {rubric.law_read_to}."),
            ),
        ),
    ]
    if outlook.report_year > rubric.last_report:
        beyond = "This report lies beyond the day to which the law was read; what it may become is not in this answer."
        pairs.append(KeyValue(muted("Note"), (strong(beyond),)))
    if not outlook.certain:
        unknown = series([str(year) for year in outlook.unknown_years])
        pairs.append(
            KeyValue(
                muted("Not known"),
                (plain(f"The placements of {unknown}; every branch that they allow is listed."),),
            )
        )
    return tuple(pairs)


def _year(rubric: Rubric, year: ChronicleYear) -> tuple[str, ...]:
    judged = year.assessment
    official = year.official.tier if year.official else "?"
    ruleset = year.ruleset.id if year.ruleset else ""
    if judged is None:
        return (
            str(year.report_year),
            official,
            "",
            "",
            *[""] * len(rubric.pillars),
            str(year.watch_run or ""),
            ruleset,
        )
    ranged = ", ".join(entry.tier for entry in judged.range)
    scores = [_small_bar(score) for score in judged.pillars]
    answer = "open" if judged.indicated == UNDETERMINED else judged.indicated
    return (str(year.report_year), official, answer, ranged, *scores, str(year.watch_run or ""), ruleset)


def _small_bar(score: PillarScore) -> str:
    """Steps from 0 to 100: ``#`` for what is shown, ``-`` for what is possible, ``.`` for what is ruled out."""
    shown, possible = math.floor(score.low / _HUNDRED * _STEPS), math.ceil(score.high / _HUNDRED * _STEPS)
    return "#" * shown + "-" * (possible - shown) + "." * (_STEPS - possible)


def _key() -> str:
    return (
        "Each P runs from 0 to 100 in eight steps: # is what the evidence shows, - what it leaves possible, . what it rules out. "
        "Ours is empty where the file holds no evidence for the year, and open where the evidence is too thin to indicate a tier. "
        "The run counts Watch List reports in a row. "
        "The figures are in the JSON format. The official placement of a year plays no part in our answer for that year."
    )


def _rulesets(rubric: Rubric, years: Iterable[ChronicleYear]) -> tuple[Block, ...]:
    seen = {year.ruleset.id for year in years if year.ruleset}
    entries = tuple(
        Bullet(
            (
                strong(f"{ruleset.id}, from the {ruleset.since} report: "),
                plain(sentence(ruleset.says)),
                muted(f" {series(ruleset.acts)}."),
            )
        )
        for ruleset in rubric.rulesets
        if ruleset.id in seen
    )
    return (Heading(2, (plain("The law in force"),)), Bullets(entries)) if entries else ()


def _placements(outlook: Outlook) -> str:
    last = sorted(outlook.placements.by_year)[-5:]
    return (
        ", ".join(
            f"{year}: {tier_name(outlook.rubric, outlook.placements.by_year[year].tier)}" for year in last
        )
        or "none on file"
    )


def _run(outlook: Outlook) -> str:
    if not outlook.watch_run:
        return "not in the last report on file before this one"
    return f"{counted(outlook.watch_run, 'report')} in a row, up to {outlook.report_year - 1}"


def _path(rubric: Rubric, path: Path) -> Bullet:
    head: Line = (
        strong(f"{tier_name(rubric, path.tier)}: "),
        plain(sentence(path.rule.says)),
        muted(by_law(path.rule.law)),
    )
    questions = {gate.id: gate.question for gate in rubric.gates}
    below = [
        Bullet((plain("Needs: "), muted(f"{questions[gate]} Yes.")))
        for gate in path.holding
        if gate in questions
    ]
    below += [
        Bullet((plain("Needs: "), muted(f"{questions[gate]} No.")))
        for gate in path.failing
        if gate in questions
    ]
    if path.by_history:
        below.append(Bullet((strong("Follows from earlier placements."),)))
    return Bullet(head, tuple(below))


def _readings(rubric: Rubric) -> tuple[Block, ...]:
    entries = tuple(_reading(switch) for switch in rubric.switches)
    return (Heading(2, (plain("Readings of the law that hold here"),)), Bullets(entries)) if entries else ()


def _reading(switch: Switch) -> Bullet:
    chosen, basis = switch.options[switch.value], switch.basis
    return Bullet(
        (
            plain(f"{switch.question} "),
            strong(sentence(chosen)),
            muted(f" ({basis.authority}) {basis.reason}"),
        )
    )
