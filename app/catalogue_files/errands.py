"""Reads ``errands.csv``: what people come for that takes several services, one line for each step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.catalogue_files.lines import Line, Report, check_cells, check_code, split, table
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
    """The steps of one errand, each with its line; `lines` tells where a service comes first."""

    code: str
    name: Words
    steps: list[tuple[int, Step]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def plan(self) -> tuple[Step, ...]:
        return tuple(step for _, step in self.steps)


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
    return tuple(Errand(draft.code, draft.name, draft.plan()) for draft in drafts.values())


def _take(
    line: Line, drafts: dict[str, _Draft], agency_of: dict[str, str], closed: set[str], report: Report
) -> None:
    cells = line.cells
    check_cells(line, ("errand_code", "service_code"), report)
    code, service = cells["errand_code"], cells["service_code"]
    if not code:
        return
    check_code(line, code, set(agency_of), report)
    name = Words(cells["errand_name_id"], cells["errand_name_en"], cells.get("errand_name_su", ""))
    if code not in drafts:
        check_cells(line, ("errand_name_id",), report)
        drafts[code] = _Draft(code, name)
    elif _differ(name, drafts[code].name):
        report.tell(line.number, "names_differ", code)
    draft = drafts[code]
    if service and service not in agency_of:
        report.tell(line.number, "unknown_service", service)
    elif service in draft.lines:
        report.tell(line.number, "duplicate_step", service)
    elif agency_of.get(service) in closed:
        report.tell(line.number, "no_counter", service)
    draft.lines.setdefault(service, line.number)
    draft.steps.append((line.number, Step(service, tuple(split(cells["after"])))))


def _differ(name: Words, first: Words) -> bool:
    """Tell whether a later line names the errand otherwise; an empty cell says nothing."""
    pairs = ((name.id, first.id), (name.en, first.en), (name.su, first.su))
    return any(later and later != earlier for later, earlier in pairs)


def _check(draft: _Draft, report: Report) -> None:
    """Tell what only shows when all steps are known."""
    first = min(draft.lines.values())
    if not _FEWEST <= len(draft.steps) <= _MOST:
        report.tell(first, "few_steps", draft.code)
    for number, step in draft.steps:
        for before in step.after:
            if before not in draft.lines:
                report.tell(number, "unknown_step", before)
    waiting = errand.cycle(draft.plan())
    if waiting:
        report.tell(draft.lines[waiting[0]], "errand_cycle", " → ".join((*waiting, waiting[0])))
