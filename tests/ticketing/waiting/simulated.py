"""Simulated days in a store without a disk, for tests of what is learnt and told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from app.simulation.play import DayClock, Play
from app.simulation.script import Town
from tests.fake_store import FakeStore
from tests.fakes import PlainPins
from ticketing.catalogue import Catalogue, Counter
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.model import Event, HallInfo

ZONE = ZoneInfo("Asia/Jakarta")
FIRST = date(2026, 9, 7)


def one_agency(counters: int) -> Catalogue:
    """Return the shipped catalogue's busiest agency alone, with so many counters."""
    shipped = catalogue_files.read(SHIPPED_CATALOGUE)
    agency = shipped.agency["DUKCAPIL"]
    return Catalogue(
        agencies=(replace(agency, counters=counters),),
        services=shipped.services_of("DUKCAPIL"),
        counters=tuple(Counter(str(n), "DUKCAPIL") for n in range(1, counters + 1)),
    )


def live(
    catalogue: Catalogue,
    seed: int,
    number: int,
    watch: Callable[[FakeStore, datetime], None] = lambda store, at: None,
) -> Sequence[Event]:
    """Live through one day of a town; return its journal.

    Args:
        catalogue: Of one agency.
        seed: Which town.
        number: Which of its days.
        watch: Called after each step.
    """
    store = FakeStore()
    with store.writing() as tx:
        tx.keep_hall(HallInfo("MPP", str(ZONE), rehearsal=True, catalogue_version=1))
        tx.replace_catalogue(catalogue)
    day = FIRST + timedelta(days=number)
    opens = datetime(day.year, day.month, day.day, 8, tzinfo=ZONE).astimezone(UTC)
    clock = DayClock(opens)
    hall, house = Hall(store, clock), House(store, clock, PlainPins(), "pc-1")
    script = Town(catalogue.services, seed).day(number, len(catalogue.counters))
    names = [one.name for one in catalogue.counters]
    play = Play(hall, house, clock, names, script, opens, seed * 1000 + number)
    play.run(lambda done: watch(store, clock.at))
    assert not list(store.waiting(names[0]))
    return store.events(day)


def journals(catalogue: Catalogue, seed: int, days: int) -> Callable[[date], Sequence[Event]]:
    """Live through so many days; return what reads the journal of one."""
    told = {FIRST + timedelta(days=n): live(catalogue, seed, n) for n in range(days)}
    return lambda day: told.get(day, ())
