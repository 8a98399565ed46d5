"""Puts a catalogue into the queue state, and a hall where there is none."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app import catalogue_files
from app.config import Config
from app.holiday_book import national_days
from app.parts import SHIPPED_CATALOGUE
from ticketing.errors import HallIsReal, NoHall
from ticketing.lifecycle import Deed
from ticketing.model import Event, HallInfo
from ticketing.ports import Store
from ticketing.week import NationalDays

#: For how many years the country's calendar is kept; later ones are estimates anyhow.
_YEARS = 5


def take_catalogue(
    store: Store, config: Config, folder: Path, *, rehearsal: bool = False, only_first: bool = False
) -> dict[str, int]:
    """Import a catalogue and make the hall where there is none; return what it counts.

    Args:
        store: The queue state.
        config: Name and time zone of the hall.
        folder: Where ``agencies.csv`` and ``services.csv`` are.
        rehearsal: Make a hall for practice.
        only_first: Leave a hall that is there already as it is.

    Raises:
        CatalogueRefused: With every fault by file and line.
        HallIsReal: A rehearsal would be laid over a hall in service.
    """
    catalogue = catalogue_files.read(folder)
    if catalogue.hours.shifts:
        catalogue = replace(catalogue, national=_national_days())
    with store.writing() as tx:
        try:
            info = tx.hall()
        except NoHall:
            info = HallInfo(config.hall.name, config.hall.timezone, rehearsal)
        if rehearsal and not info.rehearsal:
            raise HallIsReal
        if not (only_first and info.catalogue_version):
            version = info.catalogue_version + 1
            tx.keep_hall(replace(_named(info, config), catalogue_version=version))
            tx.replace_catalogue(catalogue)
            if info.day is not None and info.seen_at is not None:
                tx.append(Event(info.seen_at, Deed.TAKE_CATALOGUE, reason=f"version {version}"))
    return {
        "agencies": len(catalogue.agencies),
        "services": len(catalogue.services),
        "counters": len(catalogue.counters),
    }


def furnish(store: Store, config: Config) -> None:
    """Import the shipped catalogue where there is no hall yet: the first start.

    A hall that is there takes its name and time zone from the configuration, where that has them.
    Several roles may do so at one instant; one of them imports.
    """
    try:
        info = store.hall()
    except NoHall:
        take_catalogue(store, config, SHIPPED_CATALOGUE, only_first=True)
        return
    if _named(info, config) != info:
        with store.writing() as tx:
            tx.keep_hall(_named(tx.hall(), config))


def renew_calendar(store: Store) -> bool:
    """Write the country's calendar anew where a year or a decree has passed; tell whether it was needed.

    Only who looks after the whole hall does so: see `holiday_book.national_days`.
    """
    catalogue = store.catalogue()
    if not catalogue.hours.shifts or catalogue.national == (national := _national_days()):
        return False
    with store.writing() as tx:
        info = tx.hall()
        tx.keep_hall(replace(info, catalogue_version=info.catalogue_version + 1))
        tx.replace_catalogue(replace(tx.catalogue(), national=national))
    return True


def _national_days() -> NationalDays:
    """Look up this year and those around it."""
    return national_days(datetime.now(UTC).year - 1, _YEARS)


def _named(info: HallInfo, config: Config) -> HallInfo:
    """Give a hall the name and the time zone that the configuration file sets; what it leaves out stays."""
    name = config.hall.name if "hall.name" in config.given else info.name
    timezone = config.hall.timezone if "hall.timezone" in config.given else info.timezone
    return replace(info, name=name, timezone=timezone)
