"""The boards of a hall: the notice that covers them, and how each of them is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class NoticeKind(StrEnum):
    """Why a page covers the boards."""

    CLOSING = "closing"
    BREAK = "break"
    PRAYER = "prayer"
    EVACUATION = "evacuation"


@dataclass(frozen=True, slots=True)
class Notice:
    """A full-page notice. There is one at a time, for all boards of the hall.

    Attributes:
        kind: Why.
        since: When it was set.
        until: When it ends by itself; None until somebody ends it.
    """

    kind: NoticeKind
    since: datetime
    until: datetime | None = None

    def is_on(self, now: datetime) -> bool:
        """Tell whether it has not ended by itself."""
        return self.until is None or now < self.until


class Sound(StrEnum):
    """How a board is heard."""

    ON = "on"
    OFF = "off"
    FAILING = "failing"


#: A board tells at least so often how it is; one that was not seen for twice as long is not there.
SEEN_EVERY = timedelta(seconds=60)

#: Who waits longer for an announcement is a backlog that a supervisor should see to.
LONG_BEHIND_S = 15


@dataclass(frozen=True, slots=True)
class BoardState:
    """How one board was when it last told.

    Attributes:
        name: Its name.
        zones: The zones that it shows; empty for all.
        waiting: So many calls wait to be announced.
        behind_s: The first of them has waited so many seconds.
        sound: Whether it is heard.
        seen_at: When it told.
        troubles: What else a technician should see to, in words of the log.
    """

    name: str
    zones: tuple[str, ...]
    waiting: int
    behind_s: int
    sound: Sound
    seen_at: datetime
    troubles: tuple[str, ...] = ()

    def is_there(self, now: datetime) -> bool:
        """Tell whether it still tells."""
        return now - self.seen_at < 2 * SEEN_EVERY
