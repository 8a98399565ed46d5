"""A number asked for and not given yet. No Qt."""

from dataclasses import dataclass
from uuid import UUID

from kiosk.patience import Patience
from ticketing.errors import AntreanError, StoreBusy
from ticketing.words import Language


@dataclass(slots=True)
class Request:
    """One tap on its way to the queue; asked again after trouble, always as the same tap.

    Attributes:
        service: Code of the service.
        language: The visitor's.
        tap: Identity of the tap, and of the ticket it becomes.
        priority: Whether priority was claimed.
        patience: How long to go on.
        since_s: Steady seconds of the press.
        is_out: The worker has it and has not answered.
    """

    service: str
    language: Language
    tap: UUID
    priority: bool
    patience: Patience
    since_s: float
    is_out: bool = False
    _again_s: float | None = None

    def may_repeat(self, trouble: AntreanError, now_s: float) -> bool:
        """Plan another try, or tell that it has been long enough."""
        self.is_out = False
        most_s = self.patience.busy_s if isinstance(trouble, StoreBusy) else self.patience.fault_s
        waits_until_s = now_s + self.patience.again_s
        self._again_s = waits_until_s if waits_until_s - self.since_s <= most_s else None
        return self._again_s is not None

    def is_due(self, now_s: float) -> bool:
        """Tell whether it is time for the next try."""
        return not self.is_out and self._again_s is not None and now_s >= self._again_s
