"""What visitors do by phone: the same on the fake, on SQLite with both journals and on PostgreSQL."""

from uuid import uuid4

import pytest

from tests.fakes import FakeClock
from ticketing.errors import LateTooOften
from ticketing.hall import Hall
from ticketing.lifecycle import Action, State
from ticketing.ports import PrintJobs, Store
from ticketing.visits import BY_PHONE
from ticketing.words import Language


def test_a_visitor_is_put_back_so_often_and_leaves(both: tuple[Store, PrintJobs]) -> None:
    store, _ = both
    clock = FakeClock()
    hall = Hall(store, clock)
    ticket, other = (hall.issue("KTP-BARU", Language.ID, uuid4()).ticket for _ in range(2))
    for _ in range(2):
        clock.advance(minutes=1)
        hall.call_ticket("1", ticket.id, "chosen")
        assert hall.put_back(ticket.id).state is State.WAITING
    hall.call_ticket("1", ticket.id, "chosen")
    with pytest.raises(LateTooOften):
        hall.put_back(ticket.id)
    hall.call_ticket("2", other.id, "chosen")
    assert hall.put_back(other.id).state is State.WAITING, "the returns of another do not count"
    assert hall.leave(ticket.id).state is State.CANCELLED
    assert store.at_counter("1") is None
    events = store.events(ticket.day, ticket.id)
    done = [(event.action, event.counter) for event in events if event.reason == BY_PHONE]
    assert done == [(Action.RETURN, None), (Action.RETURN, None), (Action.CANCEL, "1")]
    assert not store.check()
