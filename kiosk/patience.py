"""How long the kiosk waits for whom. No Qt."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Patience:
    """Waiting times in seconds, from docs on public kiosks; see docs/operate.md for each.

    Attributes:
        idle_s: Without a touch until "Masih di sini?" is asked.
        prompt_s: How long that question stands.
        farewell_s: The number stays this long after its paper is out.
        photo_s: The number stays this long when it is to be photographed.
        paper_s: Paper that is not out by then is trouble.
        busy_s: A busy queue is asked again for this long.
        fault_s: Any other trouble of the store is tried again for this long.
        alone_s: From then on a kiosk that may gives a number alone.
        again_s: Pause between two tries.
        read_again_s: Pause between two readings of a hall out of reach.
        slide_s: How long a slide stands on the first page.
    """

    idle_s: float = 40
    prompt_s: float = 20
    farewell_s: float = 10
    photo_s: float = 30
    paper_s: float = 4
    busy_s: float = 30
    fault_s: float = 6
    alone_s: float = 1.5
    again_s: float = 0.5
    read_again_s: float = 2
    slide_s: float = 8


class Idleness:
    """Tells from touches when a visitor has gone away."""

    def __init__(self, patience: Patience, now_s: float) -> None:
        self._patience = patience
        self._touched_s = now_s

    def touch(self, now_s: float) -> None:
        """Somebody is here."""
        self._touched_s = now_s

    def slide(self, now_s: float) -> int:
        """Count the slides that have stood since the last touch."""
        return int((now_s - self._touched_s) // self._patience.slide_s)

    def seconds_left(self, now_s: float) -> int | None:
        """Return the countdown to show; None while there is no need to ask, 0 when nobody is here."""
        idle_s = now_s - self._touched_s - self._patience.idle_s
        if idle_s < 0:
            return None
        return max(0, ceil(self._patience.prompt_s - idle_s))
