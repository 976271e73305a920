"""What messages quote and suggest: a value as it was written, and the known word that was probably meant."""

from __future__ import annotations

import difflib
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.model.measure import Sense

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.model.measure import Measure
NUMBER_HINT = "write a whole number, a fraction 2/3, or a decimal 0.5"
"""The forms of an exact number."""
PARTED = re.compile("[-+]?[0-9]{1,3}(?:[ ,_'\u00a0\u202f][0-9]{3})+(?:[.][0-9]+)?")
"""A number whose digits are parted in threes."""
MOST_LISTED = 10
"""The most words that a hint lists."""
MOST_COMPARED = 1_000
"""Among how many words a misspelt one is looked for: a search among more would take longer than its answer is worth."""
_LONGEST_QUOTED = 60
_MISSPELT = 0.85
"""How like one another, on a scale to 1, a word and its misspelling are."""


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word that is most like the written one; empty where none is near, or too many are known."""
    words = {word.casefold(): word for word in reversed(_in_order(known))}
    if len(words) > MOST_COMPARED:
        return ""
    matches = difflib.get_close_matches(written.casefold()[:100], words, n=1, cutoff=0.7)
    return words[matches[0]] if matches else ""


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or with all where they are few and none is near; else empty."""
    words = _in_order(known)
    if word := nearest(written, words):
        return f"did you mean `{word}`?"
    return f"it can be {listed(words)}" if 0 < len(words) <= MOST_LISTED else ""


def measure_meant(written: str, measures: Mapping[str, Measure]) -> str:
    """
    A hint with the measure that was probably meant; empty where none is near.

    It never leads to the opposite: a measure that speaks against a government is named only where it is itself
    misspelt, or all of its words were written, and where one is nearest otherwise nothing is suggested. What
    the sense of a measure is, the vocabulary says.
    """
    typed = difflib.get_close_matches(written.casefold()[:100], measures, n=1, cutoff=_MISSPELT)
    if typed:
        return f"did you mean `{typed[0]}`?"
    wanted = _stems(written[:100])
    shares = {name: Fraction(len(wanted & _stems(name)), len(_stems(name))) for name in measures}
    most = max(shares.values(), default=Fraction(0))
    like = [name for name, share in shares.items() if share == most] if most else []
    like = like or [name for name in [nearest(written, measures)] if name]
    meant = [name for name in like if most == 1 or measures[name].sense is not Sense.AGAINST]
    return f"did you mean {listed(meant)}?" if 0 < len(meant) <= MOST_LISTED else ""


def _stems(text: str) -> frozenset[str]:
    """The words of an id or a text, without the sign of a plural."""
    return frozenset(word.removesuffix("s") for word in re.findall("[a-z0-9]+", text.casefold()))


def listed(words: Iterable[str]) -> str:
    """Words in quotes: ``a``, ``b`` or ``c``."""
    quoted = [f"`{word}`" for word in words]
    return " or ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)


def quoted(written: object) -> str:
    """A written value in a few words, as a message quotes it."""
    match written:
        case bool():
            return str(written).lower()
        case None:
            return "nothing"
        case str():
            return f"`{written if len(written) <= _LONGEST_QUOTED else f'{written[:59]}…'}`"
        case int():
            return str(written)
        case dict():
            return "a mapping"
        case _:
            return "a list"


def _in_order(words: Iterable[str]) -> list[str]:
    """Words in the order in which they are given; those of a set, which has none, sorted."""
    return sorted(words) if isinstance(words, frozenset | set) else list(dict.fromkeys(words))
