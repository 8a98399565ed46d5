"""Reads ``agencies.csv``: who serves in the hall, and at how many counters."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.catalogue_files.lines import check_cells, check_code, count, table
from ticketing import numbering
from ticketing.catalogue import Agency, Counter
from ticketing.errors import Fault
from ticketing.words import Words

FILE = "agencies.csv"
COLUMNS = (
    "agency_code",
    "agency_name_id",
    "agency_name_en",
    "ticket_prefix",
    "assumed_counters",
    "zone",
)


def read(folder: Path, faults: list[Fault]) -> list[Agency]:
    """Read all agencies, in the order of the file."""
    found = table(folder, FILE, COLUMNS, faults)
    report = found.report
    agencies: list[Agency] = []
    codes: set[str] = set()
    prefixes: set[str] = set()
    for line in found.lines:
        cells = line.cells
        check_cells(line, ("agency_code", "agency_name_id", "ticket_prefix"), report)
        code, prefix = cells["agency_code"], cells["ticket_prefix"]
        check_code(line, code, codes, report)
        if prefix in prefixes:
            report.tell(line.number, "duplicate_prefix", prefix)
        elif prefix and not numbering.is_prefix(prefix):
            report.tell(line.number, "wrong_prefix", prefix)
        prefixes.add(prefix)
        counters = count(line, "assumed_counters", 0, 99, report)
        name = Words(cells["agency_name_id"], cells["agency_name_en"], cells.get("agency_name_su", ""))
        agencies.append(Agency(code, name, prefix, cells.get("sector", ""), cells["zone"], counters))
    return agencies


def counters(agencies: Sequence[Agency]) -> Iterator[Counter]:
    """Number the counters through the hall, in the order of the agencies."""
    number = 0
    for agency in agencies:
        for _ in range(agency.counters):
            number += 1
            yield Counter(str(number), agency.code, agency.zone)
