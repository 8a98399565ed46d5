"""Reads ``counters.csv``: the counters by name, and who serves and helps with what."""

from collections.abc import Sequence
from pathlib import Path

from app.catalogue_files.lines import Line, Report, check_cells, count, split, table
from ticketing.catalogue import Agency, Counter, Duty, Service
from ticketing.errors import Fault

FILE = "counters.csv"
COLUMNS = ("counter", "agency_code", "serves", "helps", "helps_after_minutes")

_ALIKE = "+"
_LONGEST_NAME = 10
_USUAL_THRESHOLD_MIN = 20


def read(
    folder: Path, agencies: Sequence[Agency], services: Sequence[Service], faults: list[Fault]
) -> tuple[tuple[Counter, ...], tuple[Duty, ...]]:
    """Read all counters and what is listed of their duties; neither where there is no such file."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    zones = {agency.code: agency.zone for agency in agencies}
    codes = _codes(agencies, services)
    counters: dict[str, Counter] = {}
    duties: list[Duty] = []
    for line in found.lines:
        name, agency = line.cells["counter"], line.cells["agency_code"]
        check_cells(line, ("counter", "agency_code"), found.report)
        if name in counters:
            found.report.tell(line.number, "duplicate_counter", name)
        elif name and not (len(name) <= _LONGEST_NAME and name.isprintable()):
            found.report.tell(line.number, "wrong_counter", name)
        if agency and agency not in zones:
            found.report.tell(line.number, "unknown_agency", agency)
        counters[name] = Counter(name, agency, line.cells.get("zone", "") or zones.get(agency, ""))
        duties += _duties(line, codes, found.report)
    return tuple(counters.values()), tuple(duties)


def _codes(agencies: Sequence[Agency], services: Sequence[Service]) -> dict[str, tuple[str, ...]]:
    """Tell which services a code stands for: a service for itself, an agency for all of its own."""
    of_agency = {
        agency.code: tuple(service.code for service in services if service.agency == agency.code)
        for agency in agencies
    }
    return of_agency | {service.code: (service.code,) for service in services}


def _duties(line: Line, codes: dict[str, tuple[str, ...]], report: Report) -> list[Duty]:
    cells = line.cells
    threshold = _USUAL_THRESHOLD_MIN
    if cells["helps_after_minutes"]:
        threshold = count(line, "helps_after_minutes", 1, 480, report)
    serves = split(cells["serves"]) or ([cells["agency_code"]] if cells["helps"] else [])
    made: dict[str, Duty] = {}
    for column, helps_after_min in ((serves, None), (split(cells["helps"]), threshold)):
        for preference, group in enumerate(column):
            for code in (one.strip() for one in group.split(_ALIKE)):
                if code not in codes:
                    report.tell(line.number, "unknown_duty", code)
                for service in codes.get(code, ()):
                    duty = Duty(cells["counter"], service, preference, helps_after_min)
                    made.setdefault(service, duty)
    return list(made.values())
