"""One rule that differs, written out as its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.rubric.differences import (
    MOST_DIFFERENCES,
    MOST_SWITCHES,
    switches_named,
    versions_of,
)
from tierscore.loading.rubric.validity import in_words
from tierscore.loading.yaml.tree import Node, mapping_of
from tierscore.model.law import Validity
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.loading.forms.base import DifferingForm
    from tierscore.loading.rubric.differences import RubricFrame, RuleDifference, RuleVersion
    from tierscore.loading.validation.source_file import Page
DIFFERS = "differs"
"""The key under which a rule says what differs."""
PERIOD = frozenset({"since", "until", "where"})
"""The keys that say when a rule, or a difference, is in force."""
RULE_LISTS = frozenset(
    {
        "criteria",
        "indicators",
        "caps",
        "presumptions",
        "gates",
        "tier_rules",
        "special_watch_list",
        "indicia",
    }
)
"""The lists whose entries may differ."""
_NO_KEYS = {
    "id": "what differs has the id of its rule",
    DIFFERS: "what differs is not divided further; give it entries of its own",
}
"""Keys of a rule that a difference cannot have, and why."""
_Spot = tuple[int, int]
"""Line and column."""


class VersionWriter:
    """Writes out one rule, and notes what is wrong with its differences."""

    def __init__(self, page: Page, rule: Node, list_name: str) -> None:
        """Take the rule, an entry of the list that is named."""
        self._page = page
        self._rule = rule
        self._list_name = list_name
        self._place = rule.keys[DIFFERS]
        self._unused = rule.keys.keys() - {*PERIOD, "id", DIFFERS}
        """The keys of the rule that no version has had so far."""
        self._repeated: set[_Spot] = set()
        """Where a difference says what another one says at the same time."""
        self._is_sound = True
        """Whether nothing was noted that further faults could come of."""

    def versions(
        self, rule: Validity, differences: Sequence[RuleDifference], frame: RubricFrame
    ) -> Iterator[Node | None]:
        """The versions, each a mapping; None for one that no report is judged by, or that lacks what is needed."""
        judged = Validity(frame.first_report)
        usable = [difference for difference in differences if self._is_usable(difference, rule, judged)]
        named = switches_named(usable, frame.options)
        if self._is_too_much(len(differences), MOST_DIFFERENCES, "entries") or self._is_too_much(
            len(named), MOST_SWITCHES, "switches"
        ):
            return
        if any(values != frame.options.get(switch) for switch, values in named.items()):
            self._is_sound = False  # who reads `where` says that there is no such value
        notes_gaps, given = (
            self._is_sound,
            {key for difference in differences for key in difference.node.keys},
        )
        for version in versions_of(rule, usable, named):
            written = self._version(rule, version) if version.validity.overlaps(judged) else None
            missing = self._missing(given, written)
            for key in missing if notes_gaps else ():
                message = f"nothing says `{key}` for {in_words(version.validity)}"
                self._note(self._place, message, f"add `{key}:` to the rule, or an entry for these reports")
            yield None if missing else written
        for key in sorted(self._unused) if self._is_sound else ():
            message = f"this `{key}` never holds: entries of `differs` say it for {in_words(rule)}"
            self._note(self._rule.keys[key], message, "delete it")

    def _missing(self, given: set[str], written: Node | None) -> list[str]:
        """The keys that a version needs and does not have, although the rule has them at other times."""
        missing = given - written.keys.keys() if written is not None else set()
        return sorted(missing & _needed_keys(self._list_name)) if missing else []

    def _is_too_much(self, count: int, most: int, noun: str) -> bool:
        """Whether there is more of something than a rule may have; if so, it is noted."""
        if count > most:
            hint = "let two rules say it, which `since`, `until` and `where` keep apart"
            self._note(self._place, f"`differs` has {count} {noun}; the most is {most}", hint)
        return count > most

    def _is_usable(self, difference: RuleDifference, rule: Validity, judged: Validity) -> bool:
        """Whether a difference can be in force; what is wrong with it is noted."""
        keys, start = difference.node.keys, (difference.node.line, difference.node.column)
        for key in sorted(_NO_KEYS.keys() & keys.keys()):
            self._page.report_at(keys[key], Code.UNKNOWN_KEY, f"there is no key `{key}` here", _NO_KEYS[key])
        is_in_force = difference.is_ever_in_force(rule)
        if not (is_in_force and difference.validity.overlaps(judged)):
            whole, time = ("rubric judges", judged) if is_in_force else ("rule is in force for", rule)
            hint = f"the {whole} {in_words(time)}"
            self._note(start, "this entry of `differs` is never in force", hint)
            return False
        if not keys.keys() - PERIOD:
            self._note(
                start, "this entry says nothing that differs", "write in it what differs, or delete it"
            )
        return True

    def _version(self, rule: Validity, version: RuleVersion) -> Node:
        """The rule while it says one thing: what no difference says otherwise is as in the rule."""
        since = version.validity.since
        content, keys = self._period(version)
        for difference in version.differences:
            said, begins = difference.node, since in {difference.validity.since, rule.since}
            for key in _keys_of_version(said, begins=begins):
                if key in content:
                    self._note_repeated(key, said.keys[key], keys[key], version.validity)
                elif key != "id":
                    content[key], keys[key] = mapping_of(said)[key], said.keys[key]
        for key in _keys_of_version(self._rule, begins=since == rule.since):
            if key not in content:
                content[key], keys[key] = mapping_of(self._rule)[key], self._rule.keys[key]
                self._unused.discard(key)
        return Node(self._rule.line, self._rule.column, content, keys=keys)

    def _period(self, version: RuleVersion) -> tuple[dict[str, Node], dict[str, _Spot]]:
        """When a version is in force, as keys of a rule; years stand where ``differs`` does."""
        years = {"since": version.validity.since, "until": version.validity.until}
        content = {key: Node(*self._place, year) for key, year in years.items() if year is not None}
        if choices := version.validity.where:
            written = [mapping_of(node.get("where")) for node in (*_nodes(version), self._rule)]
            where = {
                switch: next(
                    (names[switch] for names in written if switch in names), Node(*self._place, value)
                )
                for switch, value in choices
            }
            spots = {switch: (node.line, node.column) for switch, node in where.items()}
            content["where"] = Node(*self._place, where, keys=spots)
        return content, dict.fromkeys(content, self._place)

    def _note_repeated(self, key: str, spot: _Spot, other: _Spot, validity: Validity) -> None:
        if spot not in self._repeated:
            self._repeated.add(spot)
            message = f"`{key}` is said twice for {in_words(validity)}"
            hint = f"line {other[0]} says it too; let `since`, `until` and `where` keep the two apart"
            self._note(spot, message, hint)

    def _note(self, spot: _Spot, message: str, hint: str) -> None:
        self._is_sound = False
        self._page.report_at(spot, Code.DIFFERENCE, message, hint)


def _nodes(version: RuleVersion) -> list[Node]:
    return [difference.node for difference in version.differences]


def _keys_of_version(node: Node, *, begins: bool) -> list[str]:
    """The keys that a version has from a rule or a difference; an Act only if it ``begins`` with the version."""
    no_keys = {*PERIOD, DIFFERS} if begins else {*PERIOD, DIFFERS, "act"}
    return [key for key in mapping_of(node) if key not in no_keys]


def _needed_keys(list_name: str) -> set[str]:
    """The keys that no entry of a list can do without."""
    from tierscore.loading.forms import criteria, rubric  # importing pydantic is dear

    forms: dict[str, type[DifferingForm]] = {
        "criteria": criteria.CriterionForm,
        "indicators": criteria.IndicatorForm,
        "caps": criteria.CapForm,
        "presumptions": criteria.PresumptionForm,
        "gates": rubric.GateForm,
        "tier_rules": rubric.TierRuleForm,
        "special_watch_list": rubric.SpecialListForm,
        "indicia": rubric.IndiciumForm,
    }
    fields = forms[list_name].model_fields.items()
    return {field.alias or name for name, field in fields if field.is_required()}
