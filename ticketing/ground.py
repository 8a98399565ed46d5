"""What every action stands on: the lock, the guarded clock, the open day, the present catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ticketing import day, errand
from ticketing.catalogue import Catalogue
from ticketing.errors import NoHall
from ticketing.foresight import Foresight
from ticketing.learning import Learning
from ticketing.lifecycle import Action, Deed
from ticketing.model import HallInfo
from ticketing.moment import Moment
from ticketing.placing import Rules
from ticketing.ports import Clock, Store
from ticketing.writing import Transaction


class Ground:
    """Opens transactions and guards time for `Hall` and `House`.

    Args:
        store: The queue state.
        clock: The time; guarded by `ticketing.day`.
        rules: What the hall decides.
    """

    def __init__(self, store: Store, clock: Clock, rules: Rules | None = None) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules or Rules()
        self._catalogue: tuple[int, Catalogue] | None = None
        self._chooses: tuple[int, bool] | None = None
        self._witness: day.Witness | None = None
        self._heard = day.Heard()
        self._learning = Learning(store)
        self._foresight = Foresight(store)

    def hear(self, info: HallInfo) -> None:
        """Note the time of the hall: from now on the clock is not believed where it runs ahead of it."""
        if info.seen_at is not None:
            self._heard.hear(info.seen_at, self._clock.steady_s())

    def know(self, info: HallInfo, catalogue: Catalogue) -> None:
        """Take over what the hall offers from who has just read it: nobody waits for it under the lock.

        Args:
            info: The hall as it was read before.
            catalogue: What it offers, of the version in `info` or of a later one.
        """
        if self._catalogue is None or self._catalogue[0] != info.catalogue_version:
            self._catalogue = info.catalogue_version, catalogue

    def look_ahead(self) -> None:
        """Read what happened before the lock is taken, where that may be much.

        Raises:
            StoreUnreachable, StoreBusy: As an action.
        """
        at = self._clock.now()
        if not self._foresight.is_behind(at):
            return
        try:
            info = self._store.hall()
        except NoHall:
            return
        known = self._catalogue
        if known is None or known[0] != info.catalogue_version:
            self._catalogue = known = info.catalogue_version, self._store.catalogue()
        if at.astimezone(ZoneInfo(info.timezone)).date() != info.day:
            # The action to come opens a day: nobody is to wait until the one that is over has been read.
            info = replace(info, day=None)
        self._foresight.read(info, known[1], at)

    def look_ahead_from(self, counter: str) -> None:
        """Do so where the hall may choose by the wait what comes next for the ticket at a counter.

        Raises:
            StoreUnreachable, StoreBusy: As an action.
        """
        if not self._may_choose():
            return
        leg = self._store.at_counter(counter)
        if leg is not None and errand.has_choice(leg.ticket.plan):
            self.look_ahead()

    def _may_choose(self) -> bool:
        """Tell whether any errand leaves a choice; also where the catalogue was not read yet."""
        if self._catalogue is None:
            return True
        version, catalogue = self._catalogue
        if self._chooses is None or self._chooses[0] != version:
            self._chooses = version, any(errand.has_choice(one.steps) for one in catalogue.errands)
        return self._chooses[1]

    @contextmanager
    def acting(self) -> Iterator[Moment]:
        """Open a writing transaction at its moment; all of it is stored at the end, or nothing.

        Raises:
            NoHall: Nothing was imported yet.
            ClockJumped: The clock must be confirmed by staff.
        """
        with self._store.writing() as tx:
            clock, steady_s = self._clock.now(), self._clock.steady_s()
            info = tx.hall()
            believed = self._heard.believed(clock, steady_s)
            now = day.today(believed, info.timezone, info.seen_at, info.day, self._witness, steady_s)
            moment = Moment(tx, info, now.at, clock, self._offered(tx, info), self._rules, self._foresight)
            if now.rolled:
                expire_others(moment, now.day)
                moment = self._open_day(moment, now.day)
            elif (now.at, now.day) != (info.seen_at, info.day):
                moment = self._keep(moment, now.day)
            yield moment
        # Only a clock that goes on can bear witness; one that stands still may have been wrong.
        self._witness = day.Witness(clock, steady_s) if now.at == clock else None
        self._learning.go_on(moment.info, moment.catalogue)

    def accept_clock(self) -> datetime:
        """Take the present clock as right; see `House.accept_clock`."""
        with self._store.writing() as tx:
            clock = self._clock.now()
            info = tx.hall()
            opened = day.today(clock, info.timezone, None, None)
            moment = Moment(tx, info, clock, clock, self._offered(tx, info), self._rules, self._foresight)
            if info.day is None or opened.day == info.day:
                moment = self._keep(moment, opened.day)
            else:
                moment = self._open_day(moment, opened.day)
            moment.write(Deed.ACCEPT_CLOCK)
            tx.queue_no_later_than(clock)
            expire_others(moment, opened.day)
        self._witness = day.Witness(clock, self._clock.steady_s())
        self._learning.go_on(moment.info, moment.catalogue)
        return clock

    def _open_day(self, moment: Moment, opened: date) -> Moment:
        """Anchor the journal of the day that ended, send everybody home, begin the new day."""
        if moment.info.day is not None:
            moment.tx.anchor(moment.info.day)
        moment.tx.leave_all()
        moment = self._keep(moment, opened)
        moment.write(Deed.OPEN_DAY)
        return moment

    def _keep(self, moment: Moment, opened: date) -> Moment:
        info = replace(moment.info, seen_at=moment.at, day=opened)
        moment.tx.keep_hall(info)
        return replace(moment, info=info)

    def _offered(self, tx: Transaction, info: HallInfo) -> Catalogue:
        if self._catalogue is None or self._catalogue[0] != info.catalogue_version:
            self._catalogue = (info.catalogue_version, tx.catalogue())
        return self._catalogue[1]


def expire_others(now: Moment, opened: date) -> None:
    """Expire what was left of all days but this one."""
    for leg in now.tx.unfinished(opened):
        now.move(Action.EXPIRE, replace(leg, ended_at=now.not_before(leg)))
