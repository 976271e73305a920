"""Parts of a rubric in the words of its files, on one line."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    GateHolds,
    ListedInARow,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    PlacementStep,
    Shown,
    TestReaches,
)
from tierscore.model.law import Basis, Indicium, Law, Validity
from tierscore.model.measure import Measure, NamedValue, Unit
from tierscore.model.rubric import (
    Cap,
    Criterion,
    Gate,
    Indicator,
    Presumption,
    Remedy,
    Ruleset,
    SpecialListGround,
    Switch,
    Tier,
    TierRule,
)
from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Committed,
    Compared,
    Corroborated,
    Joint,
    Not,
    Outweighs,
    Presence,
    Subject,
    Trend,
)

_TESTS = (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Committed,
    Compared,
    Corroborated,
    Joint,
    Not,
    Outweighs,
    Presence,
    Trend,
)


def in_words(value: object) -> str:
    """A value of a rubric as a reader would write it; a rule by what it says."""
    if isinstance(value, _TESTS):
        return "{" + _test(value) + "}"
    match value:
        case None | "":
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case frozenset():
            return ", ".join(sorted(map(in_words, value))) or "nothing"
        case tuple():
            return ", ".join(map(_part, value)) or "nothing"
        case Mapping():
            return ", ".join(f"{in_words(key)} {in_words(part)}" for key, part in value.items())
        case _:
            return _rule(value) or _ground(value) or _condition(value)


def _part(value: object) -> str:
    return f"[{in_words(value)}]" if isinstance(value, frozenset | tuple) else in_words(value)


def _rule(value: object) -> str:
    match value:
        case (
            Criterion(question=says) | Gate(question=says) | Switch(question=says) | Indicator(question=says)
        ):
            return says
        case Unit(whole, named):
            return f"{{whole: {in_words(whole)}, named: {in_words(named)}}}"
        case NamedValue(word=word, rank=rank):
            return f"{word} {rank}"
        case TierRule(says=says) | SpecialListGround(says=says) | Ruleset(says=says):
            return says
        case Cap(when=when, at_most=most):
            return f"at most {most} when {in_words(when)}"
        case Presumption(measures=measures, value=worth):
            return f"{worth} on silence about {in_words(measures)}"
        case Tier(name=name) | Measure(name=name):
            return name
        case _:
            return ""


def _ground(value: object) -> str:
    match value:
        case Law(cite, authority, alias, unverified):
            return (
                f"{cite}{f' ({alias})' if alias else ''}, {authority}{', not verified' if unverified else ''}"
            )
        case Indicium(cite=cite, says=says):
            return f"{says} ({cite})"
        case Basis(authority, reason, cite):
            return f"{authority}{f', {cite}' if cite else ''}: {reason}"
        case Remedy(do, effort):
            return f"{do} ({effort} effort)"
        case Validity(since, until, act, where):
            years = f"{since or 'always'} to {until or 'now'}"
            return "; ".join(
                part
                for part in (years, act, ", ".join(f"{switch}={choice}" for switch, choice in where))
                if part
            )
        case _:
            return ""


def _test(test: object) -> str:  # noqa: PLR0912 - one line for each kind of test
    match test:
        case Presence(subject, by):
            return f"measure: {_read(subject)}{_by(by)}"
        case AtLeastFigure(subject, minimum, by):
            return f"figure: {_read(subject)}, at_least: {minimum}{_by(by)}"
        case Compared(subject, other, ratio):
            return f"figure: {_read(subject)}, at_least_that_of: {_read(other)}, ratio: {ratio}"
        case Trend(subject, direction, by):
            return f"trend: {_read(subject)}, direction: {direction}{_by(by)}"
        case Joint(partners):
            return f"joint_with: [{in_words(partners)}]"
        case Committed(by):
            return f"committed: [{in_words(by)}]"
        case Corroborated(measures, sources, years):
            return f"corroborated: [{', '.join(measures)}], sources: {sources}, years: {years}"
        case AnyOf(tests):
            return f"any: [{in_words(tests)}]"
        case AllOf(tests):
            return f"all: [{in_words(tests)}]"
        case AtLeast(count, tests):
            return f"at_least: {count}, of: [{in_words(tests)}]"
        case Not(child):
            return f"not: {in_words(child)}"
        case Outweighs(gains, losses):
            return f"gains: [{in_words(gains)}], losses: [{in_words(losses)}]"
        case _:
            return str(test)


def _condition(condition: object) -> str:
    match condition:
        case Always():
            return "{always: true}"
        case OutcomeIn(criterion, outcomes):
            return f"{{criterion: {criterion}, in: [{in_words(outcomes)}]}}"
        case TestReaches(test, minimum):
            return f"{{test: {in_words(test)}, reaches: {minimum}}}"
        case GateHolds(gate):
            return f"{{gate: {gate}}}"
        case PlacedInARow(tier, reports, since) | PlacementStep(tier, reports, since):
            return f"{{placed: {{tier: {tier}, in_a_row: {reports}, since: {since}}}}}"
        case PlacedInSequence(steps):
            return f"{{placed_in_sequence: [{in_words(steps)}]}}"
        case ListedInARow(_, reports, since):
            return f"{{listed: {{in_a_row: {reports}, since: {since}}}}}"
        case EveryOne(parts):
            return f"{{all: [{in_words(parts)}]}}"
        case AnyOne(parts):
            return f"{{any: [{in_words(parts)}]}}"
        case AtLeastSo(count, parts, share):
            return (
                f"{{{f'at_least: {count}' if share is None else f'share: {share}'}, of: [{in_words(parts)}]}}"
            )
        case NotSo(part) | Shown(part):
            return f"{{{'not' if isinstance(condition, NotSo) else 'shown'}: {in_words(part)}}}"
        case _:
            return str(condition)


def _read(subject: Subject) -> str:
    series = f", series: {subject.series}" if subject.series else ""
    return f"{subject.measure}{series}{f', scope: {subject.scope}' if subject.scope else ''}"


def _by(actors: frozenset[object]) -> str:
    return f", by: [{in_words(actors)}]" if actors else ""
