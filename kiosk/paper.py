"""What a visitor is told about paper, from what the outbox says. No Qt."""

from kiosk.patience import Patience
from kiosk.screen import Paper
from ticketing.model import PaperState


class PaperWatch:
    """Follows one paper until the number leaves the screen.

    Args:
        patience: How long paper may take and how long the number stays.
        now_s: Steady seconds at which the number appeared.
        is_asked_for: Whether this kiosk prints at all.

    Attributes:
        paper: What the visitor is told.
        shows_qr: The number is to be photographed; stays once it is offered.
        is_asked: The outbox was asked and has not answered.
    """

    def __init__(self, patience: Patience, now_s: float, *, is_asked_for: bool) -> None:
        self._patience = patience
        self._since_s = now_s
        self.paper = Paper.COMING if is_asked_for else Paper.NONE
        self.shows_qr = not is_asked_for
        self.is_asked = False
        self._stays_until_s = now_s + (patience.photo_s if self.shows_qr else patience.farewell_s)

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing more can come: asking the outbox again is of no use."""
        return self.paper in (Paper.OUT, Paper.NONE)

    def hear(self, state: PaperState | None, now_s: float) -> None:
        """Take what the outbox says."""
        if self.is_settled:
            return
        if state is PaperState.SENT:
            self.paper = Paper.OUT
            self._stay(now_s + self._patience.farewell_s)
        elif state is None:
            self._offer_photo(Paper.NONE, now_s)
        elif state in (PaperState.UNKNOWN, PaperState.EXPIRED):
            self._offer_photo(Paper.TROUBLE, now_s)

    def pass_time(self, now_s: float) -> None:
        """Notice paper that does not come."""
        if self.paper is Paper.COMING and now_s - self._since_s >= self._patience.paper_s:
            self._offer_photo(Paper.TROUBLE, now_s)

    def touch(self, now_s: float) -> None:
        """Somebody is still looking at the number."""
        self._stay(now_s + (self._patience.photo_s if self.shows_qr else self._patience.farewell_s))

    def is_over(self, now_s: float) -> bool:
        """Tell whether the number has stood long enough."""
        return self.paper is not Paper.COMING and now_s >= self._stays_until_s

    def _offer_photo(self, paper: Paper, now_s: float) -> None:
        self.paper = paper
        if not self.shows_qr:
            self.shows_qr = True
            self._stay(now_s + self._patience.photo_s)

    def _stay(self, until_s: float) -> None:
        self._stays_until_s = max(self._stays_until_s, until_s)
