"""Tickets whose papers the tests look at."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

from printer.checklist import ChecklistSlip
from printer.checklist import compose as compose_checklist
from printer.slip import Slip, compose
from tests.fakes import MORNING, small_catalogue
from ticketing.catalogue import Catalogue, Service
from ticketing.errand import Errand, Step
from ticketing.lifecycle import State
from ticketing.model import HallInfo, Leg, Ticket, Told
from ticketing.outbox import Checklist
from ticketing.prospect import Prospect
from ticketing.week import Hours, Season, Shift
from ticketing.words import Language, Words

TOKEN = "MFRGGZDFMZTWQ2LKNNWG23TPOA"
HALL = HallInfo("MPP Bale Madukara", "Asia/Jakarta")
REHEARSAL = replace(HALL, rehearsal=True)
PROSPECT = Prospect(
    Told(3, MORNING + timedelta(minutes=135), MORNING + timedelta(minutes=145)),
    {
        "KTP-BARU": Told(4, MORNING + timedelta(minutes=170), MORNING + timedelta(minutes=205)),
        "PAJAK": Told(2, MORNING + timedelta(minutes=190), MORNING + timedelta(minutes=240)),
    },
)
LONG = "Penerbitan surat keterangan pindah datang penduduk antarkabupaten " * 3


def leg(
    language: Language = Language.ID,
    *,
    service: str = "KTP-BARU",
    agency: str = "DUKCAPIL",
    prefix: str = "A",
    n: int = 12,
    ahead: int = 7,
    priority: bool = False,
) -> Leg:
    """A ticket of 07:30, called 09:40-10:05."""
    told = Told(ahead, MORNING + timedelta(minutes=130), MORNING + timedelta(minutes=155))
    ticket = Ticket(
        UUID(int=1), MORNING.date(), prefix, n, language, priority, TOKEN, "kiosk-1", MORNING, told
    )
    return Leg(ticket, service, agency, State.WAITING, MORNING)


def slip(
    language: Language = Language.ID,
    *,
    hall: HallInfo = HALL,
    priority: bool = False,
    n: int = 12,
    address: str = "",
) -> Slip:
    """The words of an ordinary paper."""
    return compose(leg(language, priority=priority, n=n), small_catalogue(), hall, address=address)


def errand_slip(
    language: Language = Language.ID, done: tuple[str, ...] = (), present: str = "KK-BARU"
) -> Slip:
    """The words of a paper for three services of two agencies, the later ones called from 10:20 on."""
    catalogue = small_catalogue()
    steps = (Step("KK-BARU"), Step("KTP-BARU", ("KK-BARU",)), Step("PAJAK", ("KK-BARU",)))
    name = Words("Pindah ke Purwakarta", "Moving to Purwakarta", "Ngalih ka Purwakarta")
    full = replace(catalogue, errands=(Errand("PINDAH", name, steps),))
    ordinary = leg(language, service=present)
    ticket = replace(ordinary.ticket, errand="PINDAH", plan=steps)
    own = replace(ordinary, ticket=ticket, position=len(done) + 1)
    return compose(own, full, HALL, done, prospect=PROSPECT)


def bringing() -> Catalogue:
    """The small hall with three documents for a new identity card, an errand, and hours."""
    small = small_catalogue()
    documents = (
        *small.services[0].documents,
        Words("Fotokopi akta kelahiran", "Copy of the birth certificate", "Fotokopi akta lahir"),
        Words("Surat pengantar RT/RW", "Letter from the neighbourhood (RT/RW)"),
    )
    hours = Hours(
        (
            Shift("", Season.REGULAR, frozenset(range(4)), time(8), time(15), ((time(12), time(13)),), 30),
            Shift("", Season.REGULAR, frozenset({4}), time(8), time(11)),
        )
    )
    services = (replace(small.services[0], documents=documents), *small.services[1:])
    name = Words("Pindah ke Purwakarta", "Moving to Purwakarta", "Ngalih ka Purwakarta")
    errand = Errand("PINDAH", name, (Step("KTP-BARU"), Step("PAJAK")))
    return replace(small, services=services, hours=hours, errands=(errand,))


def checklist(
    language: Language = Language.ID,
    what: str = "KTP-BARU",
    *,
    missing: tuple[int, ...] = (),
    hall: HallInfo = HALL,
) -> ChecklistSlip:
    """The words of the paper of a checklist."""
    return compose_checklist(Checklist(UUID(int=2), what, language, missing), bringing(), hall, MORNING)


def long_slip(language: Language = Language.ID) -> Slip:
    """The words of a paper that has the most of everything."""
    catalogue = small_catalogue()
    words = Words(LONG.strip(), LONG.strip())
    service = Service("KTP-BARU", "DUKCAPIL", words, 8, (words,) * 12)
    agency = replace(catalogue.agencies[0], name=words, zone=LONG)
    desks = tuple(replace(catalogue.counters[0], name=f"{n}", zone="") for n in range(1, 60, 2))
    full = Catalogue((agency,), (service,), desks)
    hall = replace(REHEARSAL, name=LONG)
    return compose(leg(language, prefix="XY", n=12345, ahead=1200, priority=True), full, hall)
