"""Who works in the hall, what each may do, and how long a wrong PIN makes one wait."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Protocol


class StaffRole(StrEnum):
    """What somebody is in the hall."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What not everybody may do."""

    WORK_AT_COUNTER = "work_at_counter"
    ACT_ON_OTHERS = "act_on_others"
    CLOSE_SERVICES = "close_services"
    SHOW_NOTICES = "show_notices"
    ACCEPT_CLOCK = "accept_clock"
    SEE_JOURNAL = "see_journal"
    TAKE_CATALOGUE = "take_catalogue"
    MANAGE_STAFF = "manage_staff"


#: What each role may do; what does not stand here is denied.
RIGHTS: Mapping[StaffRole, frozenset[Right]] = {
    StaffRole.CLERK: frozenset({Right.WORK_AT_COUNTER}),
    StaffRole.SUPERVISOR: frozenset(
        {
            Right.WORK_AT_COUNTER,
            Right.ACT_ON_OTHERS,
            Right.CLOSE_SERVICES,
            Right.SHOW_NOTICES,
            Right.ACCEPT_CLOCK,
            Right.SEE_JOURNAL,
        }
    ),
    StaffRole.ADMINISTRATOR: frozenset(Right),
}


def may(role: StaffRole | None, right: Right) -> bool:
    """Tell whether a role has a right; nobody has any."""
    return role is not None and right in RIGHTS.get(role, frozenset())


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One of the staff.

    Attributes:
        name: What they sign in with, such as ``rina``.
        role: What they may do.
        pin_hash: Of their PIN, as `Pins` makes it.
        is_active: False once they are off the staff; the journal keeps the name.
    """

    name: str
    role: StaffRole
    pin_hash: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong PINs in a row, by one name or at one terminal; `retry_at`: not to be tried before."""

    failures: int = 0
    retry_at: datetime | None = None


class Pins(Protocol):
    """Keeps PINs so that they can be compared and not read."""

    def hash(self, pin: str) -> str:
        """Return what is stored of a PIN."""

    def matches(self, pin_hash: str | None, pin: str) -> bool:
        """Compare a PIN; for None, an unknown name, say no after just as long."""


#: So many wrong PINs cost no waiting: people mistype.
FREE_TRIES = 2

_FIRST_DELAY_S = 5
_LONGEST_DELAY = timedelta(minutes=15)


def after_failure(attempts: Attempts, now: datetime) -> Attempts:
    """Count one more wrong PIN: from the third on each doubles the delay, from 5 s up to 15 min."""
    failures = attempts.failures + 1
    beyond = min(failures - FREE_TRIES, 12)
    if beyond <= 0:
        return Attempts(failures)
    delay = min(timedelta(seconds=_FIRST_DELAY_S * 2 ** (beyond - 1)), _LONGEST_DELAY)
    return Attempts(failures, now + delay)


def wait_s(attempts: Attempts, now: datetime) -> int:
    """Count the whole seconds until the next try; 0 when it may be made.

    After a clock that was set back the wait is never longer than the longest delay.
    """
    if attempts.retry_at is None:
        return 0
    left = min(attempts.retry_at - now, _LONGEST_DELAY)
    return max(0, ceil(left.total_seconds()))


_PIN = re.compile(r"[0-9]{4,12}")
_RISING = "01234567890123456789"


def is_weak(pin: str) -> bool:
    """Tell whether a text is no PIN (4 to 12 digits), or one that anybody would guess."""
    if not _PIN.fullmatch(pin):
        return True
    is_run = pin in _RISING or pin[::-1] in _RISING
    is_repeat = any(pin == (pin[:length] * len(pin))[: len(pin)] for length in (1, 2))
    return is_run or is_repeat


def is_staff_name(text: str) -> bool:
    """Tell whether a text may be a name to sign in with: 1 to 30 of ``a-z 0-9 . -``."""
    return re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,29}", text) is not None
