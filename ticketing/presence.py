"""Who is at a counter, and whether it is at work."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """Whether a counter calls people."""

    OPEN = "open"
    BREAK = "break"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Presence:
    """A counter and its clerk.

    Attributes:
        counter: Name of the counter.
        staff: The name that its clerk signed in with; empty when nobody did.
        standing: Whether it calls people.
        reason: Why it does not, as its clerk chose it.
        since: When it began to stand so.
        until: When a break ends by itself; None when its clerk ends it.
    """

    counter: str
    staff: str = ""
    standing: Standing = Standing.OPEN
    reason: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def at(self, now: datetime) -> "Presence":
        """Return how it stands now: a break that was to end by now has ended."""
        if self.standing is Standing.BREAK and self.until is not None and self.until <= now:
            return replace(self, standing=Standing.OPEN, reason="", since=self.until, until=None)
        return self
