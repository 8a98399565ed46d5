"""Work for somebody who may have left before it is done. No Qt."""

from collections.abc import Callable
from typing import TypeVar

from ticketing.errors import AntreanError
from ticketing.ports import Worker

T = TypeVar("T")


class Asking:
    """Runs work in a worker; after `forget` the answers to what was asked before go nowhere.

    Args:
        worker: Runs what may block.
    """

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._session = object()

    def forget(self) -> None:
        """Let all answers go nowhere that have not come yet."""
        self._session = object()

    def ask(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AntreanError], None]
    ) -> None:
        """Start `work`; later call `done` with its result, or `failed` with its trouble."""
        session = self._session

        def answered(result: T) -> None:
            if session is self._session:
                done(result)

        def refused(trouble: AntreanError) -> None:
            if session is self._session:
                failed(trouble)

        self._worker.run(work, answered, refused)
