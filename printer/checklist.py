"""What the paper of a checklist says: what to bring, where to and when; no number."""

from dataclasses import dataclass
from datetime import datetime

from language import dates
from language.texts import speaker
from printer.slip import REHEARSAL, clean, place
from ticketing.catalogue import Catalogue, Service
from ticketing.model import HallInfo
from ticketing.outbox import Checklist
from ticketing.usual_week import Weekdays, usual_week
from ticketing.words import Language, Words


@dataclass(frozen=True, slots=True)
class Goal:
    """Where to go.

    Attributes:
        agency: Its name; empty where the paper names it already.
        where: Zone and counters: ``Zona 1 · Loket 1–6``; empty where neither is known.
    """

    agency: str
    where: str


@dataclass(frozen=True, slots=True)
class ChecklistSlip:
    """The words of one paper, ready to be laid out; every text is free of control characters.

    Attributes:
        hall: Name of the hall.
        agency: Name of the agency; empty for an errand, which has several.
        service: Name of the service or the errand.
        title: What `documents` is; empty where none are known.
        part: That these are not all documents; empty where they are.
        documents: What to bring.
        goals: Where to go; of an errand one for each agency. Empty where nothing is known.
        hours_title: What `hours` is.
        hours: When numbers are given, one line for each row of weekdays alike; empty where it is not known.
        no_number: That this is not a queue number.
        advice: What to do when all is there.
        printed: Day and hour.
        rehearsal: ``LATIHAN`` in a hall for practice, else empty.
        rehearsal_note: What that means; empty with it.
    """

    hall: str
    agency: str
    service: str
    title: str
    part: str
    documents: tuple[str, ...]
    goals: tuple[Goal, ...]
    hours_title: str
    hours: tuple[str, ...]
    no_number: str
    advice: str
    printed: str
    rehearsal: str = ""
    rehearsal_note: str = ""


def compose(checklist: Checklist, catalogue: Catalogue, hall: HallInfo, asked_at: datetime) -> ChecklistSlip:
    """Say what the paper of a checklist says.

    Args:
        checklist: What was asked for.
        catalogue: Names, documents, counters and hours. What it no longer lists is called by its code.
        hall: Name, time zone, and whether it is a rehearsal.
        asked_at: When, aware.
    """
    language = checklist.language
    say = speaker("printer", language)
    errand = catalogue.errand.get(checklist.what)
    codes = errand.services if errand else (checklist.what,)
    services = [catalogue.service[code] for code in codes if code in catalogue.service]
    name = errand.name if errand else services[0].name if services else Words(checklist.what)
    agency = None if errand or not services else catalogue.agency[services[0].agency]
    known = catalogue.documents_for(checklist.what)
    # A catalogue that came meanwhile may have fewer; then all of it is told.
    documents = [known[n] for n in checklist.missing if n < len(known)] or list(known)
    is_part = len(documents) < len(known)
    day = dates.local_day(asked_at, hall.timezone, language)
    hours = _hours(services, catalogue, hall, language, asked_at)
    return ChecklistSlip(
        hall=clean(hall.name),
        agency=clean(agency.name.say(language)) if agency else "",
        service=clean(name.say(language)),
        title=say("Please bring") if documents else "",
        part=say("{n} of {all} documents", n=len(documents), all=len(known)) if is_part else "",
        documents=tuple(clean(one.say(language)) for one in documents),
        goals=_goals(services, catalogue, language, names_agency=agency is None),
        hours_title=say("Numbers are given") if hours else "",
        hours=hours,
        no_number=say("This is not a queue number."),
        advice=say("Take a number when you have everything."),
        printed=f"{day} · {dates.hour(asked_at, hall.timezone, language)}",
        rehearsal=REHEARSAL if hall.rehearsal else "",
        rehearsal_note=say("For practice only, not a real ticket") if hall.rehearsal else "",
    )


def _goals(
    services: list[Service], catalogue: Catalogue, language: Language, *, names_agency: bool
) -> tuple[Goal, ...]:
    say = speaker("printer", language)
    goals = []
    for code in dict.fromkeys(service.agency for service in services):
        agency = catalogue.agency[code]
        name = clean(agency.name.say(language)) if names_agency else ""
        goals.append(Goal(name, place(say, agency, catalogue.counters_of(code))))
    return tuple(goal for goal in goals if goal.agency or goal.where)


def _hours(
    services: list[Service], catalogue: Catalogue, hall: HallInfo, language: Language, at: datetime
) -> tuple[str, ...]:
    """Tell the hours of a week; of an errand only where they are the same for all of it."""
    day = dates.local_date(at, hall.timezone)
    weeks = {usual_week(catalogue, service, day) for service in services}
    if len(weeks) != 1:
        return ()
    return tuple(_line(row, language) for row in weeks.pop())


def _line(row: Weekdays, language: Language) -> str:
    ends = dict.fromkeys((row.first, row.last))
    days = "–".join(dates.weekday(n, language) for n in ends)
    spans = (f"{dates.clock(start, language)}–{dates.clock(end, language)}" for start, end in row.spans)
    return f"{days} {', '.join(spans)}"
