"""Reads ``services.csv``: what visitors come for."""

from collections.abc import Sequence
from pathlib import Path

from app.catalogue_files.lines import Line, Report, check_cells, check_code, count, split, table
from ticketing.catalogue import Agency, Service
from ticketing.errors import Fault
from ticketing.words import Words

FILE = "services.csv"
COLUMNS = (
    "agency_code",
    "service_code",
    "service_name_id",
    "service_name_en",
    "avg_minutes",
    "requirements_id",
    "requirements_en",
)


def read(folder: Path, agencies: Sequence[Agency], faults: list[Fault]) -> list[Service]:
    """Read all services, in the order of the file."""
    found = table(folder, FILE, COLUMNS, faults)
    report = found.report
    known = {agency.code for agency in agencies}
    services: list[Service] = []
    codes: set[str] = set()
    for line in found.lines:
        cells = line.cells
        check_cells(line, ("service_code", "service_name_id", "agency_code"), report)
        code, agency = cells["service_code"], cells["agency_code"]
        check_code(line, code, codes, report)
        if agency and agency not in known:
            report.tell(line.number, "unknown_agency", agency)
        minutes = count(line, "avg_minutes", 1, 480, report)
        name = Words(cells["service_name_id"], cells["service_name_en"], cells.get("service_name_su", ""))
        services.append(Service(code, agency, name, minutes, _documents(line, report)))
    return services


def _documents(line: Line, report: Report) -> tuple[Words, ...]:
    lists = [split(line.cells[f"requirements_{language}"]) for language in ("id", "en")]
    if lists[1] and len(lists[0]) != len(lists[1]):
        report.tell(line.number, "documents_differ")
        return ()
    english = lists[1] or [""] * len(lists[0])
    return tuple(Words(own, other) for own, other in zip(lists[0], english, strict=True))
