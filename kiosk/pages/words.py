"""Sentences that several pages say."""

from language.texts import Say
from ticketing.catalogue import Agency, Catalogue


def waiting_words(say: Say, count: int) -> str:
    """Say how many people wait."""
    if not count:
        return say("Nobody is waiting")
    return say.many("{n} person is waiting", "{n} people are waiting", count)


def place_words(say: Say, catalogue: Catalogue, agency: Agency) -> str:
    """Say zone and counters: ``Zona 1 · Loket 3–6``; empty where the catalogue names neither."""
    desks = catalogue.counters_of(agency.code)
    where = ""
    if len(desks) == 1:
        where = say("Counter {number}", number=desks[0].name)
    elif desks:
        where = say("Counters {first}–{last}", first=desks[0].name, last=desks[-1].name)
    return " · ".join(part for part in (agency.zone, where) if part)
