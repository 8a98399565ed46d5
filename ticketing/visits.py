"""What visitors do to their own tickets, without a clerk: at the kiosk by its code, or on their phone."""

from collections.abc import Iterable

from ticketing import lifecycle
from ticketing.lifecycle import Action, State
from ticketing.model import Event
from ticketing.placing import Rules

#: While a clerk serves somebody, only the clerk ends it.
_MAY_LEAVE = frozenset({State.WAITING, State.CALLED, State.HELD})
_MAY_COME_BACK = frozenset({State.CALLED, State.NO_SHOW})


def may_leave(state: State) -> bool:
    """Tell whether a visitor may cancel a ticket of a state."""
    return state in _MAY_LEAVE and Action.CANCEL in lifecycle.allowed(state)


def may_come_back(state: State, times: int, rules: Rules) -> bool:
    """Tell whether a visitor who is late may be put back, having been so many times before."""
    return state in _MAY_COME_BACK and Action.RETURN in lifecycle.allowed(state) and times < rules.late_times


def times_back(events: Iterable[Event]) -> int:
    """Count how often a visitor was put back without a clerk, in the journal of the ticket."""
    return sum(event.action is Action.RETURN and event.counter is None for event in events)
