"""Halls with servers of their own: what of them arrives at the region, and what happens when a line is cut."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from psycopg.pq import ExecStatus

from tests.deploy.installed import DEPLOY
from tests.deploy.regions import Region, Served, refused_to, servers
from tests.docs.pages import doc
from tests.waiting import wait_until

TODAY = "SELECT issued, served, no_show, at_counter, waiting FROM region.halls_today WHERE hall = "


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[Served, Served, Region]]:
    with servers() as all_three:
        one, other, region = all_three
        one.give(4)  # before anybody follows
        one.work()
        for hall in (one, other):
            region.follow(hall)
        yield one, other, region


def test_rows_of_two_servers_that_number_alike_stand_beside_each_other(
    made: tuple[Served, Served, Region],
) -> None:
    one, other, region = made
    other.give(5)
    other.work()
    for hall in (one, other):
        region.wait_for(hall)
        with closing(hall.open()) as store:
            assert not store.check(), "what is sent up changes nothing in the hall"
    ids = [{leg[2] for leg in hall.legs()} for hall in (one, other)]
    assert ids[0] & ids[1], "both count from 1"
    assert region.ask(f"{TODAY} 3201") == [(4, 1, 1, 1, 1)]
    assert region.ask(f"{TODAY} 3202") == [(5, 1, 1, 1, 2)]
    assert region.ask("SELECT name FROM region.halls ORDER BY hall") == [("Balai 3201",), ("Balai 3202",)]
    assert region.ask("SELECT line, connected, errors FROM region.lines ORDER BY line") == [
        ("hall_3201", True, 0),
        ("hall_3202", True, 0),
    ]


def test_nothing_personal_and_nothing_secret_goes_up(made: tuple[Served, Served, Region]) -> None:
    _, _, region = made
    columns = region.ask(
        "SELECT table_name || '.' || column_name FROM information_schema.columns "
        "WHERE table_schema IN ('public', 'region')"
    )
    names = {column.rpartition(".")[2] for (column,) in columns}
    assert {"hall", "day", "agency", "state"} <= names
    assert not names & {"token", "ticket", "number", "n", "language", "counter", "staff", "pin_hash", "kiosk"}
    told = one_line(region, "SELECT string_agg(leg::text, ' ') FROM leg") + one_line(
        region, "SELECT string_agg(hall::text, ' ') FROM hall"
    )
    for hall in made[:2]:
        for (token,) in hall.cluster.ask("SELECT token FROM ticket", "antrean"):
            assert token not in told


def one_line(region: Region, question: str) -> str:
    ((answer,),) = region.ask(question)
    return str(answer)


def test_a_server_of_a_hall_that_was_killed_catches_up(made: tuple[Served, Served, Region]) -> None:
    one, other, region = made
    one.give(2)
    one.cluster.kill()
    other.give(1)
    region.wait_for(other)  # it does not wait for the one that is gone
    one.cluster.start()
    one.give(3)
    region.wait_for(one)


def test_a_region_that_is_down_holds_up_no_hall_and_misses_nothing(
    made: tuple[Served, Served, Region],
) -> None:
    one, _, region = made
    region.wait_for(one)
    region.cluster.kill()
    before = len(one.legs())
    one.give(3)
    assert len(one.legs()) == before + 3
    region.cluster.start()
    region.wait_for(one)


def test_a_hall_would_stand_still_if_it_waited_for_the_region(made: tuple[Served, Served, Region]) -> None:
    """The control of the test above: that way of keeping copies would hold a number up."""
    one, _, region = made
    region.wait_for(one)
    region.ask("ALTER SUBSCRIPTION hall_3201 DISABLE")
    one.cluster.ask("ALTER SYSTEM SET synchronous_standby_names = 'hall_3201'")
    one.cluster.ask("SELECT pg_reload_conf()")
    address = one.cluster.url("antrean").partition("?")[0]
    try:
        with closing(psycopg.connect(address, autocommit=True)) as waits:
            wait_until(lambda: waits.execute("SHOW synchronous_standby_names").fetchone() == ("hall_3201",))
            pid = waits.info.backend_pid
            waits.pgconn.send_query(b"UPDATE hall SET seen_at = seen_at")
            question = f"SELECT wait_event FROM pg_stat_activity WHERE pid = {pid}"
            wait_until(lambda: one.cluster.ask(question) == [("SyncRep",)])
    finally:
        one.cluster.ask("ALTER SYSTEM RESET synchronous_standby_names")
        one.cluster.ask("SELECT pg_reload_conf()")
        region.ask("ALTER SUBSCRIPTION hall_3201 ENABLE")
    region.wait_for(one)


#: What `region.lines` says of a line that does not come about.
LINE = "SELECT connected, last_heard FROM region.lines WHERE line = 'hall_3201'"


def test_a_region_away_for_long_does_not_fill_the_disk_and_begins_anew(
    made: tuple[Served, Served, Region],
) -> None:
    one, _, region = made
    region.wait_for(one)
    slot = "SELECT wal_status FROM pg_replication_slots WHERE slot_name = 'hall_3201'"
    assert one.cluster.ask(slot) == [("reserved",)]
    region.ask("ALTER SUBSCRIPTION hall_3201 DISABLE")
    wait_until(lambda: one.cluster.ask("SELECT 1 FROM pg_replication_slots WHERE NOT active"))
    one.give(2)
    for _ in range(4):  # a segment each
        one.cluster.ask("SELECT pg_switch_wal()")
        one.cluster.ask("UPDATE hall SET seen_at = seen_at", "antrean")
        one.cluster.ask("CHECKPOINT")
    assert one.cluster.ask(slot) == [("lost",)]
    one.give(1)
    region.ask("ALTER SUBSCRIPTION hall_3201 ENABLE")
    refused = "cannot read from logical replication slot"
    assert refused in doc("docs/region.md").text
    wait_until(lambda: refused in region.cluster.logged())
    wait_until(lambda: region.ask(LINE) == [(False, None)])
    assert not region.has_all_of(one)

    region.leave(one)
    region.ask("SELECT region.forget(3201)")
    region.follow(one)
    region.wait_for(one)


def test_a_line_whose_slot_is_gone_is_made_anew_as_the_page_says(made: tuple[Served, Served, Region]) -> None:
    """So it is after a hall was brought back from a copy, or its second server took the place."""
    one, _, region = made
    region.wait_for(one)
    _, anew, before, _ = (block.replace("3204", "3201") for block in doc("docs/region.md").blocks("sql"))
    region.ask("ALTER SUBSCRIPTION hall_3201 DISABLE")
    connected = "SELECT connected FROM region.lines WHERE line = 'hall_3201'"
    wait_until(lambda: region.ask(connected) == [(False,)])
    slot = "SELECT active FROM pg_replication_slots WHERE slot_name = 'hall_3201'"
    wait_until(lambda: one.cluster.ask(slot) == [(False,)])
    one.cluster.ask("SELECT pg_drop_replication_slot('hall_3201')")
    one.give(2)
    with pytest.raises(psycopg.Error, match="does not exist"):
        region.leave(one)
    for statement in f"{before}{anew}".split(";")[:-1]:
        region.ask(statement)
    assert not region.ask("SELECT 1 FROM leg WHERE hall = 3201")
    region.follow(one)
    region.wait_for(one)


REFUSED = (
    *(f"SELECT * FROM {table}" for table in ("hall", "leg", "ticket", "event", "staff", "print_job")),
    "SELECT token FROM ticket",
    "SELECT counter FROM leg",
    "SELECT day FROM hall",
    "UPDATE leg SET state = 'x'",
    "DELETE FROM agency",
    "ALTER PUBLICATION antrean_region ADD TABLE ticket",
    "CREATE PUBLICATION mine FOR TABLE ticket",
    "CREATE TABLE mine (n integer)",
    "CREATE ROLE friend LOGIN",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_who_comes_from_the_region_reads_what_is_offered_and_nothing_else(
    made: tuple[Served, Served, Region], statement: str
) -> None:
    refused_to(made[0].cluster, "antrean_collector", "antrean", statement)


def test_a_dashboard_at_the_region_sees_the_lines_and_no_copies(made: tuple[Served, Served, Region]) -> None:
    region = made[2].cluster
    region.ask("CREATE ROLE dashboard_1 LOGIN IN ROLE antrean_region")
    address = region.url("region").partition("?")[0].replace("antrean@", "dashboard_1@")
    with closing(psycopg.connect(address)) as connection, closing(connection.cursor()) as cursor:
        assert len(cursor.execute("SELECT * FROM region.lines").fetchall()) == 2
    for statement in (
        "SELECT * FROM public.leg",
        "SELECT subconninfo FROM pg_subscription",
        "SELECT region.forget(3201)",
        "SELECT region.make_month('2026-01-01')",
        "SELECT region.drop_month('2026-01-01')",
        "SELECT region.nightly()",
    ):
        refused_to(region, "dashboard_1", "region", statement)


def test_a_plugin_that_tells_all_of_the_log_is_warned_of(made: tuple[Served, Served, Region]) -> None:
    one = made[0]
    script = (DEPLOY / "region/sending.sql").read_text(encoding="utf-8")
    warned: list[str] = []
    with closing(psycopg.connect(one.cluster.url("antrean").partition("?")[0], autocommit=True)) as owner:
        owner.add_notice_handler(lambda told: warned.append(str(told.message_primary)))
        owner.execute(script.encode())
    assert any("test_decoding.so" in message for message in warned)
    # It is as bad as the warning says.
    collector = one.cluster.url("antrean").partition("?")[0].replace("antrean@", "antrean_collector@")
    with closing(psycopg.connect(collector, autocommit=True)) as thief:
        thief.execute("SELECT pg_create_logical_replication_slot('thief', 'test_decoding')")
        try:
            one.give(1)
            told = thief.execute(
                "SELECT data FROM pg_logical_slot_get_changes('thief', NULL, NULL)"
            ).fetchall()
        finally:
            thief.execute("SELECT pg_drop_replication_slot('thief')")
    (token,) = one.cluster.ask("SELECT token FROM ticket ORDER BY seq DESC LIMIT 1", "antrean")[0]
    assert any(token in line for (line,) in told)


def test_the_password_of_a_line_fetches_the_whole_server_as_the_page_says(
    made: tuple[Served, Served, Region],
) -> None:
    """Nobody shall believe that the publication holds against whoever steals it."""
    one = made[0]
    one.give(1)
    (token,) = one.cluster.ask("SELECT token FROM ticket ORDER BY seq DESC LIMIT 1", "antrean")[0]
    collector = one.cluster.url("antrean").partition("?")[0].replace("antrean@", "antrean_collector@")
    copied = bytearray()
    with closing(psycopg.connect(f"{collector}?replication=database", autocommit=True)) as thief:
        thief.pgconn.send_query(b"BASE_BACKUP (CHECKPOINT 'fast', WAIT false)")
        while (told := thief.pgconn.get_result()) is not None:
            assert told.status != ExecStatus.FATAL_ERROR, told.error_message
            while told.status == ExecStatus.COPY_OUT:
                size, data = thief.pgconn.get_copy_data(0)
                if size <= 0:
                    break
                copied += data
    assert token.encode() in copied
    assert "`BASE_BACKUP`" in doc("docs/region.md").section("What was measured, and what was not")


def test_a_second_hall_of_the_same_number_is_told_and_does_not_take_the_place(
    made: tuple[Served, Served, Region],
) -> None:
    """The last one: the line stays broken."""
    one, other, region = made
    for hall in (one, other):
        region.wait_for(hall)
    Served(other.cluster, 3201)
    broken = "SELECT errors > 0 FROM region.lines WHERE line = 'hall_3202'"
    wait_until(lambda: region.ask(broken) == [(True,)])
    assert region.has_all_of(one)
    assert region.ask("SELECT errors FROM region.lines WHERE line = 'hall_3201'") == [(0,)]
