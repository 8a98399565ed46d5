"""When a ticket will be called, and for each later service of its errand: what its visitor is told now."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError
from ticketing.foresight import Foresight
from ticketing.model import HallInfo, Ticket, Told
from ticketing.ports import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is known of the calls that a ticket waits for.

    Attributes:
        now: People ahead and the range of its call; None while it does not wait, and where nobody knows.
        then: The ranges of the later services of its errand, by service, where known.
    """

    now: Told | None = None
    then: Mapping[str, Told] = field(default_factory=dict)


def prospect_of(
    store: Store, foresight: Foresight, offered: Callable[[HallInfo], Catalogue], ticket: Ticket, at: datetime
) -> Prospect:
    """Tell what is known of a ticket, without the hall's lock; nothing where it cannot be told.

    Two that ask about a number when it was given hear the same, though one asks a moment later: they
    reckon from the last action in the hall.

    Args:
        store: The queue state that the ticket is in.
        foresight: Follows this store.
        offered: Tells what a hall offers as it was just read.
        ticket: The ticket. Of one that a kiosk gave alone, nothing is known before the hall has it.
        at: From when on is reckoned; not before the last action in the hall.
    """
    if ticket.is_away and ticket.handed_in_at is None:
        return Prospect()
    try:
        info = store.hall()
        outlook = foresight.read(info, offered(info), at)
        at = max(at, store.hall().seen_at or at)  # read afterwards: not before the last line that was heard
        own = outlook.everybody(at).get(ticket.id)
        steps = outlook.steps_of(ticket.id, at)
    except AntreanError as trouble:
        log.warning("the hours of %s are not known: %s", ticket.number, trouble)
    except Exception:  # a number, and its paper, are worth more than the hours on it
        log.exception("Bug: %s is told no hours", ticket.number)
    else:
        later = steps if own is None else steps[1:]
        now = None if own is None else own.told(at)
        return Prospect(now, {step.service: step.forecast.told(at) for step in later})
    return Prospect()
