"""What the presenter of the board and the turns of its calls need from outside, as protocols."""

from collections.abc import Callable
from typing import Protocol

from ticketing.catalogue import Catalogue
from ticketing.model import Call


class Announcer(Protocol):
    """Makes a call heard in the hall."""

    def announce(
        self, call: Call, catalogue: Catalogue | None, on_end: Callable[[], None], *, is_short: bool
    ) -> None:
        """Begin to announce; never blocks and never raises.

        Args:
            call: The call.
            catalogue: For the agency's name; None before it was read.
            on_end: Called once, on this thread, when the last word was spoken, or at once where
                nothing is to be heard.
            is_short: Others wait: only the number and the counter.
        """


class Turning(Protocol):
    """What becomes of a call that has its turn."""

    def begin(self, call: Call, on_end: Callable[[], None], *, is_short: bool) -> None:
        """Give a call the big place and announce it; `on_end` is called after its last word."""

    def spoken(self, call: Call) -> None:
        """Take note that the last word of the present call was spoken."""
