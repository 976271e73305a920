"""What an evidence item must not contradict: the vocabulary, the sources, and itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.country.names import contradiction
from tierscore.loading.suggestions import NUMBER_HINT, did_you_mean
from tierscore.loading.validation.references import check_known, check_measure, check_series
from tierscore.model.evidence import Bound, Status, Versus
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from fractions import Fraction

    from tierscore.loading.country.items import WrittenItem
    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.measure import Measure, Unit, Vocabulary

_FOLLOWS = "leave the status out; it follows from the figure"


def check_country(spot: Spot, name: str, iso3: str) -> None:
    """Note a name of one country with the code of another."""
    if clash := contradiction(name, iso3):
        spot.at("iso3").report(Code.BAD_VALUE, *clash)


def check_item(item: WrittenItem, vocabulary: Vocabulary, sources: Collection[str]) -> None:
    """Note every problem of one item taken by itself."""
    measure = check_measure(item.at("measure"), item["measure"], vocabulary)
    if measure is not None:
        check_series(item.at("series"), measure, item["series"])
    _check_figure(item, measure, vocabulary)
    _check_status(item)
    _check_limit(item)
    _check_comparison(item)
    if item["scope"] is not None:
        check_known(item.at("scope"), "scope", item["scope"], vocabulary.scopes)
    for index, reference in enumerate(item["sources"]):
        check_known(item.at("sources", index, "id"), "source", reference.id, sources)


def check_revisions(items: list[WrittenItem], written_ids: Collection[str]) -> None:
    """Note every ``revises`` that names no item, an item on something else, or in the end itself."""
    by_id = {item.own.id: item for item in items}
    revises = {item.own.id: item.own.revises for item in items}
    for item in items:
        target, spot = item.own.revises, item.at("revises")
        if target is None:
            continue
        if target not in by_id:
            check_known(spot, "item", target, written_ids)
        elif _subject(by_id[target]) != _subject(item):
            message = f"`{target}` is about another measure, series or scope"
            hint = "an item revises an earlier figure of the same measure, series and scope"
            spot.report(Code.BAD_VALUE, message, hint)
        elif leads_back(revises, item.own.id):
            message = f"`{item.own.id}` revises itself in the end"
            spot.report(Code.BAD_VALUE, message, "the later figure revises the earlier one")


def _subject(item: WrittenItem) -> tuple[str | None, ...]:
    return item["measure"], item["series"], item["scope"]


def leads_back(revises: Mapping[str, str | None], id: str) -> bool:
    """Whether an item revises itself in the end; ``revises`` names for each item the one that it revises."""
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current in revises and current not in seen:
        seen.add(current)
        current = revises[current]
    return current == id


def _check_figure(item: WrittenItem, measure: Measure | None, vocabulary: Vocabulary) -> None:
    figure = item.own.figure
    if figure is None:
        return
    value, unit = figure.value, figure.unit
    if not isinstance(value, str) and value < 0:
        message = f"the figure {value} is negative"
        item.at("figure", "value").report(Code.BAD_VALUE, message, "figures count from 0")
    if unit is None:
        own_unit = measure.unit if measure is not None else None
        hint = f"add `unit: {own_unit}`" if own_unit else did_you_mean("", vocabulary.units)
        message = f"the figure {value} has no unit"
        item.at("figure").report(Code.UNIT, message, hint or "add `unit:`")
        return
    spot = item.at("figure", "unit")
    if not check_known(spot, "unit", unit, vocabulary.units):
        return
    if measure is not None and measure.unit is not None and unit != measure.unit:
        message = f"`{measure.id}` is counted in {measure.unit}, not in {unit}"
        spot.report(Code.UNIT, message, "take the measure that counts this, or say it in the summary")
    if isinstance(value, str):
        _check_word(item, value, unit, vocabulary.units[unit])
    else:
        _check_number(item, value, unit, vocabulary.units[unit])


def _check_word(item: WrittenItem, word: str, name: str, unit: Unit) -> None:
    spot = item.at("figure", "value")
    if not unit.named:
        spot.report(Code.BAD_VALUE, f"`{word}` is no exact number", NUMBER_HINT)
    elif unit.called(word) is None:
        message = f"a figure in {name} is a number or one of a few words, and `{word}` is none of them"
        spot.report(Code.NOT_ALLOWED, message, did_you_mean(word, [value.word for value in unit.named]))


def _check_number(item: WrittenItem, number: Fraction, name: str, unit: Unit) -> None:
    spot, lowest = item.at("figure", "value"), unit.lowest()
    if unit.whole and number.denominator != 1:
        message = f"{number} {name}: this unit counts whole things"
        spot.report(Code.BAD_VALUE, message, "write a whole number")
    if lowest is not None and number >= lowest.rank:
        outranks = f"`{lowest.word}` outranks every number, and numbers end below {lowest.rank}"
        hint = f"write `{lowest.word}` if that is meant, or say the number in the note"
        spot.report(Code.BAD_VALUE, f"{number} {name}: {outranks}", hint)


def _check_status(item: WrittenItem) -> None:
    figure, status, spot = item.own.figure, item["status"], item.at("status")
    if item.status is None and item["versus_previous"] is None and item["unusable"] is None:
        message = f"`{item.own.id}` says neither status, figure nor comparison"
        item.spot.report(Code.STATUS, message, f"add `status:`, one of {', '.join(Status)}")
    if figure is None or status is None:
        return
    match status:
        case Status.ABSENT if figure.value != 0:
            spot.report(Code.STATUS, f"`absent` contradicts the figure {figure.value}", _FOLLOWS)
        case Status.DONE | Status.LIMITED if figure.value == 0:
            spot.report(Code.STATUS, f"`{status}` contradicts the figure 0", _FOLLOWS)
        case Status.NOT_REPORTED:
            hint = "a source that gives a figure has reported it"
            spot.report(Code.STATUS, "`not-reported` contradicts a figure", hint)
        case _:
            pass


def _check_limit(item: WrittenItem) -> None:
    is_limited = item["status"] == Status.LIMITED
    if is_limited and item["limit"] is None:
        hint = "add `limit:` as the source says, or write `done`"
        item.at("status").report(Code.STATUS, "`limited` does not say what limits it", hint)
    elif not is_limited and item["limit"] is not None:
        message = "there is a limit, but the status is not `limited`"
        hint = "write `status: limited`, or delete the limit"
        item.at("limit").report(Code.STATUS, message, hint)


def _check_comparison(item: WrittenItem) -> None:
    """What was not there cannot be more than before."""
    versus, figure = item["versus_previous"], item.own.figure
    if versus not in {Versus.MORE, Versus.NONE_BEFORE}:
        return
    is_zero = figure is not None and figure.value == 0 and figure.bound in {Bound.EXACT, Bound.AT_MOST}
    if item["status"] == Status.ABSENT or is_zero:
        nothing = "`absent`" if item["status"] == Status.ABSENT else "the figure 0"
        message, hint = f"{nothing} contradicts `{versus}`", "what was not there cannot have grown"
        item.at("versus_previous").report(Code.STATUS, message, hint)
