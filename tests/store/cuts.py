"""A hall with three kiosks to which anything may happen; the model knows what people were told."""

from collections import Counter as Tally
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from benchmarks.cable import Cut
from kiosk.patience import Patience
from kiosk.request import Request
from store import check
from store.store import SqlStore, open_store
from tests.fakes import MORNING, FakeClock
from tests.store.conftest import furnish
from tests.store.whole_kiosk import OwnClock, WholeKiosk, empty_file
from tests.store.wire import Wire
from ticketing.day import LONGEST_CLOSURE
from ticketing.errors import ClockJumped, CounterIdle, Environment, Refusal, StoreUnreachable
from ticketing.hall import Hall
from ticketing.lifecycle import State
from ticketing.words import Language

NAMES = ("kiosk-1", "kiosk-2", "kiosk-3")
SERVICES = ("KTP-BARU", "KK-BARU", "PAJAK")
#: So few that blocks are used up.
BLOCK = 6
GONE = StoreUnreachable(path="server", reason="server")

names = st.sampled_from(NAMES)
services = st.sampled_from(SERVICES)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody at a kiosk pressed for, and was not answered yet."""

    kiosk: str
    service: str
    is_priority: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody was told."""

    number: str
    day: date


class Cuts(RuleBasedStateMachine):
    """The model knows what people were told and what came out of the printers, and no rule of the program."""

    def __init__(self) -> None:
        super().__init__()
        memory = Path("/dev/shm")
        self.folder = TemporaryDirectory(
            prefix="antrean-cuts-", dir=memory if memory.is_dir() else None, ignore_cleanup_errors=True
        )
        place = Path(self.folder.name)
        (place / "hall.db").write_bytes(empty_file())
        self.store: SqlStore = open_store(str(place / "hall.db"))
        furnish(self.store)
        self.world = FakeClock()
        self.hall = Hall(self.store, self.world)
        self.wires = {name: Wire(self.store) for name in NAMES}
        self.clocks = {name: OwnClock(self.world) for name in NAMES}
        self.kiosks = {
            name: WholeKiosk(self.wires[name].as_store, place, self.clocks[name], name, BLOCK)
            for name in NAMES
        }
        self.promised: dict[UUID, Promise] = {}
        self.lost: set[UUID] = set()
        self.asked: dict[UUID, Wish] = {}
        self.on_paper: dict[tuple[date, str], UUID] = {}
        self.happened: Tally[str] = Tally()
        self.taps = 0
        for kiosk in self.kiosks.values():
            kiosk.standby.refresh()

    # --- what the network does ---

    @rule(name=names)
    def cut(self, name: str) -> None:
        self.wires[name].cut()

    @rule(name=names, nth=st.integers(1, 4), when=st.sampled_from(list(Cut)))
    def cut_at(self, name: str, nth: int, when: Cut) -> None:
        """Cut it at one of the next transactions that write."""
        self.wires[name].cut_at(nth, when)

    @rule(name=names)
    def mend(self, name: str) -> None:
        self.wires[name].mend()

    @rule(name=names)
    def notice(self, name: str) -> None:
        """The kiosk's feed tells how it is; before that the kiosk believes what was."""
        reach = self.kiosks[name].reach
        if self.wires[name].is_cut:
            reach.lose(GONE)
        else:
            reach.find()

    # --- what visitors do ---

    @rule(name=names, service=services, is_priority=st.booleans(), is_late=st.booleans())
    def tap(self, name: str, service: str, is_priority: bool, is_late: bool) -> None:
        self.taps += 1  # counted: the same choices then meet the same tickets
        tap = UUID(int=self.taps, version=4)
        self.asked[tap] = Wish(name, service, is_priority)
        self.ask(tap, is_late=is_late)

    @rule(pick=st.integers(0, 99), is_late=st.booleans())
    def tap_again(self, pick: int, is_late: bool) -> None:
        """Somebody who was not answered is asked for once more, as the same tap."""
        if self.asked:
            self.ask(sorted(self.asked)[pick % len(self.asked)], is_late=is_late)

    def ask(self, tap: UUID, *, is_late: bool) -> None:
        wish = self.asked[tap]
        request = Request(wish.service, Language.ID, tap, wish.is_priority, Patience(), 0.0)
        try:
            issued = self.kiosks[wish.kiosk].reach.issue(request, prints=True, is_late=lambda: is_late)
        except Environment:
            self.happened["no answer"] += 1
            if self.store.leg_of(tap) is not None:
                self.happened["stored unheard"] += 1
        except ClockJumped:
            del self.asked[tap]  # staff look at the clock, and the visitor asks somebody
        else:
            del self.asked[tap]
            ticket = issued.ticket
            self.promised[ticket.id] = Promise(ticket.number, ticket.day)
            self.happened["alone" if ticket.is_away else "in the hall"] += 1
            if ticket.is_away and self.store.leg_of(tap) is not None:
                self.happened["given anew"] += 1

    # --- what kiosks do ---

    @rule(name=names)
    def print_papers(self, name: str) -> None:
        """Both of its spoolers take what is there."""
        stores = [self.kiosks[name].own] if self.wires[name].is_cut else [self.kiosks[name].own, self.store]
        for store in stores:
            jobs = store.jobs()
            while (job := jobs.claim(name, self.clocks[name].now())) is not None:
                assert job.ticket_id is not None
                leg = store.leg_of(job.ticket_id)
                assert leg is not None
                place = (leg.ticket.day, leg.number)
                assert place not in self.on_paper, f"two papers have the number {place}"
                self.on_paper[place] = job.ticket_id
                jobs.sent(job)

    @rule(name=names, most=st.integers(1, 4))
    def hand_in(self, name: str, most: int) -> None:
        before = len(self.kiosks[name].own.not_handed_in(99))
        try:
            handed = self.kiosks[name].hand_in(most)
        except Environment:
            self.happened["handing in was cut"] += before > 0
        except ClockJumped:
            self.happened["clock jumped"] += 1
        else:
            assert not handed.refused
            self.happened["handed in"] += len(handed.stored)

    @rule(name=names)
    def refresh(self, name: str) -> None:
        try:
            self.kiosks[name].standby.refresh()
        except (Environment, Refusal):
            self.happened["not refreshed"] += 1

    @rule(name=names)
    def restart(self, name: str) -> None:
        """The program ends and starts; who stood before it must press anew."""
        self.kiosks[name].restart()
        self.asked = {tap: wish for tap, wish in self.asked.items() if wish.kiosk != name}

    @rule(name=names)
    def set_up_anew(self, name: str) -> None:
        """Its disk is replaced: what was not handed in is on paper only, and its numbers are nobody else's."""
        kiosk = self.kiosks[name]
        left = {leg.ticket.id for leg in kiosk.own.not_handed_in(99)}
        left -= {ticket for ticket in left if self.store.leg_of(ticket) is not None}
        self.happened["lost"] += len(left)
        self.lost |= left
        self.asked = {tap: wish for tap, wish in self.asked.items() if wish.kiosk != name}
        kiosk.set_up_anew()

    # --- what the hall and time do ---

    @rule(counter=st.sampled_from(["1", "2", "3"]), comes=st.booleans())
    def work(self, counter: str, comes: bool) -> None:
        """A counter calls, and the visitor comes or does not."""
        own = self.store.at_counter(counter)
        with suppress(CounterIdle):  # the day was over for who was there
            if own is None:
                self.hall.call_next(counter)
            elif comes:
                if own.state is State.CALLED:
                    self.hall.serve(counter)
                self.hall.complete(counter)
            else:
                self.hall.no_show(counter)

    @rule(service=services)
    def come_in_the_hall(self, service: str) -> None:
        """Somebody takes a number where the server is in reach."""
        self.taps += 1
        ticket = self.hall.issue(service, Language.ID, UUID(int=self.taps, version=4)).ticket
        self.promised[ticket.id] = Promise(ticket.number, ticket.day)

    @rule(minutes=st.sampled_from([0, 1, 7, 90]))
    def wait(self, minutes: int) -> None:
        self.world.advance(minutes=minutes)

    @rule(days=st.sampled_from([1, 1, 1, 6, 15]))
    def pass_days(self, days: int) -> None:
        seen = self.store.hall().seen_at or MORNING
        if self.world.now() + timedelta(days=days) - seen < LONGEST_CLOSURE:
            self.world.advance(days=days)
            self.happened["days"] += days

    @rule(name=names, hours=st.sampled_from([-30, -2, 0, 0, 2, 30]))
    def set_clock(self, name: str, hours: int) -> None:
        """A machine's clock is wrong by so many hours, or right again."""
        self.clocks[name].wrong_by = timedelta(hours=hours)

    # --- what must be so ---

    @invariant()
    def all_holds(self) -> None:
        self.check()

    def check(self) -> None:
        for store in (self.store, *(kiosk.own for kiosk in self.kiosks.values())):
            with store.database.reader.begin() as connection:  # `Store.check` copies the file first
                assert list(check.faults(connection)) == []

    def end(self) -> None:
        """All is mended and handed in: who was told a number has it, once."""
        for name, kiosk in self.kiosks.items():
            self.clocks[name].wrong_by = timedelta()
            self.wires[name].mend()
            kiosk.restart()
            while kiosk.own.not_handed_in(1):
                assert not kiosk.hand_in().refused
            kiosk.standby.refresh()
            self.print_papers(name)
        self.check()
        for ticket, promise in self.promised.items():
            leg = self.store.leg_of(ticket)
            assert (leg is None) == (ticket in self.lost), promise
            if leg is not None:
                assert Promise(leg.number, leg.ticket.day) == promise
        places = [(one.day, one.number) for one in self.promised.values()]
        assert len(places) == len(set(places)), "two were told the same number"
        self.call_all()
        self.check()

    def call_all(self) -> None:
        """Whoever still waits today is called, once."""
        self.come_in_the_hall("PAJAK")  # who was left of the days before is sent home
        for counter in ("1", "2", "3"):
            with suppress(CounterIdle):
                self.hall.no_show(counter)
        waiting = [leg.ticket.id for counter in ("1", "3") for leg in self.store.waiting(counter)]
        called: list[UUID] = []
        for counter in ("1", "3"):
            while (leg := self.hall.call_next(counter)) is not None:
                called.append(leg.ticket.id)
                self.hall.no_show(counter)
        assert sorted(called) == sorted(waiting)

    def teardown(self) -> None:
        try:
            self.end()
        finally:
            self.close()

    def close(self) -> None:
        for store in (self.store, *(kiosk.own for kiosk in self.kiosks.values())):
            store.close()
        self.folder.cleanup()
