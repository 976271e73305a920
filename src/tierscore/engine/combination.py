"""What the counted items together say of one subject in one period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.model.evidence import Bound, Status, Versus
from tierscore.model.finding import NotCounted, Reason
from tierscore.model.measure import Nature
from tierscore.model.outcome import ONE, ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from tierscore.engine.selection import Selected, Selection
    from tierscore.model.evidence import EvidenceItem, Figure
    from tierscore.model.measure import Measure


@dataclass(frozen=True)
class State:
    """One way in which a fact may stand: a status and, for numbers, the bounds of the figure."""

    status: Status
    low: Fraction = ZERO
    high: Fraction | None = None
    """None: without upper bound, or no number at all."""

    @property
    def exact(self) -> bool:
        """Whether the figure is known."""
        return self.low == self.high


NOTHING = State(Status.ABSENT, ZERO, ZERO)
"""None at all."""


@dataclass(frozen=True)
class Fact:
    """
    The value of one subject in one period.

    No state: unknown. One state: settled, though its figure may be bounded only. Several: contested between exactly these.
    """

    states: tuple[State, ...]
    comparisons: tuple[Versus, ...]
    evidence: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]
    silent: tuple[str, ...]

    @property
    def contested(self) -> bool:
        """Whether its sources differ, on how it stood or on how it changed."""
        directions = {
            Versus.MORE if comparison is Versus.NONE_BEFORE else comparison for comparison in self.comparisons
        }
        return len(self.states) > 1 or len(directions) > 1


def combine(selection: Selection, measure: Measure) -> Fact:
    """Make one value of the counted items on one measure, series and scope, by the measure's nature."""
    claims = [(chosen, _state(chosen, measure)) for chosen in selection.selected]
    stated = [(chosen, state) for chosen, state in claims if state is not None]
    match measure.nature:
        case Nature.STANDING:
            kept, dropped = _newest(stated)
        case Nature.STATISTIC:
            kept, dropped = _best_figures(stated)
        case Nature.ACTIVITY | Nature.CIRCUMSTANCE:
            kept, dropped = _best_status(stated)
    comparing = [chosen for chosen, _ in claims if chosen.item.versus_previous]
    counted = {chosen.item.id for chosen, _ in kept} | {chosen.item.id for chosen in comparing}
    return Fact(
        states=_distinct(
            _reconciled([state for _, state in kept]) if measure.numeric else [state for _, state in kept]
        ),
        comparisons=tuple(
            sorted({chosen.item.versus_previous for chosen in comparing if chosen.item.versus_previous})
        ),
        evidence=tuple(chosen.item.id for chosen, _ in claims if chosen.item.id in counted),
        not_counted=selection.not_counted + tuple(note for note in dropped if note.item not in counted),
        silent=selection.silent,
    )


_Claim = tuple["Selected", State]
_Kept = tuple[list[_Claim], list[NotCounted]]


def _state(chosen: Selected, measure: Measure) -> State | None:
    item = chosen.item
    if measure.numeric and item.figure is not None:
        return _figure_state(
            item, item.figure, exact_allowed=chosen.whole_period or measure.nature is Nature.STANDING
        )
    match item.status:
        case Status.DONE | Status.LIMITED:
            return State(item.status, ONE)
        case Status.ABSENT:
            return NOTHING
        case _:
            return None


def _figure_state(item: EvidenceItem, figure: Figure, *, exact_allowed: bool) -> State:
    value = figure.value
    some = item.status if item.status is Status.LIMITED else Status.DONE
    bound = figure.bound if exact_allowed or figure.bound is not Bound.EXACT else Bound.AT_LEAST
    match bound:
        case Bound.EXACT:
            return State(some if value > 0 else Status.ABSENT, value, value)
        case Bound.AT_LEAST:
            return State(some, value, None)
        case Bound.AT_MOST:
            return State(some if value > 0 else Status.ABSENT, ZERO, value)
        case Bound.ABOUT:
            return State(some, ONE, None)


def _newest(claims: list[_Claim]) -> _Kept:
    if not claims:
        return [], []
    newest = max(chosen.as_of for chosen, _ in claims)
    kept = [claim for claim in claims if claim[0].as_of == newest]
    return kept, _dropped(claims, kept, Reason.SUPERSEDED, "a newer item says how it stood")


def _best_status(claims: list[_Claim]) -> _Kept:
    done = [claim for claim in claims if claim[1].status is Status.DONE]
    limited = [claim for claim in claims if claim[1].status is Status.LIMITED]
    absent = [claim for claim in claims if claim[1].status is Status.ABSENT]
    kept = (done or limited) + absent
    return kept, _dropped(claims, kept, Reason.BETTER_STATUS, "another item shows it done in full")


def _best_figures(claims: list[_Claim]) -> _Kept:
    """Figures of the whole period go before partial ones, and these before statements without a figure."""
    whole = [claim for claim in claims if claim[0].whole_period and _numbered(claim)]
    partial = [claim for claim in claims if not claim[0].whole_period and _numbered(claim)]
    if whole or partial:
        kept = (whole or partial) + [
            claim for claim in claims if claim[1].status is Status.ABSENT and not _numbered(claim)
        ]
        wordless = [claim for claim in claims if claim not in kept and not _numbered(claim)]
        return kept + wordless, _dropped(
            claims, kept + wordless, Reason.PARTIAL_FIGURE, "a figure for the whole period is on file"
        )
    return _best_status(claims)


def _numbered(claim: _Claim) -> bool:
    return claim[0].item.figure is not None


def _dropped(claims: list[_Claim], kept: list[_Claim], reason: Reason, detail: str) -> list[NotCounted]:
    return [NotCounted(claim[0].item.id, reason, detail) for claim in claims if claim not in kept]


def _reconciled(states: list[State]) -> list[State]:
    """Drop bounds that the known figures satisfy; join bounds that agree with one another."""
    exact = [state for state in states if state.exact]
    bounds = [state for state in states if not state.exact]
    if exact:
        return exact + [bound for bound in bounds if not all(_holds(bound, state.low) for state in exact)]
    if not bounds:
        return []
    low = max(state.low for state in bounds)
    highs = [state.high for state in bounds if state.high is not None]
    if highs and min(highs) < low:
        return bounds
    status = Status.DONE if any(state.status is Status.DONE for state in bounds) else Status.LIMITED
    return [State(status, low, min(highs) if highs else None)]


def _holds(bound: State, value: Fraction) -> bool:
    return bound.low <= value and (bound.high is None or value <= bound.high)


def _distinct(states: Iterable[State]) -> tuple[State, ...]:
    return tuple(
        sorted(
            set(states), key=lambda state: (state.low, state.high is None, state.high or ZERO, state.status)
        )
    )
