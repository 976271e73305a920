"""Faults of shape in words of our own: pydantic's errors become problems with place, message and hint."""

from __future__ import annotations

import re
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from tierscore.loading.suggestions import MOST_LISTED, did_you_mean, listed, nearest, quoted
from tierscore.loading.yaml.tree import PathParts, find
from tierscore.model.problem import MOST_OF_A_KIND, Code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel, ValidationError

    from tierscore.loading.validation.source_file import Page
F = TypeVar("F", bound="BaseModel")
_Location = tuple[str | int, ...]
"""Where pydantic found an error: keys, list positions, and tags of the alternatives that it tried."""

MOST_WORDED = 20_000
"""The most errors of pydantic that are looked at one by one, each of which costs a kilobyte."""
_FIRST_ENTRIES = MOST_WORDED // 100
"""How many entries of each list or mapping are looked at where a file has more errors."""
_NEEDS_A_GUESS = {
    "extra_forbidden": Code.UNKNOWN_KEY,
    "enum": Code.NOT_ALLOWED,
    "test": Code.SHAPE,
    "condition": Code.SHAPE,
}
"""Errors with a costly hint, and their codes: once a page is full of them they are only counted."""
_FOLLOWING = frozenset({"missing", "too_short"})
"""Errors that may come only from what was left out in an earlier attempt."""
_REASONS = frozenset({"reason", "authority", "why"})
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_PATTERNS = {
    "^TS(4": (
        "is no code that can be accepted",
        "what can be accepted begins with TS4 or TS5; see `tierscore rule`",
    ),
    "^[a-z0-9]+": ("is no id", "an id is lower-case letters, digits and single hyphens"),
    "^[a-z]+": (
        "is no name of a value",
        "a name is lower-case letters with single hyphens, so that no number can be taken for it",
    ),
    "^[A-Z]{3}": ("is no country code", "the ISO 3166 code has three capital letters, such as PAN"),
    "^[A-Za-z0-9]": ("is no tier id", "a tier id is a few letters and digits, such as 2WL"),
}


class _Fault(NamedTuple):
    """A problem without its place."""

    code: Code
    message: str
    hint: str = ""
    at_key: bool = False


def read_form(page: Page, form: type[F]) -> F | None:
    """
    A page as a form, as far as it has its shape.

    Entries of lists and mappings that are out of shape are noted as problems and left out, so that the others
    can still be checked; None where the page is out of shape as a whole.
    """
    from pydantic import ValidationError  # importing pydantic is the dearest step of all

    for attempt in range(3):
        try:
            return form.model_validate(page.root.plain())
        except ValidationError as error:
            if error.error_count() > MOST_WORDED:
                _note_the_first(page, form, error.error_count())
                return None
            unusable = _note(page, form, error, is_first=attempt == 0)
        if not all(unusable):
            return None
        page.root = page.root.without(unusable)
    return None


def _note_the_first(page: Page, form: type[BaseModel], error_count: int) -> None:
    """Note the errors in the first entries of each list and mapping, and count all the others."""
    from pydantic import ValidationError

    page.root = page.root.beginning(_FIRST_ENTRIES)
    worded = 0
    try:
        form.model_validate(page.root.plain())
    except ValidationError as error:
        worded = error.error_count()
        if worded <= MOST_WORDED:
            _note(page, form, error, is_first=True)
    page.leave_out((), Code.SHAPE, error_count - worded)


def _note(page: Page, form: type[BaseModel], error: ValidationError, *, is_first: bool) -> list[PathParts]:
    """Note every error but those that follow from parts left out before; the path to leave out for each."""
    unusable: list[PathParts] = []
    details = error.errors(include_url=False)
    unknown_keys = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    intended = dict(_intended(form, location) for location in unknown_keys[:MOST_OF_A_KIND])
    for detail in details:
        kind, path = detail["type"], _without_tags(detail["loc"])
        if kind in _NEEDS_A_GUESS and page.is_full(_NEEDS_A_GUESS[kind]):
            page.leave_out(path, _NEEDS_A_GUESS[kind])
            unusable.append(_entry(page, path))
            continue
        misspelt = kind == "missing" and not _wanted(path, detail).isdisjoint(intended.values())
        if not misspelt and (is_first or kind not in _FOLLOWING):
            fault = _fault(form, page, path, dict(detail))
            page.report(path[:-1] if kind == "missing" else path, *fault[:3], key=fault.at_key)
        harmless = path in intended and not (intended[path] and _entry(page, path))
        unusable.append(path if harmless else _entry(page, path))
    return unusable


def _wanted(path: PathParts, detail: Mapping[str, Any]) -> set[PathParts]:
    """The path of a key that is missing, and that of another which would do in its place."""
    other = detail.get("ctx", {}).get("or_else")
    return {path, (*path[:-1], other)} if other else {path}


def _intended(form: type[BaseModel], location: _Location) -> tuple[PathParts, PathParts]:
    """The path of an unknown key, and that of the key it is most like; empty where it is like none."""
    path = _without_tags(location)
    key = nearest(str(location[-1]), _keys_at(form, location[:-1]))
    return path, (*path[:-1], key) if key else ()


def _without_tags(location: _Location) -> PathParts:
    return tuple(part for part in location if not _is_tag(part))


def _is_tag(part: str | int) -> bool:
    return isinstance(part, str) and (part == "[key]" or (part.startswith("(") and part.endswith(")")))


def _entry(page: Page, path: PathParts) -> PathParts:
    """The path of the outermost list entry or source that holds a path; empty where none does."""
    for index, part in enumerate(path):
        is_source = index == 1 and path[0] == "sources" and isinstance(page.root.content, dict)
        if isinstance(part, int) or is_source:
            return path[: index + 1]
    return ()


def _fault(form: type[BaseModel], page: Page, path: PathParts, detail: dict[str, Any]) -> _Fault:
    kind, written, context = str(detail["type"]), detail["input"], detail.get("ctx", {})
    match kind:
        case "tierscore":
            return _Fault(Code[context["code"]], context["message"], context["hint"])
        case "missing" if context:
            return _Fault(Code.MISSING_KEY, context["message"], context["hint"], at_key=True)
        case "missing":
            return _missing(page, path)
        case "extra_forbidden":
            return _unknown_key(form, detail["loc"], written)
        case "literal_error":
            message = f"only {context['expected'].lower()} makes sense here, not {quoted(written)}"
            return _Fault(Code.NOT_ALLOWED, message)
        case "enum":
            return _not_allowed(written, context)
        case "test" | "condition" | "shape":
            return _no_kind(kind, written, detail["msg"])
        case _ if kind in _EXPECTED:
            return _wrong_type(kind, written, in_quotes=find(page.root, path).quoted)
        case _:
            return _out_of_form(kind, detail)


def _missing(page: Page, path: PathParts) -> _Fault:
    name = path[-1]
    key_above = next((part for part in reversed(path[:-1]) if isinstance(part, str)), None)
    if path[:-1] and isinstance(path[-2], int):
        where = f"in this entry of `{key_above}`"
    else:
        where = f"under `{key_above}`" if key_above else "in this file"
    message = f"`{name}` is missing {where}"
    if name in _REASONS:
        hint = "every value of judgement says on whose authority it stands, and why"
        return _Fault(Code.REASON, message, hint)
    return _Fault(Code.MISSING_KEY, message, f"add `{name}:`", at_key=isinstance(page.root.content, dict))


def _unknown_key(form: type[BaseModel], location: _Location, written: object) -> _Fault:
    name = str(location[-1])
    hint = did_you_mean(name, _keys_at(form, location[:-1]))
    if written is None and " " in name:
        hint = "inside braces a comma ends the text; write text that holds a comma in quotes"
    return _Fault(Code.UNKNOWN_KEY, f"there is no key {quoted(name)} here", hint, at_key=True)


def _not_allowed(written: object, context: dict[str, Any]) -> _Fault:
    allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    every_word = f"it can be {listed(allowed)}"
    if not isinstance(written, str):
        return _Fault(Code.SHAPE, f"one word of a list is wanted here, not {quoted(written)}", every_word)
    hint = did_you_mean(written, allowed)
    if hint.startswith("did") and len(allowed) <= MOST_LISTED:
        hint = f"{hint} {every_word}"
    return _Fault(Code.NOT_ALLOWED, f"{quoted(written)} is not one of the words allowed here", hint)


def _no_kind(kind: str, written: object, message: str) -> _Fault:
    if kind == "shape":
        return _Fault(Code.SHAPE, message)
    if not isinstance(written, dict):
        return _Fault(Code.SHAPE, f"a {kind} is wanted here, not {quoted(written)}")
    from tierscore.loading.forms import conditions, tests

    known = tests.KINDS if kind == "test" else conditions.KINDS
    guess = next((hint for key in written if (hint := did_you_mean(key, known)).startswith("did")), "")
    hint = guess or f"a {kind} has one of the keys {listed(known)}"
    return _Fault(Code.SHAPE, f"none of the keys here makes a {kind}", hint)


def _wrong_type(kind: str, written: object, *, in_quotes: bool) -> _Fault:
    hint = ""
    match kind, written:
        case "int_type", str() if in_quotes and re.fullmatch("[+-]?[0-9]+", written):
            hint = f"write {written} without quotes"
        case "bool_type", str() if (word := written.lower()) in {"true", "false", "yes", "no"}:
            hint = f"write {'true' if word in {'true', 'yes'} else 'false'}, without quotes"
        case "string_type", bool() | int():
            hint = f'if it is text, write it in quotes: "{quoted(written)}"'
        case "list_type", _ if not isinstance(written, dict | None):
            hint = "write it in brackets: [...]"
    instead = "but nothing is written" if written is None else f"not {quoted(written)}"
    return _Fault(Code.SHAPE, f"{_EXPECTED[kind]} is wanted here, {instead}", hint)


def _out_of_form(kind: str, detail: dict[str, Any]) -> _Fault:
    written, context = detail["input"], detail.get("ctx", {})
    message, hint = f"{quoted(written)} is too small", ""
    match kind:
        case "string_pattern_mismatch":
            return _pattern(written, context["pattern"], at_key="[key]" in detail["loc"])
        case "too_short":
            message = "the list is too short" if context["actual_length"] else "the list is empty"
            hint = f"the least number of entries is {context['min_length']}"
        case "string_too_long":
            message = f"the text is longer than {context['max_length']} letters"
        case "greater_than_equal":
            hint = f"the least is {context['ge']}"
        case "greater_than":
            hint = f"it must be more than {context['gt']}"
        case "less_than_equal":
            message, hint = f"{quoted(written)} is too large", f"the most is {context['le']}"
        case _:
            return _Fault(Code.SHAPE, str(detail["msg"]))
    return _Fault(Code.BAD_VALUE, message, hint)


def _pattern(written: str, pattern: str, *, at_key: bool) -> _Fault:
    if pattern == r"\S":
        hint = "write it, or leave the key out where it is optional"
        return _Fault(Code.BAD_VALUE, "there is no text here", hint, at_key)
    message, hint = next(words for start, words in _PATTERNS.items() if pattern.startswith(start))
    if pattern.startswith("^[A-Z]{3}") and re.fullmatch("[A-Za-z]{3}", written):
        message, hint = "is not written in capital letters", f"write {written.upper()}"
    elif pattern.startswith("^[A-Z]{3}") and re.fullmatch("[A-Za-z]+", written):
        message = f"has {len(written)} letters; a country code has three"
    elif pattern.startswith("^[a-z0-9]+"):
        slug = re.sub("[^a-z0-9]+", "-", written.lower()).strip("-")
        hint = f"{hint}, such as `{slug}`" if slug else hint
    return _Fault(Code.BAD_VALUE, f"{quoted(written)} {message}", hint, at_key)


def _keys_at(form: type[BaseModel], location: _Location) -> tuple[str, ...]:
    """The keys that may stand in the mapping at a location; empty where that is not known."""
    annotation: Any = form
    for part in location:
        annotation = _inside(annotation, part)
    return tuple(field.alias or name for name, field in _fields(_bare(annotation)).items())


def _inside(annotation: Any, part: str | int) -> Any:
    """The type of what stands under a key, at a list position or behind a tag."""
    annotation = _bare(annotation)
    if fields := _fields(annotation):
        return next((field.annotation for name, field in fields.items() if part in {name, field.alias}), None)
    options = get_args(annotation)
    if get_origin(annotation) in {Union, UnionType}:
        tagged = (option for option in options if part in _tags(option))
        first = next((option for option in options if option is not type(None)), None)
        return next(tagged, None) or _inside(first, part)
    return options[-1] if options else None


def _fields(annotation: Any) -> dict[str, Any]:
    if hasattr(annotation, "model_rebuild"):
        annotation.model_rebuild()  # resolves names of forms that are defined further down
    fields: dict[str, Any] = getattr(annotation, "model_fields", {})
    return fields


def _tags(annotation: Any) -> tuple[str | None, ...]:
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return tuple(getattr(mark, "tag", None) for mark in marks)


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation
