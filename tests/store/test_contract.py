"""What every store does: the same tests on the fake, on SQLite with both journals and on PostgreSQL."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.fakes import MORNING, FakeClock, PlainPins, small_catalogue
from tests.waiting import wait_until
from ticketing.boards import BoardState, Notice, NoticeKind, Sound
from ticketing.catalogue import Catalogue
from ticketing.errand import Errand, Step
from ticketing.errors import CounterBusy, UnknownService
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, State
from ticketing.model import Event, Ticket
from ticketing.outbox import PaperState, PrinterState, Readiness
from ticketing.ports import ChangeFeed, PrintJobs, Store
from ticketing.presence import Standing
from ticketing.words import Language, Words

Both = tuple[Store, PrintJobs]


def issue(hall: Hall, service: str = "KTP-BARU", *, priority: bool = False) -> Ticket:
    return hall.issue(service, Language.SU, uuid4(), priority=priority, kiosk="kiosk-1").ticket


def told(feed: ChangeFeed, count: int) -> list[Event]:
    """Poll until so many events have come: a server wakes its listeners a little after the commit."""
    found: list[Event] = []

    def are_there() -> bool:
        found.extend(feed.poll())
        return len(found) >= count

    wait_until(are_there)
    return found


def test_the_catalogue_comes_back_as_it_went_in(both: Both) -> None:
    assert both[0].catalogue() == small_catalogue()


def test_a_ticket_comes_back_as_it_was_issued(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    issued = hall.issue("KTP-BARU", Language.SU, uuid4(), priority=True, kiosk="kiosk-1")
    leg = store.leg_of(issued.ticket.id)
    assert leg == issued.leg
    assert store.find(issued.ticket.day, "A", 1) == issued.ticket
    assert store.find(issued.ticket.day, "A", 2) is None


def test_tickets_of_a_day_that_was_taken_back_are_never_called(both: Both) -> None:
    store, _ = both
    clock = FakeClock()
    hall = Hall(store, clock)
    clock.advance(days=3)
    ahead = [issue(hall), issue(hall)]
    hall.call_next("2")
    clock.advance(days=-3)
    hall.accept_clock()
    assert not store.busy_counters()
    today = issue(hall)
    called = hall.call_next("1")
    assert called is not None
    assert called.ticket == today
    assert called.ticket not in ahead
    hall.no_show("1")
    assert hall.call_next("1") is None
    assert not store.check()


def test_time_never_runs_back_within_a_ticket_when_a_clock_that_ran_ahead_is_set_right(both: Both) -> None:
    store, _ = both
    clock = FakeClock()
    hall = Hall(store, clock)
    clock.advance(hours=2)
    issue(hall)
    hall.call_next("1")
    clock.advance(hours=-2)
    hall.accept_clock()
    hall.serve("1")
    done = hall.complete("1")
    assert done.queued_at <= (done.called_at or MORNING) <= (done.serving_at or MORNING)
    assert not store.check()


def test_one_visit_is_the_same_story_on_every_store(both: Both) -> None:
    store, _ = both
    clock = FakeClock()
    hall = Hall(store, clock)
    feed = store.feed()
    first, second = issue(hall), issue(hall, "KK-BARU", priority=True)
    clock.advance(minutes=3)
    called = hall.call_next("1")
    assert called is not None
    assert called.ticket == second
    assert store.at_counter("1") == called
    with pytest.raises(CounterBusy):
        hall.call_next("1")
    clock.advance(seconds=30)
    hall.recall("1")
    hall.serve("1")
    assert [leg.number for leg in store.busy_counters()] == [second.number]
    assert [leg.ticket for leg in store.waiting("2")] == [first]
    lines = {line.service: (line.waiting, line.serving) for line in store.queues()}
    assert lines == {"KTP-BARU": (1, 0), "KK-BARU": (0, 1), "PAJAK": (0, 0)}
    hall.complete("1")
    last = hall.call_next("2")
    assert last is not None
    hall.no_show("2")
    calls = store.recent_calls(5)
    assert [(call.number, call.counter) for call in calls] == [("A001", "2"), ("A002", "1")]
    assert calls[1].at == MORNING + timedelta(minutes=3, seconds=30), "its last call is the recall"
    events = told(feed, 8)
    assert [event.action for event in events] == [
        Action.ISSUE,
        Action.ISSUE,
        Action.CALL,
        Action.RECALL,
        Action.SERVE,
        Action.COMPLETE,
        Action.CALL,
        Action.NO_SHOW,
    ]
    assert [event.seq for event in events] == sorted({event.seq for event in events})
    assert list(feed.poll()) == []
    feed.close()
    assert list(store.check()) == []


def test_a_feed_starts_where_it_is_told(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    issue(hall)
    with closing(store.feed()) as late, closing(store.feed(after=0)) as early:
        assert [event.number for event in early.poll()] == ["A001"]
        assert list(late.poll()) == []
        issue(hall)
        assert [event.number for event in told(late, 1)] == ["A002"]
        assert late.position == early.position + 1


def test_has_changed_tells_each_commit_once(both: Both) -> None:
    store, _ = both
    with closing(store.feed()) as feed:
        feed.has_changed()
        assert not feed.has_changed()
        issue(Hall(store, FakeClock()))
        wait_until(feed.has_changed)
        assert not feed.has_changed()


def test_a_refused_action_leaves_nothing(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    with pytest.raises(UnknownService):
        issue(hall, "NO-SUCH")
    with pytest.raises(RuntimeError), store.writing() as tx:
        tx.take_number(MORNING.date(), "A")
        raise RuntimeError
    assert issue(hall).number == "A001"


def test_a_new_day_expires_what_was_left_and_starts_at_one(both: Both) -> None:
    store, _ = both
    clock = FakeClock()
    hall = Hall(store, clock)
    left, called = issue(hall), issue(hall)
    hall.call_next("1")
    clock.advance(days=1)
    assert issue(hall).number == "A001"
    for ticket in (left, called):
        leg = store.leg_of(ticket.id)
        assert leg is not None
        assert leg.state is State.EXPIRED
    assert list(store.recent_calls(5)) == []
    assert len(store.waiting("1")) == 1


def test_heads_are_the_first_of_each_service_and_class(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    for service, priority in (
        ("KTP-BARU", False),
        ("KTP-BARU", False),
        ("KTP-BARU", True),
        ("KK-BARU", False),
    ):
        issue(hall, service, priority=priority)
    with store.writing() as tx:
        heads = tx.heads("2", MORNING.date())
        assert sorted(head.leg.number for head in heads) == ["A001", "A003", "A004"]
        assert list(tx.heads("3", MORNING.date())) == []


def test_load_counts_by_service_and_class(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    for priority in (False, False, True):
        issue(hall, priority=priority)
    issue(hall, "PAJAK")
    hall.call_next("2")
    with store.writing() as tx:
        load = tx.load("DUKCAPIL", MORNING.date())
    assert sorted(load.waiting) == [("KTP-BARU", False, 1), ("KTP-BARU", True, 1)]
    assert load.open_counters == 1


def test_what_a_new_catalogue_no_longer_lists_is_kept_but_not_offered(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    ticket = issue(hall, "PAJAK")
    old = small_catalogue()
    smaller = Catalogue(old.agencies[:1], old.services[:2], old.counters[:2])
    with store.writing() as tx:
        tx.replace_catalogue(smaller)
    assert store.catalogue() == smaller
    leg = store.leg_of(ticket.id)
    assert leg is not None
    assert leg.service == "PAJAK"


def test_a_changed_name_is_taken(both: Both) -> None:
    store, _ = both
    old = small_catalogue()
    renamed = Catalogue(
        (old.agencies[0].__class__("DUKCAPIL", Words("Disdukcapil", "Civil Registry"), "A", counters=2),),
        old.services[:2],
        old.counters[:2],
    )
    with store.writing() as tx:
        tx.replace_catalogue(renamed)
    assert store.catalogue().agency["DUKCAPIL"].name == Words("Disdukcapil", "Civil Registry")


def test_the_outbox_gives_each_paper_once_and_in_order(both: Both) -> None:
    store, jobs = both
    hall = Hall(store, FakeClock())
    first, second = issue(hall), issue(hall)
    one = jobs.claim("kiosk-1", MORNING)
    two = jobs.claim("kiosk-1", MORNING)
    assert one is not None
    assert two is not None
    assert (one.ticket_id, two.ticket_id) == (first.id, second.id)
    assert jobs.claim("kiosk-1", MORNING) is None
    assert jobs.claim("kiosk-2", MORNING) is None
    jobs.sent(one)
    jobs.unclear(two, "reset")
    assert store.paper(first.id) is PaperState.SENT
    assert store.paper(second.id) is PaperState.UNKNOWN


def test_a_copy_is_a_paper_of_its_own_and_the_last_one_counts(both: Both) -> None:
    store, jobs = both
    clock = FakeClock()
    hall = Hall(store, clock)
    ticket = issue(hall)
    original = jobs.claim("kiosk-1", MORNING)
    assert original is not None
    jobs.unclear(replace(original, printer="tcp://10.0.0.5"), "reset")
    copy = hall.reprint(None, ticket.id)
    assert store.paper(ticket.id) is PaperState.WAITING
    taken = jobs.claim("kiosk-1", clock.now())
    assert taken is not None
    assert (copy.copy, taken.copy, taken.spool, taken.ticket_id) == (1, 1, "kiosk-1", ticket.id)
    jobs.sent(replace(taken, printer="preview:"))
    assert store.paper(ticket.id) is PaperState.SENT
    with store.writing() as tx:
        papers = tx.papers_of(ticket.id)
    assert [(one.copy, one.state, one.printer) for one in papers] == [
        (0, PaperState.UNKNOWN, "tcp://10.0.0.5"),
        (1, PaperState.SENT, "preview:"),
    ]
    assert list(store.check()) == []


def test_the_last_papers_are_listed_newest_first(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    numbers = [issue(hall).number for _ in range(4)]
    assert [line.number for line in store.papers(3)] == numbers[:0:-1]
    assert store.papers(1)[0].job.state is PaperState.WAITING


def test_a_checklist_is_printed_once_as_it_was_asked_for_and_listed_without_a_number(both: Both) -> None:
    store, outbox = both
    clock = FakeClock()
    hall = Hall(store, clock)
    ticket, tap = issue(hall), uuid4()
    asked = hall.print_checklist("KTP-BARU", Language.SU, tap, missing=(0,), kiosk="kiosk-1")
    again = hall.print_checklist("PAJAK", Language.EN, tap, kiosk="kiosk-2")
    assert again == replace(asked, id=again.id)
    assert outbox.claim("kiosk-2", clock.now()) is None
    assert store.paper(tap) is PaperState.WAITING
    first = outbox.claim("kiosk-1", clock.now())
    assert first is not None
    assert (first.ticket_id, first.checklist) == (ticket.id, None)
    outbox.sent(first)
    second = outbox.claim("kiosk-1", clock.now())
    assert second is not None
    assert (second.ticket_id, second.checklist) == (None, asked.checklist)
    assert store.paper(tap) is PaperState.SENDING
    outbox.sent(second, is_told=True)
    assert (store.paper(tap), store.paper(ticket.id)) == (PaperState.PRINTED, PaperState.SENT)
    assert [(line.number, line.job.checklist) for line in store.papers(9)] == [
        ("", asked.checklist),
        (ticket.number, None),
    ]
    assert store.paper(uuid4()) is None
    assert store.leg_of(tap) is None
    assert not store.check()


def test_the_newest_paper_counts_where_a_ticket_and_a_checklist_have_one_identity(both: Both) -> None:
    store, outbox = both
    clock = FakeClock()
    hall = Hall(store, clock)
    tap = uuid4()
    hall.print_checklist("PAJAK", Language.ID, tap, kiosk="kiosk-1")
    taken = outbox.claim("kiosk-1", clock.now())
    assert taken is not None
    outbox.sent(taken)
    hall.issue("PAJAK", Language.ID, tap, kiosk="kiosk-1")
    assert store.paper(tap) is PaperState.WAITING
    with store.writing() as tx:
        (only,) = tx.papers_of(tap)
        assert only.ticket_id == tap


def test_how_the_printers_of_a_kiosk_are_replaces_what_was_known(both: Both) -> None:
    store, jobs = both
    assert list(store.printers()) == []

    def state(spool: str, place: int, readiness: Readiness) -> PrinterState:
        return PrinterState(spool, place, f"tcp://10.0.0.{place}", readiness, MORNING)

    jobs.keep_printers("kiosk-2", [state("kiosk-2", 1, Readiness.READY)])
    jobs.keep_printers("kiosk-1", [state("kiosk-1", n, Readiness.PAPER_OUT) for n in (1, 2)])
    jobs.keep_printers("kiosk-1", [state("kiosk-1", 1, Readiness.LOW)])
    assert store.printers() == [state("kiosk-1", 1, Readiness.LOW), state("kiosk-2", 1, Readiness.READY)]
    jobs.keep_printers("kiosk-1", [])
    assert [one.spool for one in store.printers()] == ["kiosk-2"]


def test_a_paper_is_tried_again_when_due_and_expires(both: Both) -> None:
    store, jobs = both
    ticket = issue(Hall(store, FakeClock()))
    job = jobs.claim("kiosk-1", MORNING)
    assert job is not None
    jobs.retry(job, MORNING + timedelta(seconds=2), "refused")
    assert jobs.claim("kiosk-1", MORNING + timedelta(seconds=1)) is None
    again = jobs.claim("kiosk-1", MORNING + timedelta(seconds=2))
    assert again is not None
    assert again.attempts == 2
    jobs.retry(again, MORNING + timedelta(seconds=4), "refused")
    assert jobs.claim("kiosk-1", MORNING + timedelta(seconds=61)) is None
    assert store.paper(ticket.id) is PaperState.EXPIRED


def test_what_a_dead_spooler_left_half_sent_is_unknown(both: Both) -> None:
    store, jobs = both
    ticket = issue(Hall(store, FakeClock()))
    jobs.claim("kiosk-1", MORNING)
    assert jobs.recover("kiosk-1") == 1
    assert store.paper(ticket.id) is PaperState.UNKNOWN
    assert jobs.claim("kiosk-1", MORNING) is None


def test_the_last_calls_of_a_zone_are_those_to_its_counters(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    for service, counter in (("KTP-BARU", "1"), ("PAJAK", "3"), ("KK-BARU", "2")):
        issue(hall, service)
        hall.call_next(counter)
    assert [call.counter for call in store.recent_calls(7)] == ["2", "3", "1"]
    assert [call.counter for call in store.recent_calls(7, ["Zona 1"])] == ["2", "1"]
    assert [call.counter for call in store.recent_calls(1, ["Zona 1"])] == ["2"]
    assert [call.counter for call in store.recent_calls(7, ["Zona 2", "Zona 1"])] == ["2", "3", "1"]
    assert list(store.recent_calls(7, ["Zona 9"])) == []


def test_what_waits_is_read_of_all_agencies_at_once_as_of_each(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    assert store.loads() == {}
    for service, priority in (("KTP-BARU", False), ("KTP-BARU", True), ("KK-BARU", False), ("PAJAK", False)):
        issue(hall, service, priority=priority)
    hall.call_next("3")
    loads = store.loads()
    assert set(loads) == {"DUKCAPIL", "SAMSAT"}
    for agency, load in loads.items():
        single = store.standing(agency, MORNING).load
        assert sorted(load.waiting) == sorted(single.waiting)
        assert load.open_counters == single.open_counters


def test_what_is_asked_for_most_of_late_comes_first_and_equals_stand_as_in_the_catalogue(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    assert list(store.popular(3)) == []
    for service in ("PAJAK", "KK-BARU", "PAJAK", "KTP-BARU"):
        issue(hall, service)
    assert store.popular(3) == [("PAJAK", 2), ("KTP-BARU", 1), ("KK-BARU", 1)]
    assert store.popular(1) == [("PAJAK", 2)]


def test_what_is_no_longer_offered_is_not_popular_either(both: Both) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    issue(hall, "PAJAK")
    issue(hall, "KTP-BARU")
    old = small_catalogue()
    with store.writing() as tx:
        tx.replace_catalogue(Catalogue(old.agencies, old.services[:2], old.counters))
    assert store.popular(3) == [("KTP-BARU", 1)]


def test_one_notice_at_a_time_is_kept_and_taken_away(both: Both) -> None:
    store, _ = both
    assert store.notice() is None
    first = Notice(NoticeKind.PRAYER, MORNING, MORNING + timedelta(minutes=20))
    second = Notice(NoticeKind.EVACUATION, MORNING)
    for notice in (first, second):
        with store.writing() as tx:
            tx.keep_notice(notice)
            assert tx.notice() == notice
        assert store.notice() == notice
    with store.writing() as tx:
        tx.keep_notice(None)
    assert store.notice() is None


def test_how_a_board_is_replaces_what_was_known_of_it(both: Both) -> None:
    store, _ = both
    east = BoardState("east", ("Zona 1", "Lobi"), 3, 17, Sound.ON, MORNING)
    west = BoardState("west", (), 0, 0, Sound.FAILING, MORNING, ("a.mp4: it cannot be decoded",))
    for state in (west, east, replace(east, waiting=0, behind_s=0)):
        store.keep_board(state)
    assert store.boards() == [replace(east, waiting=0, behind_s=0), west]


def test_the_journal_of_a_day_tells_what_its_lines_do_not_from_any_line_on(both: Both) -> None:
    store, _ = both
    clock = FakeClock()
    hall, house = Hall(store, clock), House(store, clock, PlainPins(), "pc")
    first, second = issue(hall), issue(hall)
    hall.call_next("1")
    hall.transfer("1", service="PAJAK", to_counter="3", reason="x")
    house.pause("2", "istirahat", 20)
    found = store.entries(first.day)
    assert [one.event for one in found] == list(store.events(first.day))
    spots = {one.event.seq: one.spot for one in found if one.spot is not None}
    legs = [store.leg_of(first.id), store.leg_of(second.id)]
    assert None not in legs
    expected = [(leg.queued_at, leg.id, leg.for_counter, leg.ticket.plan) for leg in legs if leg is not None]
    assert [(one.queued_at, one.order, one.for_counter, one.plan) for one in spots.values()] == [
        *expected, expected[0]
    ]  # fmt: skip
    assert expected[0][2] == "3"
    (away,) = [one.presence for one in found if one.presence is not None]
    assert (away.counter, away.standing) == ("2", Standing.BREAK)
    assert away.until == clock.now() + timedelta(minutes=20)
    middle = found[2].event.seq
    assert list(store.entries(first.day, middle)) == list(found[2:])
    clock.advance(days=1)
    later = issue(hall)
    assert [one.event.number for one in store.entries(later.day) if one.spot] == [later.number]
    with store.writing() as tx:
        assert list(tx.entries(later.day)) == list(store.entries(later.day))
        assert [one.event.action for one in tx.entries(later.day, middle)][-1] is Action.ISSUE


def test_a_long_day_is_read_in_pages_and_no_line_is_left_out_or_read_twice(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = both
    hall = Hall(store, FakeClock())
    day = issue(hall).day
    for _ in range(5):
        issue(hall)
    whole = list(store.entries(day))
    for page in (1, 2, 3, 6, 7):
        monkeypatch.setattr("store.entry_rows._PAGE", page)
        assert list(store.entries(day)) == whole
        assert list(store.entries(day, whole[1].event.seq)) == whole[1:]
        with store.writing() as tx:
            assert list(tx.entries(day)) == whole


def test_the_journal_tells_the_way_of_an_errand(both: Both) -> None:
    store, _ = both
    steps = (Step("KTP-BARU"), Step("PAJAK", ("KTP-BARU",)))
    catalogue = replace(small_catalogue(), errands=(Errand("MOVE", Words("Pindah", "Moving"), steps),))
    with store.writing() as tx:
        tx.replace_catalogue(catalogue)
        tx.keep_hall(replace(tx.hall(), catalogue_version=2))
    hall = Hall(store, FakeClock())
    ticket = issue(hall, "MOVE")
    hall.call_next("1")
    hall.serve("1")
    hall.complete("1")
    found = [one.spot for one in store.entries(ticket.day) if one.spot is not None]
    assert [one.plan for one in found] == [steps, steps]
    assert found[0].order < found[1].order
