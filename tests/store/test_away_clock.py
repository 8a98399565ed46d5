"""A kiosk alone whose clock is wrong: it gives numbers of the hall's day as long as it knows that."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from tests.fakes import FakeClock
from tests.store.alone import LoneKiosk
from tests.store.whole_kiosk import OwnClock
from ticketing.day import LARGEST_DRIFT
from ticketing.hall import Hall
from ticketing.ports import PrintJobs, Store
from ticketing.words import Language

Both = tuple[Store, PrintJobs]


def test_a_clock_that_runs_ahead_while_a_kiosk_is_alone_gives_numbers_of_today(
    both: Both, tmp_path: Path
) -> None:
    store, clock = both[0], FakeClock()
    hall, own = Hall(store, clock), OwnClock(clock)
    kiosk = LoneKiosk(store, tmp_path, own, "kiosk-1", 5)
    for _ in range(2):
        hall.issue("KTP-BARU", Language.ID, uuid4())
        kiosk.standby.refresh()
        clock.advance(minutes=1)
    own.wrong_by = timedelta(hours=26)
    today = store.hall().day
    clock.advance(hours=2)
    kiosk.give("KTP-BARU", uuid4())
    (leg,) = kiosk.own.not_handed_in(9)
    assert leg.ticket.day == today
    assert leg.ticket.issued_at - clock.now() <= LARGEST_DRIFT + timedelta(minutes=1)
    job = kiosk.own.jobs().claim(kiosk.name, own.now())
    assert job is not None, "the spooler reads the same clock: its paper is not too old"
    kiosk.standby.hand_in()
    assert store.hall().day == today, "nor does handing in end the hall's day"
    assert [leg.number for leg in store.waiting("1")] == ["A001", "A002", "A5001"]
    clock.advance(days=1)
    own.wrong_by = timedelta()
    kiosk.give("KTP-BARU", uuid4())
    (leg,) = kiosk.own.not_handed_in(9)
    assert (leg.number, leg.ticket.day) == ("A5001", clock.now().date()), "the next day comes as ever"
    kiosk.own.close()


def test_a_kiosk_that_heard_of_yesterday_begins_the_day_when_it_hands_in(both: Both, tmp_path: Path) -> None:
    """Others worked the day before; in the morning the kiosk is the first, alone, and then with the hall."""
    store, clock = both[0], FakeClock()
    hall = Hall(store, clock)
    kiosk = LoneKiosk(store, tmp_path, clock, "kiosk-1", 5)
    for _ in range(2):
        hall.issue("KTP-BARU", Language.ID, uuid4())
        kiosk.standby.refresh()
        clock.advance(minutes=1)
    clock.advance(days=1)
    for _ in range(2):
        kiosk.standby.refresh()
        clock.advance(minutes=1)
    kiosk.give("KTP-BARU", uuid4())
    kiosk.standby.hand_in()
    assert [leg.number for leg in store.waiting("1")] == ["A5001"], "those of yesterday have gone home"
    assert store.hall().day == clock.now().date()
    kiosk.own.close()


def test_a_clock_that_nobody_else_bears_out_is_believed(both: Both, tmp_path: Path) -> None:
    """The control: a kiosk that was started while it was alone knows its own clock only."""
    store, clock = both[0], FakeClock()
    own = OwnClock(clock)
    kiosk = LoneKiosk(store, tmp_path, own, "kiosk-1", 5)
    Hall(store, clock).issue("KTP-BARU", Language.ID, uuid4())
    kiosk.standby.refresh()
    own.wrong_by = timedelta(hours=26)
    kiosk.give("KTP-BARU", uuid4())
    (leg,) = kiosk.own.not_handed_in(9)
    assert leg.ticket.day != store.hall().day
    kiosk.own.close()
