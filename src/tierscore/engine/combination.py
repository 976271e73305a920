"""What the counted items together say of one subject in one period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tierscore.model.evidence import Bound, State, Status, Versus
from tierscore.model.finding import NotCounted, Reason
from tierscore.model.measure import Nature
from tierscore.model.outcome import ONE, ZERO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tierscore.engine.selection import SelectedItem, Selection
    from tierscore.model.evidence import EvidenceItem, Figure
    from tierscore.model.measure import Measure


NOTHING = State(Status.ABSENT, ZERO, ZERO)
"""None at all."""


@dataclass(frozen=True)
class Fact:
    """
    The value of one subject in one period.

    No state: unknown. One state: settled, though its figure may only be bounded. Several: contested.
    """

    states: tuple[State, ...]
    comparisons: tuple[Versus, ...]
    evidence: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]
    """Items that speak for the period and do not count, with the reasons."""
    silent: tuple[str, ...]

    @property
    def contested(self) -> bool:
        """Whether its sources differ, on how it stood or on how it changed."""
        directions = {
            Versus.MORE if comparison is Versus.NONE_BEFORE else comparison for comparison in self.comparisons
        }
        return len(self.states) > 1 or len(directions) > 1


EMPTY = Fact((), (), (), (), ())
"""Nothing on file."""


def combine(selection: Selection, measure: Measure) -> Fact:
    """Make one value of the counted items on one measure, series and scope, by the measure's nature."""
    items = [selected.item for selected in selection.selected]
    claims = [
        _Claim(selected, state)
        for selected in selection.selected
        if (state := _state(selected, measure)) is not None
    ]
    deciding, dropped = _DECIDING[measure.nature](claims)
    comparisons = {item.id: item.versus_previous for item in items if item.versus_previous}
    counted = {claim.item.id for claim in deciding} | comparisons.keys()
    states = [claim.state for claim in deciding]
    return Fact(
        states=_distinct(_reconciled(states) if measure.numeric else states),
        comparisons=tuple(sorted(set(comparisons.values()))),
        evidence=tuple(item.id for item in items if item.id in counted),
        not_counted=selection.not_counted + tuple(note for note in dropped if note.item not in counted),
        silent=selection.silent,
    )


class _Claim(NamedTuple):
    """A counted item, and how the fact stands if the item is right."""

    selected: SelectedItem
    state: State

    @property
    def item(self) -> EvidenceItem:
        """The item itself."""
        return self.selected.item


_Division = tuple[list[_Claim], list[NotCounted]]
"""The claims that decide, and why the others do not count."""


def _state(selected: SelectedItem, measure: Measure) -> State | None:
    item = selected.item
    if measure.numeric and item.figure is not None:
        exact_allowed = selected.whole_period or measure.nature is Nature.STANDING
        return _figure_state(item, item.figure, exact_allowed=exact_allowed)
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
    some_or_none = some if value > 0 else Status.ABSENT
    bound = figure.bound if exact_allowed or figure.bound is not Bound.EXACT else Bound.AT_LEAST
    match bound:
        case Bound.EXACT:
            return State(some_or_none, value, value)
        case Bound.AT_LEAST:
            return State(some, value, None)
        case Bound.AT_MOST:
            return State(some_or_none, ZERO, value)
        case _:
            return State(some, ONE, None)


def _newest(claims: list[_Claim]) -> _Division:
    newest = max((claim.selected.as_of for claim in claims), default=None)
    deciding = [claim for claim in claims if claim.selected.as_of == newest]
    return deciding, _notes(claims, deciding, Reason.SUPERSEDED, "a newer item says how it stood")


def _best_status(claims: list[_Claim]) -> _Division:
    done = [claim for claim in claims if claim.state.status is Status.DONE]
    limited = [claim for claim in claims if claim.state.status is Status.LIMITED]
    absent = [claim for claim in claims if claim.state.status is Status.ABSENT]
    deciding = (done or limited) + absent
    return deciding, _notes(claims, deciding, Reason.BETTER_STATUS, "another item shows it done in full")


def _best_figures(claims: list[_Claim]) -> _Division:
    """Figures of the whole period go before partial ones; statements without a figure keep their say."""
    figures = [claim for claim in claims if claim.item.figure is not None]
    if not figures:
        return _best_status(claims)
    best = [claim for claim in figures if claim.selected.whole_period] or figures
    deciding = best + [claim for claim in claims if claim.item.figure is None]
    detail = "a figure for the whole period is on file"
    return deciding, _notes(claims, deciding, Reason.PARTIAL_FIGURE, detail)


_DECIDING: dict[Nature, Callable[[list[_Claim]], _Division]] = {
    Nature.STANDING: _newest,
    Nature.STATISTIC: _best_figures,
    Nature.ACTIVITY: _best_status,
    Nature.CIRCUMSTANCE: _best_status,
}


def _notes(claims: list[_Claim], deciding: list[_Claim], reason: Reason, detail: str) -> list[NotCounted]:
    if len(deciding) == len(claims):
        return []
    chosen = {claim.item.id for claim in deciding}
    return [NotCounted(claim.item.id, reason, detail) for claim in claims if claim.item.id not in chosen]


def _reconciled(states: list[State]) -> list[State]:
    """Drop bounds that the known figures satisfy; join bounds that agree with one another."""
    exact = [state for state in states if state.exact]
    bounds = [state for state in states if not state.exact]
    if exact:
        return exact + [bound for bound in bounds if not all(bound.includes(state.low) for state in exact)]
    if not bounds:
        return []
    low = max(state.low for state in bounds)
    highs = [state.high for state in bounds if state.high is not None]
    if highs and min(highs) < low:
        return bounds
    status = Status.DONE if any(state.status is Status.DONE for state in bounds) else Status.LIMITED
    return [State(status, low, min(highs) if highs else None)]


def _distinct(states: Iterable[State]) -> tuple[State, ...]:
    return tuple(
        sorted(
            set(states), key=lambda state: (state.low, state.high is None, state.high or ZERO, state.status)
        )
    )
