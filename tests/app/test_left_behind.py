"""A hall that gets another address: what its kiosks gave alone before is handed in all the same."""

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from app import standing_by
from app.config import Config
from app.orders import Orders
from app.parts import Parts, SetClock
from app.returning import Returning
from app.standing_by import StandingBy
from store.store import SqlStore, open_store
from tests.fake_store import FakeStore
from tests.fakes import MORNING
from ticketing.errors import NoHall, StoreBusy, StoreUnreachable
from ticketing.hall import Hall
from ticketing.words import Language

OLD, NEW = "postgresql://kiosk@old.example/hall", "postgresql://kiosk@new.example,spare.example/hall"


class Machine:
    """A kiosk's disk; the hall is a fake at whichever address."""

    def __init__(self, folder: Path) -> None:
        self.config = replace(Config(), data=folder)
        self.clock = SetClock(MORNING)

    def orders(self, url: str) -> Orders:
        return Orders(self.config, db=url)

    def stand_by(self, hall: FakeStore, url: str) -> StandingBy:
        """Start the kiosk at an address of the hall."""
        store = cast(SqlStore, hall)
        parts = Parts(self.config, store, Hall(store, self.clock), self.clock)
        made = standing_by.standing_by(parts, self.orders(url))
        assert made is not None
        return made

    def give_alone(self, hall: FakeStore, url: str, count: int) -> list[str]:
        """Make ready, and give numbers that are not handed in."""
        standing = self.stand_by(hall, url)
        standing.standby.refresh()

        def give() -> str:
            issued = standing.standby.hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")
            return issued.ticket.number

        given = [give() for _ in range(count)]
        standing.close()
        return given


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def waiting(hall: FakeStore) -> list[str]:
    return [leg.number for leg in hall.waiting("1")]


def test_numbers_given_at_the_old_address_are_handed_in_at_the_new_one(
    qtbot: QtBot, machine: Machine
) -> None:
    hall = FakeStore()
    given = machine.give_alone(hall, OLD, 45)
    returning = Returning(machine.stand_by(hall, NEW))
    try:
        qtbot.waitUntil(lambda: waiting(hall) == given)
    finally:
        returning.stop()
    assert machine.give_alone(hall, NEW, 1) == ["A5201"], "the new file has a block of its own"


def test_a_cut_in_between_is_gone_on_after(machine: Machine) -> None:
    hall = FakeStore()
    given = machine.give_alone(hall, OLD, 2)
    left = machine.stand_by(hall, NEW).left
    hall.fault = StoreUnreachable(path="server", reason="server")
    with pytest.raises(StoreUnreachable):
        left.hand_in()
    hall.fault = None
    assert [leg.number for leg in left.hand_in().stored] == given == waiting(hall)
    assert not left.hand_in().stored


def test_what_is_another_halls_stays_where_it_is_and_the_log_says_where(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    machine.give_alone(FakeStore(), OLD, 2)
    here = FakeStore()
    standing = machine.stand_by(here, NEW)
    standing.standby.refresh()
    with caplog.at_level(logging.ERROR):
        assert not standing.left.hand_in().stored
    (file,) = standing_by.other_files(machine.orders(NEW))
    assert str(file) in caplog.text
    assert not waiting(here)
    standing.close()
    with closing(standing_by.own_store(machine.orders(OLD))) as old:
        assert len(old.not_handed_in(9)) == 2


def test_a_damaged_file_is_told_and_keeps_nothing_else_back(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    hall = FakeStore()
    machine.give_alone(hall, OLD, 1)
    given = machine.give_alone(hall, OLD.replace("old", "older"), 1)
    standing_by.file_of(machine.orders(OLD)).write_bytes(b"not a database" * 1000)
    with caplog.at_level(logging.ERROR):
        machine.stand_by(hall, NEW).left.hand_in()
    assert "old.example" in caplog.text
    assert waiting(hall) == given


def spoil(file: Path, table: str) -> None:
    """Damage the pages of a table; all else can be read."""
    with closing(sqlite3.connect(file)) as past:
        past.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = past.execute("PRAGMA page_size").fetchone()
        where = past.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = ?", (table,)).fetchall()
    with file.open("r+b") as damaged:
        for (page,) in where:
            damaged.seek((page - 1) * size)
            damaged.write(b"\xff" * size)


def test_a_file_that_turns_out_to_be_damaged_keeps_nothing_else_back(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    hall = FakeStore()
    machine.give_alone(hall, OLD, 1)
    given = machine.give_alone(hall, OLD.replace("old", "older"), 1)
    spoil(standing_by.file_of(machine.orders(OLD)), "ticket")
    left = machine.stand_by(hall, NEW).left
    with caplog.at_level(logging.ERROR):
        assert [leg.number for leg in left.hand_in().stored] == given
    assert "old.example" in caplog.text


def test_a_file_that_somebody_else_holds_is_waited_for_and_the_kiosk_gets_ready_meanwhile(
    qtbot: QtBot, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = FakeStore()
    given = machine.give_alone(hall, OLD, 2)
    monkeypatch.setattr("store.store.open_store", lambda url: open_store(url, patience_s=0.05))
    standing = machine.stand_by(hall, NEW)
    with closing(sqlite3.connect(standing_by.file_of(machine.orders(OLD)), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy):
            standing.left.hand_in()
        returning = Returning(standing)
        try:
            qtbot.waitUntil(standing.standby.is_ready)
            assert not waiting(hall)
            other.execute("ROLLBACK")
            returning.find()
            qtbot.waitUntil(lambda: waiting(hall) == given)
        finally:
            returning.stop()


def test_a_hall_that_is_still_empty_is_not_taken_for_another(machine: Machine) -> None:
    """Its server is set up, and what it had before is brought there in a moment."""
    hall = FakeStore()
    given = machine.give_alone(hall, OLD, 1)
    state, hall._state = hall._state, FakeStore(empty=True)._state
    left = machine.stand_by(hall, NEW).left
    with pytest.raises(NoHall):
        left.hand_in()
    hall._state = state
    assert [leg.number for leg in left.hand_in().stored] == given
