"""What the kiosk shows: one frozen value per moment. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, IntEnum

from kiosk.ease import NO_EASE, Ease
from kiosk.scanning import Scanned
from ticketing.calendar import Opening
from ticketing.catalogue import Agency, Catalogue, Need, Service
from ticketing.errand import Errand, may_come_next
from ticketing.errors import AntreanError
from ticketing.issuing import Issued
from ticketing.model import HallInfo, Leg, Told
from ticketing.waiting.forecast import Forecast
from ticketing.words import Language, Words

_NEVER = float("inf")


class Page(IntEnum):
    """The pages, in the order in which a visitor walks through them."""

    FAULT = -1
    WELCOME = 0
    HOME = 1
    AGENCIES = 2
    SERVICES = 3
    NEED = 4
    ERRANDS = 5
    SEARCH = 6
    SERVICE = 7
    ERRAND = 8
    SORRY = 9
    NUMBER = 10
    SCANNED = 11


class Paper(Enum):
    """What the visitor is told about the paper."""

    COMING = "coming"
    OUT = "out"
    TROUBLE = "trouble"
    EMPTY = "empty"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """The hall as it was last read.

    Attributes:
        hall: Name, zone, rehearsal.
        catalogue: What it offers.
        waiting: Tickets waiting, by service code.
        read_at: When.
        closed: Services that gave no numbers then, by their hours or by a closure, and when again.
        has_paper: A printer of this kiosk could print then.
        opening: Whether the hall gave numbers then, by the hours of most of it; None where they are not
            written down, or do not matter.
        popular: Codes of what people came for most of late, the most wanted first.
        until: When the last number is given of what is open now, by service code.
        newcomers: When a number that is taken now would be called, by service code.
        is_away: The hall is out of reach; this is what the kiosk itself knows. Who waits it does not.
    """

    hall: HallInfo
    catalogue: Catalogue
    waiting: dict[str, int]
    read_at: datetime
    closed: dict[str, Opening] = field(default_factory=dict)
    has_paper: bool = True
    opening: Opening | None = None
    popular: tuple[str, ...] = ()
    until: Mapping[str, datetime] = field(default_factory=dict)
    newcomers: Mapping[str, Forecast] = field(default_factory=dict)
    is_away: bool = False

    def told(self, service: Service) -> Told | None:
        """Tell people ahead and the range of the call for a number that is taken now; None if not known."""
        forecast = self.newcomers.get(service.code)
        return None if forecast is None else forecast.told(self.read_at)

    def waiting_at(self, agency: Agency) -> int:
        """Count who waits for an agency."""
        return sum(self.waiting.get(service.code, 0) for service in self.catalogue.services_of(agency.code))

    def closed_at(self, agency: Agency) -> Opening | None:
        """Return when an agency opens again of which no service gives numbers; None for others."""
        return self._closed_all([service.code for service in self.catalogue.services_of(agency.code)])

    def closed_for(self, errand: Errand) -> Opening | None:
        """Return when an errand can be begun again of which nothing that may come first gives numbers."""
        return self._closed_all(may_come_next(errand.steps, ()))

    def _closed_all(self, services: Sequence[str]) -> Opening | None:
        """Return the opening that comes first, where all services are closed."""
        found = [self.closed[code] for code in services if code in self.closed]
        if not services or len(found) < len(services):
            return None
        return min(found, key=lambda one: one.opens_at.timestamp() if one.opens_at else _NEVER)

    def agency_of(self, leg: Leg) -> Agency:
        """Return the agency of a leg; one that is not listed any more is called by its code."""
        known = self.catalogue.agency.get(leg.agency)
        return known or Agency(leg.agency, Words(leg.agency), leg.ticket.prefix)

    def service_of(self, leg: Leg) -> Service:
        """Return the service of a leg; as `agency_of`."""
        known = self.catalogue.service.get(leg.service)
        return known or Service(leg.service, leg.agency, Words(leg.service), 0)

    @property
    def waiting_in_all(self) -> int:
        """Count who waits in the hall."""
        return sum(self.waiting.values())


@dataclass(frozen=True, slots=True)
class Screen:
    """All that the window needs to draw itself.

    Attributes:
        page: Which page.
        language: The visitor's.
        reading: The hall; None before it was read for the first time.
        agency: Chosen from `Page.SERVICES` on.
        service: Chosen from `Page.SERVICE` on; of an errand the one that comes first.
        errand: Chosen from `Page.ERRAND` on; None for a single service.
        issued: The answer, on `Page.NUMBER`.
        paper: How far its paper is.
        shows_qr: The number is to be photographed; stays once it is offered.
        may_reprint: Its paper may be asked for once more.
        is_asking: A tap waits for its answer; further taps do nothing.
        seconds_left: Countdown of "Masih di sini?"; None while it is not asked.
        trouble: Why there is no number, on `Page.SORRY` and `Page.FAULT`.
        scanned: What came of a code, on `Page.SCANNED`.
        typed: What was typed to search for.
        found: Codes of the services that this finds, best first.
        need: Chosen on `Page.HOME`.
        came_from: The page on which the service was chosen.
        ticked: Which documents of the service the visitor has, by their places in its list.
        list_paper: How far the list of what is missing is; NONE before it was asked for.
        slide: Which slide stands on `Page.WELCOME`, counted on and on.
        ease: How the visitor wants the kiosk to be.
        shows_ease: The sheet is open on which that is chosen.
    """

    page: Page = Page.WELCOME
    language: Language = Language.ID
    reading: Reading | None = None
    agency: Agency | None = None
    service: Service | None = None
    errand: Errand | None = None
    issued: Issued | None = None
    paper: Paper = Paper.NONE
    shows_qr: bool = False
    may_reprint: bool = False
    is_asking: bool = False
    seconds_left: int | None = None
    trouble: AntreanError | None = None
    scanned: Scanned | None = None
    typed: str = ""
    found: tuple[str, ...] = ()
    need: Need | None = None
    came_from: Page = Page.SERVICES
    ticked: frozenset[int] = frozenset()
    list_paper: Paper = Paper.NONE
    slide: int = 0
    ease: Ease = NO_EASE
    shows_ease: bool = False

    @property
    def wanted(self) -> str:
        """Code of what a number is for: the errand or service shown; empty where none is."""
        if self.page is Page.ERRAND and self.errand is not None:
            return self.errand.code
        return self.service.code if self.page is Page.SERVICE and self.service is not None else ""

    def with_reading(self, reading: Reading) -> "Screen":
        """Take over a new reading; who chose what is no longer offered goes back one page."""
        chosen = replace(self, reading=reading)
        if self.page is Page.ERRAND and not self.is_asking and self.errand is not None:
            errand = reading.catalogue.errand.get(self.errand.code)
            return replace(chosen, page=Page.ERRAND if errand else Page.ERRANDS, errand=errand)
        if self.page is Page.NEED and self.need is not None:
            need = reading.catalogue.need.get(self.need.code)
            return replace(chosen, page=Page.NEED if need else Page.HOME, need=need)
        if self.page not in (Page.SERVICES, Page.SERVICE) or self.is_asking:
            return chosen
        assert self.agency is not None
        agency = reading.catalogue.agency.get(self.agency.code)
        if agency is None:
            return replace(chosen, page=Page.AGENCIES, agency=None, service=None)
        if self.service is None:
            return replace(chosen, agency=agency)
        service = reading.catalogue.service.get(self.service.code)
        page = self.page if service else self.came_from
        ticked = self.ticked if service == self.service else frozenset()  # another list has other places
        return replace(chosen, page=page, agency=agency, service=service, ticked=ticked)
