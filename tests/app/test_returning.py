"""What a kiosk gave alone: printed by its own spooler, and in the hall as soon as that is in reach."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from app import standing_by
from app.config import Config
from app.left_behind import LeftBehind
from app.orders import Orders
from app.returning import Returning
from app.spooling import spooling_alone
from app.standing_by import StandingBy
from store.store import SqlStore
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from tests.waiting import wait_until
from ticketing.away import AwayHall, HandingIn
from ticketing.errors import StoreUnreachable
from ticketing.model import Leg, Ticket
from ticketing.outbox import PaperState
from ticketing.standby import Standby
from ticketing.words import Language

GONE = StoreUnreachable(path="server", reason="server")


class Rig:
    """A kiosk of a hall on a server, which a fake stands for."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.orders = Orders(replace(Config(), data=folder), db="postgresql://kiosk@localhost/hall")
        self.store, self.own = FakeStore(), standing_by.own_store(self.orders)
        self.alone = AwayHall(self.own, clock, "kiosk-1")
        handing_in = HandingIn(self.store, clock)
        self.standby = Standby(self.store, handing_in, self.own, self.alone, clock, "kiosk-1", 5)

        self.standing_by = StandingBy(
            self.standby, self.own.close, LeftBehind((), lambda store: self.standby)
        )

    def give(self) -> Ticket:
        return self.alone.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1").ticket


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path, FakeClock())
    yield made
    made.own.close()


def waiting(store: FakeStore) -> list[str]:
    return [leg.number for leg in store.waiting("1")]


def test_a_kiosk_makes_itself_ready_and_hands_in_when_its_hall_is_back(qtbot: QtBot, rig: Rig) -> None:
    returning = Returning(rig.standing_by)
    try:
        qtbot.waitUntil(lambda: rig.standby.is_ready())
        rig.store.fault = GONE
        returning.lose()
        given = [rig.give().number for _ in range(3)]
        rig.store.fault = None
        assert not waiting(rig.store)
        returning.find()
        qtbot.waitUntil(lambda: waiting(rig.store) == given)
    finally:
        returning.stop()


def test_a_hall_that_is_away_at_the_start_is_asked_again(qtbot: QtBot, rig: Rig) -> None:
    rig.store.fault = GONE
    returning = Returning(rig.standing_by)
    try:
        qtbot.wait(200)
        assert not rig.standby.is_ready()
        rig.store.fault = None
        returning.find()
        qtbot.waitUntil(lambda: rig.standby.is_ready())
    finally:
        returning.stop()


def test_what_the_hall_cannot_take_for_a_bug_keeps_nothing_else_back(
    qtbot: QtBot, rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rig.standby.refresh()
    given = [rig.give() for _ in range(3)]
    take = HandingIn.hand_in
    tries = 0

    def hand_in(self: HandingIn, leg: Leg) -> Leg:
        nonlocal tries
        if leg.ticket.id == given[0].id:
            tries += 1
            raise KeyError("a service that nobody knows")
        return take(self, leg)

    monkeypatch.setattr(HandingIn, "hand_in", hand_in)
    returning = Returning(rig.standing_by)
    try:
        qtbot.waitUntil(lambda: waiting(rig.store) == [one.number for one in given[1:]])
        qtbot.waitUntil(lambda: "a service that nobody knows" in caplog.text)
        assert [leg.ticket.id for leg in rig.own.not_handed_in(9)] == [given[0].id]
        qtbot.waitUntil(lambda: tries == 2)
        returning.lose()
        later = rig.give()
        returning.find()
        qtbot.waitUntil(lambda: later.number in waiting(rig.store))
        qtbot.waitUntil(lambda: tries == 4)
        assert caplog.text.count("Traceback") == 1, "it is told once"
        monkeypatch.setattr(HandingIn, "hand_in", take)
        returning.find()
        qtbot.waitUntil(lambda: not rig.own.not_handed_in(1))
    finally:
        returning.stop()


def test_a_bug_in_taking_over_ends_no_later_work(
    qtbot: QtBot, rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refresh(self: Standby) -> None:
        raise KeyError("no such thing")

    with monkeypatch.context() as patched:
        patched.setattr(Standby, "refresh", refresh)
        returning = Returning(rig.standing_by)
        qtbot.waitUntil(lambda: "no such thing" in caplog.text)
    try:
        returning.find()
        qtbot.waitUntil(lambda: rig.standby.is_ready())
    finally:
        returning.stop()


def test_a_paper_that_was_asked_for_alone_is_printed_without_the_hall(tmp_path: Path) -> None:
    from app.parts import SystemClock

    rig = Rig(tmp_path, FakeClock())
    rig.alone = AwayHall(rig.own, SystemClock(), "kiosk-1")
    Standby(
        rig.store, HandingIn(rig.store, SystemClock()), rig.own, rig.alone, SystemClock(), "kiosk-1", 5
    ).refresh()
    rig.store.fault = GONE
    with spooling_alone(rig.orders, threading.Event()):
        ticket = rig.give()
        wait_until(lambda: rig.own.paper(ticket.id) is PaperState.PRINTED)
    assert list(rig.orders.run_folder.glob("papers/*.png"))
    rig.own.close()


def test_a_damaged_file_of_a_kiosk_is_kept_aside_and_a_new_one_begun(rig: Rig) -> None:
    rig.standby.refresh()
    rig.own.close()
    file = standing_by.file_of(rig.orders)
    file.write_bytes(b"not a database" * 1000)
    again: SqlStore = standing_by.own_store(rig.orders)
    assert again.check() == []
    assert list(file.parent.glob("*.damaged-*"))
    again.close()


def test_a_hall_in_a_file_needs_no_numbers_of_the_kiosks_own(rig: Rig, tmp_path: Path) -> None:
    assert standing_by.is_wanted(rig.orders)
    assert not standing_by.is_wanted(replace(rig.orders, db=str(tmp_path / "hall.db")))
    none = replace(Config(), kiosk=replace(Config().kiosk, lease=0))
    assert not standing_by.is_wanted(replace(rig.orders, config=none))
