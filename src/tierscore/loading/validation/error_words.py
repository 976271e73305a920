"""Faults of shape in words of our own: pydantic's errors become problems with place, message and hint."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tierscore.loading.validation.allowed_keys import keys_at
from tierscore.loading.yaml.tree import PathParts, find
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel, ValidationError

    from tierscore.loading.validation.source_file import Page
F = TypeVar("F", bound="BaseModel")

_FEW = 10
_FOLLOWING = frozenset({"missing", "too_short"})
_REASONS = frozenset({"reason", "authority", "why"})
_WANTED = {
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


class Words(NamedTuple):
    """A problem without its place."""

    code: Code
    message: str
    hint: str = ""
    at_key: bool = False


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word that is most like the written one; empty where none is near."""
    words = {word.casefold(): word for word in reversed(_in_order(known))}
    near = difflib.get_close_matches(written.casefold()[:100], words, n=1, cutoff=0.7)
    return words[near[0]] if near else ""


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """A hint that names the nearest of the known words; all of them where they are few and none is near; else empty."""
    words = _in_order(known)
    if near := nearest(written, words):
        return f"did you mean `{near}`?"
    return f"it can be {_listed(words)}" if 0 < len(words) <= _FEW else ""


def _in_order(words: Iterable[str]) -> list[str]:
    """Words in the order in which they are given; those of a set, which has none, sorted."""
    return sorted(words) if isinstance(words, frozenset | set) else list(dict.fromkeys(words))


def read_form(page: Page, form: type[F]) -> F | None:
    """
    A page as a form, as far as it goes.

    Entries of lists and mappings that are out of shape are noted as problems and left out, so that the others can still be
    checked; None where the page is out of shape as a whole.
    """
    from pydantic import ValidationError  # importing pydantic is the dearest step of all

    for attempt in range(3):
        try:
            return form.model_validate(page.root.plain())
        except ValidationError as error:
            unusable = _note(page, form, error, follows=attempt > 0)
        if not all(unusable):
            return None
        page.root = page.root.without(unusable)
    return None


def _note(page: Page, form: type[BaseModel], error: ValidationError, *, follows: bool) -> list[PathParts]:
    """Note every error, save those that only follow from parts left out before; what is to be left out for each."""
    unusable: list[PathParts] = []
    details = error.errors(include_url=False)
    meant = dict(_meant(form, detail["loc"]) for detail in details if detail["type"] == "extra_forbidden")
    for detail in details:
        kind, path = detail["type"], _without_tags(detail["loc"])
        misspelt = kind == "missing" and path in meant.values()
        if not (misspelt or (follows and kind in _FOLLOWING)):
            words = _words(form, page, path, dict(detail))
            page.report(path[:-1] if kind == "missing" else path, *words[:3], key=words.at_key)
        harmless = path in meant and not (meant[path] and _entry(page, path))
        unusable.append(path if harmless else _entry(page, path))
    return unusable


def _meant(form: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[PathParts, PathParts]:
    """The path of an unknown key, and the path of the key that it is most like; the latter empty where it is like none."""
    path = _without_tags(loc)
    guess = nearest(str(loc[-1]), keys_at(form, loc[:-1]))
    return path, (*path[:-1], guess) if guess else ()


def _without_tags(loc: tuple[str | int, ...]) -> PathParts:
    return tuple(part for part in loc if not _is_tag(part))


def _entry(page: Page, path: PathParts) -> PathParts:
    """The path of the outermost list entry, or entry of a mapping of sources, that holds a path; empty where none does."""
    for index, part in enumerate(path):
        if isinstance(part, int) or (
            index == 1 and path[0] == "sources" and isinstance(page.root.content, dict)
        ):
            return path[: index + 1]
    return ()


def _is_tag(part: str | int) -> bool:
    return isinstance(part, str) and (part == "[key]" or (part.startswith("(") and part.endswith(")")))


def _words(form: type[BaseModel], page: Page, path: PathParts, detail: dict[str, Any]) -> Words:
    kind, written, context = str(detail["type"]), detail["input"], detail.get("ctx", {})
    match kind:
        case "tierscore":
            return Words(Code[context["code"]], context["message"], context["hint"])
        case "missing":
            return _missing(page, path)
        case "extra_forbidden":
            return _unknown_key(form, detail["loc"], written)
        case "literal_error":
            return Words(
                Code.NOT_ALLOWED,
                f"only {context['expected'].lower()} makes sense here, not {_shown(written)}",
            )
        case "enum":
            return _not_allowed(written, context)
        case "test" | "condition" | "shape":
            return _no_kind(kind, written, detail["msg"])
        case _ if kind in _WANTED:
            return _wrong_type(kind, written, quoted=find(page.root, path).quoted)
        case _:
            return _out_of_form(kind, detail)


def _missing(page: Page, path: PathParts) -> Words:
    name = path[-1]
    above = next((part for part in reversed(path[:-1]) if isinstance(part, str)), None)
    where = (
        f"in this entry of `{above}`"
        if path[:-1] and isinstance(path[-2], int)
        else f"under `{above}`"
        if above
        else "in this file"
    )
    if name in _REASONS:
        return Words(
            Code.REASON,
            f"`{name}` is missing {where}",
            "every value of judgement says on whose authority it stands, and why",
        )
    return Words(
        Code.MISSING_KEY,
        f"`{name}` is missing {where}",
        f"add `{name}:`",
        at_key=isinstance(page.root.content, dict),
    )


def _unknown_key(form: type[BaseModel], loc: tuple[str | int, ...], written: object) -> Words:
    name = str(loc[-1])
    hint = did_you_mean(name, keys_at(form, loc[:-1]))
    if written is None and " " in name:
        hint = "inside braces a comma ends the text; write text that holds a comma in quotes"
    return Words(Code.UNKNOWN_KEY, f"there is no key {_shown(name)} here", hint, at_key=True)


def _not_allowed(written: object, context: dict[str, Any]) -> Words:
    allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    if not isinstance(written, str):
        return Words(
            Code.SHAPE,
            f"one word of a list is wanted here, not {_shown(written)}",
            f"it can be {_listed(allowed)}",
        )
    near = did_you_mean(written, allowed)
    hint = (
        near if len(allowed) > _FEW or not near.startswith("did") else f"{near} it can be {_listed(allowed)}"
    )
    return Words(Code.NOT_ALLOWED, f"{_shown(written)} is not one of the words allowed here", hint)


def _pattern(written: str, pattern: str, *, at_key: bool) -> Words:
    if pattern == r"\S":
        return Words(
            Code.BAD_VALUE,
            "there is no text here",
            "write it, or leave the key out where it is optional",
            at_key,
        )
    message, hint = next(words for start, words in _PATTERNS.items() if pattern.startswith(start))
    if pattern.startswith("^[A-Z]{3}") and re.fullmatch("[A-Za-z]{3}", written):
        message, hint = "is not written in capital letters", f"write {written.upper()}"
    elif pattern.startswith("^[A-Z]{3}") and re.fullmatch("[A-Za-z]+", written):
        message = f"has {len(written)} letters; a country code has three"
    elif pattern.startswith("^[a-z0-9]+"):
        slug = re.sub("[^a-z0-9]+", "-", written.lower()).strip("-")
        hint = f"{hint}, such as `{slug}`" if slug else hint
    return Words(Code.BAD_VALUE, f"{_shown(written)} {message}", hint, at_key)


def _no_kind(kind: str, written: object, message: str) -> Words:
    if kind == "shape" or not isinstance(written, dict):
        return Words(
            Code.SHAPE, message if kind == "shape" else f"a {kind} is wanted here, not {_shown(written)}"
        )
    from tierscore.loading.forms import conditions as forms_conditions
    from tierscore.loading.forms import tests as forms_tests

    known = forms_tests.KINDS if kind == "test" else forms_conditions.KINDS
    near = next((hint for key in written if (hint := did_you_mean(key, known)).startswith("did")), "")
    return Words(
        Code.SHAPE,
        f"none of the keys here makes a {kind}",
        near or f"a {kind} has one of the keys {_listed(known)}",
    )


def _wrong_type(kind: str, written: object, *, quoted: bool) -> Words:
    wanted = _WANTED[kind]
    hint = ""
    if kind == "int_type" and isinstance(written, str) and re.fullmatch("[+-]?[0-9]+", written) and quoted:
        hint = f"write {written} without quotes"
    elif (
        kind == "bool_type" and isinstance(written, str) and written.lower() in {"true", "false", "yes", "no"}
    ):
        hint = f"write {'true' if written.lower() in {'true', 'yes'} else 'false'}, without quotes"
    elif kind == "string_type" and isinstance(written, bool | int):
        hint = f'if it is text, write it in quotes: "{_shown(written)}"'
    elif kind == "list_type" and not isinstance(written, dict | None):
        hint = "write it in brackets: [...]"
    found = "but nothing is written" if written is None else f"not {_shown(written)}"
    return Words(Code.SHAPE, f"{wanted} is wanted here, {found}", hint)


def _out_of_form(kind: str, detail: dict[str, Any]) -> Words:
    written, context = detail["input"], detail.get("ctx", {})
    match kind:
        case "string_pattern_mismatch":
            return _pattern(written, context["pattern"], at_key="[key]" in detail["loc"])
        case "too_short":
            message = "the list is too short" if context["actual_length"] else "the list is empty"
            return Words(Code.BAD_VALUE, message, f"the least number of entries is {context['min_length']}")
        case "string_too_long":
            return Words(Code.BAD_VALUE, f"the text is longer than {context['max_length']} letters")
        case "greater_than_equal":
            return Words(Code.BAD_VALUE, f"{_shown(written)} is too small", f"the least is {context['ge']}")
        case "greater_than":
            return Words(
                Code.BAD_VALUE, f"{_shown(written)} is too small", f"it must be more than {context['gt']}"
            )
        case "less_than_equal":
            return Words(Code.BAD_VALUE, f"{_shown(written)} is too large", f"the most is {context['le']}")
        case _:
            return Words(Code.SHAPE, str(detail["msg"]))


def _shown(written: object) -> str:
    from tierscore.loading.forms.base import shown

    return shown(written)


def _listed(words: Iterable[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return " or ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)
