"""When a rule with differences says what: its years and readings parted so that in each part it says one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tierscore.model.law import Validity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tierscore.loading.yaml.tree import Node
SwitchOptions = dict[str, tuple[str, ...]]
"""The values of each switch, in the order in which a rubric lists them."""
MOST_DIFFERENCES = 50
"""How many differences a rule may have."""
MOST_SWITCHES = 8
"""How many switches the differences of a rule may name: each one can double its versions."""


class RubricFrame(NamedTuple):
    """What a rubric says of all its rules."""

    options: SwitchOptions
    first_report: int | None
    """The first report year that it judges; None where that cannot be read."""


class RuleDifference(NamedTuple):
    """What a rule says otherwise, and when."""

    node: Node
    """The entry of ``differs`` as it is written."""
    validity: Validity

    def is_ever_in_force(self, rule: Validity) -> bool:
        """Whether there is a year and a reading under which both it and its rule are in force."""
        first, last = self.validity.since, self.validity.until
        return (first is None or last is None or first <= last) and self.validity.overlaps(rule)


class RuleVersion(NamedTuple):
    """A rule while it says one thing."""

    validity: Validity
    """Its years and its reading; the Act that brought it is written in the rule or in a difference."""
    differences: tuple[RuleDifference, ...]
    """Those in force throughout; the others never are."""


def switches_named(differences: Sequence[RuleDifference], options: SwitchOptions) -> SwitchOptions:
    """The switches that differences name, with their values and with values that are named but not known."""
    named: dict[str, dict[str, None]] = {}
    for switch, value in (pair for difference in differences for pair in difference.validity.where):
        named.setdefault(switch, dict.fromkeys(options.get(switch, ())))[value] = None
    return {switch: tuple(named[switch]) for switch in (*options, *named) if switch in named}


def versions_of(
    rule: Validity, differences: Sequence[RuleDifference], options: SwitchOptions
) -> Iterator[RuleVersion]:
    """
    The versions of a rule, oldest first, and by reading in the order of ``options``.

    Together they are in force exactly where the rule is, and no two of them at once. The years are parted
    where a difference begins or has ended; then the readings, where a difference of these years names them.
    Every difference has to be in force at some time, and every switch that one names to be in ``options``.
    """
    for since, until in _spans(rule, differences):
        years = Validity(since, until)
        current = [difference for difference in differences if difference.validity.overlaps(years)]
        for choices in _readings(current, dict(rule.where), options):
            chosen = choices.items()
            in_force = (difference for difference in current if chosen >= set(difference.validity.where))
            yield RuleVersion(Validity(since, until, "", tuple(sorted(chosen))), tuple(in_force))


def _spans(rule: Validity, differences: Sequence[RuleDifference]) -> Iterator[tuple[int | None, int | None]]:
    """The first and last years of a rule, parted where a difference begins or has ended."""
    validities = [difference.validity for difference in differences]
    begins = {validity.since for validity in validities if validity.since is not None}
    ended = {validity.until + 1 for validity in validities if validity.until is not None}
    inside = sorted(year for year in begins | ended if year != rule.since and rule.in_years(year))
    firsts, lasts = (rule.since, *inside), (*(year - 1 for year in inside), rule.until)
    return zip(firsts, lasts, strict=True)


def _readings(
    differences: Sequence[RuleDifference], choices: Mapping[str, str], options: SwitchOptions
) -> Iterator[Mapping[str, str]]:
    """The readings that differences tell apart among those with some choices."""
    possible = [
        difference
        for difference in differences
        if all(choices.get(switch, value) == value for switch, value in difference.validity.where)
    ]
    named = {switch for difference in possible for switch, _ in difference.validity.where}
    switch = next((switch for switch in options if switch in named and switch not in choices), None)
    if switch is None:
        yield choices
        return
    for value in options[switch]:
        yield from _readings(possible, {**choices, switch: value}, options)
