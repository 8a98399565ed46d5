"""The list of what a visitor lacks, on paper, instead of a number. No Qt."""

from collections.abc import Callable
from uuid import UUID

from kiosk.paper import PaperAsking, PaperWatch
from kiosk.patience import Patience
from kiosk.reach import Place, Reach
from kiosk.screen import Paper, Screen
from ticketing.errors import AntreanError
from ticketing.ports import Worker


class Listing:
    """Has one list printed at a time and follows its paper.

    Args:
        reach: Asks for the paper, and has the outbox.
        worker: Where both are asked.
        patience: How long paper may take.
        seconds: A steady clock.
        new_list: Makes the identity of a list.
        changed: Called when there is news of the paper.
        kiosk: Whose printer prints.
    """

    def __init__(
        self,
        reach: Reach,
        worker: Worker,
        patience: Patience,
        seconds: Callable[[], float],
        new_list: Callable[[], UUID],
        changed: Callable[[Paper], None],
        *,
        kiosk: str,
    ) -> None:
        self._reach = reach
        self._worker = worker
        self._new_list = new_list
        self._changed = changed
        self._kiosk = kiosk
        self._paper = PaperAsking(worker, patience, seconds, self._hear, kiosk=kiosk)
        self._wanted: UUID | None = None

    def begin(self, screen: Screen) -> None:
        """Have what is not ticked printed; all of it where nothing or everything is."""
        service = screen.service
        assert service is not None
        wanted = self._wanted = self._new_list()
        missing = tuple(place for place in range(len(service.documents)) if place not in screen.ticked)
        code, language = service.code, screen.language
        self._changed(Paper.COMING)

        def done(place: Place) -> None:
            if wanted == self._wanted:
                self._paper.begin(place, wanted, Paper.COMING)
                self._paper.ask()

        def failed(trouble: AntreanError) -> None:
            if wanted == self._wanted:
                self._changed(Paper.TROUBLE)

        def ask() -> Place:
            place = self._reach.present()
            place.hall.print_checklist(code, language, wanted, missing=missing, kiosk=self._kiosk)
            return place

        self._worker.run(ask, done, failed)

    def ask(self) -> None:
        """Something was committed: there may be news."""
        self._paper.ask()

    def pass_time(self, now_s: float) -> None:
        """Notice paper that does not come."""
        self._paper.pass_time(now_s)

    def forget(self) -> None:
        """Follow none any more."""
        self._wanted = None
        self._paper.forget()

    def _hear(self, watch: PaperWatch) -> None:
        self._changed(Paper.TROUBLE if watch.paper is Paper.NONE else watch.paper)
