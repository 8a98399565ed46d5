"""What a phone shows of one ticket, as plain values: pure, without a server.

The page reads this object, as JSON, from ``/t/TOKEN/state`` and from ``/t/TOKEN/events``. Texts are in
one language, that of ``?lang=`` or else of the ticket. Times are ISO 8601 with the hall's offset.

============== ================================================================================
``version``    changes if and only if something else here changed, but for ``at``
``at``         when the server said this
``stale``      the hall is out of the server's reach: all else is as it was at ``known_at``
``known_at``   when the hall was last in reach; null while it is
``hall``       name of the hall; ``rehearsal`` is true in a hall for practice
``language``   of the ticket: ``id``, ``en``, ``su``; ``lang`` is the language of the texts here
``number``     such as ``A012``; ``priority`` is true for a priority ticket
``state``      one of `ticketing.lifecycle.State`
``service``    name of the present service, ``agency`` of its agency, ``zone`` where that is
``ahead``      people before it; null where it does not wait or nobody knows
``called_from`` ``called_until``  when it will be called, by what is known now; null as above
``told_from`` ``told_until`` ``told_ahead``  as it was told at first and printed; null for later steps of
               an errand, and where the kiosk could not know. Where they differ from the above the
               estimate has changed
``counter``    where it was called, ``counter_zone`` where that stands; null unless called or served
``called_at``  when it was first called there; ``calls`` counts recalls too: a new pair is a new call
``errand``     name of the errand; null for one service
``steps``      its way: ``service``, ``agency``, ``zone``, ``state`` (``done``, ``present``, ``ahead``),
               ``free`` (another might come at its place), ``from`` and ``until`` where known
``documents``  what is still to be shown, in words
``can``        what the visitor may do now: ``cancel``, ``return``
============== ================================================================================
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from ticketing.catalogue import Catalogue
from ticketing.errand import StopState, itinerary
from ticketing.lifecycle import AT_COUNTER, ENDED, State
from ticketing.model import HallInfo, Leg, Ticket, Told
from ticketing.words import Language


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a ticket.

    Attributes:
        legs: All its legs, in order; one at least.
        now: People ahead and the range of its call, by what is known now; None where nobody knows.
        then: The ranges of the later steps of its errand, by service, where known.
        can: What its visitor may do.
    """

    legs: Sequence[Leg]
    now: Told | None = None
    then: Mapping[str, Told] = field(default_factory=dict)
    can: Sequence[str] = ()

    @property
    def ticket(self) -> Ticket:
        """The ticket."""
        return self.legs[-1].ticket

    @property
    def leg(self) -> Leg:
        """Its present leg."""
        return self.legs[-1]


def content(seen: Seen, info: HallInfo, catalogue: Catalogue, language: Language) -> dict[str, Any]:
    """Say all of a ticket but ``version``, ``at``, ``stale`` and ``known_at``, in one language."""
    leg, ticket = seen.leg, seen.ticket
    zone = ZoneInfo(info.timezone)
    waits = leg.state is State.WAITING
    at_counter = leg.state in AT_COUNTER
    desk = catalogue.counter.get(leg.counter or "") if at_counter else None
    printed = ticket.told if leg.position == 1 and not ticket.is_away else None
    errand = catalogue.errand.get(ticket.errand)
    now = seen.now if waits else None
    return {
        "hall": info.name,
        "rehearsal": info.rehearsal,
        "language": ticket.language.value,
        "lang": language.value,
        "number": ticket.number,
        "priority": ticket.priority,
        "state": leg.state.value,
        **_place(leg.service, leg.agency, catalogue, language),
        "ahead": now.ahead if now else None,
        "called_from": _iso(now.called_from if now else None, zone),
        "called_until": _iso(now.called_until if now else None, zone),
        "told_from": _iso(printed.called_from if printed else None, zone),
        "told_until": _iso(printed.called_until if printed else None, zone),
        "told_ahead": printed.ahead if printed else None,
        "counter": leg.counter if at_counter else None,
        "counter_zone": (desk.zone or None) if desk else None,
        "called_at": _iso(leg.called_at, zone, "seconds") if at_counter else None,
        "calls": leg.calls if at_counter else 0,
        "errand": (errand.name.say(language) if errand else ticket.errand) if ticket.errand else None,
        "steps": _steps(seen, catalogue, language, zone) if len(ticket.plan) > 1 else [],
        "documents": _documents(seen, catalogue, language),
        "can": list(seen.can),
    }


@dataclass(frozen=True, slots=True)
class Text:
    """What is told of a ticket in one language, written once and sent to whoever looks at it."""

    version: str
    body: bytes


def text_of(content: Mapping[str, Any], *, stale: bool) -> Text:
    """Write a content; equal ones have the same version, in every process."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return Text(blake2b(body, digest_size=8, key=b"stale" if stale else b"").hexdigest(), body)


def stamped(text: Text, at: datetime, known_at: datetime | None, zone: tzinfo) -> bytes:
    """Complete a text for sending; `known_at` is None while the hall is in reach."""
    head = {
        "version": text.version,
        "at": _iso(at, zone, "seconds"),
        "stale": known_at is not None,
        "known_at": _iso(known_at, zone, "seconds"),
    }
    return json.dumps(head, separators=(",", ":")).encode()[:-1] + b"," + text.body[1:]


def done_services(legs: Sequence[Leg]) -> tuple[str, ...]:
    """List the services that were completed, in order."""
    return tuple(leg.service for leg in legs if leg.state is State.COMPLETED)


def _steps(seen: Seen, catalogue: Catalogue, language: Language, zone: tzinfo) -> list[dict[str, Any]]:
    present = None if seen.leg.state is State.COMPLETED else seen.leg.service
    stops = itinerary(seen.ticket.plan, done_services(seen.legs), present)
    written = []
    for stop in stops:
        is_present = stop.state is StopState.PRESENT
        told = seen.now if is_present else seen.then.get(stop.service)
        if is_present and seen.leg.state is not State.WAITING:
            told = None
        service = catalogue.service.get(stop.service)
        written.append(
            {
                **_place(stop.service, service.agency if service else "", catalogue, language),
                "state": stop.state.value,
                "free": stop.is_free,
                "from": _iso(told.called_from if told else None, zone),
                "until": _iso(told.called_until if told else None, zone),
            }
        )
    return written


def _documents(seen: Seen, catalogue: Catalogue, language: Language) -> list[str]:
    """List what the present service and those after it want to see; nothing once all is over."""
    if seen.leg.state in ENDED and seen.leg.state is not State.NO_SHOW:
        return []
    services = [seen.leg.service]
    if len(seen.ticket.plan) > 1:
        stops = itinerary(seen.ticket.plan, done_services(seen.legs), seen.leg.service)
        services = [stop.service for stop in stops if stop.state is not StopState.DONE]
    return [document.say(language) for document in catalogue.documents_of(services)]


def _place(service: str, agency: str, catalogue: Catalogue, language: Language) -> dict[str, Any]:
    """Name a service, its agency and where that is; a code where the catalogue has lost the name."""
    offered, body = catalogue.service.get(service), catalogue.agency.get(agency)
    return {
        "service": offered.name.say(language) if offered else service,
        "agency": body.name.say(language) if body else agency,
        "zone": (body.zone or None) if body else None,
    }


def _iso(moment: datetime | None, zone: tzinfo, timespec: str = "minutes") -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat(timespec=timespec)
