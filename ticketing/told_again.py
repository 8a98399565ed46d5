"""Which hours are shown to somebody who was told some before: they change where it matters, and say so.

The page on the visitor's phone decides by the same rule (``phone/page/estimate.js``).
"""

from datetime import timedelta

from ticketing.model import Leg, Told

#: An end that lies so far beyond the one shown is worth a word, and so is a range that has become so much
#: narrower.
BEYOND = timedelta(minutes=10)
NARROWER = timedelta(minutes=30)


def printed(leg: Leg) -> Told | None:
    """Return what the paper says of a leg; None for the later services of an errand and where nobody knew."""
    return leg.ticket.told if leg.position == 1 and not leg.ticket.is_away else None


def is_worth_telling(shown: Told, fresh: Told) -> bool:
    """Tell whether the call is no longer expected in the hours shown, may well come outside of them, or is
    known much better.
    """
    middle = fresh.called_from + (fresh.called_until - fresh.called_from) / 2
    is_outside = not shown.called_from <= middle <= shown.called_until
    is_beyond = (
        shown.called_from - fresh.called_from >= BEYOND or fresh.called_until - shown.called_until >= BEYOND
    )
    return is_outside or is_beyond or _width(shown) - _width(fresh) >= NARROWER


def _width(told: Told) -> timedelta:
    return told.called_until - told.called_from
