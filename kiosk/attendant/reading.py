"""What staff want to know of a kiosk, read at once. No Qt."""

from dataclasses import dataclass
from datetime import datetime

from ticketing.calendar import Closure
from ticketing.catalogue import Agency
from ticketing.outbox import PaperLine, PrinterState
from ticketing.ports import Store

#: So many papers of this kiosk are listed …
_SHOWN = 12
# … found among so many of the hall, whose other kiosks print as well.
_LOOKED_AT = 240


@dataclass(frozen=True, slots=True)
class Reading:
    """The kiosk as it was last read.

    Attributes:
        printers: Its printers, the first one first.
        papers: Its last papers, newest first.
        closures: What is closed in the hall, with the numbers of the closures.
        agencies: Those of the hall.
        zone: Name of the hall's time zone.
    """

    printers: tuple[PrinterState, ...]
    papers: tuple[PaperLine, ...]
    closures: tuple[tuple[int, Closure], ...]
    agencies: tuple[Agency, ...]
    zone: str


def read(store: Store, kiosk: str, now: datetime) -> Reading:
    """Read the kiosk of a name."""
    # A list of what somebody lacks is asked for anew by the visitor; only numbers are printed again here.
    tickets = [line for line in store.papers(_LOOKED_AT) if line.job.ticket_id is not None]
    own = [line for line in tickets if line.job.spool == kiosk]
    return Reading(
        printers=tuple(one for one in store.printers() if one.spool == kiosk),
        papers=tuple(own[:_SHOWN]),
        closures=tuple(store.closures(now)),
        agencies=tuple(store.catalogue().agencies),
        zone=store.hall().timezone,
    )
