"""Exact numbers as figures that never say more, or less, than the number does."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.outcome import Interval
_MOST_DIGITS = 6
_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HALF = Fraction(1, 2)
_HUNDRED = 100


def of_hundred(value: Fraction, cuts: Iterable[Fraction] = ()) -> str:
    """
    Write a share from 0 to 1 as a figure from 0 to 100, with as few digits as are true.

    The figure lies on the same side of every cut-off as the value; only 0 and 1 are written as 0 and 100.
    Where six digits are not enough (a third, with the cut-off at a third) the rest is written as a fraction.

    Example:
        >>> of_hundred(Fraction(749, 1000), [Fraction(3, 4)])
        '74.9'
        >>> of_hundred(Fraction(1, 3), [Fraction(1, 3)])
        '33 1/3'
    """
    exact = value * _HUNDRED
    marks = [*(cut * _HUNDRED for cut in cuts), Fraction(_HUNDRED)]
    for digits in range(_MOST_DIGITS + 1):
        shown = _rounded(exact, digits)
        if all((shown >= mark) == (exact >= mark) for mark in marks) and (shown > 0) == (exact > 0):
            return _decimal(shown, digits)
    return mixed(exact)


def between(value: Interval, cuts: Iterable[Fraction] = ()) -> str:
    """Write what is known of a share: ``67`` or ``between 40 and 70``."""
    marks = tuple(cuts)
    if value.settled:
        return of_hundred(value.low, marks)
    return f"between {of_hundred(value.low, marks)} and {of_hundred(value.high, marks)}"


def percent(value: Fraction, cuts: Iterable[Fraction] = ()) -> str:
    """Write a share as a percentage."""
    return f"{of_hundred(value, cuts)}%"


def mixed(value: Fraction) -> str:
    """Write a number exactly, as a whole number and a fraction: ``33 1/3``."""
    whole, rest = divmod(value, 1)
    if rest == 0:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)


def two_places(value: Fraction) -> str:
    """Write a number with two decimals, halves away from zero."""
    rounded = _decimal(_rounded(abs(value), 2), 2)
    return f"-{rounded}" if value < 0 and rounded != "0.00" else rounded


def whole_percent(share: Fraction) -> str:
    """Write a share in whole per cent, rounded down: a mark that is not reached is never printed."""
    return f"{share.numerator * 100 // share.denominator} %"


def count_words(number: int) -> str:
    """
    Write a count as running text has it: up to ten in words.

    Example:
        >>> count_words(0), count_words(3), count_words(18), count_words(1200)
        ('none', 'three', '18', '1,200')
    """
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def figure(value: Fraction) -> str:
    """
    Write a number as a source would: digits in groups of three, decimals where they end, else a fraction.

    Example:
        >>> figure(Fraction(12500)), figure(Fraction(5, 2)), figure(Fraction(1, 3))
        ('12,500', '2.5', '1/3')
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    digits = next((count for count in range(1, _MOST_DIGITS + 1) if 10**count % value.denominator == 0), None)
    return mixed(value) if digits is None else _decimal(value, digits)


def _rounded(value: Fraction, digits: int) -> Fraction:
    unit = 10**digits
    return Fraction((value * unit + _HALF).__floor__(), unit)


def _decimal(value: Fraction, digits: int) -> str:
    unit = 10**digits
    whole, rest = divmod(int(value * unit), unit)
    return f"{whole:,}.{rest:0{digits}d}" if digits else f"{whole:,}"
