"""What is SQLite's own: pragmas, journals, faults, migrations, invariants."""

import os
import sqlite3
import stat
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection

from store import migrate
from store.metadata import metadata
from store.sqlite import engine
from store.sqlite.database import open_file
from store.sqlite.engine import choose_journal
from store.store import SqlStore, open_store
from tests.fakes import FakeClock
from tests.store.conftest import database_of, differences, furnish, open_with
from ticketing.errors import (
    Fault,
    Misconfigured,
    NoHall,
    StoreBusy,
    StoreDamaged,
    StoreNewer,
    StoreUnreachable,
)
from ticketing.hall import Hall
from ticketing.words import Language


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "truncate"),
        ((3, 44, 5), "truncate"),
        ((3, 44, 6), "wal"),
        ((3, 45, 0), "truncate"),
        ((3, 50, 6), "truncate"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "truncate"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "truncate"),
        ((3, 53, 0), "wal"),
    ],
)
def test_wal_only_where_its_fault_is_mended(version: tuple[int, int, int], mode: str) -> None:
    assert choose_journal(version).mode == mode


def test_every_connection_has_the_pragmas(sql: SqlStore) -> None:
    for read_only in (False, True):
        connection = engine.connect(database_of(sql).path, database_of(sql).journal, 0.2, read_only=read_only)
        asked = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "trusted_schema")
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}
        assert (
            found.pop("journal_mode") == ("wal" if database_of(sql).journal.mode == "wal" else "truncate")
            or read_only
        )
        assert found == {"synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0}
        connection.close()


def test_every_table_is_strict_and_the_file_is_marked_as_ours(sql: SqlStore) -> None:
    connection = sqlite3.connect(database_of(sql).path)
    strict = {
        name: strict
        for _, name, kind, _, _, strict in connection.execute("PRAGMA table_list")
        if kind == "table"
    }
    tables = metadata.tables
    assert {name: strict[name] for name in tables} == dict.fromkeys(tables, 1)
    assert connection.execute("PRAGMA application_id").fetchone() == (engine.APPLICATION_ID,)
    connection.close()


def test_the_migrated_tables_are_the_programs(sql: SqlStore) -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    assert differences(sql) == []
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_a_held_lock_is_told_as_busy_and_readers_go_on(sql: SqlStore) -> None:
    hall = Hall(sql, FakeClock())
    hall.issue("KTP-BARU", Language.ID, uuid4())
    other = sqlite3.connect(database_of(sql).path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    assert len(sql.waiting("1")) == 1
    other.execute("ROLLBACK")
    other.close()
    assert hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A002"


def test_the_journal_refuses_change_and_removal(sql: SqlStore) -> None:
    Hall(sql, FakeClock()).issue("KTP-BARU", Language.ID, uuid4())
    connection = engine.connect(database_of(sql).path, database_of(sql).journal, 0.2)
    for statement in (
        "UPDATE event SET number = 'X001'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_an_empty_file_has_no_hall(file: Path) -> None:
    store = open_store(f"sqlite:///{file}")
    with pytest.raises(NoHall):
        store.hall()
    store.close()


def test_a_file_of_a_newer_version_is_refused(sql: SqlStore) -> None:
    connection = sqlite3.connect(database_of(sql).path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreNewer) as refused:
        open_file(database_of(sql).path, 0.2, database_of(sql).journal)
    assert refused.value.facts["found"] == "9999"


def test_noise_is_told_as_damage(file: Path) -> None:
    file.write_bytes(b"not a database at all " * 500)
    with pytest.raises(StoreDamaged):
        open_store(str(file))


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite://", "sqlite:///", ""])
def test_a_wrong_address_is_a_matter_of_configuration(url: str) -> None:
    with pytest.raises(Misconfigured):
        open_store(url)


def test_a_file_that_went_away_is_missed_and_used_again_when_it_is_back(sql: SqlStore, file: Path) -> None:
    hall = Hall(sql, FakeClock())
    feed = sql.feed()
    hall.issue("KTP-BARU", Language.ID, uuid4())
    away = file.with_name("away.db")
    file.rename(away)
    for ask in (feed.poll, sql.queues, lambda: hall.issue("KTP-BARU", Language.ID, uuid4())):
        with pytest.raises(StoreUnreachable):
            ask()
    feed.close()
    assert not file.exists(), "nobody may make an empty file in its place"
    away.rename(file)
    assert hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A002"


def test_a_backup_put_in_place_is_used_by_whoever_had_the_file_open(sql: SqlStore, file: Path) -> None:
    hall = Hall(sql, FakeClock())
    hall.issue("KTP-BARU", Language.ID, uuid4())
    backup = file.with_name("backup.db")
    with sqlite3.connect(backup) as copy, sqlite3.connect(file) as source:
        source.backup(copy)
    for _ in range(3):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    feed = sql.feed()
    backup.replace(file)
    for left in file.parent.glob("hall.db-*"):
        left.unlink()
    assert hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A002"
    with pytest.raises(StoreUnreachable):
        feed.poll()
    feed.close()
    again = sql.feed(feed.position)
    number = hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number
    assert [event.number for event in again.poll()] == [number]
    again.close()


def test_a_file_without_our_tables_in_its_place_is_damage_and_no_bug(sql: SqlStore, file: Path) -> None:
    sql.queues()
    sqlite3.connect(file.with_name("empty.db")).close()
    file.with_name("empty.db").touch()
    file.with_name("empty.db").replace(file)
    with pytest.raises(StoreDamaged):
        sql.queues()
    with pytest.raises(StoreDamaged):
        sql.feed()


def test_a_file_emptied_while_it_is_open_is_damage_and_no_bug(file: Path) -> None:
    sql = open_with(file, "truncate")
    furnish(sql)
    feed = sql.feed()
    os.truncate(file, 0)
    with pytest.raises(StoreDamaged):
        sql.queues()
    with pytest.raises(StoreDamaged):
        feed.poll()
    feed.close()
    sql.close()


def test_a_folder_instead_of_a_file_is_out_of_reach(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable):
        open_store(str(tmp_path))


def test_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path}/share nfs4 rw 0 0\n/dev/sda1 / ext4 rw 0 0\n")
    (tmp_path / "share").mkdir()
    assert engine._file_system(tmp_path / "share" / "hall.db", mounts) == "nfs4"
    assert engine._file_system(tmp_path / "hall.db", mounts) == "ext4"
    monkeypatch.setattr(engine, "_file_system", lambda path: "cifs")
    with pytest.raises(StoreUnreachable) as refused:
        open_store(str(tmp_path / "hall.db"))
    assert refused.value.facts["reason"] == "network"


def test_a_new_file_is_readable_by_its_owner(file: Path) -> None:
    open_store(str(file)).close()
    assert file.stat().st_mode & stat.S_IRUSR


BROKEN = {
    "I2": "UPDATE series SET n = n + 1",
    "I3": "INSERT INTO event (hall, day, at, action, ticket, number, service, agency, language, priority)"
    " SELECT hall, day, at, action, 'ffffffff-0000-0000-0000-000000000000', number, service, agency,"
    " language, priority FROM event LIMIT 1",
    "I4": "DELETE FROM event WHERE action = 'issue' AND number = 'A003'",
    "I5": "UPDATE leg SET counter = NULL WHERE state = 'called'",
    "I6": "UPDATE leg SET state = 'completed' WHERE state = 'waiting'",
    "I9": "INSERT INTO print_job (ticket, hall, spool, state, attempts, created_at, next_at, expires_at, trouble)"
    " SELECT ticket, hall, spool, 'sent', 1, created_at, next_at, expires_at, '' FROM print_job LIMIT 1",
    "I10": "UPDATE leg SET calls = 3 WHERE state = 'called'",
    "I11": "UPDATE leg SET state = 'completed' WHERE state = 'called'",
    "I12": "UPDATE event SET reason = 'NIK 3214012345678901' WHERE action = 'hold'",
    "I13": "INSERT INTO lesson SELECT id, day, 'stay', 'DUKCAPIL', 'KTP-BARU', 3, 20.0 FROM hall",
    "I8": "UPDATE alembic_version SET version_num = '0000'",
}


def test_check_names_one_copy_that_was_made_twice(sql: SqlStore) -> None:
    clock = FakeClock()
    hall = Hall(sql, clock)
    ticket = hall.issue("KTP-BARU", Language.ID, uuid4()).ticket
    for _ in range(2):
        clock.advance(minutes=2)
        hall.reprint(None, ticket.id)
    assert list(sql.check()) == []
    connection = sqlite3.connect(database_of(sql).path)
    connection.execute("UPDATE print_job SET copy = 1 WHERE copy = 2")
    connection.commit()
    connection.close()
    assert [fault.where for fault in sql.check()] == ["I9"]


@pytest.mark.parametrize("invariant", sorted(BROKEN))
def test_check_names_what_is_broken(sql: SqlStore, invariant: str) -> None:
    hall = Hall(sql, FakeClock())
    for _ in range(3):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    hall.call_next("1")
    hall.serve("1")
    hall.hold("1", reason="copy")
    hall.call_next("1")
    hall.recall("1")
    assert list(sql.check()) == []
    connection = sqlite3.connect(database_of(sql).path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(BROKEN[invariant])
    connection.commit()
    connection.close()
    assert invariant in {fault.where for fault in sql.check()}


def test_check_finds_a_repeated_number(sql: SqlStore) -> None:
    hall = Hall(sql, FakeClock())
    for _ in range(2):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    connection = sqlite3.connect(database_of(sql).path)
    # the database refuses it, so the unique index has to go first, as a repair by hand would do
    body = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'ticket'").fetchone()[0]
    loose = body.replace("UNIQUE (hall, day, prefix, n),", "")
    assert loose != body
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute("ALTER TABLE ticket RENAME TO old_ticket")
    connection.execute(loose)
    connection.execute("INSERT INTO ticket SELECT * FROM old_ticket")
    connection.execute("DROP TABLE old_ticket")
    connection.execute("UPDATE ticket SET n = 1")
    connection.commit()
    connection.close()
    assert "I1" in {fault.where for fault in sql.check()}


def test_an_old_wal_file_opens_with_a_rollback_journal(file: Path) -> None:
    store = open_with(file, "wal")
    furnish(store)
    store.close()
    again = open_with(file, "truncate")
    assert again.hall().name == "MPP Bale Madukara"
    again.close()


def test_a_check_that_takes_long_stops_nobody(sql: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(sql)
    hall = Hall(sql, FakeClock())
    issued: list[str] = []

    def slow(connection: Connection) -> list[Fault]:
        connection.exec_driver_sql("SELECT count(*) FROM ticket").scalar_one()
        issued.append(hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number)
        return []

    monkeypatch.setattr("store.check.faults", slow)
    assert sql.check() == []
    assert issued == ["A001"]
