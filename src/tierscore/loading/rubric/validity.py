"""For which report years, and under which switches, the rules of a rubric are in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.validation.references import REPEATED, a_or_an, check_known
from tierscore.model.law import Validity
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tierscore.loading.forms.base import DatedForm
    from tierscore.loading.forms.rubric import SwitchForm
    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.moments import Identified, Moment
    from tierscore.model.rubric import Rubric


_APART = f"let `since`, `until` and `where` keep them apart, or {REPEATED}"


class Validities:
    """Reads years and switches of rules, and notes where two rules of one id could be in force at once."""

    def __init__(self, switches: Mapping[str, SwitchForm]) -> None:
        self._switches = switches

    def read(self, spot: Spot, form: DatedForm) -> Validity:
        """The validity of a rule; every problem of it is noted."""
        validity = form.validity
        if validity.since is not None and validity.until is not None and validity.until < validity.since:
            message = f"in force until {validity.until}, but only since {validity.since}"
            spot.at("until").report(Code.DATE, message, "let `since` be the earlier year")
        for switch, value in validity.where:
            choice = spot.at("where", switch)
            if check_known(choice, "switch", switch, self._switches):
                check_known(choice, "option", value, self._switches[switch].options)
        return validity

    def check_unique(self, spot: Spot, kind: str, rules: Sequence[Identified]) -> None:
        """Note a problem for each rule that could be in force together with an earlier one of its id."""
        for index, rule in enumerate(rules):
            earlier = (other.validity for other in rules[:index] if other.id == rule.id)
            if any(rule.validity.overlaps(validity) for validity in earlier):
                message = f"{a_or_an(kind)} `{rule.id}` is defined further up"
                spot.at(index, "id").report(Code.REPEATED_ID, message, _APART)


def in_words(validity: Validity) -> str:
    """For which reports, and under which reading, a rule is in force."""
    match validity.since, validity.until:
        case None, None:
            years = "every report"
        case since, None:
            years = f"the reports since {since}"
        case None, until:
            years = f"the reports until {until}"
        case since, until:
            years = f"the report {since}" if since == until else f"the reports {since} to {until}"
    where = " and ".join(f"`{switch}: {value}`" for switch, value in validity.where)
    return f"{years} where {where}" if where else years


def moment_in_words(moment: Moment, rubric: Rubric) -> str:
    """A report year, and the readings that are not the rubric's own."""
    choices = {*moment.choices.items()} - {*rubric.choices.items()}
    return in_words(Validity(moment.report_year, moment.report_year, "", tuple(sorted(choices))))
