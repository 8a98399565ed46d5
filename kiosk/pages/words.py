"""Sentences that several pages say."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.screen import Reading, Screen
from language import dates
from language.texts import Say
from ticketing.calendar import Opening
from ticketing.catalogue import Agency, Catalogue, Service
from ticketing.words import Language


def waiting_words(say: Say, count: int) -> str:
    """Say how many people wait."""
    if not count:
        return say("Nobody is waiting")
    return say.many("{n} person is waiting", "{n} people are waiting", count)


def ahead_words(say: Say, count: int) -> str:
    """Say how many people are ahead of somebody."""
    return say.many("{n} person", "{n} people", count) if count else say("nobody")


def hall_waiting_words(say: Say, reading: Reading) -> str:
    """Say how many people wait in the hall, or that nobody can tell while it is out of reach."""
    if reading.is_away:
        return say("Numbers are given; waiting times are not known now")
    return waiting_words(say, reading.waiting_in_all)


def agency_waiting_words(say: Say, reading: Reading, agency: Agency) -> str:
    """Say how many people wait for an agency, as `hall_waiting_words`."""
    return say("Queue not known now") if reading.is_away else waiting_words(say, reading.waiting_at(agency))


def place_words(say: Say, catalogue: Catalogue, agency: Agency) -> str:
    """Say zone and counters: ``Zona 1 · Loket 3–6``; empty where the catalogue names neither."""
    desks = catalogue.counters_of(agency.code)
    where = ""
    if len(desks) == 1:
        where = say("Counter {number}", number=desks[0].name)
    elif desks:
        where = say("Counters {first}–{last}", first=desks[0].name, last=desks[-1].name)
    return " · ".join(part for part in (agency.zone, where) if part)


def service_details(say: Say, screen: Screen, services: Sequence[Service]) -> dict[str, str]:
    """Say of each service, by its code, about how long it takes, or when it gives numbers again."""
    reading = screen.reading
    if reading is None:
        return {}
    details: dict[str, str] = {}
    for service in services:
        shut = reading.closed.get(service.code)
        details[service.code] = (
            say("about {minutes} minutes", minutes=service.minutes)
            if shut is None
            else shut_words(say, shut, reading.read_at, reading.hall.timezone, screen.language)
        )
    return details


def shut_words(say: Say, opening: Opening, now: datetime, zone: str, language: Language) -> str:
    """Say that something gives no numbers, and from when on: ``Tutup · buka 13.00``."""
    again = opening.opens_at
    if again is None:
        return say("Closed")
    hour = dates.hour(again, zone, language)
    if dates.local_date(again, zone) == dates.local_date(now, zone):
        return say("Closed · opens at {hour}", hour=hour)
    return say("Closed · opens {day} at {hour}", day=dates.short_day(again, now, zone, language), hour=hour)
