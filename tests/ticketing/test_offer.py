"""Whether a service gives numbers, and when again: its quota says on which days it is given at all."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from ticketing import offer
from ticketing.calendar import Closure, Opening, Reason
from ticketing.model import HallInfo, Load
from ticketing.offer import Standing
from ticketing.quota import Channel

WIB = ZoneInfo("Asia/Jakarta")
CATALOGUE = catalogue_files.read(SHIPPED_CATALOGUE)
HALL = HallInfo("MPP", "Asia/Jakarta")
LOST_PASSPORT = "PASPOR-RUSAKHILANG"  # no numbers on Mondays, Wednesdays and Fridays
SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=WIB)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WIB)


def ask(service: str, at: datetime, hall: HallInfo = HALL, *closures: Closure) -> Opening:
    standing = Standing(closures, Load(), {})
    return offer.opening_of(service, Channel.WALK_IN, CATALOGUE, hall, lambda: standing, at)


@pytest.mark.parametrize(
    ("at", "reason"),
    [(SUNDAY, Reason.CLOSED_DAY), (MONDAY, Reason.QUOTA), (MONDAY.replace(hour=20), Reason.OVER)],
)
def test_a_service_opens_again_on_a_day_on_which_it_is_given(at: datetime, reason: Reason) -> None:
    found = ask(LOST_PASSPORT, at)
    assert found.reason is reason
    assert found.opens_at is not None
    assert found.opens_at.date().isoformat() == "2026-11-24"


def test_another_service_of_the_agency_opens_on_monday() -> None:
    found = ask("PASPOR-BARU", SUNDAY)
    assert found.opens_at is not None
    assert found.opens_at.date() == MONDAY.date()


def test_the_list_of_what_is_closed_tells_the_same_days() -> None:
    closed = offer.openings(CATALOGUE, HALL, [], {}, {}, SUNDAY)
    assert closed[LOST_PASSPORT] == ask(LOST_PASSPORT, SUNDAY)
    assert closed["PASPOR-BARU"] == ask("PASPOR-BARU", SUNDAY)


def test_a_closure_of_one_service_leaves_the_others_open() -> None:
    at = MONDAY
    closure = Closure("", "KTP-BARU", at, None, "listrik")
    found = offer.openings(CATALOGUE, HALL, [closure], {}, {}, at)
    closed = {code: one for code, one in found.items() if not one.is_open and one.reason is not Reason.QUOTA}
    assert closed == {"KTP-BARU": ask("KTP-BARU", at, HALL, closure)}
    assert closed["KTP-BARU"].reason is Reason.CLOSURE


def test_a_rehearsal_is_never_closed() -> None:
    rehearsal = HallInfo("MPP", "Asia/Jakarta", rehearsal=True)
    found = offer.openings(CATALOGUE, rehearsal, [], {}, {}, SUNDAY)
    assert all(one.is_open for one in found.values())
    assert ask("KTP-BARU", SUNDAY, rehearsal).is_open
