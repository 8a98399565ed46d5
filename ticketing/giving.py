"""Whether a service gives numbers, and how long it would be waited for, in a transaction."""

from collections.abc import Callable, Mapping
from functools import cache

from ticketing import offer
from ticketing.calendar import Opening
from ticketing.catalogue import Service
from ticketing.moment import Moment
from ticketing.quota import Channel
from ticketing.waiting.outlook import Outlook


def opening(now: Moment, service: Service, channel: Channel, outlook: Outlook | None) -> Opening:
    """Tell whether a service gives numbers now.

    Args:
        now: The moment.
        service: What is asked for.
        channel: How the visitor comes.
        outlook: Tells when people will be called; None where that is not known.
    """
    assert now.info.day is not None
    day = now.info.day

    def standing() -> offer.Standing:
        issued: Mapping[tuple[str, Channel], int] = {}
        if any(one.agency == service.agency for one in now.catalogue.quotas):
            issued = now.tx.issued(service.agency, day)
        return offer.Standing(now.tx.closures(now.at), now.tx.load(service.agency, day), issued)

    def served_after(code: str) -> float | None:
        return None if outlook is None else outlook.served_after(code, now.at)

    return offer.opening_of(service.code, channel, now.catalogue, now.info, standing, now.at, served_after)


class Waits:
    """Tells the minutes that a service would be waited for; None where it gives no numbers now.

    Args:
        now: The moment.
        priority: With priority.
        channel: How the visitor comes.
        outlook: Returns what tells the minutes; asked only if there is a choice.
        decides: Whether that tells too that a day is full.
    """

    def __init__(
        self,
        now: Moment,
        priority: bool,
        channel: Channel,
        outlook: Callable[[], Outlook],
        *,
        decides: bool = True,
    ) -> None:
        self._now = now
        self._priority = priority
        self._channel = channel
        self._outlook = cache(outlook)
        self._decides = decides

    def __call__(self, code: str) -> float | None:
        """Tell it of a service, by its code."""
        now, outlook = self._now, self._outlook()
        service = now.catalogue.service.get(code)
        if service is None:
            return None
        if not opening(now, service, self._channel, outlook if self._decides else None).is_open:
            return None
        return outlook.of_new(code, now.at, priority=self._priority).middle_min
