"""How long the staff's page waits. No Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rest:
    """Waiting times in seconds.

    Attributes:
        locked_s: Without a touch until the page leaves that nobody has unlocked.
        open_s: The same once somebody has.
        read_s: Pause between two readings of the kiosk.
        countdown_s: How long before it leaves the page says so.
    """

    locked_s: float = 20
    open_s: float = 60
    read_s: float = 2
    countdown_s: float = 10
