"""Numbers that a kiosk holds for when the hall's server is out of reach.

Each kiosk leases a block of numbers, which are its own on every day and for every prefix until the lease
ends. No series ever gives them, so that whoever comes meanwhile at another kiosk gets another number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ticketing.errors import NoLease

#: No series reaches so far on one day; who reads such a number knows where it comes from.
NUMBERS = range(5001, 10_000)

#: So long a kiosk may be without its server before others may have its block.
LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Lease:
    """A block of numbers that one kiosk may give.

    Attributes:
        first: The first number of the block.
        last: Its last.
        holder: Made once by the queue state that gives the numbers: a kiosk that is set up anew has
            another, though its name is the same.
        kiosk: Name of the kiosk.
        until: The last day on which it may give them.
    """

    first: int
    last: int
    holder: UUID
    kiosk: str
    until: date

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return self.last - self.first + 1

    def nth(self, count: int) -> int:
        """Return the `count`-th number of the block, from 1. Raises NoLease where it has no more."""
        if count > self.size:
            raise NoLease(kiosk=self.kiosk)
        return self.first + count - 1


def of_kiosk(leases: Sequence[Lease], kiosk: str, day: date) -> Lease | None:
    """Find what a kiosk may use on a day, among the leases that it keeps itself."""
    own = [one for one in leases if one.kiosk == kiosk and day <= one.until]
    return max(own, key=lambda one: (one.until, one.first), default=None)


def grant(leases: Sequence[Lease], kiosk: str, holder: UUID, size: int, day: date) -> Lease:
    """Give a kiosk its block for another fortnight, or a block where it has none.

    Args:
        leases: All of the hall, ended ones too.
        kiosk: Name of the kiosk.
        holder: Its queue state.
        size: How many numbers it wants.
        day: The hall's day.

    Raises:
        NoLease: All blocks are leased.
    """
    going = [one for one in leases if one.until >= day]
    for one in going:
        if (one.holder, one.kiosk) == (holder, kiosk) and one.size >= size:
            return replace(one, until=max(one.until, day + LASTS))
    for first in range(NUMBERS.start, NUMBERS.stop - size + 1, size):
        last = first + size - 1
        if all(last < one.first or one.last < first for one in going):
            return Lease(first, last, holder, kiosk, day + LASTS)
    raise NoLease(kiosk=kiosk)
