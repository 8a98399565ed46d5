"""Reads ``errands.csv``: what people come for that takes several services, one line for each step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.catalogue_files.lines import Line, Report, check_cells, split, table
from ticketing import errand
from ticketing.catalogue import Agency, Service
from ticketing.errand import Errand, Step
from ticketing.errors import Fault
from ticketing.words import Words

FILE = "errands.csv"
COLUMNS = ("errand_code", "errand_name_id", "errand_name_en", "service_code", "after")

_FEWEST, _MOST = 2, 12


@dataclass(slots=True)
class _Draft:
    """The lines of one errand."""

    code: str
    name: Words
    steps: list[Step] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def read(
    folder: Path, agencies: Sequence[Agency], services: Sequence[Service], faults: list[Fault]
) -> tuple[Errand, ...]:
    """Read all errands, in the order of the file."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    agency_of = {service.code: service.agency for service in services}
    closed = {agency.code for agency in agencies if not agency.counters}
    drafts: dict[str, _Draft] = {}
    for line in found.lines:
        _take(line, drafts, agency_of, closed, found.report)
    for draft in drafts.values():
        _check(draft, found.report)
    return tuple(Errand(draft.code, draft.name, tuple(draft.steps)) for draft in drafts.values())


def _take(
    line: Line, drafts: dict[str, _Draft], agency_of: dict[str, str], closed: set[str], report: Report
) -> None:
    cells = line.cells
    check_cells(line, ("errand_code", "service_code"), report)
    code, service = cells["errand_code"], cells["service_code"]
    name = Words(cells["errand_name_id"], cells["errand_name_en"], cells.get("errand_name_su", ""))
    if code not in drafts:
        check_cells(line, ("errand_name_id",), report)
        drafts[code] = _Draft(code, name)
    elif name.id and name != drafts[code].name:
        report.tell(line.number, "names_differ", code)
    if code in agency_of:
        report.tell(line.number, "duplicate_code", code)
    draft = drafts[code]
    if service and service not in agency_of:
        report.tell(line.number, "unknown_service", service)
    elif service in draft.lines:
        report.tell(line.number, "duplicate_step", service)
    elif agency_of.get(service) in closed:
        report.tell(line.number, "no_counter", service)
    draft.lines.setdefault(service, line.number)
    draft.steps.append(Step(service, tuple(split(cells["after"]))))


def _check(draft: _Draft, report: Report) -> None:
    """Tell what only shows when all steps are known."""
    first = min(draft.lines.values())
    if not _FEWEST <= len(draft.steps) <= _MOST:
        report.tell(first, "few_steps", draft.code)
    for step in draft.steps:
        for before in step.after:
            if before not in draft.lines:
                report.tell(draft.lines[step.service], "unknown_step", before)
    known = [
        Step(step.service, tuple(one for one in step.after if one in draft.lines)) for step in draft.steps
    ]
    waiting = errand.cycle(known)
    if waiting:
        report.tell(draft.lines[waiting[0]], "errand_cycle", " → ".join((*waiting, waiting[0])))
