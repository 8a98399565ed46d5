"""Least privilege: each role can do its work, and is refused what is not its work."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import uuid4

import psycopg
import pytest

from benchmarks.cluster import Cluster
from phone.hall_time import HallTime
from phone.known import Known
from store.location import ServerLocation, location_of
from store.postgres import engine
from store.store import SqlStore, open_store
from tests.fakes import FakeClock, PlainPins, small_catalogue
from tests.store.conftest import furnish
from ticketing.away import AwayHall, HandingIn
from ticketing.boards import BoardState, NoticeKind, Sound
from ticketing.errors import StoreUnreachable
from ticketing.foresight import Foresight
from ticketing.ground import Ground
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, State
from ticketing.outbox import PrinterState, Readiness
from ticketing.placing import Rules
from ticketing.staff import StaffRole
from ticketing.standby import Standby
from ticketing.words import Language

SCRIPT = (Path(__file__).parents[2] / "deploy" / "server" / "roles.sql").read_text(encoding="utf-8")
ROLES = ("kiosk", "counter", "board", "office", "phone")


class Served:
    """A hall on a server, and the address that each role has."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = FakeClock()

    def open(self, role: str) -> SqlStore:
        return open_store(self.of(role), patience_s=1)

    def of(self, role: str) -> str:
        return self.url if role == "owner" else self.url.replace("antrean@", f"test_{role}@")


@contextmanager
def serve(cluster: Cluster) -> Iterator[Served]:
    with cluster.database() as url:
        made = Served(url)
        with closing(made.open("owner")) as store:
            furnish(store)
            House(store, made.clock, PlainPins(), "pc-1").enrol("siti", StaffRole.ADMINISTRATOR, "5821")
        name = url.rpartition("/")[2].partition("?")[0]
        for _ in range(2):  # a second run changes nothing
            cluster.ask(SCRIPT, name)
        for role in ROLES:
            if not cluster.ask(f"SELECT 1 FROM pg_roles WHERE rolname = 'test_{role}'"):
                cluster.ask(f"CREATE ROLE test_{role} LOGIN IN ROLE antrean_{role}")
        yield made


@pytest.fixture
def served(cluster: Cluster) -> Iterator[Served]:
    with serve(cluster) as made:
        yield made


@pytest.fixture(scope="module")
def guarded(cluster: Cluster) -> Iterator[Served]:
    """One for all statements that are refused: they change nothing."""
    with serve(cluster) as made:
        yield made


def give(store: SqlStore, clock: FakeClock) -> None:
    """What a kiosk does in a day, and in the morning after."""
    hall, house = Hall(store, clock), House(store, clock, PlainPins(), "kiosk-1")
    issued = hall.issue("KTP-BARU", Language.ID, uuid4(), priority=True, kiosk="kiosk-1")
    hall.print_checklist("KTP-BARU", Language.ID, uuid4(), missing=[0], kiosk="kiosk-1")
    jobs = store.jobs()
    jobs.recover("kiosk-1")
    job = jobs.claim("kiosk-1", clock.now())
    assert job is not None
    jobs.sent(job)
    jobs.keep_printers("kiosk-1", [PrinterState("kiosk-1", 0, "tcp://x", Readiness.READY, clock.now())])
    siti = house.identify("siti", "5821")
    house.reprint(issued.ticket.id, "kiosk-1", siti)
    number = house.shut(service="KK-BARU", reason="Listrik padam", by=siti)
    house.unshut(number, siti)
    clock.advance(days=1)
    hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")
    store.popular(5)
    store.loads()
    with NamedTemporaryFile(suffix=".db") as file, closing(open_store(file.name)) as own:
        alone = AwayHall(own, clock, "kiosk-1")
        standby = Standby(store, HandingIn(store, clock), own, alone, clock, "kiosk-1", 5)
        standby.refresh()
        tap = uuid4()
        hall.issue("KTP-BARU", Language.ID, tap, kiosk="kiosk-1")
        alone.issue("KTP-BARU", Language.ID, tap, kiosk="kiosk-1")
        assert standby.hand_in().stored


def call(store: SqlStore, clock: FakeClock) -> None:
    """What a counter does."""
    hall, house = Hall(store, clock), House(store, clock, PlainPins(), "pc-1")
    house.sign_in("1", "siti", "5821")
    first = hall.call_next("1")
    assert first is not None
    hall.recall("1")
    hall.serve("1")
    hall.hold("1", reason="Fotokopi")
    hall.resume("1", first.ticket.id)
    hall.transfer("1", service="KK-BARU")
    again = hall.call_next("1")
    assert again is not None
    hall.no_show("1")
    hall.take_back(again.ticket.id)
    hall.call_next("1")
    hall.serve("1")
    hall.complete("1")
    house.pause("1", "Salat", 10)
    house.reopen("1")
    house.sign_out("1")
    clock.advance(days=1)
    house.sign_in("1", "siti", "5821")  # the first deed of the day opens it
    assert hall.call_next("1") is None


def show(store: SqlStore, clock: FakeClock) -> None:
    """What a board does."""
    store.keep_board(BoardState("papan-1", (), 0, 0, Sound.ON, clock.now(), ()))
    store.recent_calls(5)
    store.queues()
    store.notice()
    Foresight(store).read(store.hall(), store.catalogue(), clock.now())
    store.lesson()
    with closing(store.feed(after=0)) as feed:
        feed.poll()


def manage(store: SqlStore, clock: FakeClock) -> None:
    """What the office does."""
    house = House(store, clock, PlainPins(), "office")
    siti = house.identify("siti", "5821")
    house.enrol("rina", StaffRole.CLERK, "5822", siti)
    clock.advance(days=1)
    house.show_notice(NoticeKind.PRAYER, minutes=15, by=siti)
    house.end_notice(siti)
    with store.writing() as tx:
        tx.replace_catalogue(small_catalogue())
    assert not store.check()


def call_in_vain(store: SqlStore, clock: FakeClock) -> None:
    """Call the first ticket, whose visitor does not come."""
    House(store, clock, PlainPins(), "pc-1").sign_in("1", "siti", "5821")
    hall = Hall(store, clock)
    assert hall.call_next("1") is not None
    hall.no_show("1")


def visit(store: SqlStore, clock: FakeClock) -> None:
    """What a visitor does by phone with a ticket that was called in vain, with one that waits, and after a night."""
    hall, ground = Hall(store, clock), Ground(store, clock)
    day = store.hall().day
    assert day is not None
    late, waiting, left = (ticket.id for n in (1, 2, 3) if (ticket := store.find(day, "A", n)))
    hall.put_back(late)
    hall.leave(waiting)
    kept = store.leg_of(left)
    assert kept is not None
    assert kept.state is State.WAITING
    assert store.catalogue().services
    known = Known(store, HallTime(clock), Rules(), lambda news: None)
    with closing(store.feed(after=0)) as feed:
        known.open(feed.position)
        assert known.find(kept.ticket.token, None) is not None
        known.hear(store.events(day))
        known.look_round()
    with closing(store.feed(after=0)) as feed:
        assert [event.action for event in feed.poll()][-2:] == [Action.RETURN, Action.CANCEL]
    clock.advance(days=1)
    with ground.acting() as now:
        assert now.info.day is not None
        assert not now.tx.unfinished(now.info.day), "the first deed of a day ends what was left"


WORK: dict[str, Callable[[SqlStore, FakeClock], None]] = {
    "kiosk": give,
    "counter": call,
    "board": show,
    "office": manage,
    "phone": visit,
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_can_do_its_work(served: Served, role: str) -> None:
    with closing(served.open("owner")) as store:
        for _ in range(3):
            Hall(store, served.clock).issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")
        if role == "phone":
            call_in_vain(store, served.clock)
    with closing(served.open(role)) as store:
        WORK[role](store, served.clock)
        assert not store.not_learnt(), "who opens a day learns from the one before"
    with closing(served.open("owner")) as store:
        assert not store.check()


NOBODY = (
    "UPDATE event SET reason = 'x'",
    "DELETE FROM event",
    "TRUNCATE event",
    "UPDATE anchor SET hash = 'x'",
    "DELETE FROM anchor",
    "DELETE FROM ticket",
    "DELETE FROM leg",
    "DELETE FROM series",
    "DELETE FROM hall",
    "DELETE FROM staff",
    "DELETE FROM attempts",
    "UPDATE alembic_version SET version_num = 'x'",
    "CREATE TABLE mine (n integer)",
    "DROP TABLE ticket CASCADE",
    "ALTER TABLE event DISABLE TRIGGER ALL",
    "ALTER SEQUENCE event_seq_seq RESTART",
    "COPY ticket TO PROGRAM 'cat'",
    "CREATE ROLE friend LOGIN",
    "SET session_replication_role = replica",
)
STAFF = (
    "INSERT INTO staff VALUES (1, 'x', 'admin', 'x', 1)",
    "UPDATE staff SET pin_hash = 'x'",
    "UPDATE agency SET prefix = 'Z'",
    "UPDATE service SET minutes = 1",
    "DELETE FROM duty",
    "DELETE FROM document",
    "INSERT INTO notice VALUES (1, 'evacuation', 0, NULL)",
)
FORBIDDEN = {
    "kiosk": (
        *NOBODY,
        *STAFF,
        "UPDATE counter SET called_day = 'x'",
        "INSERT INTO presence VALUES (1, '1', '', '', '')",
    ),
    "counter": (
        *NOBODY,
        *STAFF,
        "UPDATE series SET n = 0",
        "INSERT INTO ticket (hall) VALUES (1)",
        "UPDATE print_job SET state = 'x'",
    ),
    "board": (
        *NOBODY,
        *STAFF,
        "SELECT pin_hash FROM staff",
        "SELECT * FROM attempts",
        "UPDATE hall SET day = NULL",
        "INSERT INTO event (hall) VALUES (1)",
        "UPDATE leg SET state = 'x'",
        "UPDATE ticket SET priority = 1",
        "INSERT INTO closure (hall) VALUES (1)",
        "INSERT INTO lesson (hall) VALUES (1)",
        "DELETE FROM lesson",
    ),
    "office": NOBODY,
    "phone": (
        *NOBODY,
        *STAFF,
        "SELECT pin_hash FROM staff",
        "SELECT * FROM attempts",
        "SELECT * FROM print_job",
        "SELECT * FROM printer",
        "UPDATE series SET n = 0",
        "INSERT INTO ticket (hall) VALUES (1)",
        "INSERT INTO print_job (hall) VALUES (1)",
        "INSERT INTO closure (hall) VALUES (1)",
        "INSERT INTO presence VALUES (1, '1', '', '', '')",
        "UPDATE presence SET counter = 'x'",
        "UPDATE counter SET called_day = 'x'",
        "UPDATE service SET priority_run = 0",
        "INSERT INTO board (hall) VALUES (1)",
        "DELETE FROM notice",
    ),
}


@pytest.mark.parametrize(("role", "statement"), [(r, one) for r in ROLES for one in FORBIDDEN[r]])
def test_each_role_is_refused_what_is_not_its_work(guarded: Served, role: str, statement: str) -> None:
    place = location_of(guarded.of(role))
    assert isinstance(place, ServerLocation)
    with (
        closing(engine.connect(place, 1)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_what_a_role_may_not_do_is_told_as_forbidden(served: Served) -> None:
    with closing(served.open("board")) as store, pytest.raises(StoreUnreachable) as told:
        Hall(store, served.clock).issue("KTP-BARU", Language.ID, uuid4())
    assert told.value.facts["reason"] == "forbidden"


def test_a_server_whose_roles_do_not_know_of_lessons_yet_opens_its_day(
    served: Served, cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    """As after a new version, before roles.sql ran once more."""
    name = served.url.rpartition("/")[2].partition("?")[0]
    cluster.ask("REVOKE ALL ON lesson FROM antrean_kiosk, antrean_counter", name)
    with closing(served.open("kiosk")) as store:
        hall = Hall(store, served.clock)
        hall.issue("KTP-BARU", Language.ID, uuid4())
        served.clock.advance(days=1)
        assert hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A001"
    assert "forbidden" in caplog.text
    with closing(served.open("owner")) as store:
        assert len(store.not_learnt()) == 1
        assert not store.check()


def test_who_has_no_role_finds_nothing(served: Served, cluster: Cluster) -> None:
    if not cluster.ask("SELECT 1 FROM pg_roles WHERE rolname = 'test_stranger'"):
        cluster.ask("CREATE ROLE test_stranger LOGIN")
    with pytest.raises(StoreUnreachable) as told:
        served.open("stranger")
    assert told.value.facts["reason"] == "forbidden"
