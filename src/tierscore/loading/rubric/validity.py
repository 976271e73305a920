"""For which report years, and under which switches, the rules of a rubric are in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tierscore.loading.validation.references import check_known
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tierscore.loading.forms.base import DatedForm
    from tierscore.loading.forms.rubric import SwitchForm
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.law import Validity


class DatedWithId(Protocol):
    """A form with an id that may stand several times, for different years."""

    @property
    def id(self) -> str:
        """The id."""

    def validity(self) -> Validity:
        """For which report years, and under which choices."""


class Validities:
    """Reads years and switches of rules, and notes where two rules of one id could be in force at once."""

    def __init__(self, switches: Mapping[str, SwitchForm]) -> None:
        self._switches = switches

    def read(self, page: Page, path: PathParts, form: DatedForm) -> Validity:
        """The validity of a rule; every problem of it is noted."""
        validity = form.validity()
        if validity.since is not None and validity.until is not None and validity.until < validity.since:
            message = f"in force until {validity.until}, but only since {validity.since}"
            page.report((*path, "until"), Code.DATE, message, "let `since` be the earlier year")
        for switch, value in validity.where:
            if check_known(page, (*path, "where", switch), "switch", switch, self._switches):
                check_known(page, (*path, "where", switch), "option", value, self._switches[switch].options)
        return validity

    def unique(self, page: Page, kind: str, rules: Sequence[tuple[PathParts, DatedWithId]]) -> None:
        """Note a problem for each rule that could be in force together with an earlier one of its id."""
        article = "an" if kind[0] in "aeiou" else "a"
        for number, (path, rule) in enumerate(rules):
            earlier = [other for _, other in rules[:number] if other.id == rule.id]
            if any(rule.validity().overlaps(other.validity()) for other in earlier):
                undated = not any(
                    (other.validity().since, other.validity().until, other.validity().where)
                    for other in (*earlier, rule)
                )
                hint = (
                    "give this one another id"
                    if undated
                    else "let `since`, `until` and `where` keep them apart, or give this one another id"
                )
                page.report(
                    (*path, "id"),
                    Code.REPEATED_ID,
                    f"{article} {kind} `{rule.id}` is defined further up",
                    hint,
                )
