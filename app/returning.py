"""Keeps a kiosk's own queue state in step with the hall, and hands in what was given alone."""

import logging
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from app.standing_by import StandingBy
from ticketing.errors import AntreanError, Environment
from ticketing.standby import HandedIn
from ui.background import Background

log = logging.getLogger(__name__)

_EVERY_MS = 1000
# Counted in the above.
_REFRESH_EVERY = _REST_AFTER_BUG = 60
_AGAIN_AFTER = 5


class Returning(QObject):
    """Works on a thread of its own while the hall is in reach: a visitor never waits for it.

    Args:
        standing_by: The kiosk's own queue state.
    """

    def __init__(self, standing_by: StandingBy, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standby = standing_by.standby
        self._left = standing_by.left
        self._close = standing_by.close
        self._worker = Background(self)
        self._is_in_reach = True
        self._is_busy = self._is_wanted = False
        self._due_in = self._rests = 0
        self._told = ""
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.work)
        self._timer.start()
        QTimer.singleShot(0, self, self.work)

    def lose(self) -> None:
        """The hall is out of reach: it is not asked."""
        self._is_in_reach = False

    def find(self) -> None:
        """It is in reach again: what was given meanwhile goes there at once."""
        self._is_in_reach = self._is_wanted = True
        self._due_in = self._rests = 0
        self.work()

    def stop(self) -> None:
        """End."""
        self._timer.stop()
        self._worker.stop()
        self._close()

    def work(self) -> None:
        """Hand in some tickets; once a minute take over what is new in the hall."""
        if self._rests > 0:
            self._rests -= 1
            return
        if self._is_busy or not self._is_in_reach:
            return
        is_due = self._due_in <= 0
        self._due_in = _REFRESH_EVERY if is_due else self._due_in - 1
        self._is_busy, self._is_wanted = True, False
        self._worker.run(lambda: self._do(is_due=is_due), self._on_done, self._on_failed)

    def _do(self, *, is_due: bool) -> HandedIn:
        """Do what there is; a bug is answered like all else, or nothing would be done ever after."""
        try:
            return self._hand_in(is_due=is_due)
        except AntreanError:
            raise
        except Exception as bug:
            return HandedIn(bug=bug)

    def _hand_in(self, *, is_due: bool) -> HandedIn:
        handed = self._standby.hand_in()
        if is_due:
            self._standby.refresh()
        if handed.stored or handed.refused:
            return handed  # what is left in old files waits for it, and keeps nothing back
        return replace(self._left.hand_in(), bug=handed.bug)

    def _on_done(self, handed: HandedIn) -> None:
        self._is_busy = False
        told, self._told = self._told, str(handed.bug or "")
        if handed.bug is not None:  # nothing that a visitor could help: the window stays where it is
            self._rests = 0 if handed.stored or self._is_wanted else _REST_AFTER_BUG
            if self._told != told:
                log.error("the kiosk's own numbers", exc_info=handed.bug)
        if handed.stored:
            log.warning("handed in what was given alone: %s", ", ".join(leg.number for leg in handed.stored))
            QTimer.singleShot(0, self, self.work)  # there may be more
        for leg in handed.refused:
            log.error("%s of %s was not handed in: its number is taken", leg.number, leg.ticket.kiosk)

    def _on_failed(self, trouble: AntreanError) -> None:
        self._is_busy = False
        if isinstance(trouble, Environment):  # what the rules refuse is refused a second later too
            self._due_in = min(self._due_in, _AGAIN_AFTER)
        if str(trouble) != self._told:
            self._told = str(trouble)
            log.warning("the kiosk's own numbers: %s", trouble)
