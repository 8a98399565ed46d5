"""What visitors do to their own tickets, without a clerk: at the kiosk by its code, or on their phone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from ticketing import lifecycle, steps
from ticketing.errors import LateTooOften, NotAllowed
from ticketing.lifecycle import Action, State
from ticketing.model import Event, Leg
from ticketing.papers import Papers
from ticketing.placing import Place, Rules

#: Stands as the reason in the journal where visitors acted on their phone.
BY_PHONE = "by phone"

#: While a clerk serves somebody, only the clerk ends it.
_MAY_LEAVE = frozenset({State.WAITING, State.CALLED, State.HELD})
_MAY_COME_BACK = frozenset({State.CALLED, State.NO_SHOW})


class Visits(Papers):
    """The part of `hall.Hall` in which a visitor acts. Each method is one transaction, as there.

    Each may raise UnknownTicket: there is no such ticket today.
    """

    def take_back(self, ticket: UUID, *, reason: str = "") -> Leg:
        """Take back a visitor who came late: the kiosk has read the ticket's code.

        Raises:
            NotAllowed: The visitor was not given up.
        """
        with self._ground.acting() as now:
            leg = now.leg(ticket)
            if leg.state is not State.NO_SHOW:
                raise NotAllowed(action=Action.RETURN, state=leg.state, number=leg.number)
            return steps.queue(now, Action.RETURN, leg, now.rules.late, by=None, reason=reason)

    def put_back(self, ticket: UUID) -> Leg:
        """Put back a visitor who says by phone that they are late.

        Who was given up stands where the hall puts those who come late. Who is being called goes behind
        all who wait now: at any other place the same counter would call them again at once.

        Raises:
            NotAllowed: The visitor is neither being called nor was given up.
            LateTooOften: They were put back as often as the hall allows.
        """
        with self._ground.acting() as now:
            leg = now.leg(ticket)
            if leg.state not in _MAY_COME_BACK:
                raise NotAllowed(action=Action.RETURN, state=leg.state, number=leg.number)
            times = now.tx.times_back(ticket)
            if not may_come_back(leg.state, times, now.rules):
                raise LateTooOften(number=leg.number, times=times)
            place = Place.BACK if leg.state is State.CALLED else now.rules.late
            return steps.queue(now, Action.RETURN, leg, place, by=None, reason=BY_PHONE)

    def leave(self, ticket: UUID) -> Leg:
        """End a ticket whose visitor says by phone that they will not come.

        Raises:
            NotAllowed: It has ended, or a clerk serves the visitor.
        """
        with self._ground.acting() as now:
            leg = now.leg(ticket)
            if not may_leave(leg.state):
                raise NotAllowed(action=Action.CANCEL, state=leg.state, number=leg.number)
            return now.move(Action.CANCEL, replace(leg, ended_at=now.not_before(leg)), reason=BY_PHONE)


def may_leave(state: State) -> bool:
    """Tell whether a visitor may cancel a ticket of a state."""
    return state in _MAY_LEAVE and Action.CANCEL in lifecycle.allowed(state)


def may_come_back(state: State, times: int, rules: Rules) -> bool:
    """Tell whether a visitor who is late may be put back, having been so many times before."""
    return state in _MAY_COME_BACK and Action.RETURN in lifecycle.allowed(state) and times < rules.late_times


def times_back(events: Iterable[Event]) -> Counter[UUID]:
    """Count how often visitors were put back without a clerk, by ticket."""
    return Counter(event.ticket_id for event in events if event.ticket_id is not None and is_back(event))


def is_back(event: Event) -> bool:
    """Tell whether an event put a visitor back without a clerk."""
    return event.action is Action.RETURN and event.counter is None
