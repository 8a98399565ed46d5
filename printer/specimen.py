"""A paper that is no ticket: everything that may stand on one, to see how a hall's papers look."""

from datetime import datetime, timedelta
from uuid import UUID

from printer.slip import Slip, compose
from ticketing.catalogue import Agency, Catalogue, Counter, Service
from ticketing.errand import Errand, Step
from ticketing.lifecycle import State
from ticketing.model import HallInfo, Leg, Ticket, Told
from ticketing.words import Language, Words

# No ticket has it: the alphabet of tokens reaches it by chance once in 2¹²⁸.
_NO_TOKEN = "A" * 26

_AGENCY = Words("Dinas Kependudukan dan Pencatatan Sipil", "Population Office", "Dinas Kependudukan")
_CARD = Words("Penerbitan kartu keluarga baru", "New family card", "Kartu kulawarga anyar")
_IDENTITY = Words("Penerbitan KTP elektronik", "Electronic identity card", "KTP éléktronik")
_MOVING = Words("Pindah datang", "Moving in", "Pindah ka dieu")
_PAPERS = (
    Words("Surat pindah dari daerah asal", "Letter of moving from where you lived", "Surat pindah"),
    Words("Kartu keluarga lama", "Old family card", "Kartu kulawarga heubeul"),
)


def specimen(hall: str, timezone: str, language: Language, now: datetime, address: str = "") -> Slip:
    """Compose a paper with a priority band, an errand of two services and documents, marked as practice.

    Args:
        hall: Name of the hall.
        timezone: Its zone, such as ``Asia/Jakarta``.
        language: Of the words.
        now: Time of issue, aware.
        address: Where phones find the hall's page; empty where they do not.
    """
    steps = (Step("KK"), Step("KTP", ("KK",)))
    catalogue = Catalogue(
        (Agency("SIPIL", _AGENCY, "A", zone="Zona 1"),),
        (Service("KK", "SIPIL", _CARD, 10, _PAPERS), Service("KTP", "SIPIL", _IDENTITY, 8)),
        tuple(Counter(f"{n}", "SIPIL", zone="Zona 1") for n in range(1, 5)),
        errands=(Errand("PINDAH", _MOVING, steps),),
    )
    told = Told(7, now + timedelta(minutes=40), now + timedelta(minutes=60))
    ticket = Ticket(
        id=UUID(int=0),
        day=now.date(),
        prefix="A",
        n=12,
        language=language,
        priority=True,
        token=_NO_TOKEN,
        kiosk="",
        issued_at=now,
        told=told,
        errand="PINDAH",
        plan=steps,
    )
    leg = Leg(ticket, "KK", "SIPIL", State.WAITING, now)
    return compose(leg, catalogue, HallInfo(hall, timezone, rehearsal=True), address=address)
