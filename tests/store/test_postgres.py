"""What is PostgreSQL's own: the lock, the order of events, limits, faults, halls beside each other."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Connection

from benchmarks.cluster import Cluster, running
from store.location import ServerLocation, location_of
from store.postgres import engine
from store.postgres.database import PostgresDatabase, open_server
from store.postgres.engine import LOCKS
from store.postgres.faults import environmental
from store.store import SqlStore, open_store
from tests.fakes import FakeClock
from tests.store.conftest import differences, furnish
from tests.waiting import wait_until
from ticketing.errors import Misconfigured, NoHall, StoreBusy, StoreDamaged, StoreNewer, StoreUnreachable
from ticketing.hall import Hall
from ticketing.words import Language


def issue(store: SqlStore) -> str:
    return Hall(store, FakeClock()).issue("KTP-BARU", Language.ID, uuid4()).ticket.number


def location(store: SqlStore) -> ServerLocation:
    assert isinstance(store.database, PostgresDatabase)
    return store.database.location


def ask(store: SqlStore, statement: str) -> list[tuple[object, ...]]:
    with store.database.reader.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


@pytest.fixture
def other(server: SqlStore) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Somebody else on the same server."""
    with closing(engine.connect(location(server), 0.2)) as connection:
        yield connection


def test_the_migrated_tables_are_the_programs(server: SqlStore) -> None:
    assert differences(server) == []


def test_the_journal_is_append_only_for_the_owner_too(server: SqlStore) -> None:
    issue(server)
    for statement in ("UPDATE event SET reason = 'x'", "DELETE FROM event", "TRUNCATE event CASCADE"):
        with pytest.raises(psycopg.errors.RestrictViolation), server.writing() as tx:
            _driver(tx._connection).execute(statement)
    assert not server.check()


def _driver(connection: Connection) -> psycopg.Connection[tuple[object, ...]]:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    return driver


def test_every_session_has_its_limits(server: SqlStore) -> None:
    wanted = {
        "lock_timeout": "200ms",
        "statement_timeout": "15200ms",
        "idle_in_transaction_session_timeout": "10s",
        "synchronous_commit": "on",
        "TimeZone": "UTC",
    }
    assert {name: ask(server, f"SHOW {name}")[0][0] for name in wanted} == wanted


def test_a_held_lock_is_told_as_busy_and_readers_go_on(
    server: SqlStore, other: psycopg.Connection[tuple[object, ...]]
) -> None:
    issue(server)
    with other.transaction():
        other.execute(f"SELECT pg_advisory_xact_lock({LOCKS}, 1)")
        with pytest.raises(StoreBusy):
            issue(server)
        assert {line.service: line.waiting for line in server.queues()}["KTP-BARU"] == 1
    assert issue(server) == "A002"


def test_an_idle_transaction_that_holds_the_lock_is_ended_by_the_server(server: SqlStore) -> None:
    with closing(engine.connect(location(server), 0.2)) as hung:
        hung.execute("SET idle_in_transaction_session_timeout = '300ms'")
        hung.execute(f"BEGIN; SELECT pg_advisory_xact_lock({LOCKS}, 1)")
        with pytest.raises(StoreBusy):
            issue(server)

        def is_free() -> bool:
            try:
                issue(server)
            except StoreBusy:
                return False
            return True

        wait_until(is_free)
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            hung.execute("SELECT 1")


def test_no_commit_is_stepped_over_however_late_it_comes(server: SqlStore) -> None:
    """The first to write commits last; a reader that polls all the time misses none and sees them in order."""
    issue(server)
    with closing(server.feed(after=0)) as feed:
        event = feed.poll()[0]
    seen: list[int] = []
    ended, is_watching = threading.Event(), threading.Event()

    def watch() -> None:
        with closing(server.feed()) as feed:
            is_watching.set()
            while not ended.is_set() or feed.has_changed():
                seen.extend(event.seq for event in feed.poll())
            seen.extend(event.seq for event in feed.poll())

    def write(slow: bool) -> None:
        for _ in range(20):
            with patient.writing() as tx:
                tx.append(event)
                if slow:
                    time.sleep(0.01)  # numbered, and not committed

    watcher = threading.Thread(target=watch)
    writers = [threading.Thread(target=write, args=(slow,)) for slow in (True, False)]
    watcher.start()
    is_watching.wait(10)
    with closing(SqlStore(open_server(location(server), 60), location(server).hall)) as patient:
        for thread in writers:
            thread.start()
        for thread in writers:
            thread.join(60)
    ended.set()
    watcher.join(60)
    assert len(seen) == 40
    assert seen == sorted(seen)


def test_without_the_lock_a_late_commit_would_be_stepped_over(
    server: SqlStore, other: psycopg.Connection[tuple[object, ...]]
) -> None:
    """The control: what is numbered first and committed last is behind a reader that has gone on."""
    issue(server)
    copy = (
        "INSERT INTO event (hall, day, at, action, number, service, agency, language, priority)"
        " SELECT hall, day, at, 'recall', number, service, agency, language, priority FROM event LIMIT 1"
    )
    with closing(server.feed(after=0)) as feed, other.transaction():
        other.execute(copy)
        with closing(engine.connect(location(server), 0.2)) as third:
            third.execute(copy)
        assert len(feed.poll()) == 2, "the first, and the one that was faster"
        late = feed.position - 1
        assert not [event for event in feed.poll() if event.seq == late]


def test_halls_on_one_server_know_nothing_of_each_other(cluster: Cluster) -> None:
    with (
        cluster.database() as url,
        closing(open_store(url)) as one,
        closing(open_store(url.replace("hall=1", "hall=2"))) as two,
    ):
        furnish(one)
        with pytest.raises(NoHall):
            two.hall()
        furnish(two)
        with closing(one.feed()) as feed:
            assert [issue(two), issue(one), issue(two)] == ["A001", "A001", "A002"]
            wait_until(lambda: feed.has_changed())
            assert [event.number for event in feed.poll()] == ["A001"]
        assert {line.service: line.waiting for line in two.queues()}["KTP-BARU"] == 2
        with one.writing():  # its lock is not that of the other
            issue(two)
        assert not one.check()


def test_many_that_start_at_once_make_the_tables_once(cluster: Cluster) -> None:
    with cluster.database() as url:
        faults: list[BaseException] = []

        def start() -> None:
            try:
                open_store(url).close()
            except BaseException as fault:
                faults.append(fault)

        threads = [threading.Thread(target=start) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not faults


def test_tables_of_a_newer_version_are_refused(server: SqlStore) -> None:
    with server.writing() as tx:
        tx._connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    told = location(server)
    with pytest.raises(StoreNewer):
        open_store(f"postgresql://{told.user}@{told}?hall=1")


def test_a_server_that_was_restarted_is_not_noticed_between_two_questions() -> None:
    with running() as own, own.database() as url, closing(open_store(url)) as store:
        furnish(store)
        assert issue(store) == "A001"
        feed = store.feed()
        own.kill()
        with pytest.raises(StoreUnreachable) as told:
            issue(store)
        assert told.value.facts["reason"] == "server"
        with pytest.raises(StoreUnreachable):
            while True:
                feed.poll()
        feed.close()
        own.start()
        assert issue(store) == "A002"
        own.stop()
        own.start()
        assert issue(store) == "A003"
        assert not store.check()


def test_a_database_without_tables_under_an_open_program_is_damage(server: SqlStore) -> None:
    with server.writing() as tx:
        tx._connection.exec_driver_sql("ALTER TABLE leg RENAME TO gone")
    with pytest.raises(StoreDamaged):
        server.queues()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"database": "nowhere"}, "missing"),
        ({"user": "nobody_knows"}, "refused"),
        ({"port": 1}, "server"),
    ],
)
def test_who_is_not_let_in_is_told_why(server: SqlStore, change: dict[str, object], reason: str) -> None:
    from dataclasses import replace

    wrong = replace(location(server), **change)  # type: ignore[arg-type]
    with pytest.raises(StoreUnreachable) as told:
        open_store(f"postgresql://{wrong.user}@{wrong.host}:{wrong.port}/{wrong.database}")
    assert told.value.facts["reason"] == reason


def test_a_bug_stays_a_bug(server: SqlStore, other: psycopg.Connection[tuple[object, ...]]) -> None:
    with pytest.raises(psycopg.errors.SyntaxError) as told:
        other.execute("SELEKT 1")
    assert environmental(told.value, location(server)) is None
    with pytest.raises(psycopg.errors.UniqueViolation) as broken:
        other.execute("INSERT INTO series VALUES (1, 'd', 'A', 1), (1, 'd', 'A', 1)")
    assert environmental(broken.value, location(server)) is None


def test_nothing_goes_over_a_network_as_plain_text() -> None:
    for mode in ("disable", "prefer", "require"):
        with pytest.raises(Misconfigured) as told:
            open_store(f"postgresql://kiosk@hall.example/antrean?sslmode={mode}")
        assert "plain_text" in str(told.value)


def test_a_server_without_tls_gets_no_word_of_ours(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 127.0.0.1 were far away: the certificate is asked for, and there is none."""
    monkeypatch.setattr(engine, "is_local", lambda host: False)
    with cluster.database() as url, pytest.raises(StoreUnreachable) as told:
        open_store(url)
    assert told.value.facts["reason"] == "certificate"


def test_addresses_of_servers() -> None:
    full = location_of("postgresql://kiosk:s%40cret@db.example:6000/mpp?hall=7&sslrootcert=/etc/ca.pem")
    assert full == ServerLocation(
        "db.example", 6000, "mpp", "kiosk", "s@cret", 7, (("sslrootcert", "/etc/ca.pem"),)
    )
    assert "cret" not in f"{full} {full!r}"
    short = location_of("postgresql://localhost/mpp")
    assert short == ServerLocation("localhost", 5432, "mpp")
    socket = location_of("postgresql://kiosk@%2Fvar%2Frun%2Fpostgresql/mpp")
    assert isinstance(socket, ServerLocation)
    assert socket.host == "/var/run/postgresql"
    assert engine.is_local(socket.host)


def test_a_server_and_its_standby_are_one_address() -> None:
    two = location_of("postgresql://kiosk:s%40c@db.example,10.0.0.2:6000/mpp?hall=7")
    assert two == ServerLocation("db.example", 5432, "mpp", "kiosk", "s@c", 7, others=(("10.0.0.2", 6000),))
    assert str(two) == "db.example:5432,10.0.0.2:6000/mpp"
    alone = location_of("postgresql://kiosk@db.example/mpp?hall=7")
    assert two.short_name == alone.short_name, "what a machine remembers stays where it is"


def test_a_standby_far_away_is_spoken_to_as_safely_as_a_server() -> None:
    with pytest.raises(Misconfigured) as told:
        open_store("postgresql://kiosk@127.0.0.1:1,hall.example/antrean?sslmode=require")
    assert "plain_text" in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://",
        "postgresql://host",
        "postgresql://host/",
        "postgresql://host/a/b",
        "postgresql://host:port/a",
        "postgresql://host,/a",
        "postgresql://kiosk:secret@host,other:port/a",
        "postgresql://host/a?hall=0",
        "postgresql://host/a?hall=x",
        "postgresql://host/a?hall=99999999999",
        "postgresql://host/a?hall=1&hall=2",
        "postgresql://host/a?colour=red",
        "postgresql://kiosk:secret@host/a?colour=red",
        "mysql://host/a",
    ],
)
def test_wrong_addresses_are_refused_and_keep_their_secret(url: str) -> None:
    with pytest.raises(Misconfigured) as told:
        location_of(url)
    assert "secret" not in str(told.value)
