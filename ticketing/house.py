"""What staff do to the hall itself: sign in, go on break, close services, enrol people."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from ticketing import issuing, staff, steps
from ticketing.boards import Notice, NoticeKind
from ticketing.calendar import Closure
from ticketing.errors import (
    CounterBusy,
    CounterTaken,
    NotEntitled,
    NotSignedIn,
    SignInRefused,
    StaffExists,
    TooManyTries,
    UnknownClosure,
    UnknownService,
    UnknownStaff,
    WeakPin,
)
from ticketing.ground import Ground
from ticketing.lifecycle import Deed
from ticketing.moment import Moment
from ticketing.outbox import PrintJob
from ticketing.placing import Rules
from ticketing.ports import Clock, Store
from ticketing.presence import Presence, Standing
from ticketing.staff import Pins, Right, StaffMember, StaffRole


class House:
    """The deeds of `lifecycle.Deed`, and what staff do at a kiosk.

    Every method is one writing transaction, but for `sign_in`, which counts a try before it looks at
    the PIN: a program that is killed in between has had its try. While nobody is enrolled everything
    is allowed to everybody: that is how the first administrator comes to be.

    Args:
        store: The queue state.
        clock: The time.
        pins: Keeps and compares PINs.
        terminal: Name of this machine; tries at a PIN are counted by it too.
        rules: What the hall decides.
    """

    def __init__(
        self, store: Store, clock: Clock, pins: Pins, terminal: str, rules: Rules | None = None
    ) -> None:
        self._ground = Ground(store, clock, rules)
        self._pins = pins
        self._terminal = f"terminal {terminal}"

    def sign_in(self, counter: str, name: str, pin: str) -> Presence:
        """Begin to work at a counter.

        Raises:
            UnknownCounter: The hall has no such counter.
            CounterTaken: Somebody else works there.
            TooManyTries: Too many wrong PINs; how long to wait is told.
            SignInRefused: No such name, or a wrong PIN.
            NotEntitled: The role may not work at a counter.
        """
        member = self.identify(name, pin)
        with self._ground.acting() as now:
            present = now.presence(counter)
            if present.staff not in ("", member.name):
                raise CounterTaken(counter=counter, staff=present.staff)
            if not staff.may(member.role, Right.WORK_AT_COUNTER):
                raise NotEntitled(right=Right.WORK_AT_COUNTER)
            arrived = Presence(counter, member.name, since=now.at)
            now.tx.keep_presence(arrived)
            now.write(Deed.SIGN_IN, counter=counter, staff=member.name)
            return arrived

    def identify(self, name: str, pin: str) -> StaffMember:
        """Tell who somebody is by name and PIN. Raises TooManyTries, SignInRefused."""
        keys = (f"staff {name}", self._terminal)
        with self._ground.acting() as now:
            before = {key: now.tx.attempts(key) for key in keys}
            wait_s = max(staff.wait_s(one, now.clock) for one in before.values())
            if wait_s:
                raise TooManyTries(wait_s=wait_s)
            for key, one in before.items():
                now.tx.keep_attempts(key, staff.after_failure(one, now.clock))
            member = now.tx.member(name)
        known = member if member is not None and member.is_active else None
        if not self._pins.matches(known.pin_hash if known else None, pin) or known is None:
            raise SignInRefused
        with self._ground.acting() as now:
            for key in keys:
                now.tx.keep_attempts(key, staff.Attempts())
        return known

    def sign_out(self, counter: str) -> Presence:
        """Leave a counter. Raises CounterBusy while it has a ticket, NotSignedIn, UnknownCounter."""
        with self._ground.acting() as now:
            present = _signed_in(now, counter)
            own = now.tx.at_counter(counter)
            if own is not None:
                raise CounterBusy(counter=counter, number=own.number)
            left = Presence(counter, since=now.at)
            now.tx.keep_presence(left)
            now.write(Deed.SIGN_OUT, counter=counter, staff=present.staff)
            return left

    def pause(self, counter: str, reason: str, minutes: int | None = None) -> Presence:
        """Stop calling for a while; it ends by itself after `minutes`, or when the clerk says so.

        Raises:
            CounterBusy: The counter still has a ticket.
            ReasonMissing: Why is empty.
            NotSignedIn: The hall has staff, and nobody of them is there.
        """
        return self._stand(Deed.PAUSE, counter, Standing.BREAK, reason, minutes)

    def close(self, counter: str, reason: str) -> Presence:
        """Stop calling until somebody opens the counter again. Errors as `pause`."""
        return self._stand(Deed.CLOSE, counter, Standing.CLOSED, reason, None)

    def reopen(self, counter: str) -> Presence:
        """Call again. Raises NotSignedIn, UnknownCounter."""
        with self._ground.acting() as now:
            present = _signed_in(now, counter)
            if present.standing is Standing.OPEN:
                return present
            back = Presence(counter, present.staff, since=now.at)
            now.tx.keep_presence(back)
            now.write(Deed.REOPEN, counter=counter, staff=present.staff)
            return back

    def shut(
        self,
        reason: str,
        *,
        agency: str = "",
        service: str = "",
        minutes: int | None = None,
        by: StaffMember | None = None,
    ) -> int:
        """Give no numbers for a service, an agency or the whole hall; return the closure's number.

        Raises:
            NotEntitled: The role may not close services.
            UnknownService: There is no such service or agency.
            ReasonMissing: Why is empty.
        """
        with self._ground.acting() as now:
            _require(now, by, Right.CLOSE_SERVICES)
            known = {"", *now.catalogue.agency}
            if agency not in known or (service and service not in now.catalogue.service):
                raise UnknownService(service=service or agency)
            told = steps.reason_for(Deed.SHUT, reason)
            until = None if minutes is None else now.at + timedelta(minutes=minutes)
            number = now.tx.add_closure(Closure(agency, service, now.at, until, told))
            what = service or agency or "*"
            now.write(Deed.SHUT, staff=by.name if by else "", reason=f"{what}: {told}")
            return number

    def unshut(self, number: int, by: StaffMember | None = None) -> Closure:
        """End a closure. Raises NotEntitled, UnknownClosure."""
        with self._ground.acting() as now:
            _require(now, by, Right.CLOSE_SERVICES)
            ended = now.tx.end_closure(number, now.at)
            if ended is None:
                raise UnknownClosure(closure=number)
            what = ended.service or ended.agency or "*"
            now.write(Deed.UNSHUT, staff=by.name if by else "", reason=f"{what}: {ended.reason}")
            return ended

    def show_notice(
        self, kind: NoticeKind, *, minutes: int | None = None, by: StaffMember | None = None
    ) -> Notice:
        """Cover all boards with a notice, in place of another; without `minutes` until `end_notice`.

        Raises:
            NotEntitled: The role may not show notices.
        """
        with self._ground.acting() as now:
            _require(now, by, Right.SHOW_NOTICES)
            until = None if minutes is None else now.at + timedelta(minutes=minutes)
            notice = Notice(kind, now.at, until)
            now.tx.keep_notice(notice)
            now.write(Deed.SHOW_NOTICE, staff=by.name if by else "", reason=kind.value)
            return notice

    def end_notice(self, by: StaffMember | None = None) -> None:
        """Take the notice from the boards; nothing is done where there is none. Raises NotEntitled."""
        with self._ground.acting() as now:
            _require(now, by, Right.SHOW_NOTICES)
            present = now.tx.notice()
            if present is not None:
                now.tx.keep_notice(None)
                now.write(Deed.END_NOTICE, staff=by.name if by else "", reason=present.kind.value)

    def reprint(self, ticket: UUID, kiosk: str, by: StaffMember) -> PrintJob:
        """Print a paper once more at the kiosk where one of the staff stands.

        Raises:
            NotEntitled: They are not on the staff any more. Other errors as `Hall.reprint`.
        """
        with self._ground.acting() as now:
            _require(now, by, Right.WORK_AT_COUNTER)
            return issuing.reprint(now, now.leg(ticket), kiosk, staff=by.name)

    def enrol(self, name: str, role: StaffRole, pin: str, by: StaffMember | None = None) -> StaffMember:
        """Add somebody to the staff; the first one is an administrator.

        Raises:
            NotEntitled: The role of the one who asks may not, or the first is to be no administrator.
            StaffExists: The name is taken.
            UnknownStaff: The name is none.
            WeakPin: The PIN is none, or one that anybody would guess.
        """
        if not staff.is_staff_name(name):
            raise UnknownStaff(staff=name)
        if staff.is_weak(pin):
            raise WeakPin
        pin_hash = self._pins.hash(pin)
        with self._ground.acting() as now:
            _require(now, by, Right.MANAGE_STAFF)
            known = now.tx.member(name)
            if known is not None and known.is_active:
                raise StaffExists(staff=name)
            if not now.tx.has_staff() and role is not StaffRole.ADMINISTRATOR:
                raise NotEntitled(right=Right.MANAGE_STAFF)
            member = StaffMember(name, role, pin_hash)
            now.tx.keep_member(member)
            now.write(Deed.ENROL, staff=by.name if by else "", reason=f"{name} {role}")
            return member

    def set_pin(self, name: str, pin: str, by: StaffMember) -> StaffMember:
        """Give somebody a new PIN: one's own, or with the right to manage staff. Errors as `enrol`."""
        if staff.is_weak(pin):
            raise WeakPin
        pin_hash = self._pins.hash(pin)
        with self._ground.acting() as now:
            if by.name != name:
                _require(now, by, Right.MANAGE_STAFF)
            member = replace(_active(now, name), pin_hash=pin_hash)
            now.tx.keep_member(member)
            now.tx.keep_attempts(f"staff {name}", staff.Attempts())
            now.write(Deed.ENROL, staff=by.name, reason=f"{name} PIN")
            return member

    def dismiss(self, name: str, by: StaffMember | None) -> StaffMember:
        """Take somebody off the staff; history keeps the name. Raises NotEntitled, UnknownStaff."""
        with self._ground.acting() as now:
            _require(now, by, Right.MANAGE_STAFF)
            member = replace(_active(now, name), is_active=False)
            now.tx.keep_member(member)
            now.write(Deed.DISMISS, staff=by.name if by else "", reason=name)
            return member

    def _stand(
        self, deed: Deed, counter: str, standing: Standing, reason: str, minutes: int | None
    ) -> Presence:
        with self._ground.acting() as now:
            present = _signed_in(now, counter)
            own = now.tx.at_counter(counter)
            if own is not None:
                raise CounterBusy(counter=counter, number=own.number)
            told = steps.reason_for(deed, reason)
            until = None if minutes is None else now.at + timedelta(minutes=minutes)
            away = Presence(counter, present.staff, standing, told, now.at, until)
            now.tx.keep_presence(away)
            now.write(deed, counter=counter, staff=present.staff, reason=told)
            return away


def _signed_in(now: Moment, counter: str) -> Presence:
    """Return who is at a counter; in a hall without staff that may be nobody."""
    present = now.presence(counter)
    if not present.staff and now.tx.has_staff():
        raise NotSignedIn(counter=counter)
    return present


def _require(now: Moment, by: StaffMember | None, right: Right) -> None:
    """Refuse what the role does not allow; a hall without staff has nobody to ask."""
    if not now.tx.has_staff():
        return
    known = now.tx.member(by.name) if by else None
    if known is None or not known.is_active or not staff.may(known.role, right):
        raise NotEntitled(right=right)


def _active(now: Moment, name: str) -> StaffMember:
    member = now.tx.member(name)
    if member is None or not member.is_active:
        raise UnknownStaff(staff=name)
    return member
