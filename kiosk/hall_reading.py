"""Reads what the kiosk shows of the hall. No Qt."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kiosk.screen import Reading
from ticketing import calendar, offer, outbox
from ticketing.calendar import Closure, Opening, Reason
from ticketing.catalogue import Catalogue
from ticketing.foresight import Foresight
from ticketing.model import HallInfo
from ticketing.offer import CALM_MIN
from ticketing.ports import Store
from ticketing.sight import Sight

_POPULAR = 12


def read_hall(
    store: Store,
    known: Reading | None,
    now: datetime,
    kiosk: str,
    sight: Sight,
    *,
    counts_anew: bool = True,
    foresight: Foresight | None = None,
) -> Reading:
    """Read the hall.

    Args:
        store: The queue state.
        known: The last reading: its catalogue is taken over while the version is the same.
        now: The time.
        kiosk: Whose printers are looked at.
        sight: Of this store: before the day begins nobody waits, and no number has been given.
        counts_anew: Whether what people come for most is counted again, and not taken over.
        foresight: Follows this store; None where nobody can tell when people will be called.
    """
    hall = sight.of(store.hall())
    is_open = hall.day is not None
    is_known = known is not None and known.hall.catalogue_version == hall.catalogue_version
    catalogue = known.catalogue if known is not None and is_known else store.catalogue()
    closures = [closure for _, closure in store.closures(now)]
    loads = store.loads() if is_open else {}
    limited = sorted(offer.rationed(catalogue)) if is_open else []
    issued = {agency: store.standing(agency, now).issued for agency in limited}
    at = now if hall.seen_at is None else max(now, hall.seen_at)
    outlook = None if foresight is None else foresight.read(hall, catalogue, at)
    served_after = {} if outlook is None else _calmed(outlook.all_served_after(at), known)
    openings = offer.openings(catalogue, hall, closures, loads, issued, now, served_after)
    return Reading(
        hall,
        catalogue,
        waiting={line.service: line.waiting for line in store.queues()} if is_open else {},
        read_at=at,
        closed={code: one for code, one in openings.items() if not one.is_open},
        has_paper=outbox.can_print(store.printers(), kiosk),
        opening=_opening(hall, catalogue, closures, now),
        popular=_popular(store, catalogue) if counts_anew or known is None else known.popular,
        until={code: one.until for code, one in openings.items() if one.until is not None},
        newcomers={} if outlook is None else outlook.newcomers(at),
    )


def _calmed(served_after: Mapping[str, float], known: Reading | None) -> Mapping[str, float]:
    """Let what was shown as full open again only once there is some room to spare."""
    was_full = {code for code, one in known.closed.items() if one.reason is Reason.FULL} if known else ()
    return {code: after + (CALM_MIN if code in was_full else 0) for code, after in served_after.items()}


def _popular(store: Store, catalogue: Catalogue) -> tuple[str, ...]:
    """Learn what people come for most; a new hall begins with the first service of each need."""
    learnt = [code for code, _ in store.popular(_POPULAR)]
    firsts = [need.services[0] for need in catalogue.needs if need.services]
    return tuple(dict.fromkeys([*learnt, *firsts]))[:_POPULAR]


def _opening(
    hall: HallInfo, catalogue: Catalogue, closures: Sequence[Closure], now: datetime
) -> Opening | None:
    """Tell whether the hall as a whole gives numbers; a hall for practice always does."""
    if hall.rehearsal or not catalogue.hours.shifts:
        return None
    return calendar.opening(catalogue.hours, catalogue.national, closures, "", "", now, hall.timezone)
