"""Gets a number for a tap, through trouble if need be. No Qt."""

from collections.abc import Callable
from uuid import UUID

from kiosk.patience import Patience
from kiosk.reach import Reach
from kiosk.request import Request
from ticketing.errors import AntreanError, Refusal
from ticketing.issuing import Issued
from ticketing.ports import Worker
from ticketing.words import Language


class Issuing:
    """Asks for one number at a time in the worker, as often as patience allows.

    Args:
        reach: Gives numbers.
        worker: Where it is asked.
        patience: How long and how often.
        seconds: A steady clock.
        prints: Whether papers are asked for at all.
        given: Called with the answer.
        not_given: Called with the reason once there is no point in asking on.
    """

    def __init__(
        self,
        reach: Reach,
        worker: Worker,
        patience: Patience,
        seconds: Callable[[], float],
        *,
        prints: bool,
        given: Callable[[Issued], None],
        not_given: Callable[[AntreanError], None],
    ) -> None:
        self._reach = reach
        self._worker = worker
        self._patience = patience
        self._seconds = seconds
        self._prints = prints
        self._given = given
        self._not_given = not_given
        self._request: Request | None = None

    def begin(self, service: str, language: Language, tap: UUID, *, priority: bool) -> None:
        """Ask for a number."""
        self._request = Request(service, language, tap, priority, self._patience, self._seconds())
        self._ask(self._request)

    def begin_again(self) -> None:
        """Ask once more what was asked last: the same tap, so never a second ticket."""
        last = self._request
        assert last is not None
        self.begin(last.service, last.language, last.tap, priority=last.priority)

    def pass_time(self, now_s: float) -> None:
        """Ask again when it is time for it."""
        if self._request is not None and self._request.is_due(now_s):
            self._ask(self._request)

    def forget(self) -> None:
        """Let the answer of a visitor who left go nowhere."""
        self._request = None

    def _ask(self, request: Request) -> None:
        request.is_out = True

        def is_late() -> bool:
            return self._seconds() - request.since_s >= self._patience.alone_s

        def issue() -> Issued:
            return self._reach.issue(request, prints=self._prints, is_late=is_late)

        def done(issued: Issued) -> None:
            if request is self._request:
                self._request = None
                self._given(issued)

        def failed(trouble: AntreanError) -> None:
            if request is not self._request:
                return
            if isinstance(trouble, Refusal) or not request.may_repeat(trouble, self._seconds()):
                self._not_given(trouble)

        self._worker.run(issue, done, failed)
