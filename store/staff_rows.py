"""Rows of who works in the hall as values, and back."""

from typing import Any

from ticketing.calendar import Closure
from ticketing.presence import Presence, Standing
from ticketing.staff import Attempts, StaffMember, StaffRole


def presence(row: Any) -> Presence:
    """Make a presence of the columns of its table."""
    _, counter, staff, standing, reason, since, until = row
    return Presence(counter, staff, Standing(standing), reason, since, until)


def presence_values(value: Presence) -> dict[str, Any]:
    """Make the row of a presence."""
    return {
        "counter": value.counter,
        "staff": value.staff,
        "standing": value.standing.value,
        "reason": value.reason,
        "since": value.since,
        "until_at": value.until,
    }


def member(row: Any) -> StaffMember:
    """Make one of the staff of the columns of the table."""
    _, name, role, pin_hash, is_active = row
    return StaffMember(name, StaffRole(role), pin_hash, is_active)


def member_values(value: StaffMember) -> dict[str, Any]:
    """Make the row of one of the staff."""
    return {
        "name": value.name,
        "role": value.role.value,
        "pin_hash": value.pin_hash,
        "is_active": value.is_active,
    }


def attempts(row: Any) -> Attempts:
    """Make failed tries of the columns of the table."""
    _, _, failures, retry_at = row
    return Attempts(failures, retry_at)


def closure(row: Any) -> Closure:
    """Make a closure of the columns of its table."""
    _, _, agency, service, since, until, reason = row
    return Closure(agency, service, since, until, reason)
