"""The tree of a rubric file with every rule that differs written out as its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.dates import EARLIEST, LATEST
from tierscore.loading.rubric.differences import RubricFrame, RuleDifference
from tierscore.loading.rubric.version_writer import DIFFERS, PERIOD, RULE_LISTS, VersionWriter
from tierscore.loading.yaml.parsers import MOST_NODES
from tierscore.loading.yaml.tree import Node, find, mapping_of
from tierscore.model.law import Validity
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.loading.validation.source_file import Page


def rubric_frame(main: Page) -> RubricFrame:
    """What the main file of a rubric says of all its rules, as far as it can be read."""
    switches = mapping_of(main.written.get("switches"))
    options = {name: tuple(mapping_of(switch.get("options"))) for name, switch in switches.items()}
    first_report = find(main.written, ("rubric", "first_report")).content
    return RubricFrame(options, first_report if isinstance(first_report, int) else None)


def expand(page: Page, frame: RubricFrame) -> None:
    """
    Put its versions in the place of each rule that differs, and note what is wrong with its differences.

    Every part of a version keeps the place where it is written. Differences out of shape stay, for the form to
    say so; a version that lacks what its form needs is left out.
    """
    page.root = _Expansion(page, frame).with_lists(page.written)
    if not page.problems:
        page.written = page.root


class _Expansion:
    """Writes out the rules of one page."""

    def __init__(self, page: Page, frame: RubricFrame) -> None:
        self._page = page
        self._frame = frame
        self._size = 0
        """How many values the versions so far hold; one that cannot be used counts as its rule does."""

    def with_lists(self, node: Node) -> Node:
        """A mapping with the lists of rules in it written out."""
        if not isinstance(node.content, dict) or RULE_LISTS.isdisjoint(node.content):
            return node
        content = {
            key: self._written_out(child, key) if key in RULE_LISTS else child
            for key, child in node.content.items()
        }
        return Node(node.line, node.column, content, node.quoted, node.keys)

    def _written_out(self, rules: Node, list_name: str) -> Node:
        if not isinstance(rules.content, list):
            return rules
        versions = (version for rule in rules.content for version in self._versions(rule, list_name))
        return Node(rules.line, rules.column, [self.with_lists(version) for version in versions])

    def _versions(self, rule: Node, list_name: str) -> Iterator[Node]:
        differs = rule.get(DIFFERS)
        if differs is None or differs.content is None:
            yield rule
            return
        validity, differences = _validity(rule), _differences(differs)
        if validity is None or differences is None:
            yield _with_all_that_differs(rule, differs)
            return
        writer, written_once = VersionWriter(self._page, rule, list_name), rule.size()
        for version in writer.versions(validity, differences, self._frame):
            self._size += written_once if version is None else version.size()
            if self._size > MOST_NODES:
                message = f"written out, the rules of this file hold more than {MOST_NODES:,} keys and values"
                hint = "let fewer rules differ, or smaller parts of them"
                self._page.report_at(rule.keys[DIFFERS], Code.TOO_LARGE, message, hint)
                return
            if version is not None:
                yield version


def _differences(differs: Node) -> list[RuleDifference] | None:
    """The entries of ``differs``; None where one of them, or the list, is out of shape."""
    entries = differs.content if isinstance(differs.content, list) else []
    validities = [_validity(entry) for entry in entries]
    if None in validities or not entries:
        return None
    return [RuleDifference(*pair) for pair in zip(entries, filter(None, validities), strict=True)]


def _validity(rule: Node) -> Validity | None:
    """When a rule or a difference is in force; None where it is out of shape."""
    written = mapping_of(rule)
    where = written["where"].plain() if "where" in written else {}
    years: list[int | None] = []
    for key in ("since", "until"):
        year = written[key].content if key in written else None
        if year is not None and not (type(year) is int and EARLIEST <= year <= LATEST):
            return None
        years.append(year)
    if not isinstance(rule.content, dict) or not isinstance(where, dict):
        return None
    if not all(type(value) is str for value in where.values()):
        return None
    since, until = years
    return Validity(since, until, "", tuple(sorted(where.items())))


def _with_all_that_differs(rule: Node, differs: Node) -> Node:
    """A rule and what its differences say that it does not, so that nothing seems to be missing from it."""
    content, keys = dict(mapping_of(rule)), dict(rule.keys)
    for difference in differs.content if isinstance(differs.content, list) else ():
        for key, child in mapping_of(difference).items():
            if key not in content and key not in PERIOD:
                content[key], keys[key] = child, difference.keys[key]
    return Node(rule.line, rule.column, content, keys=keys)
