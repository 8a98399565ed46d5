"""Reads ``needs.csv``: what people come for, and which services that may be."""

from collections.abc import Sequence
from pathlib import Path

from app.catalogue_files.lines import check_cells, check_code, split, table
from ticketing.catalogue import Agency, Need, Service
from ticketing.errors import Fault
from ticketing.words import Words

FILE = "needs.csv"
COLUMNS = ("need_code", "need_name_id", "need_name_en", "icon", "services")

_ICONS = Path(__file__).parents[2] / "assets" / "icons"


def read(
    folder: Path, agencies: Sequence[Agency], services: Sequence[Service], faults: list[Fault]
) -> tuple[Need, ...]:
    """Read all needs, in the order of the file; an agency stands for all of its services."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    meant: dict[str, tuple[str, ...]] = {service.code: (service.code,) for service in services}
    for agency in agencies:
        meant[agency.code] = tuple(service.code for service in services if service.agency == agency.code)
    icons = {file.stem for file in _ICONS.glob("*.svg")}
    codes: set[str] = set()
    needs = []
    for line in found.lines:
        cells = line.cells
        check_cells(line, ("need_code", "need_name_id", "services"), found.report)
        check_code(line, cells["need_code"], codes, found.report)
        if cells["icon"] and cells["icon"] not in icons:
            found.report.tell(line.number, "unknown_word", f"icon={cells['icon']}")
        listed = split(cells["services"])
        for code in listed:
            if code not in meant:
                found.report.tell(line.number, "unknown_duty", code)
        name = Words(cells["need_name_id"], cells["need_name_en"], cells.get("need_name_su", ""))
        its = tuple(dict.fromkeys(one for code in listed for one in meant.get(code, ())))
        needs.append(Need(cells["need_code"], name, cells["icon"], its))
    return tuple(needs)
