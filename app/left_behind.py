"""Numbers that a kiosk gave alone while its hall had another address, and did not hand in."""

import logging
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ticketing.errors import Environment
from ticketing.model import Leg
from ticketing.standby import HandedIn, Standby

if TYPE_CHECKING:
    from store.store import SqlStore

log = logging.getLogger(__name__)


class LeftBehind:
    """Hands in what waits in files that the kiosk began for other addresses.

    A file is this hall's where the hall knows its lease. What is another hall's stays,
    and the log says where.

    Args:
        files: Those files.
        standby_on: Makes a standby of the hall on one of them.
    """

    def __init__(self, files: Iterable[Path], standby_on: Callable[["SqlStore"], Standby]) -> None:
        self._files = [file.absolute() for file in files]
        self._standby_on = standby_on

    def hand_in(self) -> HandedIn:
        """Bring all tickets of them to the hall; a file that was brought is not opened again.

        Raises:
            Environment: The hall is out of reach, or somebody else holds a file; asked again, this goes on
                where it stopped.
            NoHall: The hall has nothing imported yet; whose numbers they are is not known.
        """
        stored: list[Leg] = []
        refused: list[Leg] = []
        while self._files:
            for handed in self._of(self._files[0]):
                stored += handed.stored
                refused += handed.refused
            del self._files[0]
        return HandedIn(stored, refused)

    def _of(self, file: Path) -> Iterable[HandedIn]:
        try:
            yield from self._out_of(file)
        except Environment as trouble:
            if trouble.facts.get("path") != str(file):  # the hall's, or somebody else is at the file just now
                raise
            log.error("numbers that were given alone may be left in %s: %s", file, trouble)

    def _out_of(self, file: Path) -> Iterable[HandedIn]:
        from store.store import open_store

        with closing(open_store(str(file))) as store:
            standby = self._standby_on(store)
            if store.not_handed_in(1) and not standby.is_of_hall():
                log.error("numbers that were given alone are left in %s: they are of another hall", file)
                return
            while store.not_handed_in(1):
                yield (handed := standby.hand_in())
                if handed.bug is not None:
                    log.error("a number that was given alone stays in %s", file, exc_info=handed.bug)
                    return
