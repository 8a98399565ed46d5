"""The chain of the journal: whoever changes a line is found out; older files are chained at once."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from store.store import SqlStore, open_store
from tests.fakes import FakeClock, small_catalogue
from ticketing.hall import Hall
from ticketing.model import HallInfo
from ticketing.outbox import PaperState
from ticketing.words import Language


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hall.db"


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    opened = open_store(str(file))
    with opened.writing() as tx:
        tx.keep_hall(HallInfo("MPP", "Asia/Jakarta", catalogue_version=1))
        tx.replace_catalogue(small_catalogue())
    yield opened
    opened.close()


def busy_day(store: SqlStore, clock: FakeClock) -> None:
    hall = Hall(store, clock)
    for _ in range(5):
        hall.issue("KTP-BARU", Language.ID, uuid4())
        clock.advance(minutes=1)
    hall.call_next("1")
    hall.serve("1")
    hall.hold("1", reason="fotokopi “KK”")
    hall.call_next("1")
    hall.no_show("1")


def tamper(file: Path, statement: str) -> None:
    """Change the file as somebody with another program would, the triggers taken off first."""
    connection = sqlite3.connect(file)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for name in names:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def chain_faults(store: SqlStore) -> list[str]:
    return [fault.detail for fault in store.check() if fault.where == "I7"]


def test_an_untouched_journal_holds_over_days(store: SqlStore) -> None:
    clock = FakeClock()
    busy_day(store, clock)
    clock.advance(days=1)
    busy_day(store, clock)
    assert store.check() == []
    (anchor,) = store.anchors()
    assert len(anchor.hash) == 64


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE event SET number = 'A009' WHERE seq = 3", "3"),
        ("UPDATE event SET at = at + 1 WHERE seq = 4", "4"),
        ("UPDATE event SET reason = 'other' WHERE action = 'hold'", "8"),
        ("UPDATE event SET staff = 'rina' WHERE seq = 6", "6"),
        ("UPDATE event SET counter = '2' WHERE seq = 6", "6"),
        ("UPDATE event SET day = '2026-11-23' WHERE seq = 2", "2"),
        ("DELETE FROM event WHERE seq = 2", "3"),
        ("UPDATE event SET hash = (SELECT hash FROM event WHERE seq = 1) WHERE seq = 2", "2"),
        (
            "INSERT INTO event SELECT 99, hall, day, at, action, ticket, number, service, agency, language,"
            " priority, counter, position, reason, staff, hash FROM event WHERE seq = 8",
            "99",
        ),
    ],
)
def test_a_changed_line_is_found(store: SqlStore, file: Path, statement: str, line: str) -> None:
    busy_day(store, FakeClock())
    assert chain_faults(store) == []
    tamper(file, statement)
    assert chain_faults(store) == [line]


def test_the_end_of_the_journal_cannot_be_cut_off_behind_an_anchor(store: SqlStore, file: Path) -> None:
    clock = FakeClock()
    busy_day(store, clock)
    clock.advance(days=1)
    busy_day(store, clock)
    (anchor,) = store.anchors()
    tamper(file, f"DELETE FROM event WHERE seq >= {anchor.seq}")
    assert chain_faults(store) == [str(anchor.seq)]


@pytest.mark.parametrize("table", ["event", "anchor"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}"])
def test_the_file_itself_refuses_a_change(store: SqlStore, file: Path, table: str, verb: str) -> None:
    clock = FakeClock()
    busy_day(store, clock)
    clock.advance(days=1)
    busy_day(store, clock)
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(verb.format(table))
    connection.close()


def test_a_file_of_the_first_version_is_chained_and_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    file.write_bytes((Path(__file__).parent / "first_version.db").read_bytes())
    store = open_store(str(file))
    assert store.check() == []
    assert store.anchors() != []
    clock = FakeClock()
    clock.advance(days=2)
    busy_day(store, clock)
    assert store.check() == []
    assert len(store.waiting("1")) == 3
    store.close()


def test_papers_of_the_first_version_are_kept_and_checklists_come_beside_them(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    file.write_bytes((Path(__file__).parent / "first_version.db").read_bytes())
    asked = "SELECT id, hall, ticket, spool, state, attempts, created_at, next_at, expires_at, trouble"
    connection = sqlite3.connect(file)
    before = connection.execute(f"{asked} FROM print_job ORDER BY id").fetchall()
    connection.close()
    assert before
    store = open_store(str(file))
    connection = sqlite3.connect(file)
    assert connection.execute(f"{asked} FROM print_job ORDER BY id").fetchall() == before
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute("UPDATE print_job SET ticket = NULL")
    connection.close()
    clock = FakeClock()
    clock.advance(days=2)
    tap = uuid4()
    Hall(store, clock).print_checklist("PAJAK", Language.ID, tap)
    assert store.paper(tap) is PaperState.WAITING
    assert store.papers(1)[0].job.id > before[-1][0]
    assert len(store.papers(999)) == len(before) + 1
    assert store.check() == []
    store.close()
