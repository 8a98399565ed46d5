"""Reads ``keywords.csv``: what people call a service, in everyday words of any language."""

from collections.abc import Sequence
from pathlib import Path

from app.catalogue_files.lines import check_cells, split, table
from ticketing.catalogue import Service
from ticketing.errors import Fault

FILE = "keywords.csv"
COLUMNS = ("service_code", "words")


def read(folder: Path, services: Sequence[Service], faults: list[Fault]) -> dict[str, tuple[str, ...]]:
    """Read the everyday words by the code of the service; a service may have several lines."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    known = {service.code for service in services}
    words: dict[str, tuple[str, ...]] = {}
    for line in found.lines:
        code = line.cells["service_code"]
        check_cells(line, COLUMNS, found.report)
        if code and code not in known:
            found.report.tell(line.number, "unknown_service", code)
        words[code] = (*words.get(code, ()), *split(line.cells["words"]))
    return words
