"""What a visitor is told of a ticket now, and of the later services of its errand."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import FakeClock, small_catalogue
from ticketing.errand import Errand, Step
from ticketing.errors import StoreUnreachable
from ticketing.foresight import Foresight
from ticketing.hall import Hall
from ticketing.model import Ticket
from ticketing.prospect import Prospect, prospect_of
from ticketing.words import Language, Words

MOVING = Errand("MOVE", Words("Pindah", "Moving"), (Step("KTP-BARU"), Step("PAJAK", ("KTP-BARU",))))
CATALOGUE = replace(small_catalogue(), errands=(MOVING,))


class Rig:
    """A hall in which ten people wait for what an errand begins with."""

    def __init__(self) -> None:
        self.store, self.clock = FakeStore(CATALOGUE), FakeClock()
        self.hall = Hall(self.store, self.clock)
        for _ in range(10):
            self.issue("KTP-BARU")

    def issue(self, wish: str) -> Ticket:
        return self.hall.issue(wish, Language.ID, uuid4()).ticket

    def ask(self, ticket: Ticket, *, after_s: float = 0) -> Prospect:
        """Ask as a process does that was just started."""
        at = ticket.issued_at + timedelta(seconds=after_s)
        return prospect_of(self.store, Foresight(self.store), lambda _: CATALOGUE, ticket, at)


def test_an_errand_is_told_its_present_service_and_when_each_later_one_comes() -> None:
    rig = Rig()
    ticket = rig.issue("MOVE")
    found = rig.ask(ticket)
    assert found.now == ticket.told
    assert list(found.then) == ["PAJAK"]
    assert found.then["PAJAK"].called_from > ticket.told.called_from + timedelta(minutes=5)
    assert found.then["PAJAK"].called_until.minute % 5 == 0


def test_a_single_service_has_nothing_later() -> None:
    rig = Rig()
    ticket = rig.issue("KTP-BARU")
    assert rig.ask(ticket) == Prospect(ticket.told)


def test_while_it_is_at_a_counter_only_what_comes_later_is_told() -> None:
    rig = Rig()
    ticket = rig.issue("MOVE")
    rig.hall.call_ticket("1", ticket.id, "asked")
    found = rig.ask(ticket)
    assert found.now is None
    assert list(found.then) == ["PAJAK"]


def test_screen_and_paper_say_the_same_though_one_asks_later() -> None:
    rig = Rig()
    rig.clock.advance(seconds=1)
    ticket = rig.issue("MOVE")
    rig.clock.advance(minutes=2)
    rig.issue("KTP-BARU")
    assert rig.ask(ticket) == rig.ask(ticket, after_s=119)


def test_what_a_kiosk_gave_alone_is_told_nothing_until_the_hall_has_it() -> None:
    rig = Rig()
    ticket = rig.issue("MOVE")
    assert rig.ask(replace(ticket, block=5001)) == Prospect()
    assert rig.ask(replace(ticket, block=5001, handed_in_at=ticket.issued_at)).then


def test_neither_a_hall_out_of_reach_nor_a_bug_costs_more_than_the_hours(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig()
    ticket = rig.issue("MOVE")
    rig.store.fault = StoreUnreachable(path="hall.db", reason="io")
    assert rig.ask(ticket) == Prospect()
    rig.store.fault = None

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ticketing.waiting.outlook.Outlook.steps_of", fail)
    assert rig.ask(ticket) == Prospect()
    assert "Bug" in caplog.text
