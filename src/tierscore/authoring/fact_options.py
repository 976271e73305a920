"""From what a user says of a fact, option by option, to what is written into a country file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.authoring.add_fact import Addition
from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.authoring.add_fact import Draft
    from tierscore.authoring.yaml_values import Value
    from tierscore.model.measure import Vocabulary
Given = dict[str, str | list[str]]
"""What was given for each option, by its name without dashes; options that were not given are left out."""

OF_SOURCE = ("title", "publisher", "published", "kind")
"""What a new source must say."""
_OF_SOURCE_BESIDES = ("url", "source-note")
_REQUIRED = ("measure", "when", "summary", "source")
_SAYS_STATUS = ("status", "figure", "versus-previous")
_AS_WRITTEN = ("measure", "series", "scope", "status", "limit", "by", "with", "funded-by")
_BESIDES = ("versus-previous", "revises", "unusable", "note")


def missing(given: Given) -> list[str]:
    """The options that are wanted besides; ``status`` where neither a figure nor a comparison says it."""
    wanted = [name for name in _REQUIRED if name not in given]
    if not any(name in given for name in _SAYS_STATUS):
        wanted.insert(wanted.index("measure") + 1 if "measure" in wanted else 0, "status")
    return wanted + [name for name in OF_SOURCE if "new-source" in given and name not in given]


def check_together(given: Given) -> None:
    """
    Refuse options that make no sense without another one.

    Raises:
        UsageError: If one does.

    """
    lost = [f"--{name}" for name in (*OF_SOURCE, *_OF_SOURCE_BESIDES) if name in given]
    if lost and "new-source" not in given:
        raise UsageError(f"{', '.join(lost)} say something of a new source; name it with --new-source ID")
    if "bound" in given and "figure" not in given:
        raise UsageError("--bound says something of a figure; give it with --figure")


def addition(given: Given, draft: Draft, vocabulary: Vocabulary) -> Addition:
    """What is to be added to a country file; nothing required is missing."""
    measure, when = _text(given, "measure"), _text(given, "when")
    item: dict[str, Value] = {"id": _text(given, "id") or draft.free_id(measure, when)}
    item |= _written(given, _AS_WRITTEN)
    item["when"] = _number_or_text(when)
    if "figure" in given:
        item["figure"] = _figure(given, vocabulary)
    item |= _written(given, _BESIDES)
    item["summary"] = _text(given, "summary")
    item["sources"] = [_reference(written) for written in given["source"]]
    if "new-source" not in given:
        return Addition(item)
    return Addition(item, _text(given, "new-source"), _source(given))


def _source(given: Given) -> dict[str, Value]:
    fields = _written(given, (*OF_SOURCE, "url"))
    fields |= {"note": _value(given["source-note"])} if "source-note" in given else {}
    return fields | {"published": _number_or_text(_text(given, "published"))}


def _written(given: Given, names: Iterable[str]) -> dict[str, Value]:
    """The fields of some options, under the names that they have in a file."""
    return {name.replace("-", "_"): _value(given[name]) for name in names if name in given}


def _figure(given: Given, vocabulary: Vocabulary) -> dict[str, Value]:
    value, _, unit = _text(given, "figure").strip().partition(" ")
    measure = vocabulary.measures.get(_text(given, "measure"))
    unit = unit.strip() or (measure.unit if measure is not None else None) or ""
    figure: dict[str, Value] = {"value": _number_or_text(value)}
    figure |= {"unit": unit} if unit else {}
    return figure | ({"bound": _text(given, "bound")} if "bound" in given else {})


def _reference(written: str) -> Value:
    name, _, place = written.partition(":")
    reference: dict[str, Value] = {"id": name.strip()}
    return reference | ({"place": place.strip()} if place.strip() else {})


def _text(given: Mapping[str, str | list[str]], name: str) -> str:
    written = given.get(name, "")
    return written if isinstance(written, str) else ", ".join(written)


def _value(written: str | list[str]) -> Value:
    return written if isinstance(written, str) else [*written]


def _number_or_text(written: str) -> Value:
    """A whole number that reads as it is written, else text."""
    return (
        int(written)
        if written.isdecimal() and len(written) <= 18 and str(int(written)) == written
        else written
    )
