"""A day is full where who came now would likely not be served in the hours of work, and nowhere else."""

import random
from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from kiosk.hall_reading import read_hall
from kiosk.screen import Reading
from tests.fake_store import FakeStore
from tests.fakes import MORNING, FakeClock, PlainPins, small_catalogue
from ticketing import offer
from ticketing.away import AwayHall
from ticketing.calendar import Hours, Opening, Reason, Season, Shift
from ticketing.catalogue import Catalogue, Duty
from ticketing.errors import NotOpen
from ticketing.foresight import Foresight
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lease import Lease
from ticketing.quota import Channel
from ticketing.sight import Sight
from ticketing.words import Language

WIB = ZoneInfo("Asia/Jakarta")
SHIFT = Shift("", Season.REGULAR, frozenset(range(7)), time(7), time(9))
DUTIES = (Duty("1", "KTP-BARU"), Duty("2", "KK-BARU"), Duty("3", "PAJAK"))
TAKES_MIN = small_catalogue().service["KTP-BARU"].minutes


def offered(*duties: Duty) -> Catalogue:
    """The small hall, from 7:00 to 9:00; it is 7:30 there."""
    return replace(small_catalogue(), hours=Hours((SHIFT,)), listed_duties=duties)


class Rig:
    """A hall and what tells whether it gives numbers: its lock, the page of a kiosk, and the list of a verb."""

    def __init__(self, *duties: Duty) -> None:
        self.catalogue = offered(*duties)
        self.store, self.clock = FakeStore(self.catalogue), FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.giver: Hall | AwayHall = self.hall
        self.foresight, self.sight = Foresight(self.store), Sight(self.clock)
        self.reading: Reading | None = None

    def issue(self, service: str = "KTP-BARU", count: int = 1, *, priority: bool = False) -> None:
        for _ in range(count):
            self.giver.issue(service, Language.ID, uuid4(), priority=priority)

    def shown(self, service: str = "KTP-BARU") -> Reason:
        """Let a kiosk read the hall again."""
        self.reading = read_hall(
            self.store, self.reading, self.clock.now(), "kiosk-1", self.sight, foresight=self.foresight
        )
        return self.reading.closed.get(service, Opening(Reason.OPEN)).reason

    def told(self, service: str = "KTP-BARU") -> Reason:
        """Ask anew, as a verb does, that remembers nothing."""
        now, outlook = (
            self.clock.now(),
            Foresight(self.store).read(self.store.hall(), self.catalogue, self.clock.now()),
        )
        agency = self.catalogue.service[service].agency
        return offer.opening_of(
            service, Channel.WALK_IN, self.catalogue, self.store.hall(),
            lambda: self.store.standing(agency, now), now, outlook.all_served_after(now).get,
        ).reason  # fmt: skip

    def given(self, service: str = "KTP-BARU", *, priority: bool = False) -> Reason:
        """Ask for a number, which stays where it is given."""
        try:
            self.issue(service, priority=priority)
        except NotOpen as refusal:
            return Reason(str(refusal.facts["reason"]))
        return Reason.OPEN

    def shut_in(self, minutes: float) -> None:
        """Let work end so many minutes from now."""
        ends = (self.clock.now() + timedelta(minutes=minutes)).astimezone(WIB).time()
        self.catalogue = replace(self.catalogue, hours=Hours((replace(SHIFT, closes=ends),)))
        with self.store.writing() as tx:
            tx.replace_catalogue(self.catalogue)
            tx.keep_hall(replace(tx.hall(), catalogue_version=tx.hall().catalogue_version + 1))

    def fill(self, service: str = "KTP-BARU") -> int:
        """Give numbers until no more is given; return how many."""
        return next(n for n in range(200) if self.given(service) is Reason.FULL)


def test_numbers_are_given_as_long_as_the_last_one_is_likely_served_by_closing() -> None:
    rig = Rig(*DUTIES)
    rig.issue()
    rig.hall.call_next("1")
    served = rig.fill() + 1
    assert abs(served * TAKES_MIN - 90) <= TAKES_MIN, "one counter, ninety minutes"
    assert rig.shown() is rig.told() is Reason.FULL
    assert rig.shown("KK-BARU") is rig.told("KK-BARU") is rig.given("KK-BARU") is Reason.OPEN


def test_people_who_wait_for_another_counter_of_the_agency_fill_nothing() -> None:
    rig = Rig(*DUTIES)
    rig.issue("KK-BARU")
    rig.hall.call_next("2")
    rig.fill("KK-BARU")
    assert rig.shown() is rig.told() is rig.given() is Reason.OPEN


def test_a_counter_that_has_gone_home_serves_nobody_any_more() -> None:
    rig = Rig(Duty("1", "KTP-BARU"), Duty("2", "KTP-BARU"), Duty("3", "PAJAK"))
    rig.issue(count=13)
    for counter in ("1", "2"):
        rig.hall.call_next(counter)
    assert rig.shown() is rig.told() is Reason.OPEN
    rig.hall.serve("2")
    rig.hall.complete("2")
    House(rig.store, rig.clock, PlainPins(), "office").close("2", "home")
    assert rig.shown() is rig.told() is rig.given() is Reason.FULL


def test_when_people_leave_there_is_room_again() -> None:
    rig = Rig(*DUTIES)
    rig.issue()
    rig.hall.call_next("1")
    rig.fill()
    assert rig.shown() is Reason.FULL
    for last in rig.store.waiting("1")[-2:]:
        rig.hall.cancel("1", last.ticket.id)
    assert rig.shown() is rig.told() is rig.given() is Reason.OPEN


def test_a_page_does_not_take_back_that_a_day_is_full_for_a_moment_of_room() -> None:
    rig = Rig(*DUTIES)
    rig.issue()
    rig.hall.call_next("1")
    rig.fill()
    outlook = rig.foresight.read(rig.store.hall(), rig.catalogue, rig.clock.now())
    after = outlook.served_after("KTP-BARU", rig.clock.now())
    assert after is not None
    rig.shut_in(after - 1)
    assert rig.shown() is Reason.FULL
    rig.shut_in(after + 1)
    assert rig.told() is Reason.OPEN
    assert rig.shown() is Reason.FULL
    rig.shut_in(after + 6)
    assert rig.shown() is Reason.OPEN
    rig.shut_in(after + 1)
    assert rig.shown() is Reason.OPEN


def test_full_is_full_for_everybody() -> None:
    rig = Rig(*DUTIES)
    rig.issue()
    rig.hall.call_next("1")
    rig.fill()
    assert rig.given(priority=True) is Reason.FULL


def test_a_bug_in_the_projection_leaves_the_usual_minutes_to_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ticketing.waiting.outlook.project", fail)
    rig = Rig(*DUTIES)
    given = rig.fill()
    assert given == 2 * 90 // TAKES_MIN - 1, "two counters of the agency, whatever they serve"
    assert rig.shown() is rig.told() is Reason.FULL


@pytest.mark.parametrize("nonsense", [float("nan"), float("inf")])
def test_a_figure_that_is_none_refuses_nobody(nonsense: float) -> None:
    store = FakeStore(offered(*DUTIES))
    found = offer.opening_of(
        "KTP-BARU", Channel.WALK_IN, offered(*DUTIES), store.hall(),
        lambda: store.standing("DUKCAPIL", MORNING), MORNING, lambda code: nonsense,
    )  # fmt: skip
    assert found.is_open


def test_a_kiosk_alone_hears_of_no_call_and_reckons_by_the_usual_minutes() -> None:
    rig = Rig(*DUTIES)
    with rig.store.writing() as tx:
        tx.keep_lease(Lease(5001, 5200, uuid4(), "kiosk-1", MORNING.date()))
    rig.giver = AwayHall(rig.store, rig.clock, "kiosk-1")
    assert rig.fill() == 2 * 90 // TAKES_MIN - 1


def test_lock_page_and_list_decide_alike_in_any_hall() -> None:
    chance = random.Random(11)
    rig = Rig(Duty("1", "KTP-BARU"), Duty("1", "KK-BARU", 1), Duty("2", "KK-BARU"), Duty("3", "PAJAK"))
    seen: set[Reason] = set()
    for _ in range(120):
        service = chance.choice(["KTP-BARU", "KK-BARU", "PAJAK"])
        counter = chance.choice(["1", "2", "3"])
        if rig.store.at_counter(counter) is not None:
            rig.hall.no_show(counter)
        elif chance.random() < 0.3:
            rig.hall.call_next(counter)
        rig.clock.advance(seconds=chance.randrange(20))
        rig.reading = None
        told = rig.shown(service), rig.told(service), rig.given(service, priority=chance.random() < 0.2)
        assert len(set(told)) == 1, told
        seen.add(told[0])
    assert seen == {Reason.OPEN, Reason.FULL}
