"""What an evidence item must not contradict: the vocabulary, the sources, and itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.suggestions import did_you_mean
from tierscore.loading.validation.references import check_known, check_measure, check_series
from tierscore.model.evidence import Bound, Status, Versus
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from fractions import Fraction

    from tierscore.loading.country.items import Written
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.measure import Measure, Unit, Vocabulary

_FOLLOWS = "leave the status out; it follows from the figure"


def check_item(page: Page, item: Written, vocabulary: Vocabulary, sources: Collection[str]) -> None:
    """Note every problem of one item taken by itself."""
    measure = check_measure(page, item.place("measure"), item["measure"], vocabulary)
    if measure is not None:
        check_series(page, item.place("series"), measure, item["series"])
    _check_figure(page, item, measure, vocabulary)
    _check_status(page, item)
    _check_limit(page, item)
    if item["scope"] is not None:
        check_known(page, item.place("scope"), "scope", item["scope"], vocabulary.scopes)
    for index, reference in enumerate(item["sources"]):
        check_known(page, (*item.place("sources"), index, "id"), "source", reference.id, sources)


def check_revisions(page: Page, items: list[Written], written_ids: Collection[str]) -> None:
    """Note every ``revises`` that names no item, an item on something else, or in the end itself."""
    by_id = {item.own.id: item for item in items}
    for item in items:
        target = item.own.revises
        if target is None:
            continue
        path = (*item.path, "revises")
        if target not in by_id:
            if target not in written_ids:
                check_known(page, path, "item", target, written_ids)
        elif _about(by_id[target]) != _about(item):
            message = f"`{target}` is about another measure, series or scope"
            page.report(
                path,
                Code.BAD_VALUE,
                message,
                "an item revises an earlier figure of the same measure, series and scope",
            )
        elif _leads_back(by_id, item.own.id):
            page.report(
                path,
                Code.BAD_VALUE,
                f"`{item.own.id}` revises itself in the end",
                "the later figure revises the earlier one",
            )


def _about(item: Written) -> tuple[str | None, ...]:
    """What an item is a fact about."""
    return item["measure"], item["series"], item["scope"]


def _leads_back(items: Mapping[str, Written], id: str) -> bool:
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current in items and current not in seen:
        seen.add(current)
        current = items[current].own.revises
    return current == id


def _check_figure(page: Page, item: Written, measure: Measure | None, vocabulary: Vocabulary) -> None:
    figure = item.own.figure
    if figure is None:
        return
    path = (*item.path, "figure")
    if not isinstance(figure.value, str) and figure.value < 0:
        page.report(
            (*path, "value"), Code.BAD_VALUE, f"the figure {figure.value} is negative", "figures count from 0"
        )
    if figure.unit is None:
        hint = (
            f"add `unit: {measure.unit}`"
            if measure is not None and measure.unit
            else did_you_mean("", vocabulary.units)
        )
        page.report(path, Code.UNIT, f"the figure {figure.value} has no unit", hint or "add `unit:`")
        return
    if not check_known(page, (*path, "unit"), "unit", figure.unit, vocabulary.units):
        return
    if measure is not None and measure.unit is not None and figure.unit != measure.unit:
        message = f"`{measure.id}` is counted in {measure.unit}, not in {figure.unit}"
        page.report(
            (*path, "unit"), Code.UNIT, message, "take the measure that counts this, or say it in the summary"
        )
    if isinstance(figure.value, str):
        _check_word(page, (*path, "value"), figure.value, figure.unit, vocabulary.units[figure.unit])
    else:
        _check_number(page, (*path, "value"), figure.value, figure.unit, vocabulary.units[figure.unit])


def _check_word(page: Page, path: PathParts, word: str, name: str, unit: Unit) -> None:
    if not unit.named:
        page.report(
            path,
            Code.BAD_VALUE,
            f"`{word}` is no exact number",
            "write a whole number, a fraction 2/3, or a decimal 0.5",
        )
    elif unit.called(word) is None:
        hint = did_you_mean(word, [value.word for value in unit.named])
        page.report(
            path,
            Code.NOT_ALLOWED,
            f"a figure in {name} is a number or one of a few words, and `{word}` is none of them",
            hint,
        )


def _check_number(page: Page, path: PathParts, number: Fraction, name: str, unit: Unit) -> None:
    lowest = unit.lowest()
    if unit.whole and number.denominator != 1:
        page.report(
            path, Code.BAD_VALUE, f"{number} {name}: this unit counts whole things", "write a whole number"
        )
    if lowest is not None and number >= lowest.rank:
        message = (
            f"{number} {name}: `{lowest.word}` outranks every number, and numbers end below {lowest.rank}"
        )
        page.report(
            path,
            Code.BAD_VALUE,
            message,
            f"write `{lowest.word}` if that is meant, or say the number in the note",
        )


def _check_status(page: Page, item: Written) -> None:
    figure, status = item.own.figure, item["status"]
    if item.status is None and item["versus_previous"] is None and item["unusable"] is None:
        hint = f"add `status:`, one of {', '.join(Status)}"
        page.report(
            item.path, Code.STATUS, f"`{item.own.id}` says neither status, figure nor comparison", hint
        )
    if figure is None or status is None:
        return
    path = item.place("status")
    match status:
        case Status.ABSENT if figure.value != 0:
            page.report(path, Code.STATUS, f"`absent` contradicts the figure {figure.value}", _FOLLOWS)
        case Status.DONE | Status.LIMITED if figure.value == 0:
            page.report(path, Code.STATUS, f"`{status}` contradicts the figure 0", _FOLLOWS)
        case Status.NOT_REPORTED:
            page.report(
                path,
                Code.STATUS,
                "`not-reported` contradicts a figure",
                "a source that gives a figure has reported it",
            )
        case _:
            pass


def _check_limit(page: Page, item: Written) -> None:
    limited = item["status"] == Status.LIMITED
    if limited and item["limit"] is None:
        hint = "add `limit:` as the source says, or write `done`"
        page.report(item.place("status"), Code.STATUS, "`limited` does not say what limits it", hint)
    elif not limited and item["limit"] is not None:
        hint = "write `status: limited`, or delete the limit"
        page.report(
            item.place("limit"), Code.STATUS, "there is a limit, but the status is not `limited`", hint
        )
    if (nothing := _nothing(item)) and item["versus_previous"] in {Versus.MORE, Versus.NONE_BEFORE}:
        message = f"{nothing} contradicts `{item['versus_previous']}`"
        page.report(
            item.place("versus_previous"), Code.STATUS, message, "what was not there cannot have grown"
        )


def _nothing(item: Written) -> str:
    """What of an item says that there was nothing; empty where nothing does."""
    if item["status"] == Status.ABSENT:
        return "`absent`"
    figure = item.own.figure
    zero = figure is not None and figure.value == 0 and figure.bound in {Bound.EXACT, Bound.AT_MOST}
    return "the figure 0" if zero else ""
