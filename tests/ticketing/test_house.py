"""Staff: who may sign in and do what, breaks that end by themselves, closures; all on the fake store."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_store import FakeStore
from tests.fakes import MORNING, FakeClock, PlainPins
from ticketing import staff
from ticketing.boards import NoticeKind
from ticketing.errors import (
    CounterBusy,
    CounterClosed,
    CounterTaken,
    NotEntitled,
    NotSignedIn,
    ReasonMissing,
    SignInRefused,
    StaffExists,
    TooManyTries,
    UnknownClosure,
    UnknownCounter,
    UnknownService,
    UnknownStaff,
    WeakPin,
)
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, Deed
from ticketing.presence import Standing
from ticketing.staff import Attempts, Right, StaffMember, StaffRole
from ticketing.words import Language


class Rig:
    def __init__(self) -> None:
        self.store, self.clock = FakeStore(), FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")

    def people(self) -> tuple[StaffMember, StaffMember, StaffMember]:
        budi = self.house.enrol("budi", StaffRole.ADMINISTRATOR, "5820")
        siti = self.house.enrol("siti", StaffRole.SUPERVISOR, "5821", budi)
        rina = self.house.enrol("rina", StaffRole.CLERK, "5822", budi)
        return budi, siti, rina

    def issue(self) -> None:
        self.hall.issue("KTP-BARU", Language.ID, uuid4())

    def deeds(self) -> list[Deed]:
        return [event.action for event in self.store._state.events if isinstance(event.action, Deed)]


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_hall_without_staff_calls_without_signing_in(rig: Rig) -> None:
    rig.issue()
    assert rig.hall.call_next("1") is not None


def test_with_staff_only_a_counter_with_a_clerk_calls_and_the_journal_says_who(rig: Rig) -> None:
    rig.people()
    rig.issue()
    with pytest.raises(NotSignedIn):
        rig.hall.call_next("1")
    rig.house.sign_in("1", "rina", "5822")
    assert rig.hall.call_next("1") is not None
    assert rig.store._state.events[-1].staff == "rina"
    with pytest.raises(CounterBusy):
        rig.house.sign_out("1")
    rig.hall.no_show("1")
    rig.house.sign_out("1")
    with pytest.raises(NotSignedIn):
        rig.hall.call_next("1")
    assert rig.deeds()[-2:] == [Deed.SIGN_IN, Deed.SIGN_OUT]


def test_two_clerks_do_not_share_a_counter(rig: Rig) -> None:
    rig.people()
    rig.house.sign_in("1", "rina", "5822")
    with pytest.raises(CounterTaken):
        rig.house.sign_in("1", "siti", "5821")
    assert rig.house.sign_in("1", "rina", "5822").staff == "rina"
    with pytest.raises(UnknownCounter):
        rig.house.sign_in("99", "rina", "5822")


@pytest.mark.parametrize(("name", "pin"), [("rina", "0001"), ("nobody", "5822")])
def test_a_wrong_name_or_pin_is_refused_alike(rig: Rig, name: str, pin: str) -> None:
    rig.people()
    with pytest.raises(SignInRefused):
        rig.house.sign_in("1", name, pin)


def test_wrong_pins_make_one_wait_longer_and_longer_also_after_a_restart(rig: Rig) -> None:
    rig.people()
    for _ in range(3):
        with pytest.raises(SignInRefused):
            rig.house.identify("rina", "0001")
    again = House(rig.store, rig.clock, PlainPins(), "pc-1")
    with pytest.raises(TooManyTries) as refused:
        again.identify("rina", "5822")
    assert refused.value.facts == {"wait_s": 5}
    with pytest.raises(TooManyTries):
        again.identify("siti", "5821")  # from the same machine
    other = House(rig.store, rig.clock, PlainPins(), "pc-2")
    assert other.identify("siti", "5821").name == "siti"
    rig.clock.advance(seconds=5)
    assert again.identify("rina", "5822").name == "rina"
    with pytest.raises(SignInRefused):
        again.identify("rina", "0001")  # the count began anew


def test_a_dismissed_member_signs_in_no_more(rig: Rig) -> None:
    budi, _, rina = rig.people()
    rig.house.dismiss(rina.name, budi)
    with pytest.raises(SignInRefused):
        rig.house.sign_in("1", "rina", "5822")
    with pytest.raises(UnknownStaff):
        rig.house.dismiss(rina.name, budi)


def test_only_an_administrator_is_first_and_manages_staff(rig: Rig) -> None:
    with pytest.raises(NotEntitled):
        rig.house.enrol("rina", StaffRole.CLERK, "5822")
    budi, siti, rina = rig.people()
    for by in (None, siti, rina, StaffMember("ghost", StaffRole.ADMINISTRATOR, "")):
        with pytest.raises(NotEntitled):
            rig.house.enrol("tono", StaffRole.CLERK, "5823", by)
    with pytest.raises(StaffExists):
        rig.house.enrol("rina", StaffRole.CLERK, "5823", budi)
    with pytest.raises(WeakPin):
        rig.house.enrol("tono", StaffRole.CLERK, "1234", budi)
    with pytest.raises(UnknownStaff):
        rig.house.enrol("Tono!", StaffRole.CLERK, "5823", budi)


def test_a_new_pin_is_ones_own_or_an_administrators_to_give(rig: Rig) -> None:
    budi, siti, rina = rig.people()
    rig.house.set_pin("rina", "7531", rina)
    rig.house.set_pin("rina", "7532", budi)
    with pytest.raises(NotEntitled):
        rig.house.set_pin("rina", "7533", siti)
    assert rig.house.identify("rina", "7532") == rig.store.staff()[1]


def test_a_break_has_a_reason_and_ends_by_itself(rig: Rig) -> None:
    rig.issue()
    with pytest.raises(ReasonMissing):
        rig.house.pause("1", " ")
    rig.house.pause("1", "prayer", 15)
    with pytest.raises(CounterClosed) as refused:
        rig.hall.call_next("1")
    assert refused.value.facts["reason"] == "prayer"
    rig.clock.advance(minutes=15)
    assert rig.hall.call_next("1") is not None
    assert rig.deeds() == [Deed.PAUSE, Deed.REOPEN]


def test_a_counter_with_a_ticket_goes_on_no_break_and_a_closed_one_stays_closed(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("1")
    with pytest.raises(CounterBusy):
        rig.house.pause("1", "prayer", 5)
    rig.hall.no_show("1")
    assert rig.house.close("1", "printer broken").standing is Standing.CLOSED
    rig.clock.advance(hours=5)
    with pytest.raises(CounterClosed):
        rig.hall.call_next("1")
    assert rig.house.reopen("1").standing is Standing.OPEN


def test_only_a_supervisor_closes_services(rig: Rig) -> None:
    _, siti, rina = rig.people()
    for by in (None, rina):
        with pytest.raises(NotEntitled):
            rig.house.shut("server down", service="PAJAK", by=by)
    with pytest.raises(UnknownService):
        rig.house.shut("server down", service="NO-SUCH", by=siti)
    number = rig.house.shut("server down", service="PAJAK", minutes=30, by=siti)
    assert [one.service for _, one in rig.store.closures(rig.clock.now())] == ["PAJAK"]
    rig.house.unshut(number, siti)
    with pytest.raises(UnknownClosure):
        rig.house.unshut(number, siti)


@pytest.mark.parametrize("role", [None, *StaffRole])
@pytest.mark.parametrize("right", list(Right))
def test_what_is_not_granted_is_denied(role: StaffRole | None, right: Right) -> None:
    clerk = {Right.WORK_AT_COUNTER}
    supervisor = clerk | {
        Right.ACT_ON_OTHERS,
        Right.CLOSE_SERVICES,
        Right.SHOW_NOTICES,
        Right.ACCEPT_CLOCK,
        Right.SEE_JOURNAL,
    }
    granted = {None: set(), StaffRole.CLERK: clerk, StaffRole.SUPERVISOR: supervisor}
    assert staff.may(role, right) == (right in granted.get(role, set(Right)))


@given(st.integers(0, 200))
def test_delays_grow_up_to_their_cap(failures: int) -> None:
    now = MORNING
    one = staff.after_failure(Attempts(failures), now)
    two = staff.after_failure(one, now)
    assert 0 <= staff.wait_s(one, now) <= staff.wait_s(two, now) <= 900
    assert staff.wait_s(one, now - timedelta(days=300)) <= 900, "a clock set back locks nobody out"


def test_trying_all_pins_of_four_digits_takes_months() -> None:
    attempts, now = Attempts(), MORNING
    for _ in range(10_000):
        now += timedelta(seconds=staff.wait_s(attempts, now))
        attempts = staff.after_failure(attempts, now)
    assert now - MORNING > timedelta(days=100)


@pytest.mark.parametrize(
    "pin", ["", "123", "1234", "4321", "9876", "0000", "1212", "12a4", "１２３４", "1" * 13]
)
def test_weak_pins(pin: str) -> None:
    assert staff.is_weak(pin)


@pytest.mark.parametrize("pin", ["5820", "90210", "314159265358"])
def test_good_pins(pin: str) -> None:
    assert not staff.is_weak(pin)


# --- notices ------------------------------------------------------------------------------------


def test_a_notice_covers_the_boards_until_its_end_or_until_it_is_taken_away(rig: Rig) -> None:
    prayer = rig.house.show_notice(NoticeKind.PRAYER, minutes=20)
    assert rig.store.notice() == prayer
    assert prayer.is_on(MORNING + timedelta(minutes=19))
    assert not prayer.is_on(MORNING + timedelta(minutes=20))
    alarm = rig.house.show_notice(NoticeKind.EVACUATION)
    assert rig.store.notice() == alarm, "one at a time"
    assert alarm.is_on(MORNING + timedelta(days=1))
    rig.house.end_notice()
    rig.house.end_notice()
    assert rig.store.notice() is None
    assert rig.deeds()[-3:] == [Deed.SHOW_NOTICE, Deed.SHOW_NOTICE, Deed.END_NOTICE]
    assert [event.reason for event in rig.store._state.events[-3:]] == ["prayer", "evacuation", "evacuation"]


def test_notices_are_a_supervisors_and_the_journal_says_whose(rig: Rig) -> None:
    _, siti, rina = rig.people()
    with pytest.raises(NotEntitled):
        rig.house.show_notice(NoticeKind.CLOSING, by=rina)
    with pytest.raises(NotEntitled):
        rig.house.show_notice(NoticeKind.CLOSING)
    rig.house.show_notice(NoticeKind.CLOSING, by=siti)
    with pytest.raises(NotEntitled):
        rig.house.end_notice(rina)
    assert rig.store.notice() is not None
    assert rig.store._state.events[-1].staff == "siti"


def test_staff_at_a_kiosk_print_again_and_the_journal_says_who(rig: Rig) -> None:
    _, _, rina = rig.people()
    ticket = rig.hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1", paper=False).ticket.id
    job = rig.house.reprint(ticket, "kiosk-2", rina)
    assert (job.copy, job.spool) == (1, "kiosk-2")
    event = rig.store._state.events[-1]
    assert (event.action, event.staff, event.counter) == (Action.REPRINT, "rina", None)


def test_whoever_left_the_staff_prints_nothing_again(rig: Rig) -> None:
    budi, _, rina = rig.people()
    ticket = rig.hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.id
    rig.house.dismiss("rina", budi)
    with pytest.raises(NotEntitled):
        rig.house.reprint(ticket, "kiosk-1", rina)
    assert rig.store._state.events[-1].action is Deed.DISMISS
