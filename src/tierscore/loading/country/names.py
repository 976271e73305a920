"""
The names of countries: every entry of ISO 3166-1, and the places that the reports place besides.

The table is ``names.csv``. Codes, names and most aliases come from the Country Codes of datahub.io
(github.com/datasets/country-codes, Open Data Commons PDDL 1.0); other names in use were added by hand. An
alias belongs to one entry only, so "Congo" alone is nobody's.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.loading.suggestions import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
TABLE = Path(__file__).with_name("names.csv")
"""Codes, names and aliases; aliases are separated by ``|``."""

MOST_LIKE = 10
"""More names than these are no help to somebody who looks for one."""

_CODE = 3
_DROPPED = frozenset({"the", "and"})
_SPELLINGS = {"st": "saint"}
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l"})
_JOINS = re.compile(r"['\u2019.]")
_INVERTED = re.compile(r"([^,(]+)(?:, *([^,]+)| *\(([^()]+)\))")


@dataclass(frozen=True)
class CountryName:
    """What one country or territory is called."""

    iso3: str
    """Its ISO 3166-1 alpha-3 code, the withdrawn one of a former country, or XKX, in use for Kosovo."""
    iso2: str
    name: str
    """The common English short name."""
    aliases: tuple[str, ...] = ()
    """Other names and spellings in use."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that it is found by."""
        return (self.name, *self.aliases, self.iso3, self.iso2)

    @property
    def slug(self) -> str:
        """The name as a file is called: ``cote-d-ivoire``."""
        return slug_of(self.name)

    @property
    def quoted(self) -> str:
        """The name as a shell takes it for one word."""
        return self.name if self.name.isalpha() else f'"{self.name}"'

    def __str__(self) -> str:
        return f"{self.name} ({self.iso3})"


@cache
def all_names() -> tuple[CountryName, ...]:
    """Every entry of the table, sorted by code."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(row["iso3"], row["iso2"], row["name"], row["aliases"]) for row in csv.DictReader(file)]
    return tuple(
        CountryName(iso3, iso2, name, tuple(filter(None, aliases.split("|"))))
        for iso3, iso2, name, aliases in rows
    )


@cache
def _by_spelling() -> Mapping[str, CountryName]:
    return {folded(spelling): entry for entry in all_names() for spelling in entry.spellings}


def find_name(text: str) -> CountryName | None:
    """
    The entry that a name or code means, but for case, accents, punctuation, "the" and "and"; None for none.

    An inverted name is put right: "Korea, South" and "Bahamas (the)".
    """
    by_spelling = _by_spelling()
    inverted = _INVERTED.fullmatch(text.strip())
    put_right = f"{inverted[2] or inverted[3]} {inverted[1]}" if inverted else text
    return by_spelling.get(folded(text)) or by_spelling.get(folded(put_right))


def names_like(text: str) -> tuple[CountryName, ...]:
    """
    The entries that a text may mean where it names none: those it is part of, else the nearest in spelling.

    "Congo" is a part of two names, "Dem. Rep. Congo" of one. Empty where nothing is near, or too much.
    """
    if entries := _names_with(text):
        return entries if len(entries) <= MOST_LIKE else ()
    from tierscore.loading.suggestions import nearest  # only a mistake needs it

    guess = nearest(folded(text), (spelling for spelling in _by_spelling() if len(spelling) > _CODE))
    return (_by_spelling()[guess],) if guess else ()


def contradiction(name: str, iso3: str) -> tuple[str, str] | None:
    """
    What is wrong with a name beside the code of another country, and what to write; None where the two may go together.

    "Korea" contradicts every code of the table but those of the two Koreas. A name that the table lacks may
    have any code, and a name that is only a part of others any code that the table lacks.
    """
    own = next((entry for entry in all_names() if entry.iso3 == iso3), None)
    if own is not None and folded(name) in map(folded, own.spellings):
        return None
    meant = find_name(name)
    entries = (meant,) if meant is not None else _names_with(name) if own is not None else ()
    if own in entries or not 0 < len(entries) <= MOST_LIKE:
        return None
    hint = (
        f"write the name and the code of one country: {choices(entries if own is None else (own, *entries))}"
    )
    return f"`{iso3}` is not the code of {quoted(name)}", hint


def _names_with(text: str) -> tuple[CountryName, ...]:
    """The entries of whose name, or of one of whose aliases, a text is a part."""
    words = _significant_words(text)
    return tuple(
        entry
        for entry in all_names()
        if any(_within(words, _significant_words(name)) for name in (entry.name, *entry.aliases))
    )


def _within(words: list[str], name: list[str]) -> bool:
    """Whether every word is one of a name, or the beginning of one."""
    return bool(words) and all(
        any(own == word or (len(word) >= _CODE and own.startswith(word)) for own in name) for word in words
    )


def folded(text: str) -> str:
    """A name without what spellings differ in: case, accents, punctuation, spaces, "the" and "and"."""
    return "".join(_significant_words(text))


def slug_of(text: str) -> str:
    """A text as a file is called: lower-case letters, digits and hyphens; empty where it has none."""
    return "-".join(re.findall("[a-z0-9]+", _plain(text)))


def _significant_words(text: str) -> list[str]:
    """The words of a name without accents and punctuation, and without those that spellings leave out."""
    words = re.findall(r"\w+", _JOINS.sub("", _plain(text)).replace("_", " "))
    if len(words) == 1:
        return words  # AND is the code of Andorra, and ST that of São Tomé
    return [_SPELLINGS.get(word, word) for word in words if word not in _DROPPED] or words


def _plain(text: str) -> str:
    """The letters of a text in small, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(character for character in apart if not unicodedata.combining(character))


def choices(entries: Iterable[CountryName]) -> str:
    """Several entries in words: ``A (AAA), B (BBB) or C (CCC)``."""
    *first, last = map(str, entries)
    return f"{', '.join(first)} or {last}" if first else last
