"""Reads ``policies.csv``: how priority is weighed, for the whole hall and for single services."""

from collections.abc import Sequence
from pathlib import Path

from app.catalogue_files.lines import Line, Report, count, table
from ticketing.catalogue import Service
from ticketing.errors import Fault
from ticketing.policy import Kind, Policies, Policy

FILE = "policies.csv"
COLUMNS = ("service_code", "policy", "weight", "one_in", "bound_minutes")

_LEAST_WEIGHT, _MOST_WEIGHT = 1.0, 100.0


def read(folder: Path, services: Sequence[Service], faults: list[Fault]) -> Policies:
    """Read the policies; what the file leaves out is as the program has it."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    known = {service.code for service in services}
    policies: dict[str, Policy] = {}
    for line in found.lines:
        code = line.cells["service_code"]
        if code and code not in known:
            found.report.tell(line.number, "unknown_service", code)
        if code in policies:
            found.report.tell(line.number, "duplicate_policy", code or "*")
        policies[code] = _policy(line, found.report)
    hall = policies.pop("", Policy())
    return Policies(hall, tuple(policies.items()))


def _policy(line: Line, report: Report) -> Policy:
    usual, cells = Policy(), line.cells
    kind = usual.kind
    if cells["policy"] in list(Kind):
        kind = Kind(cells["policy"])
    else:
        report.tell(line.number, "unknown_policy", cells["policy"])
    n = count(line, "one_in", 2, 20, report) if cells["one_in"] else usual.n
    bound = count(line, "bound_minutes", 1, 1440, report) if cells["bound_minutes"] else usual.bound_min
    weight = _weight(line, report) if cells["weight"] else usual.weight
    return Policy(kind, weight, n, bound)


def _weight(line: Line, report: Report) -> float:
    text = line.cells["weight"]
    try:
        weight = float(text)
    except ValueError:
        weight = 0.0
    if _LEAST_WEIGHT <= weight <= _MOST_WEIGHT:
        return weight
    report.tell(line.number, "not_a_number", f"weight={text}")
    return _LEAST_WEIGHT
