"""What is remarked of the parts of one criterion, from what is proven of each of its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Verdict
from tierscore.model.check import Remark, step
from tierscore.model.outcome import Outcome
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tierscore.analysis.verification.criteria import Proven
    from tierscore.model.rubric import Cap, Criterion, Indicator
Answered = tuple[Remark, Verdict]
"""What is remarked if something is never so, and whether it is."""


def parts_of_criterion(criterion: Criterion, versions: Sequence[Proven]) -> Iterator[Answered]:
    """Outcomes, indicators and caps of a criterion; each is dead only if it is so in every version."""
    top = ("criteria", step(criterion.id, criterion.validity))
    met = ever(proven.outcomes[Outcome.MET] for proven in versions)
    message = f"`{criterion.id}` is never met: no values of its indicators reach `met_from`"
    yield Remark(top, Code.UNREACHABLE_THRESHOLD, message, "look at its tests, caps and points"), met
    message = f"`{criterion.id}` is never not met, whatever the evidence"
    yield (
        Remark(top, Code.UNREACHABLE_OUTCOME, message, "look at its tests and points"),
        ever(proven.outcomes[Outcome.NOT_MET] for proven in versions),
    )
    for indicator in criterion.indicators:
        yield _indicator(top, criterion, indicator, versions)
    for cap in criterion.caps:
        yield _cap(top, criterion, cap, versions)


def _indicator(
    top: tuple[str, ...], criterion: Criterion, indicator: Indicator, versions: Sequence[Proven]
) -> Answered:
    verdict = ever(
        proven.indicators[indicator.id] for proven in versions if indicator in proven.criterion.indicators
    )
    message = f"`{indicator.id}` changes no outcome of `{criterion.id}`, whatever the other indicators say"
    hint = "give it points that can matter, or take it out"
    return Remark(
        (*top, "indicators", step(indicator.id, indicator.validity)), Code.DEAD_INDICATOR, message, hint
    ), verdict


def _cap(top: tuple[str, ...], criterion: Criterion, cap: Cap, versions: Sequence[Proven]) -> Answered:
    having = [proven for proven in versions if cap in proven.criterion.caps]
    bites = ever(proven.biting[cap.id] for proven in having)
    why = (
        "never bites: no evidence makes its test fully true"
        if bites is Verdict.NEVER
        else "changes no outcome where it bites"
    )
    message = f"the cap `{cap.id}` of `{criterion.id}` {why}"
    hint = "look at its test" if bites is Verdict.NEVER else "lower `at_most`, or take the cap out"
    address = (*top, "caps", step(cap.id, cap.validity))
    return Remark(address, Code.UNREACHABLE_THRESHOLD, message, hint), ever(
        proven.caps[cap.id] for proven in having
    )


def ever(verdicts: Iterable[Verdict]) -> Verdict:
    """Found if it is found anywhere, never if it is never so; what is in force nowhere is never so."""
    found = set(verdicts)
    return next((verdict for verdict in (Verdict.FOUND, Verdict.OPEN) if verdict in found), Verdict.NEVER)
