"""What a clerk finds by typing: a counter, a ticket, a place to send one. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from counter import expected
from counter.desk import Desk
from counter.row import Row
from counter.words import CounterWords
from ticketing.catalogue import Counter
from ticketing.lifecycle import State
from ticketing.model import Leg

#: What the key of a row begins with that stands for a service, or for a counter.
SERVICE, COUNTER = "service ", "counter "


def counters(desk: Desk, words: CounterWords, typed: str) -> Sequence[Row]:
    """List the counters whose number begins as typed, or whose agency has every typed word."""
    catalogue = desk.catalogue
    if catalogue is None:
        return ()
    wanted = typed.casefold().split()

    def fits(counter: Counter) -> bool:
        agency = catalogue.agency.get(counter.agency)
        names = (agency.name.id, agency.name.en, agency.zone) if agency else ()
        there = " ".join((counter.agency, words.counter(counter), *names)).casefold()
        return all(counter.name.startswith(word) if word.isdigit() else word in there for word in wanted)

    return [
        Row(counter.name, words.counter(counter), words.agency(desk, counter.agency), counter.zone)
        for counter in catalogue.counters
        if fits(counter)
    ]


def tickets(desk: Desk, words: CounterWords, now: datetime, typed: str, target_min: int) -> Sequence[Row]:
    """List the tickets that the clerk may act on: by number, by service, or by the code on the paper."""
    wanted = typed.casefold().split()
    return [
        ticket_row(leg, desk, words, now, target_min)
        for leg in desk.others()
        if all(_is_of(leg, word, words.service(desk, leg).casefold()) for word in wanted)
    ]


def ticket_row(leg: Leg, desk: Desk, words: CounterWords, now: datetime, target_min: int) -> Row:
    """Make the row of a ticket; who waits longer than `target_min` is marked, with 0 nobody is."""
    priority = words.priority() if leg.ticket.priority else ""
    service = words.service(desk, leg)
    if leg.state is not State.WAITING:
        return Row(str(leg.ticket.id), leg.number, service, words.stands(leg), priority=priority)
    urgency = words.urgency(leg, now, target_min)
    return Row(
        key=str(leg.ticket.id),
        lead=leg.number,
        text=service,
        aside=words.waited(leg, now),
        below=expected.called(leg, desk, words, now),
        priority=priority,
        urgency=urgency,
        urgent=words.urgent(urgency),
    )


def destinations(desk: Desk, words: CounterWords, ticket: UUID | None, typed: str) -> Sequence[Row]:
    """List where a ticket may be sent: services, and the other counters of the agency."""
    wanted = typed.casefold().split()
    return [
        row
        for row in _destinations(desk, words, ticket)
        if all(word in f"{row.lead} {row.text}".casefold() for word in wanted)
    ]


def _destinations(desk: Desk, words: CounterWords, ticket: UUID | None) -> Iterator[Row]:
    """Begin with what is nearest: services of the own agency, its other counters, then all else."""
    catalogue, leg = desk.catalogue, desk.leg(ticket)
    if catalogue is None or leg is None or desk.counter is None:
        return
    near = [one for one in catalogue.services if one.agency == desk.counter.agency]
    far = [one for one in catalogue.services if one.agency != desk.counter.agency]
    others = [one for one in catalogue.counters_of(desk.counter.agency) if one != desk.counter]
    for service in near:
        if service.code != leg.service:
            yield Row(SERVICE + service.code, service.name.say(words.language), service.code)
    for counter in others:
        yield Row(COUNTER + counter.name, words.counter(counter), words.only_there())
    for service in far:
        agency = words.agency(desk, service.agency)
        yield Row(SERVICE + service.code, service.name.say(words.language), f"{agency} · {service.code}")


def _is_of(leg: Leg, word: str, service: str) -> bool:
    """Tell whether a typed or scanned word means a ticket: ``12``, ``a12`` and ``a012`` find A012."""
    letters = word.rstrip("0123456789")
    digits, prefix = word[len(letters) :], leg.ticket.prefix.casefold()
    if digits and letters in ("", prefix):
        return str(leg.ticket.n).startswith(digits) or f"{leg.ticket.n:03d}".startswith(digits)
    return prefix == word or word in service or word.endswith(leg.ticket.token.casefold())
