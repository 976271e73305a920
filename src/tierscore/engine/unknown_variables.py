"""The unknowns of an assessment: facts that could stand in more than one way, as the tests see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.engine.worlds import World
    from tierscore.model.test import Subject

Choice = tuple[int | None, ...]
"""For each variable the option chosen, or None while it is open."""


@dataclass(frozen=True)
class Option:
    """One value of an unknown: the answers that it gives to the tests which read it, and every world that gives them."""

    answers: tuple[Fraction, ...]
    """One for each place in ``Variable.reads``."""
    worlds: tuple[frozenset[World], ...]
    """For each of the variable's subjects the worlds that give these answers; empty where it has no subjects."""
    says: str = ""
    """The value in words, where there is no world to tell it."""


@dataclass(frozen=True)
class Variable:
    """
    A fact, or several linked ones, with every value that tests can tell apart.

    One option means that it is settled for every test.
    """

    subjects: tuple[Subject, ...]
    name: str
    """What it is, where it is no single measure."""
    reads: tuple[int, ...]
    """The places of the tests that read it, in the evaluator's list of leaves."""
    options: tuple[Option, ...]
    contested: bool
