"""What the paper of a ticket says, in the visitor's language."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from language import dates
from language.texts import Say, speaker
from ticketing.catalogue import Agency, Catalogue, Counter, Service
from ticketing.errand import Stop, StopState, itinerary
from ticketing.model import HallInfo, Leg, Told
from ticketing.prospect import Prospect
from ticketing.token import qr_text
from ticketing.words import Language, Words

#: The most letters of one text: a name that fills half a metre of paper is no name.
LONGEST = 240

#: A paper of a hall for practice says this in every language.
REHEARSAL = "LATIHAN"

#: Of a ticket of which only is told what stands with it.
NOTHING_KNOWN = Prospect()


@dataclass(frozen=True, slots=True)
class Station:
    """One service of an errand on its paper.

    Attributes:
        name: Of the service.
        where: Its agency and zone.
        is_done: Completed.
        is_present: Where the visitor goes now.
        is_free: Another one might come at its place.
        called: The hours between which it will be called; empty where nobody knows, and where the
            visitor is or was.
    """

    name: str
    where: str
    is_done: bool = False
    is_present: bool = False
    is_free: bool = False
    called: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """The words of one paper, ready to be laid out; every text is free of control characters.

    Attributes:
        language: Of its words.
        hall: Name of the hall.
        agency: Name of the agency.
        service: Name of the service.
        number: ``A012``.
        issued: Day and hour of issue.
        called_label: What `called` is.
        called: The hours between which the visitor will be called: ``09.40–10.05``. On a ticket that a
            kiosk gave alone, and on a copy for a later service that nobody knows them of: what to do instead.
        ahead: How many people are ahead, or that the number is valid all the same.
        place: Zone and counters: ``Zona 1 · Loket 1–6``; empty where neither is known.
        documents_title: What `documents` is.
        documents: What to have ready; may be empty.
        qr: Text of the QR code.
        keep: That the paper is to be kept.
        priority: Word of the priority band; empty on a regular ticket.
        copy: That this is the n-th copy of a paper; empty on the original.
        rehearsal: ``LATIHAN`` in a hall for practice, else empty.
        rehearsal_note: What that means; empty with it.
        way_title: What `way` is, with the name of the errand; empty on a ticket for one service.
        way: The services of the errand, in order.
        way_note: What the mark of a free station means; empty where none is.
    """

    language: Language
    hall: str
    agency: str
    service: str
    number: str
    issued: str
    called_label: str
    called: str
    ahead: str
    place: str
    documents_title: str
    documents: tuple[str, ...]
    qr: str
    keep: str
    priority: str = ""
    copy: str = ""
    rehearsal: str = ""
    rehearsal_note: str = ""
    way_title: str = ""
    way: tuple[Station, ...] = ()
    way_note: str = ""


def compose(
    leg: Leg,
    catalogue: Catalogue,
    hall: HallInfo,
    done: Sequence[str] = (),
    *,
    copy: int = 0,
    address: str = "",
    prospect: Prospect = NOTHING_KNOWN,
) -> Slip:
    """Say what the paper of a ticket says.

    Args:
        leg: The ticket and its present service.
        catalogue: Names, documents and counters. What it no longer lists is called by its code.
        hall: Name, time zone, and whether it is a rehearsal.
        done: Codes of an errand's services that are completed, in order.
        copy: 0 on the original paper, n on its n-th copy.
        address: Where phones find the hall's page; empty where they do not.
        prospect: What is known of the errand's later services, and of the present one where it is no
            longer the first.
    """
    ticket, language = leg.ticket, leg.ticket.language
    say = speaker("printer", language)
    agency = catalogue.agency.get(leg.agency) or Agency(leg.agency, Words(leg.agency), ticket.prefix)
    service = catalogue.service.get(leg.service) or Service(leg.service, leg.agency, Words(leg.service), 0)
    told = _told(say, leg, hall, prospect.now)
    day = dates.local_day(ticket.issued_at, hall.timezone, language)
    stops = itinerary(ticket.plan, done, leg.service) if ticket.plan else ()
    way = tuple(_station(stop, catalogue, language, _hours(stop, prospect, hall, language)) for stop in stops)
    to_come = [stop.service for stop in stops if stop.state is not StopState.DONE]
    documents = catalogue.documents_of(to_come) if stops else service.documents
    return Slip(
        language=language,
        hall=clean(hall.name),
        agency=clean(agency.name.say(language)),
        service=clean(service.name.say(language)),
        number=ticket.number,
        issued=f"{day} · {dates.hour(ticket.issued_at, hall.timezone, language)}",
        called_label=told[0],
        called=told[1],
        ahead=told[2],
        place=place(say, agency, catalogue.counters_of(agency.code)),
        documents_title=say("Please have ready:"),
        documents=tuple(clean(document.say(language)) for document in documents),
        qr=qr_text(ticket.token, address),
        keep=say("Keep this number. Scan the code to follow it on your phone.")
        if address
        else say("Please keep this number until served."),
        priority=say("PRIORITY") if ticket.priority else "",
        copy=say("SALINAN {n} · COPY", n=copy) if copy else "",
        rehearsal=REHEARSAL if hall.rehearsal else "",
        rehearsal_note=say("For practice only, not a real ticket") if hall.rehearsal else "",
        way_title=clean(_errand(ticket.errand, catalogue, language)) if way else "",
        way=way,
        way_note=say("* The order may change: you go first where the wait is shortest.")
        if any(station.is_free for station in way)
        else "",
    )


def clean(text: str) -> str:
    """Make one line of a text and drop what is not to be seen.

    Control characters of both sets (C0 and C1) would be commands to a printer; format characters
    could turn the reading direction of what follows; the typefaces of the paper have no emoji.
    Runs of spaces become one. What is longer than `LONGEST` letters ends after a word, with ``…``.
    """
    seen = (" " if char.isspace() else char for char in text)
    line = " ".join("".join(filter(_is_printed, seen)).split())
    if len(line) <= LONGEST:
        return line
    return (line[:LONGEST].rpartition(" ")[0] or line[:LONGEST]) + "…"


def _is_printed(char: str) -> bool:
    """Tell whether a character is neither a command nor a part of an emoji."""
    if char > "\uffff" or "\ufe00" <= char <= "\ufe0f":
        return False
    kind = unicodedata.category(char)
    # Other symbols: © ° № stay, which stand before the arrows; pictures come after them.
    return kind[0] != "C" and kind != "Me" and not (kind == "So" and char > "\u2190")


def counter_range(names: Iterable[str]) -> str:
    """List names of counters in short: ``1–6``, ``1, 2``, ``3, 5–7, VIP``."""
    numbers: list[int] = []
    others: list[str] = []
    for name in names:
        if name.isascii() and name.isdigit() and str(int(name)) == name:
            numbers.append(int(name))
        else:
            others.append(clean(name))
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join([_run(run) for run in runs] + others)


def _run(run: list[int]) -> str:
    if len(run) > 2:
        return f"{run[0]}–{run[-1]}"
    return ", ".join(map(str, run))


def _errand(code: str, catalogue: Catalogue, language: Language) -> str:
    known = catalogue.errand.get(code)
    return known.name.say(language) if known else code


def _hours(stop: Stop, prospect: Prospect, hall: HallInfo, language: Language) -> str:
    told = prospect.then.get(stop.service) if stop.state is StopState.AHEAD else None
    return dates.hours(told.called_from, told.called_until, hall.timezone, language) if told else ""


def _station(stop: Stop, catalogue: Catalogue, language: Language, called: str) -> Station:
    service = catalogue.service.get(stop.service)
    agency = catalogue.agency.get(service.agency) if service else None
    where = (agency.name.say(language), agency.zone) if agency else ()
    return Station(
        clean(service.name.say(language) if service else stop.service),
        " · ".join(clean(part) for part in where if part),
        is_done=stop.state is StopState.DONE,
        is_present=stop.state is StopState.PRESENT,
        is_free=stop.is_free,
        called=called,
    )


def _told(say: Say, leg: Leg, hall: HallInfo, now: Told | None) -> tuple[str, str, str]:
    """Say when the visitor will be called and how many are ahead; a kiosk alone cannot know it.

    A ticket keeps what it was told at first, which is of its first service.
    """
    ticket = leg.ticket
    if ticket.is_away:
        return (
            say("Given while the network was down"),
            say("Please watch the board"),
            say("This number is valid. Your waiting counts from the hour of printing."),
        )
    told = ticket.told if leg.position == 1 else now
    if told is None:
        return "", say("Please watch the board"), ""
    return (
        say("You will be called at about"),
        dates.hours(told.called_from, told.called_until, hall.timezone, ticket.language),
        _ahead(say, told.ahead),
    )


def _ahead(say: Say, people: int) -> str:
    if people == 0:
        return say("Nobody is ahead of you")
    return say.many("{n} person is ahead of you", "{n} people are ahead of you", people)


def place(say: Say, agency: Agency, counters: tuple[Counter, ...]) -> str:
    """Say where an agency is: ``Zona 1 · Loket 1–6``; empty where neither is known."""
    zones = dict.fromkeys(counter.zone for counter in counters if counter.zone)
    zone = ", ".join(zones) or agency.zone
    desks = counter_range(counter.name for counter in counters)
    where = say.many("Counter {names}", "Counters {names}", len(counters), names=desks) if desks else ""
    return " · ".join(part for part in (clean(zone), where) if part)
