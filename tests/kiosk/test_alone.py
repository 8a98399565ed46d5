"""A kiosk whose hall is out of reach asks its own queue state, and the hall again when it is back."""

from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.patience import Patience
from kiosk.reach import Reach
from kiosk.request import Request
from store.store import open_store
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from ticketing.away import AwayHall, HandingIn
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.standby import Standby
from ticketing.words import Language

GONE = StoreUnreachable(path="server", reason="server")


class Rig:
    """A kiosk between a hall and its own queue state, which holds two numbers."""

    def __init__(self, folder: Path) -> None:
        self.store, clock = FakeStore(), FakeClock()
        own = open_store(str(folder / "own.db"))
        alone = AwayHall(own, clock, "kiosk-1")
        self.standby = Standby(self.store, HandingIn(self.store, clock), own, alone, clock, "kiosk-1", size=2)
        self.reach = Reach(Hall(self.store, clock), self.store, clock, "kiosk-1", self.standby)

    def number(self, *, is_late: bool = True) -> str:
        request = Request("KTP-BARU", Language.ID, uuid4(), False, Patience(), 0.0)
        return self.reach.issue(request, prints=True, is_late=lambda: is_late).ticket.number


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    made = Rig(tmp_path)
    made.standby.refresh()
    return made


def test_a_number_is_given_alone_once_the_visitor_has_waited_for_the_hall(rig: Rig) -> None:
    rig.store.fault = GONE
    with pytest.raises(StoreUnreachable):
        rig.number(is_late=False)
    assert rig.number() == "A5001"


def test_a_hall_that_is_known_to_be_gone_is_not_asked(rig: Rig) -> None:
    rig.reach.lose(GONE)
    assert rig.number(is_late=False) == "A5001"
    assert rig.reach.read(None, counts_anew=True).is_away
    rig.reach.find()
    assert rig.number() == "A001"
    assert not rig.reach.read(None, counts_anew=True).is_away


def test_without_numbers_left_the_trouble_of_the_hall_is_told(rig: Rig) -> None:
    rig.store.fault = GONE
    rig.reach.lose(GONE)
    assert [rig.number(), rig.number()] == ["A5001", "A5002"]
    with pytest.raises(StoreUnreachable):
        rig.number()


def test_a_kiosk_that_never_met_its_hall_tells_the_trouble_of_the_hall(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.store.fault = GONE
    with pytest.raises(StoreUnreachable):
        rig.number()


def test_the_paper_of_a_number_that_was_given_alone_is_asked_for_where_it_was_given(rig: Rig) -> None:
    rig.reach.lose(GONE)
    request = Request("KTP-BARU", Language.ID, uuid4(), False, Patience(), 0.0)
    ticket = rig.reach.issue(request, prints=True, is_late=lambda: True).ticket
    assert rig.reach.of(ticket).store is rig.standby.own
    rig.reach.find()
    assert rig.reach.of(ticket).store is rig.standby.own
