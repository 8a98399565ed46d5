"""What the hall offers: agencies, services and counters."""

from dataclasses import dataclass
from functools import cached_property

from ticketing.words import Words


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that serves (instansi). `prefix` opens its numbers; `counters` counts its desks."""

    code: str
    name: Words
    prefix: str
    sector: str = ""
    zone: str = ""
    counters: int = 1


@dataclass(frozen=True, slots=True)
class Service:
    """What the visitor comes for (layanan).

    Attributes:
        code: Unique in the hall, such as ``KTP-BARU``.
        agency: Code of the agency that gives it.
        name: Its name.
        minutes: Usual minutes at the counter.
        documents: What the visitor must bring, in the order of the service standard.
    """

    code: str
    agency: str
    name: Words
    minutes: int
    documents: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """A desk (loket). `name` is what the board shows and the voice says: ``3``."""

    name: str
    agency: str
    zone: str = ""


@dataclass(frozen=True)
class Catalogue:
    """All agencies, services and counters of a hall, in the order of the files."""

    agencies: tuple[Agency, ...]
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]

    @cached_property
    def agency(self) -> dict[str, Agency]:
        """Agencies by code."""
        return {agency.code: agency for agency in self.agencies}

    @cached_property
    def service(self) -> dict[str, Service]:
        """Services by code."""
        return {service.code: service for service in self.services}

    @cached_property
    def counter(self) -> dict[str, Counter]:
        """Counters by name."""
        return {counter.name: counter for counter in self.counters}

    def services_of(self, agency: str) -> tuple[Service, ...]:
        """List the services of one agency."""
        return tuple(service for service in self.services if service.agency == agency)

    def counters_of(self, agency: str) -> tuple[Counter, ...]:
        """List the counters of one agency."""
        return tuple(counter for counter in self.counters if counter.agency == agency)
