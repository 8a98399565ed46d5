"""A visitor gets a number: for one service, or for an errand over several agencies."""

import secrets
from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from ticketing import errand, lifecycle, outbox
from ticketing.catalogue import Service
from ticketing.errand import Step
from ticketing.errors import CopiesUsedUp, NotAllowed, NotOpen, UnknownService
from ticketing.giving import Waits, opening
from ticketing.lease import Lease
from ticketing.lifecycle import Action, State
from ticketing.model import Leg, Ticket, Told
from ticketing.moment import Moment, event_of
from ticketing.outbox import PrintJob
from ticketing.quota import Channel
from ticketing.waiting.outlook import Outlook
from ticketing.words import Language


def new_token() -> str:
    """Make 128 random bits, written in 26 letters and digits that a QR code packs tightly."""
    return b32encode(secrets.token_bytes(16)).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Issued:
    """The answer to a tap.

    Attributes:
        leg: The ticket's first leg.
        repeated: This tap already had its ticket.
        then: The ranges of the later services of its errand, by service. The hall itself tells none: who
            wants them asks `prospect.prospect_of` afterwards, without the lock.
    """

    leg: Leg
    repeated: bool = False
    then: Mapping[str, Told] = field(default_factory=dict)

    @property
    def ticket(self) -> Ticket:
        """The ticket itself."""
        return self.leg.ticket

    @property
    def told(self) -> Told:
        """People ahead and the range of the call, as told at issue."""
        return self.leg.ticket.told


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor asks for.

    Attributes:
        what: Code of a service or an errand.
        language: The visitor's language: of the paper and the call.
        tap: Made once for each tap; becomes the identity of the ticket.
        priority: The visitor is entitled to go first; why is not stored.
        kiosk: Name of the kiosk, and of the spooler that prints for it.
        channel: How the visitor comes.
    """

    what: str
    language: Language
    tap: UUID
    priority: bool = False
    kiosk: str = ""
    channel: Channel = Channel.WALK_IN


def give(
    now: Moment,
    wish: Wish,
    token: Callable[[], str],
    *,
    paper: bool,
    numbers: Callable[[Moment], Lease | None] = lambda now: None,
) -> Issued:
    """Answer a tap: with the ticket that it has already, or with a new one and its paper.

    Args:
        now: The moment.
        wish: What is asked for.
        token: Makes the secret of a ticket.
        paper: Whether it is to be printed.
        numbers: Finds the block that a new number is given from, None for the hall's series; may refuse.

    Raises:
        UnknownService, NotOpen, NoLease: As `issue`.
    """
    earlier = now.tx.leg_of(wish.tap)
    if earlier is not None:
        return Issued(earlier, repeated=True)
    leg = issue(now, wish, token, numbers(now))
    if paper:
        now.tx.add_job(outbox.paper(wish.tap, wish.kiosk, now.clock))
    return Issued(leg)


def issue(now: Moment, wish: Wish, token: Callable[[], str], block: Lease | None = None) -> Leg:
    """Store a ticket with its first leg.

    Args:
        now: The moment.
        wish: What is asked for.
        token: Makes the secret of a ticket.
        block: What numbers are given from; None for the hall's series.

    Raises:
        NoLease: The block has no number left.
        UnknownService: The hall offers no such service or errand.
        NotOpen: No number is given for it now.
    """
    assert now.info.day is not None
    chosen = now.catalogue.errand.get(wish.what)
    plan = chosen.steps if chosen else (Step(wish.what),)
    if any(step.service not in now.catalogue.service for step in plan):
        raise UnknownService(service=wish.what)
    outlook = now.outlook()
    first = _first(now, plan, wish, outlook, is_alone=block is not None)
    agency = now.catalogue.agency[first.agency]
    told = outlook.of_new(first.code, now.at, priority=wish.priority).told(now.at)
    ticket = Ticket(
        id=wish.tap,
        day=now.info.day,
        prefix=agency.prefix,
        n=_take_number(now, agency.prefix, block),
        language=wish.language,
        priority=wish.priority,
        token=token(),
        kiosk=wish.kiosk,
        issued_at=now.at,
        told=told,
        channel=wish.channel,
        errand=chosen.code if chosen else "",
        plan=plan if chosen else (),
        block=block.first if block else None,
    )
    leg = now.tx.add(Leg(ticket, first.code, agency.code, State.WAITING, queued_at=now.at, moved_at=now.at))
    now.tx.append(event_of(Action.ISSUE, leg, now.at, counter=None))
    return leg


def advance(now: Moment, ended: Leg) -> Leg | None:
    """Queue a visitor whose leg is completed for the next one; None when the errand is done.

    The time already waited is credited, within a bound, so that an errand does not begin to wait
    anew at each agency.
    """
    ticket = ended.ticket
    if not ticket.plan:
        return None
    legs = now.tx.legs_of(ticket.id)
    done = {leg.service for leg in legs if leg.state is State.COMPLETED}
    waits = Waits(now, ticket.priority, ticket.channel, now.outlook)
    service = errand.choose_next(ticket.plan, done, waits)
    if service is None or service not in now.catalogue.service:
        return None
    at = now.not_before(ended)
    credit = errand.credited(_waited(ended), timedelta(minutes=now.rules.credit_min))
    leg = now.tx.add_leg(
        Leg(
            ticket,
            service,
            now.catalogue.service[service].agency,
            State.WAITING,
            queued_at=at - credit,
            moved_at=at,
            position=ended.position + 1,
        )
    )
    now.tx.append(event_of(Action.ADVANCE, leg, at, counter=None))
    return leg


def reprint(now: Moment, leg: Leg, spool: str, *, by: str | None = None, staff: str = "") -> PrintJob:
    """Ask for a copy of a paper. While one is still coming that one is the answer, and no other is made.

    Raises:
        NotAllowed: The ticket has ended: its number is not to be used again.
        CopiesUsedUp: The hall allows no more.
    """
    if lifecycle.target(Action.REPRINT, leg.state) is None:
        raise NotAllowed(action=Action.REPRINT, state=leg.state, number=leg.number)
    papers = now.tx.papers_of(leg.ticket.id)
    for one in papers:
        if one.state in outbox.COMING and not one.is_too_old(now.clock):
            return one
    copies = sum(1 for one in papers if one.copy)
    if copies >= now.rules.copies:
        raise CopiesUsedUp(number=leg.number, copies=copies)
    job = outbox.paper(leg.ticket.id, spool or leg.ticket.kiosk, now.clock, copies + 1)
    now.move(Action.REPRINT, leg, by=by, staff=staff, reason=f"SALINAN {job.copy}, {job.spool}")
    now.tx.add_job(job)
    return job


def _take_number(now: Moment, prefix: str, block: Lease | None) -> int:
    assert now.info.day is not None
    if block is None:
        return now.tx.take_number(now.info.day, prefix)
    return block.nth(now.tx.take_leased(now.info.day, prefix))


def _first(now: Moment, plan: tuple[Step, ...], wish: Wish, outlook: Outlook, *, is_alone: bool) -> Service:
    """Choose what a ticket begins with. Raises NotOpen where it gives no numbers now.

    A kiosk alone does not hear of any call: that a day is full it can tell by the catalogue only.
    """
    code = plan[0].service
    if len(plan) > 1:
        waits = Waits(now, wish.priority, wish.channel, lambda: outlook, decides=not is_alone)
        code = errand.choose_next(plan, (), waits) or code
    service = now.catalogue.service[code]
    found = opening(now, service, wish.channel, None if is_alone else outlook)
    if not found.is_open:
        raise NotOpen(
            service=service.code,
            reason=found.reason,
            opens_at=found.opens_at,
            name=found.name,
            note=found.note,
        )
    return service


def _waited(leg: Leg) -> timedelta:
    """Tell how long a visitor waited for a leg until it was called, what it was credited included.

    A place at the front of a queue counts as waiting that never was: never more than since the visitor
    came.
    """
    if leg.called_at is None:
        return timedelta()
    since = max(leg.queued_at, leg.ticket.issued_at)
    return max(timedelta(), leg.called_at - since)
