"""Learns from the days that ended, after the action that a visitor or clerk waits for is stored.

Nobody waits for a lock meanwhile: the journal of a day that is over does not change. One day is learnt after
each action until none is left, so that a hall that comes with weeks of journals is never held up for long.
"""

import logging
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError
from ticketing.model import Event, HallInfo
from ticketing.ports import Store
from ticketing.waiting.lesson import Lesson, lesson_of

log = logging.getLogger(__name__)


class Learning:
    """Looks once a day for what is to be learnt, and goes on with each action while there is something.

    Args:
        store: The queue state.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._done_on: date | None = None

    def go_on(self, info: HallInfo, catalogue: Catalogue) -> None:
        """Learn from the latest day that was not learnt from. Nothing that fails here undoes the action.

        A store that is out of reach is asked again on the next day, or by who starts next.

        Args:
            info: The hall at its present day.
            catalogue: What it offers.
        """
        if info.day is None or self._done_on == info.day:
            return
        try:
            left = self._store.not_learnt()
            if left:
                lesson = _learn(left[-1], self._store.events(left[-1]), catalogue, ZoneInfo(info.timezone))
                with self._store.writing() as tx:
                    tx.keep_lesson(left[-1], lesson)
        except AntreanError as trouble:
            log.warning("nothing was learnt of past days: %r", trouble)
            left = ()
        if len(left) <= 1:
            self._done_on = info.day


def _learn(day: date, events: Sequence[Event], catalogue: Catalogue, zone: ZoneInfo) -> Lesson:
    """Learn from a day; one that cannot be read teaches nothing, and is not read again and again."""
    try:
        return lesson_of(events, catalogue, zone)
    except Exception:  # the action that came before is stored: whoever did it is to be told so
        log.exception("Bug: the journal of %s cannot be learnt from", day)
        return Lesson()
