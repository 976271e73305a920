"""
The facts that tests read, as variables: each with every value that some test can tell from another.

The leaves of the rubric's tests are numbered places; a variable answers one or more of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, cast

from tierscore.engine.possible_worlds import NumberLine, sources_differ, worlds
from tierscore.model.actor import in_words
from tierscore.model.outcome import ONE, ZERO
from tierscore.model.test import (
    AtLeastFigure,
    Committed,
    Compared,
    Corroborated,
    Joint,
    Leaf,
    Presence,
    Subject,
    Trend,
    subjects,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from tierscore.engine.dossier_view import DossierView
    from tierscore.engine.possible_worlds import World
    from tierscore.model.rubric import Presumption
    from tierscore.model.test import SubjectLeaf, WholeFileLeaf
Assignment = tuple[int | None, ...]
"""For each variable the option chosen, or None while it is open."""


@dataclass(frozen=True)
class Option:
    """One value of an unknown: the answers that it gives to tests, and every world that gives them."""

    answers: tuple[Fraction, ...]
    """One for each place in ``Variable.reads``."""
    worlds: tuple[frozenset[World], ...]
    """For each of the variable's subjects the worlds that give these answers; empty without subjects."""
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


@dataclass(frozen=True)
class LeafPlace:
    """One leaf in one criterion or gate; ``presumed`` is set where a presumption answers it."""

    leaf: Leaf
    presumed: Presumption | None


def subject_key(subject: Subject) -> tuple[str, str, str]:
    """The order of subjects."""
    return subject.measure, subject.series or "", subject.scope or ""


def presumption_for(leaf: Leaf, presumptions: Iterable[Presumption], view: DossierView) -> Presumption | None:
    """The presumption that answers a leaf: it names the measure, and silence on it is on record."""
    for presumption in presumptions:
        for subject in subjects(leaf):
            if subject.measure in presumption.measures and _is_silent(subject, view):
                return presumption
    return None


def _is_silent(subject: Subject, view: DossierView) -> bool:
    """Whether silence on a subject, or on the whole of which it is a part, is on record and stands alone."""
    fact, whole = view.fact(subject), view.fact(Subject(subject.measure, subject.series))
    settled, settled_whole = bool(fact.states or fact.comparisons), bool(whole.states or whole.comparisons)
    return not settled and (bool(fact.silent) or (bool(whole.silent) and not settled_whole))


def variables_of(places: Sequence[LeafPlace], view: DossierView) -> tuple[Variable, ...]:
    """One variable for each group of linked subjects, and one for each test of the file as a whole."""
    variables = []
    reading: dict[Subject, list[int]] = {}
    for number, place in enumerate(places):
        if isinstance(place.leaf, Joint):
            variables.append(_joint(place.leaf, number, view))
        elif isinstance(place.leaf, Committed | Corroborated):
            variables.append(_affirmed(place.leaf, number, view))
        for subject in subjects(place.leaf):
            reading.setdefault(subject, []).append(number)
    for group in linked_subjects(place.leaf for place in places):
        reads = tuple(sorted({number for subject in group for number in reading[subject]}))
        variables.append(_grouped(group, reads, places, view))
    return tuple(variables)


def linked_subjects(leaves: Iterable[Leaf]) -> tuple[tuple[Subject, ...], ...]:
    """Subjects grouped by the comparisons that link them; most stand alone."""
    group_of: dict[Subject, set[Subject]] = {}
    for leaf in leaves:
        joined = set(subjects(leaf)).union(*(group_of.get(subject, set()) for subject in subjects(leaf)))
        for subject in joined:
            group_of[subject] = joined
    groups = {tuple(sorted(group, key=subject_key)) for group in group_of.values()}
    return tuple(sorted(groups, key=lambda group: [subject_key(subject) for subject in group]))


def _grouped(
    group: tuple[Subject, ...], reads: tuple[int, ...], places: Sequence[LeafPlace], view: DossierView
) -> Variable:
    reading = tuple(places[number] for number in reads)
    if (group, reading) not in view.remembered:
        view.remembered[group, reading] = _options(group, reading, view)
    options, contested = cast("_Options", view.remembered[group, reading])
    return Variable(group, "", reads, options, contested)


_Options = tuple[tuple[Option, ...], bool]
"""The values that a group of subjects can have, and whether sources differ on them."""


def _options(group: tuple[Subject, ...], reading: Sequence[LeafPlace], view: DossierView) -> _Options:
    leaves = [place.leaf for place in reading]
    line = number_line(group, leaves, view)
    scale, settings = view.rubric.scale, view.rubric.settings
    possible: dict[Subject, tuple[World, ...]] = {}
    contested = False
    for subject in group:
        changes = any(isinstance(leaf, Trend) and leaf.subject == subject for leaf in leaves)
        now, before = view.fact(subject), view.fact(subject, view.report_year - 1) if changes else None
        numeric = view.measure(subject).numeric
        possible[subject] = worlds(
            now,
            before,
            line=line,
            numeric=numeric,
            least_change=scale.least_change,
            taken_as_no=subject.measure in settings.taken_as_no,
        )
        contested = contested or sources_differ(now, before, possible[subject], numeric=numeric)
    by_answers: dict[tuple[Fraction, ...], list[tuple[World, ...]]] = {}
    for combination in product(*possible.values()):
        world_of = dict(zip(group, combination, strict=True))
        for answers in product(*(answers_of(place, world_of, view) for place in reading)):
            by_answers.setdefault(answers, []).append(combination)
    return options_by_answers(by_answers), contested


def options_by_answers(
    by_answers: Mapping[tuple[Fraction, ...], Sequence[tuple[World, ...]]],
) -> tuple[Option, ...]:
    """An option for each set of answers, with the worlds of each subject that give it."""
    return tuple(
        Option(answers, tuple(map(frozenset, zip(*combinations, strict=True))))
        for answers, combinations in by_answers.items()
    )


def number_line(group: tuple[Subject, ...], leaves: Sequence[Leaf], view: DossierView) -> NumberLine:
    """Where numbers matter to the tests that read a group of linked subjects."""
    cuts = {leaf.minimum for leaf in leaves if isinstance(leaf, AtLeastFigure)}
    for subject in group:
        for year in (view.report_year, view.report_year - 1):
            for state in view.fact(subject, year).states:
                cuts |= {state.low} | ({state.high} if state.high is not None else set())
    ratios = {leaf.ratio for leaf in leaves if isinstance(leaf, Compared)}
    cuts |= {number for cut in cuts for ratio in ratios for number in (cut * ratio, cut / ratio)}
    units = [unit for subject in group if (unit := view.vocabulary.unit_of(subject.measure)) is not None]
    words = frozenset(value.rank for unit in units for value in unit.named)
    return NumberLine(frozenset(cuts), all(unit.whole for unit in units), words)


def answers_of(
    place: LeafPlace, world_of: Mapping[Subject, World], view: DossierView
) -> tuple[Fraction, ...]:
    """What a leaf answers in some worlds of its subjects: several answers where they leave it open."""
    scale = view.rubric.scale
    if place.presumed is not None:
        return (place.presumed.value,)
    leaf = cast("SubjectLeaf", place.leaf)
    match leaf:
        case Presence(subject):
            return (scale.status[world_of[subject].status],)
        case AtLeastFigure(subject, minimum):
            return (ONE if world_of[subject].number >= minimum else ZERO,)
        case Compared(subject, other, ratio):
            return _compared(world_of[subject].number, ratio, world_of[other].number, _in_words(other, view))
        case _:
            return (scale.trends[leaf.direction][world_of[leaf.subject].change],)


def _compared(
    figure: Fraction, ratio: Fraction, other: Fraction, in_words: Fraction | None
) -> tuple[Fraction, ...]:
    """
    Whether a figure is at least a multiple of another one.

    From the rank ``in_words`` on figures are words. A word outranks every number, and words are ranked among
    themselves; but half of a word, or twice one, is nothing that could be reached or missed.
    """
    if in_words is None or (figure < in_words and other < in_words):
        return (ONE if figure >= ratio * other else ZERO,)
    if other < in_words or (figure >= other and ratio <= 1):
        return (ONE,)
    return (ZERO,) if ratio == 1 else (ZERO, ONE)


def _in_words(subject: Subject, view: DossierView) -> Fraction | None:
    """The rank from which on the figures of a subject are words; None where its unit has none."""
    unit = view.vocabulary.unit_of(subject.measure)
    lowest = unit.lowest() if unit is not None else None
    return lowest.rank if lowest is not None else None


def name_of(leaf: WholeFileLeaf) -> str:
    """What a test that reads the file as a whole asks for."""
    match leaf:
        case Joint(partners):
            return f"action of the government together with {in_words(partners)}"
        case Committed(by):
            return f"promises for the future by {in_words(by)}"
        case _:
            return f"corroborated facts on {' or '.join(leaf.measures)}"


def _joint(leaf: Joint, place: int, view: DossierView) -> Variable:
    some, none = Option((ONE,), (), "some"), Option((ZERO,), (), "none")
    options = (some,) if view.joint_items(leaf.partners) else (none, some)
    return Variable((), name_of(leaf), (place,), options, contested=False)


def _affirmed(leaf: Committed | Corroborated, place: int, view: DossierView) -> Variable:
    """A test that the file satisfies or does not: what is unknown does not open it."""
    items = view.commitments(leaf.by) if isinstance(leaf, Committed) else corroborating_items(leaf, view)
    return Variable((), "", (place,), (Option((ONE if items else ZERO,), (), ""),), contested=False)


def corroborating_items(leaf: Corroborated, view: DossierView) -> tuple[str, ...]:
    """
    The facts that satisfy an affirmative finding together; empty where they are not enough.

    Where the sources of the period are too few and earlier report years decide, the facts of the newest of
    these count with those of the period.
    """
    items = view.items_by_government(leaf.measures, view.report_year)
    sources = {reference.id for item in items for reference in item.sources}
    if not items or len(sources) >= leaf.sources:
        return tuple(item.id for item in items)
    earlier = [
        before
        for year in range(view.report_year - 1, view.rubric.first_report - 1, -1)
        if (before := view.items_by_government(leaf.measures, year))
    ]
    needed = earlier[: leaf.years - 1]
    if len(needed) < leaf.years - 1:
        return ()
    return tuple(dict.fromkeys(item.id for of_year in (items, *needed) for item in of_year))
