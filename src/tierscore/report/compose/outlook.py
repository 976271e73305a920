"""What the law allows a country in its next report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import (
    bullet,
    bullets,
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    strong,
)
from tierscore.report.language.wording import (
    INDEPENDENT,
    join_words,
    law_sentence,
    quantity,
    sentence,
    tier_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.placement_history import Outlook, Path
    from tierscore.model.rubric import Rubric, Switch
    from tierscore.report.document.blocks import Bullet, Document, KeyValues
_PLACEMENTS_SHOWN = 5


def compose_outlook(outlook: Outlook) -> Document:
    """Compose what the law of a report year allows, given the placements before it."""
    title = f"{outlook.country}: what the law allows in the {outlook.report_year} report"
    return document(
        heading(1, title),
        paragraph(strong(INDEPENDENT)),
        _grounds(outlook),
        heading(2, "Each case, in the order in which the rules are tried"),
        bullets((_path(outlook.rubric, path) for path in outlook.paths), spaced=True),
        *section("Readings of the law that hold here", map(_reading, outlook.rubric.switches)),
    )


def _grounds(outlook: Outlook) -> KeyValues:
    """What the answer rests on: placements, the run on the Watch List, the law, and the unknown years."""
    rubric = outlook.rubric
    ruleset = rubric.ruleset(outlook.report_year)
    law = sentence(ruleset.says if ruleset else rubric.judges_as_of)
    pairs = [
        key_value("Placements", _placements(outlook)),
        key_value("Watch List", _run(outlook)),
        key_value("Law", law, muted(f" Read to {rubric.law_read_to}.")),
    ]
    if outlook.report_year > rubric.last_report:
        beyond = "This report lies beyond the day to which the law was read"
        pairs.append(key_value("Note", strong(f"{beyond}; what it may become is not in this answer.")))
    if not outlook.certain:
        years = join_words([str(year) for year in outlook.unknown_years])
        branches = "every branch that they allow is listed"
        pairs.append(key_value("Not known", f"The placements of {years}; {branches}."))
    return key_values(*pairs)


def _placements(outlook: Outlook) -> str:
    by_year = outlook.placements.by_year
    last = sorted(by_year)[-_PLACEMENTS_SHOWN:]
    placements = [f"{year}: {tier_name(outlook.rubric, by_year[year].tier)}" for year in last]
    return ", ".join(placements) or "none on file"


def _run(outlook: Outlook) -> str:
    if not outlook.watch_run:
        return "not in the last report on file before this one"
    return f"{quantity(outlook.watch_run, 'report')} in a row, up to {outlook.report_year - 1}"


def _path(rubric: Rubric, path: Path) -> Bullet:
    return bullet(
        strong(f"{tier_name(rubric, path.tier)}: "),
        sentence(path.rule.says),
        muted(law_sentence(path.rule.law)),
        below=_needs(rubric, path),
    )


def _needs(rubric: Rubric, path: Path) -> Iterator[Bullet]:
    questions = {gate.id: gate.question for gate in rubric.gates}
    for gates, answer in ((path.holding, "Yes"), (path.failing, "No")):
        for gate in gates:
            if gate in questions:
                yield bullet("Needs: ", muted(f"{questions[gate]} {answer}."))
    if path.by_history:
        yield bullet(strong("Follows from earlier placements."))


def _reading(switch: Switch) -> Bullet:
    reason = muted(f" ({switch.basis.authority}) {switch.basis.reason}")
    return bullet(f"{switch.question} ", strong(sentence(switch.options[switch.value])), reason)
