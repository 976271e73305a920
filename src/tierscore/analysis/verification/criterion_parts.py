"""What is remarked of one criterion and its parts, from what is proven of each of its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Verdict, ever
from tierscore.model.check import Remark, step
from tierscore.model.outcome import Outcome
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.analysis.verification.criteria import ProvenCriterion
    from tierscore.model.check import Address
    from tierscore.model.rubric import Cap, Criterion
Settled = tuple[Remark, Verdict]
"""What is remarked if something is never true, and whether it is."""


def settled_parts(criterion: Criterion, versions: Sequence[ProvenCriterion]) -> Iterator[Settled]:
    """Outcomes, indicators and caps of a criterion; each is dead only if it is dead in every version."""
    name, top = criterion.id, ("criteria", step(criterion.id, criterion.validity))
    message, hint = (
        f"`{name}` is never met: no values of its indicators reach `met_from`",
        "look at its tests, caps and points",
    )
    met = Remark(top, Code.UNREACHABLE_THRESHOLD, message, hint)
    yield met, ever(version.outcomes[Outcome.MET] for version in versions)
    message, hint = f"`{name}` is never not met, whatever the evidence", "look at its tests and points"
    not_met = Remark(top, Code.UNREACHABLE_OUTCOME, message, hint)
    yield not_met, ever(version.outcomes[Outcome.NOT_MET] for version in versions)
    for indicator in criterion.indicators:
        address = (*top, "indicators", step(indicator.id, indicator.validity))
        message = f"`{indicator.id}` changes no outcome of `{name}`, whatever the other indicators say"
        remark = Remark(
            address, Code.DEAD_INDICATOR, message, "give it points that can matter, or take it out"
        )
        having = [version for version in versions if indicator in version.criterion.indicators]
        yield remark, ever(version.indicators[indicator.id] for version in having)
    for cap in criterion.caps:
        address = (*top, "caps", step(cap.id, cap.validity))
        yield _cap(address, name, cap, [version for version in versions if cap in version.criterion.caps])


def _cap(address: Address, criterion: str, cap: Cap, versions: Sequence[ProvenCriterion]) -> Settled:
    if ever(version.biting[cap.id] for version in versions) is Verdict.NEVER:
        fault, hint = "never bites: no evidence makes its test fully true", "look at its test"
    else:
        fault, hint = "changes no outcome where it bites", "lower `at_most`, or take the cap out"
    message = f"the cap `{cap.id}` of `{criterion}` {fault}"
    remark = Remark(address, Code.UNREACHABLE_THRESHOLD, message, hint)
    return remark, ever(version.caps[cap.id] for version in versions)
