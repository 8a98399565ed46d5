"""What the hall offers: agencies, services and counters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ticketing.errand import Errand
from ticketing.policy import Policies
from ticketing.quota import Quota
from ticketing.week import Hours, NationalDays
from ticketing.words import Words

#: Stands in `Catalogue.standards` for all services of the hall.
EVERY = "*"


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


@dataclass(frozen=True, slots=True)
class Duty:
    """A service that a counter serves.

    Attributes:
        counter: Name of the counter.
        service: Code of the service.
        preference: 0 is the counter's first choice.
        helps_after_min: The counter only helps here: once somebody has waited so many minutes.
    """

    counter: str
    service: str
    preference: int = 0
    helps_after_min: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What people come for, such as a vehicle; `icon` may be empty, `services` are codes."""

    code: str
    name: Words
    icon: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """What a service promises (standar pelayanan), beside the documents that it wants to see.

    Attributes:
        procedure: The steps from the ticket to the result, in order.
        days: How long it takes, in words: ``paling lama 24 jam``.
        cost: What it costs, in words.
        product: What the visitor holds in the end.
        complaints: Where to complain.
    """

    procedure: tuple[Words, ...] = ()
    days: Words | None = None
    cost: Words | None = None
    product: Words | None = None
    complaints: Words | None = None

    def over(self, wider: "Standard") -> "Standard":
        """Return this standard, with the parts of a wider one where it says nothing itself."""
        return Standard(
            self.procedure or wider.procedure,
            self.days or wider.days,
            self.cost or wider.cost,
            self.product or wider.product,
            self.complaints or wider.complaints,
        )


_NOTHING = Standard()


@dataclass(frozen=True)
class Catalogue:
    """What a hall offers, in the order of the files.

    Attributes:
        policies: How priority is weighed against waiting.
        hours: When numbers are given; an empty one is always open.
        national: The country's holidays and days of fasting.
        quotas: How many are given.
        errands: What people come for that takes several services.
        needs: What people come for, whoever serves it.
        keywords: What people call a service, by its code; for the search.
        standards: What services promise, by the code of a service, of an agency, or `EVERY` for all.
        listed_duties: Who serves what, where the files say so; a counter without any serves all
            services of its agency alike.
    """

    agencies: tuple[Agency, ...]
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    listed_duties: tuple[Duty, ...] = ()
    policies: Policies = field(default_factory=Policies)
    hours: Hours = field(default_factory=Hours)
    national: NationalDays = field(default_factory=NationalDays)
    quotas: tuple[Quota, ...] = ()
    errands: tuple[Errand, ...] = ()
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    standards: Mapping[str, Standard] = field(default_factory=dict)

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

    @cached_property
    def need(self) -> dict[str, Need]:
        """Needs by code."""
        return {need.code: need for need in self.needs}

    @cached_property
    def errand(self) -> dict[str, Errand]:
        """Errands by code."""
        return {errand.code: errand for errand in self.errands}

    def services_of(self, agency: str) -> tuple[Service, ...]:
        """List the services of one agency."""
        return tuple(service for service in self.services if service.agency == agency)

    def counters_of(self, agency: str) -> tuple[Counter, ...]:
        """List the counters of one agency."""
        return tuple(counter for counter in self.counters if counter.agency == agency)

    def documents_of(self, services: Iterable[str]) -> tuple[Words, ...]:
        """List what several services together want to see, each document once, in order."""
        known = (self.service[code] for code in services if code in self.service)
        return tuple(dict.fromkeys(document for service in known for document in service.documents))

    def documents_for(self, what: str) -> tuple[Words, ...]:
        """List what a service, or an errand, wants to see; empty where it is not known."""
        if what in self.errand:
            return self.documents_of(self.errand[what].services)
        return self.service[what].documents if what in self.service else ()

    def standard_of(self, service: str) -> Standard:
        """Put together what a service promises: its own parts, else its agency's, else those of all.

        A service that is offered no longer promises what all do.
        """
        known = self.service.get(service)
        merged = self.standards.get(EVERY, _NOTHING)
        for code in (known.agency, known.code) if known else ():
            merged = self.standards.get(code, _NOTHING).over(merged)
        return merged

    @cached_property
    def duties(self) -> dict[str, tuple[Duty, ...]]:
        """Who serves what, by the name of the counter."""
        listed: dict[str, list[Duty]] = {counter.name: [] for counter in self.counters}
        for duty in self.listed_duties:
            listed[duty.counter].append(duty)
        return {
            counter.name: tuple(listed[counter.name])
            or tuple(Duty(counter.name, service.code) for service in self.services_of(counter.agency))
            for counter in self.counters
        }
