"""A kiosk alone: on every store, what it gave comes into the hall once, in order, and all holds."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from store.store import SqlStore, open_store
from tests.fakes import FakeClock, small_catalogue
from ticketing import away
from ticketing.away import AwayHall, HandingIn
from ticketing.calendar import Closure
from ticketing.errors import NoLease, NotOpen, NumberTaken, StoreUnreachable
from ticketing.hall import Hall
from ticketing.lifecycle import Action, State
from ticketing.model import Leg
from ticketing.outbox import PaperState
from ticketing.ports import PrintJobs, Store
from ticketing.quota import Quota
from ticketing.standby import Standby
from ticketing.words import Language

Both = tuple[Store, PrintJobs]


class Kiosk:
    """A kiosk with a queue state of its own beside that of a hall."""

    def __init__(self, store: Store, folder: Path, clock: FakeClock, name: str = "kiosk-1", size: int = 5):
        self.file = folder / f"{name}.db"
        self.own: SqlStore = open_store(str(self.file))
        self.alone = AwayHall(self.own, clock, name)
        self.standby = Standby(store, HandingIn(store, clock), self.own, self.alone, clock, name, size)
        self.name = name

    def give(self, service: str = "KTP-BARU", tap: UUID | None = None) -> str:
        issued = self.alone.issue(service, Language.ID, tap or uuid4(), kiosk=self.name)
        return issued.ticket.number


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def kiosk(both: Both, tmp_path: Path, clock: FakeClock) -> Kiosk:
    made = Kiosk(both[0], tmp_path, clock)
    made.standby.refresh()
    return made


def faults_of(store: Store) -> list[object]:
    return list(store.check())


def numbers(store: Store, counter: str = "1") -> list[str]:
    return [leg.number for leg in store.waiting(counter)]


def test_a_kiosk_that_never_met_its_hall_gives_no_number(
    tmp_path: Path, clock: FakeClock, both: Both
) -> None:
    kiosk = Kiosk(both[0], tmp_path, clock)
    assert not kiosk.standby.is_ready()
    kiosk.standby.refresh()
    assert kiosk.standby.is_ready()


def test_what_was_given_alone_waits_in_order_of_arrival_among_the_others(
    both: Both, kiosk: Kiosk, clock: FakeClock
) -> None:
    store, _ = both
    hall = Hall(store, clock)
    hall.issue("KTP-BARU", Language.ID, uuid4())
    clock.advance(minutes=1)
    alone = [kiosk.give()]
    clock.advance(minutes=1)
    hall.issue("KTP-BARU", Language.ID, uuid4())
    clock.advance(minutes=1)
    alone.append(kiosk.give())
    assert alone == ["A5001", "A5002"]
    assert numbers(store) == ["A001", "A002"]
    kiosk.standby.hand_in()
    assert numbers(store) == ["A001", "A5001", "A002", "A5002"]
    leg = hall.call_next("1")
    assert leg is not None
    assert leg.number == "A001"
    assert not faults_of(store)
    assert not faults_of(kiosk.own)


def test_what_was_handed_in_twice_is_stored_once_and_marked(
    both: Both, kiosk: Kiosk, clock: FakeClock
) -> None:
    store, _ = both
    Hall(store, clock).issue("KTP-BARU", Language.ID, uuid4())
    kiosk.give()
    (leg,) = kiosk.own.not_handed_in(9)
    given_at = clock.now()
    clock.advance(hours=3)
    handing_in = HandingIn(store, clock)
    first, second = handing_in.hand_in(leg), handing_in.hand_in(leg)
    assert first.ticket == second.ticket
    assert (first.ticket.issued_at, first.ticket.handed_in_at) == (given_at, clock.now())
    assert first.ticket.is_away
    told = [event.reason for event in store.events(leg.ticket.day, leg.ticket.id)]
    assert told == [away.HANDED_IN]
    assert [one.number for one in kiosk.standby.hand_in().stored] == ["A5001"]
    assert not kiosk.standby.hand_in().stored
    assert not faults_of(store)


def test_a_tap_that_the_hall_had_stored_unheard_gives_its_place_to_the_number_on_paper(
    both: Both, kiosk: Kiosk, clock: FakeClock
) -> None:
    store, jobs = both
    tap = uuid4()
    unheard = Hall(store, clock).issue("KTP-BARU", Language.ID, tap, kiosk="kiosk-1")
    clock.advance(seconds=4)
    assert kiosk.give(tap=tap) == "A5001"
    assert kiosk.give(tap=tap) == "A5001"
    kiosk.standby.hand_in()
    assert numbers(store) == ["A5001"]
    (waiting,) = store.waiting("1")
    assert waiting.queued_at == unheard.leg.queued_at
    ended = store.leg_of(tap)
    assert ended is not None
    assert ended.state is State.CANCELLED
    assert store.paper(tap) is PaperState.EXPIRED
    assert jobs.claim("kiosk-1", clock.now()) is None
    assert not faults_of(store)


def test_a_ticket_of_a_day_that_is_over_is_stored_and_has_expired(
    both: Both, kiosk: Kiosk, clock: FakeClock
) -> None:
    store, _ = both
    Hall(store, clock).issue("KTP-BARU", Language.ID, uuid4())
    kiosk.give()
    clock.advance(days=1)
    (leg,) = kiosk.standby.hand_in().stored
    assert leg.state is State.EXPIRED
    assert leg.ticket.day != store.hall().day
    assert [one.action for one in store.events(leg.ticket.day, leg.ticket.id)] in (
        [],
        [Action.ISSUE, Action.EXPIRE],
    )
    assert not numbers(store)
    assert not faults_of(store)


def test_a_kiosk_gives_alone_for_a_fortnight_and_each_day_from_its_first_number(
    kiosk: Kiosk, clock: FakeClock
) -> None:
    assert kiosk.give() == "A5001"
    clock.advance(days=1)
    assert kiosk.give() == "A5001"
    clock.advance(days=13)
    assert kiosk.give() == "A5001"
    clock.advance(days=1)
    with pytest.raises(NoLease):
        kiosk.give()


def test_a_block_ends_with_its_last_number_and_other_prefixes_go_on(kiosk: Kiosk) -> None:
    assert [kiosk.give() for _ in range(5)][-1] == "A5005"
    with pytest.raises(NoLease):
        kiosk.give()
    assert kiosk.give("PAJAK") == "SM5001"
    assert not faults_of(kiosk.own)


def test_two_kiosks_and_one_that_was_set_up_anew_never_share_a_number(
    both: Both, tmp_path: Path, clock: FakeClock, kiosk: Kiosk
) -> None:
    store, _ = both
    second = Kiosk(store, tmp_path, clock, "kiosk-2")
    second.standby.refresh()
    (tmp_path / "new").mkdir()
    again = Kiosk(store, tmp_path / "new", clock)
    again.standby.refresh()
    given = [one.give() for one in (kiosk, second, again)]
    assert given == ["A5001", "A5006", "A5011"]
    for one in (again, kiosk, second):
        one.standby.hand_in()
    assert sorted(numbers(store)) == given
    assert not faults_of(store)


def test_a_block_goes_to_another_kiosk_only_when_its_fortnight_is_over(
    both: Both, tmp_path: Path, clock: FakeClock, kiosk: Kiosk
) -> None:
    store, _ = both
    hall = Hall(store, clock)
    for days, first in ((14, 5006), (1, 5001)):
        clock.advance(days=days)
        hall.issue("KTP-BARU", Language.ID, uuid4())
        second = Kiosk(store, tmp_path, clock, f"kiosk-{first}")
        second.standby.refresh()
        assert [one.first for one in second.own.leases()] == [first]


def test_a_copy_of_a_kiosk_is_found_out_and_loses_nobody_elses_number(
    both: Both, kiosk: Kiosk, clock: FakeClock, tmp_path: Path
) -> None:
    store, _ = both
    (tmp_path / "copied").mkdir()
    copied = tmp_path / "copied" / "kiosk-1.db"
    kiosk.own.close()
    copied.write_bytes(kiosk.file.read_bytes())
    one, other = Kiosk(store, tmp_path, clock), Kiosk(store, tmp_path / "copied", clock)
    assert one.give() == other.give()
    assert len(one.standby.hand_in().stored) == 1
    handed = other.standby.hand_in()
    assert [leg.number for leg in handed.refused] == ["A5001"]
    with pytest.raises(NumberTaken):
        HandingIn(store, clock).hand_in(handed.refused[0])
    assert not faults_of(store)


def test_what_is_closed_and_what_is_offered_follows_the_hall(
    both: Both, kiosk: Kiosk, clock: FakeClock
) -> None:
    store, _ = both
    shut = Closure("", "KTP-BARU", clock.now(), None, "Listrik padam")
    with store.writing() as tx:
        number = tx.add_closure(shut)
        tx.keep_hall(store.hall())
    kiosk.standby.refresh()
    assert [one for _, one in kiosk.own.closures(clock.now())] == [shut]
    with store.writing() as tx:
        tx.end_closure(number, clock.now())
        tx.replace_catalogue(small_catalogue())
    kiosk.standby.refresh()
    assert not kiosk.own.closures(clock.now())
    assert kiosk.own.catalogue() == store.catalogue()


def test_of_what_is_rationed_a_kiosk_alone_gives_what_the_hall_has_left(
    both: Both, kiosk: Kiosk, clock: FakeClock
) -> None:
    store, _ = both
    every_day = frozenset(range(7))
    with store.writing() as tx:
        rationed = Quota("DUKCAPIL", "KTP-BARU", every_day, None, 4)
        tx.replace_catalogue(replace(small_catalogue(), quotas=(rationed,)))
        tx.keep_hall(replace(tx.hall(), catalogue_version=2))
    hall = Hall(store, clock)
    hall.issue("KTP-BARU", Language.ID, uuid4())
    kiosk.standby.refresh()
    assert kiosk.give() == "A5001"
    hall.issue("KTP-BARU", Language.ID, uuid4())
    kiosk.standby.hand_in()
    kiosk.standby.refresh()
    assert kiosk.give() == "A5002"
    with pytest.raises(NotOpen):
        kiosk.give()
    clock.advance(days=1)
    assert [kiosk.give() for _ in range(4)][-1] == "A5004"


def test_a_hall_in_which_nothing_is_new_leaves_the_kiosks_catalogue_alone(both: Both, kiosk: Kiosk) -> None:
    version = kiosk.own.hall().catalogue_version
    kiosk.standby.refresh()
    assert kiosk.own.hall().catalogue_version == version


class CutHandingIn(HandingIn):
    """Is cut off at one moment of one ticket: before it is stored, or after it without an answer."""

    def __init__(self, store: Store, clock: FakeClock, at: int, *, is_after: bool) -> None:
        super().__init__(store, clock)
        self._left = at
        self._is_after = is_after

    def hand_in(self, away: Leg) -> Leg:
        self._left -= 1
        if self._left == 0 and not self._is_after:
            raise StoreUnreachable(path="server", reason="server")
        stored = super().hand_in(away)
        if self._left == 0:
            raise StoreUnreachable(path="server", reason="server")
        return stored


@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
def test_handing_in_goes_on_where_a_cut_ended_it(
    both: Both, kiosk: Kiosk, clock: FakeClock, *, is_after: bool
) -> None:
    store, _ = both
    given = [kiosk.give() for _ in range(4)]
    for at in (1, 2, 2):
        broken = CutHandingIn(store, clock, at, is_after=is_after)
        cut = Standby(store, broken, kiosk.own, kiosk.alone, clock, "kiosk-1", 5)
        with pytest.raises(StoreUnreachable):
            cut.hand_in()
        assert not faults_of(store)
        assert numbers(store) == given[: len(numbers(store))]
    kiosk.standby.hand_in()
    assert numbers(store) == given
    assert not kiosk.own.not_handed_in(1)
    assert not faults_of(store)
