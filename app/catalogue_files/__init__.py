"""Reads the files of a catalogue, one module each; tells every fault by file and line."""

from pathlib import Path

from app.catalogue_files import (
    agencies,
    counters,
    errands,
    hours,
    keywords,
    needs,
    policies,
    quotas,
    services,
    special_days,
    standards,
)
from ticketing.catalogue import Catalogue
from ticketing.errors import CatalogueRefused, Fault
from ticketing.week import Hours


def read(folder: Path) -> Catalogue:
    """Read a catalogue.

    Files are UTF-8, with or without a byte-order mark, or Windows-1252 as spreadsheets save it. All
    but agencies and services may be missing.

    Raises:
        CatalogueRefused: With every fault found, the first hundred at most.
    """
    faults: list[Fault] = []
    its_agencies = agencies.read(folder, faults)
    its_services = services.read(folder, its_agencies, faults)
    its_counters, duties = counters.read(folder, its_agencies, its_services, faults)
    special, ramadans = special_days.read(folder, its_agencies, faults)
    catalogue = Catalogue(
        agencies=tuple(its_agencies),
        services=tuple(its_services),
        counters=its_counters or tuple(agencies.counters(its_agencies)),
        listed_duties=duties,
        policies=policies.read(folder, its_services, faults),
        hours=Hours(hours.read(folder, its_agencies, faults), special, ramadans),
        quotas=quotas.read(folder, its_agencies, its_services, faults),
        errands=errands.read(folder, its_agencies, its_services, faults),
        keywords=keywords.read(folder, its_services, faults),
        needs=needs.read(folder, its_agencies, its_services, faults),
        standards=standards.read(folder, its_agencies, its_services, faults),
    )
    if faults:
        raise CatalogueRefused(faults)
    return catalogue
