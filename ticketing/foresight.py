"""Keeps an `Outlook` in step with a hall's journal, for whoever reads or writes it."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ticketing.catalogue import Catalogue
from ticketing.errors import Environment
from ticketing.model import Event, HallInfo
from ticketing.ports import Store
from ticketing.waiting.entry import Entry
from ticketing.waiting.lesson import Lesson
from ticketing.waiting.outlook import Outlook

log = logging.getLogger(__name__)

#: After so long what past days taught is read anew: the hall may have learnt more, as in the morning it does.
_LEARNS_AGAIN = timedelta(minutes=10)

#: What happened for so long is read before the hall's lock is taken, not under it.
_BEHIND = timedelta(minutes=1)

_Entries = Callable[[date, int], Sequence[Entry]]


class Foresight:
    """Reads the journal of the open day once, and afterwards only what is new. Not for several threads.

    The last line that was heard is read again each time: where it is not the same any more, because the
    transaction that wrote it was undone or the queue state was put back from a copy, the day is read anew.
    Another catalogue, or more that past days taught, is no reason to.

    Args:
        store: The queue state.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._outlook: Outlook | None = None
        self._of: object = None
        self._day: date | None = None
        self._last: Event | None = None
        self._lesson = Lesson()
        self._learnt_at: datetime | None = None
        self._followed_at: datetime | None = None

    def read(self, info: HallInfo, catalogue: Catalogue, at: datetime) -> Outlook:
        """Hear what happened and return the outlook.

        Args:
            info: The hall as it was just read.
            catalogue: What it offers, of the version in `info`.
            at: The present.
        """
        if self._learnt_at is None or not timedelta() <= at - self._learnt_at < _LEARNS_AGAIN:
            self._learn(at)
        self._followed_at = at
        return self._follow(info, catalogue, self._store.entries)

    def is_behind(self, at: datetime) -> bool:
        """Tell whether there may be much to read before the hall's lock is taken."""
        if self._followed_at is None or self._learnt_at is None:
            return True
        is_fresh = timedelta() <= at - self._followed_at < _BEHIND
        return not is_fresh or at - self._learnt_at >= _LEARNS_AGAIN

    def within(self, info: HallInfo, catalogue: Catalogue, entries: _Entries) -> Outlook:
        """Hear what happened, in a transaction that holds the hall's lock, and return the outlook.

        Args:
            info: The hall at its present day.
            catalogue: What it offers.
            entries: Reads the journal in the transaction.
        """
        return self._follow(info, catalogue, entries)

    def _learn(self, at: datetime) -> None:
        """Read what past days taught; where that may not be read, waits are told by what is known."""
        self._learnt_at = at
        try:
            lesson = self._store.lesson()
        except Environment as trouble:
            log.warning("what past days taught cannot be read: %r", trouble)
            return
        if lesson != self._lesson:
            self._lesson, self._of = lesson, None

    def _follow(self, info: HallInfo, catalogue: Catalogue, entries: _Entries) -> Outlook:
        outlook = self._laid_out(info, catalogue)
        if info.day != self._day:
            self._day = info.day
            self._forget(outlook)
        if info.day is None:
            return outlook
        found = entries(info.day, self._last.seq if self._last else 0)
        if self._last is not None:
            if found and found[0].event == self._last:
                found = found[1:]
            else:
                self._forget(outlook)
                found = entries(info.day, 0)
        outlook.hear(found)
        if found:
            self._last = found[-1].event
        return outlook

    def _laid_out(self, info: HallInfo, catalogue: Catalogue) -> Outlook:
        of = info.catalogue_version, info.timezone, info.rehearsal
        if self._outlook is not None and of == self._of:
            return self._outlook
        stays, rests = self._lesson.known_stays(catalogue), self._lesson.known_rests(ZoneInfo(info.timezone))
        if self._outlook is None:
            self._outlook = Outlook(catalogue, info, stays, rests)
        else:
            self._outlook.lay_out(catalogue, info, stays, rests)
        self._of = of
        return self._outlook

    def _forget(self, outlook: Outlook) -> None:
        self._last = None
        outlook.forget()
