"""Reads ``quotas.csv``: how many numbers a service gives on a day. Without the file there is no limit."""

from collections.abc import Sequence
from pathlib import Path

from app.catalogue_files.lines import Line, Report, check_cells, count, table
from app.catalogue_files.times import choice, names, weekdays
from ticketing.catalogue import Agency, Service
from ticketing.errors import Fault
from ticketing.quota import Channel, Quota

FILE = "quotas.csv"
COLUMNS = ("agency_code", "service_code", "weekdays", "channel", "count")

_MOST = 9999


def read(
    folder: Path, agencies: Sequence[Agency], services: Sequence[Service], faults: list[Fault]
) -> tuple[Quota, ...]:
    """Read all quotas, in the order of the file."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    known = {agency.code for agency in agencies}
    agency_of = {service.code: service.agency for service in services}
    quotas: list[Quota] = []
    for line in found.lines:
        quota = _quota(line, known, agency_of, found.report)
        _check_twice(line, quota, quotas, found.report)
        quotas.append(quota)
    return tuple(quotas)


def _quota(line: Line, known: set[str], agency_of: dict[str, str], report: Report) -> Quota:
    cells = line.cells
    check_cells(line, ("agency_code",), report)
    agency, service = cells["agency_code"], cells["service_code"]
    if agency and agency not in known:
        report.tell(line.number, "unknown_agency", agency)
    elif service and agency_of.get(service) != agency:
        report.tell(line.number, "unknown_service", service)
    days = weekdays(line, report)
    channel = choice(line, "channel", cells["channel"], ("", *Channel), report)
    return Quota(
        agency, service, days, Channel(channel) if channel else None, count(line, "count", 0, _MOST, report)
    )


def _check_twice(line: Line, quota: Quota, before: Sequence[Quota], report: Report) -> None:
    for other in before:
        same_days = quota.weekdays & other.weekdays
        if same_days and (quota.agency, quota.service, quota.channel) == (
            other.agency,
            other.service,
            other.channel,
        ):
            report.tell(line.number, "duplicate_quota", names(same_days))
            return
