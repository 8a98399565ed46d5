"""A hall is taken from a file to a server and back: every row, or none."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.cli import main
from benchmarks.cluster import Cluster
from store.metadata import metadata
from store.moving import _own_number, move
from store.store import SqlStore, open_store
from tests.fakes import FakeClock
from tests.store.conftest import furnish
from ticketing.calendar import Closure
from ticketing.errors import HallIsThere, MoveDiffers, NoHall, StoreBusy
from ticketing.hall import Hall
from ticketing.waiting.lesson import Lesson
from ticketing.words import Language


def live(store: SqlStore, numbers: int = 6) -> FakeClock:
    """Two days of a hall, with papers, a checklist and a closure."""
    clock = FakeClock()
    hall = Hall(store, clock)
    for day in range(2):
        for n in range(numbers):
            hall.issue("KTP-BARU", Language.SU, uuid4(), priority=n == 2, kiosk="kiosk-1")
        clock.advance(minutes=2)
        for _ in range(2):
            hall.call_next("1")
            hall.serve("1")
            hall.complete("1")
        hall.call_next("2")
        hall.no_show("2")
        hall.print_checklist("KTP-BARU", Language.ID, uuid4(), missing=[0], kiosk="kiosk-1")
        if day == 0:
            clock.advance(days=1)
    with store.writing() as tx:
        tx.add_closure(Closure("", "KK-BARU", clock.now(), clock.now() + timedelta(hours=1), "Listrik padam"))
    return clock


def story(store: SqlStore) -> list[Any]:
    """All that happened, but for the numbers that a database gives its rows."""
    with closing(store.feed(after=0)) as feed:
        events = [
            (event.at, event.action, event.ticket_id, event.number, event.counter) for event in feed.poll()
        ]
    papers = [(line.job.ticket_id, line.job.state, line.number) for line in store.papers(100)]
    queues = [(line.service, line.waiting, line.serving) for line in store.queues()]
    return [events, papers, queues, store.catalogue(), store.hall(), [one.hash for one in store.anchors()]]


@pytest.fixture
def old(file: Path) -> Iterator[SqlStore]:
    store = open_store(str(file))
    furnish(store)
    live(store)
    yield store
    store.close()


def test_a_hall_goes_to_a_server_that_has_others_and_comes_back(
    old: SqlStore, url: str, tmp_path: Path
) -> None:
    before = story(old)
    third = url.replace("hall=1", "hall=3")
    with closing(open_store(url)) as other, closing(open_store(third)) as new:
        furnish(other)
        live(other, numbers=9)
        found = move(old, new)
        assert found["ticket"] == 12
        assert set(found) == set(metadata.tables)
        assert new.lesson() == old.lesson() != Lesson()
        assert story(new) == story(old) == before
        assert not new.check()
        assert Hall(new, live_on(new)).issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A007"
        assert Hall(other, live_on(other)).issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A010"
        assert not new.check()
        after = story(new)
        with closing(open_store(str(tmp_path / "back.db"))) as back:
            move(new, back)
            assert story(back) == after
            assert not back.check()
            assert Hall(back, live_on(back)).issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A008"
            assert not back.check()


def live_on(store: SqlStore) -> FakeClock:
    """A clock that stands where the hall last was."""
    clock = FakeClock()
    seen = store.hall().seen_at
    assert seen is not None
    clock.time = seen
    return clock


def test_every_key_that_a_database_counts_is_known() -> None:
    counted = {table.name for table in metadata.sorted_tables if _own_number(table) is not None}
    assert counted == {"ticket", "leg", "event", "print_job", "checklist", "closure"}


def test_a_hall_that_is_there_is_not_touched(old: SqlStore, url: str) -> None:
    with closing(open_store(url)) as new:
        furnish(new)
        with pytest.raises(HallIsThere):
            move(old, new)
        assert not [line for line in new.queues() if line.waiting]


def test_nothing_is_taken_from_where_nothing_is(url: str, tmp_path: Path) -> None:
    with (
        closing(open_store(str(tmp_path / "empty.db"))) as empty,
        closing(open_store(url)) as new,
        pytest.raises(NoHall),
    ):
        move(empty, new)


def test_a_row_that_arrives_otherwise_stops_all_of_it(old: SqlStore, url: str, cluster: Cluster) -> None:
    with closing(open_store(url)) as new:
        name = url.rpartition("/")[2].partition("?")[0]
        cluster.ask(
            "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN IF NEW.n = 4 THEN NEW.language := 'en'; END IF; RETURN NEW; END $$",
            name,
        )
        cluster.ask(
            "CREATE TRIGGER spoiled BEFORE INSERT ON ticket FOR EACH ROW EXECUTE FUNCTION spoil()", name
        )
        with pytest.raises(MoveDiffers) as told:
            move(old, new)
        assert told.value.facts["table"] == "ticket"
        with pytest.raises(NoHall):
            new.hall()


def test_nobody_gives_numbers_while_a_hall_is_taken(old: SqlStore, url: str, file: Path) -> None:
    refused = []

    def give(table: str, rows: int) -> None:
        if table == "ticket":
            with closing(open_store(str(file), patience_s=0.1)) as kiosk, pytest.raises(StoreBusy):
                Hall(kiosk, live_on(kiosk)).issue("KTP-BARU", Language.ID, uuid4())
            refused.append(rows)

    with closing(open_store(url)) as new:
        move(old, new, give)
    assert refused


def test_every_row_is_there_and_no_other(old: SqlStore, url: str) -> None:
    """Past the program: a server that has no other hall holds the rows as the file does."""
    with closing(open_store(url)) as new:
        move(old, new)
        for table in metadata.sorted_tables:
            query = select(table).order_by(*table.primary_key.columns)
            with old.database.reader.begin() as one, new.database.reader.begin() as two:
                assert one.execute(query).all() == two.execute(query).all(), table.name


def test_by_the_command_line(
    old: SqlStore, url: str, file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert main(["move", "--from", str(file), "--to", url, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tables"]["ticket"] == 12
    assert told["rows"] == sum(told["tables"].values())
    assert main(["check", "--db", url]) == 0
    assert main(["move", "--from", str(file), "--to", url]) == 1
    assert "already" in capsys.readouterr().err
    assert main(["move", "--from", str(file) + ".not", "--to", url]) == 1
