"""Reads the files of a catalogue, one module each; tells every fault by file and line."""

from pathlib import Path

from app.catalogue_files import agencies, services
from ticketing.catalogue import Catalogue
from ticketing.errors import CatalogueRefused, Fault


def read(folder: Path) -> Catalogue:
    """Read a catalogue.

    Files are UTF-8, with or without a byte-order mark, or Windows-1252 as spreadsheets save it.

    Raises:
        CatalogueRefused: With every fault found, the first hundred at most.
    """
    faults: list[Fault] = []
    its_agencies = agencies.read(folder, faults)
    its_services = services.read(folder, its_agencies, faults)
    if faults:
        raise CatalogueRefused(faults)
    return Catalogue(tuple(its_agencies), tuple(its_services), tuple(agencies.counters(its_agencies)))
