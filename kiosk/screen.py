"""What the kiosk shows: one frozen value per moment. No Qt."""

from dataclasses import dataclass, replace
from enum import Enum, IntEnum

from ticketing.catalogue import Agency, Catalogue, Service
from ticketing.errors import AntreanError
from ticketing.issuing import Issued
from ticketing.model import HallInfo
from ticketing.words import Language


class Page(IntEnum):
    """The pages, in the order in which a visitor walks through them."""

    FAULT = -1
    WELCOME = 0
    AGENCIES = 1
    SERVICES = 2
    SERVICE = 3
    SORRY = 4
    NUMBER = 5


class Paper(Enum):
    """What the visitor is told about the paper."""

    COMING = "coming"
    OUT = "out"
    TROUBLE = "trouble"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """The hall as it was last read.

    Attributes:
        hall: Name, zone, rehearsal.
        catalogue: What it offers.
        waiting: Tickets waiting, by service code.
    """

    hall: HallInfo
    catalogue: Catalogue
    waiting: dict[str, int]

    def waiting_at(self, agency: Agency) -> int:
        """Count who waits for an agency."""
        return sum(self.waiting.get(service.code, 0) for service in self.catalogue.services_of(agency.code))

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
        service: Chosen from `Page.SERVICE` on.
        issued: The answer, on `Page.NUMBER`.
        paper: How far its paper is.
        shows_qr: The number is to be photographed; stays once it is offered.
        is_asking: A tap waits for its answer; further taps do nothing.
        seconds_left: Countdown of "Masih di sini?"; None while it is not asked.
        trouble: Why there is no number, on `Page.SORRY` and `Page.FAULT`.
    """

    page: Page = Page.WELCOME
    language: Language = Language.ID
    reading: Reading | None = None
    agency: Agency | None = None
    service: Service | None = None
    issued: Issued | None = None
    paper: Paper = Paper.NONE
    shows_qr: bool = False
    is_asking: bool = False
    seconds_left: int | None = None
    trouble: AntreanError | None = None

    def with_reading(self, reading: Reading) -> "Screen":
        """Take over a new reading; who chose what is no longer offered goes back one page."""
        chosen = replace(self, reading=reading)
        if self.page not in (Page.SERVICES, Page.SERVICE) or self.is_asking:
            return chosen
        assert self.agency is not None
        agency = reading.catalogue.agency.get(self.agency.code)
        if agency is None:
            return replace(chosen, page=Page.AGENCIES, agency=None, service=None)
        if self.service is None:
            return replace(chosen, agency=agency)
        service = reading.catalogue.service.get(self.service.code)
        page = self.page if service is not None else Page.SERVICES
        return replace(chosen, page=page, agency=agency, service=service)
