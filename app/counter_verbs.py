"""The verbs of a counter: what its clerk does to tickets, and whether it calls."""

from argparse import Namespace
from uuid import UUID

from app.answer import Answer, Verb, iso
from app.parts import Parts, make_house
from language.texts import Say
from ticketing import numbering
from ticketing.errors import CounterIdle, Misconfigured, UnknownTicket
from ticketing.model import Leg
from ticketing.placing import Place
from ticketing.presence import Presence


def call(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Call the next visitor to a counter, or a chosen one."""
    if args.number:
        ticket = _ticket(parts, args.number)
        return _moved(parts.hall.call_ticket(args.counter, ticket, args.reason), args.counter)
    leg = parts.hall.call_next(args.counter)
    if leg is None:
        empty = {"number": None, "counter": args.counter, "service": None, "ticket": None}
        return Answer(empty, [say("Nobody waits for counter {counter}.", counter=args.counter)])
    return _moved(leg, args.counter)


def recall(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Call the counter's ticket once more."""
    return _moved(parts.hall.recall(args.counter, _meant(parts, args)), args.counter)


def serve(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Begin the service."""
    return _moved(parts.hall.serve(args.counter, _meant(parts, args)), args.counter)


def hold(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Let the visitor fetch something."""
    leg = parts.hall.hold(args.counter, _meant(parts, args), reason=args.reason)
    return _moved(leg, args.counter)


def resume(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Go on with a held visitor: the one named, else the one held longest."""
    ticket = _meant(parts, args)
    if ticket is None:
        held = parts.store.held(args.counter)
        if not held:
            raise CounterIdle(counter=args.counter)
        ticket = held[0].ticket.id
    return _moved(parts.hall.resume(args.counter, ticket), args.counter)


def transfer(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Send a ticket to another service or counter."""
    leg = parts.hall.transfer(
        args.counter,
        _meant(parts, args),
        service=args.service,
        to_counter=args.to or None,
        place=Place(args.place) if args.place else None,
        reason=args.reason,
    )
    return _moved(leg, args.counter)


def give_back(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Give a ticket back to its queue, or take back a visitor who came late."""
    leg = parts.hall.return_to_queue(args.counter, _meant(parts, args), reason=args.reason)
    return _moved(leg, args.counter)


def demote(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Make a priority ticket a regular one."""
    return _moved(parts.hall.demote(args.counter, _meant(parts, args)), args.counter)


def reprint(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Print a ticket's paper once more."""
    job = parts.hall.reprint(args.counter, _meant(parts, args), kiosk=args.kiosk)
    leg = parts.store.leg_of(job.ticket_id) if job.ticket_id else None
    number = leg.number if leg else ""
    data = {
        "number": number,
        "counter": args.counter,
        "ticket": str(job.ticket_id),
        "kiosk": job.spool,
        "copy": job.copy,
        "state": job.state.value,
    }
    return Answer(data, [say("{number} is printed again at {kiosk}.", number=number, kiosk=job.spool)])


def no_show(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Give up a visitor who does not come."""
    return _moved(parts.hall.no_show(args.counter, _meant(parts, args)), args.counter)


def complete(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """End the service; the visitor of an errand is queued for what comes next."""
    ended = parts.hall.complete(args.counter, _meant(parts, args))
    answer = _moved(ended, args.counter)
    present = parts.store.leg_of(ended.ticket.id)
    if present is not None and present.position > ended.position:
        answer.data["next"] = {"service": present.service, "agency": present.agency}
        answer.lines.append(f"{ended.number} → {present.service}  {present.state.value}")
    return answer


def cancel(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """End a ticket whose visitor will not be served."""
    leg = parts.hall.cancel(args.counter, _meant(parts, args), reason=args.reason)
    return _moved(leg, args.counter)


def pause(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Stop calling: for some minutes, or until the counter opens again."""
    house = make_house(parts.store, parts.clock, parts.config)
    return _stands(parts, house.pause(args.counter, args.reason, args.minutes))


def reopen(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Call again."""
    return _stands(parts, make_house(parts.store, parts.clock, parts.config).reopen(args.counter))


VERBS: dict[str, Verb] = {
    "call": call,
    "recall": recall,
    "serve": serve,
    "hold": hold,
    "resume": resume,
    "transfer": transfer,
    "return": give_back,
    "demote": demote,
    "reprint": reprint,
    "no-show": no_show,
    "complete": complete,
    "cancel": cancel,
    "pause": pause,
    "reopen": reopen,
}


def _meant(parts: Parts, args: Namespace) -> UUID | None:
    return _ticket(parts, args.number) if args.number else None


def _ticket(parts: Parts, number: str) -> UUID:
    """Find a ticket of the hall day by its number.

    Raises:
        Misconfigured: The text is no number.
        UnknownTicket: Nobody has it today.
    """
    parsed, day = numbering.parse(number), parts.store.hall().day
    if parsed is None:
        raise Misconfigured("--number", "wrong_number", number)
    ticket = parts.store.find(day, *parsed) if day else None
    if ticket is None:
        raise UnknownTicket(ticket=number)
    return ticket.id


def _moved(leg: Leg, counter: str) -> Answer:
    data = {
        "number": leg.number,
        "counter": counter,
        "service": leg.service,
        "ticket": str(leg.ticket.id),
        "state": leg.state.value,
        "priority": leg.ticket.priority,
    }
    return Answer(data, [f"{leg.number} → {counter}  {leg.state.value}"])


def _stands(parts: Parts, presence: Presence) -> Answer:
    zone = parts.store.hall().timezone
    data = {
        "counter": presence.counter,
        "state": presence.standing.value,
        "reason": presence.reason,
        "until": iso(presence.until, zone) if presence.until else None,
    }
    words = (presence.counter, presence.standing.value, presence.reason, data["until"] or "")
    return Answer(data, ["  ".join(word for word in words if word)])
