"""The server is away from before the doors open until noon: whoever has a paper is called, once, in turn."""

import random
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

import pytest

from benchmarks.cable import Cut
from tests.fake_store import FakeStore
from tests.fakes import MORNING, FakeClock, small_catalogue
from tests.store.alone import LoneKiosk, Paper
from tests.store.wire import Wire
from ticketing.away import AwayHall, HandingIn
from ticketing.errand import Errand, Step
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.model import Leg
from ticketing.ports import PrintJobs, Store
from ticketing.words import Language, Words

Both = tuple[Store, PrintJobs]

NAMES = ("kiosk-1", "kiosk-2", "kiosk-3")
VISITORS = 450
WEDDING = Errand("NIKAH", Words("Nikah"), (Step("KTP-BARU"), Step("PAJAK"), Step("KK-BARU", ("KTP-BARU",))))
WISHES = ("KTP-BARU", "KTP-BARU", "KK-BARU", "PAJAK", "PAJAK", "NIKAH")
NOON = MORNING + timedelta(hours=4, minutes=30)


@dataclass(frozen=True, slots=True)
class Called:
    """A visitor at a counter, as somebody in the hall sees it."""

    ticket: UUID
    number: str
    position: int


@dataclass(frozen=True, slots=True)
class Return:
    """How often it was cut off while all was handed in, and how many tickets were refused."""

    cuts: int
    refused: int


class Morning:
    """A hall with three kiosks whose server goes away in the night."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.clock = FakeClock(MORNING - timedelta(hours=16))
        self.chance = random.Random(20261124)
        with store.writing() as tx:
            tx.keep_hall(replace(tx.hall(), catalogue_version=2))
            tx.replace_catalogue(replace(small_catalogue(), errands=(WEDDING,)))
        self.wires = {name: Wire(store) for name in (*NAMES, "counters")}
        self.hall = Hall(self.wires["counters"].as_store, self.clock)
        self.hall.issue("PAJAK", Language.ID, uuid4())  # of the day before: it will have expired
        self.kiosks = [LoneKiosk(self.wires[name].as_store, folder, self.clock, name, 200) for name in NAMES]
        for kiosk in self.kiosks:
            kiosk.standby.refresh()

    def cut(self) -> None:
        """The server goes away in the night, and the kiosks are started in the morning."""
        for wire in self.wires.values():
            wire.cut()
        self.clock.time = MORNING
        self.clock.steady += 16 * 3600
        for kiosk in self.kiosks:
            kiosk.restart()

    def mend(self) -> None:
        """The server is back."""
        for wire in self.wires.values():
            wire.mend()

    def pass_by(self, visitors: int = VISITORS) -> list[Paper]:
        """Let visitors come until noon; return what they have in their hands."""
        between = (NOON - MORNING) / visitors
        for order in range(visitors):
            kiosk = self.chance.choice(self.kiosks)
            tap = UUID(int=self.chance.getrandbits(128), version=4)
            wish, first = self.chance.choice(WISHES), self.chance.random() < 0.15
            given = kiosk.give(wish, tap, priority=first)
            if self.chance.random() < 0.1:  # pressed again: it is the same number
                assert kiosk.give(wish, tap, priority=first) == given
            assert kiosk.print_all(order) == 1
            if order % 90 == 40:
                kiosk.restart()
                with pytest.raises(StoreUnreachable):
                    kiosk.standby.refresh()
            self.clock.advance(seconds=between.total_seconds())
        return sorted((paper for kiosk in self.kiosks for paper in kiosk.papers), key=lambda one: one.order)

    def come_back(self) -> Return:
        """The server is back, and goes away again and again while all hand in."""
        self.mend()
        cuts, refused = 0, 0
        while any(kiosk.own.not_handed_in(1) for kiosk in self.kiosks):
            kiosk = self.chance.choice(self.kiosks)
            wire = self.wires[kiosk.name]
            if self.chance.random() < 0.3:
                wire.cut_at(self.chance.randint(1, 5), self.chance.choice(list(Cut)))
            try:
                refused += len(kiosk.hand_in(self.chance.randint(1, 9)).refused)
            except StoreUnreachable:
                cuts += 1
                if self.chance.random() < 0.5:
                    kiosk.restart()
            wire.mend()
            kiosk.standby.refresh()
            self.clock.advance(seconds=1)
        return Return(cuts, refused)

    def call_all(self) -> list[Called]:
        """Let three counters call until nobody waits."""
        called: list[Called] = []
        while any(line.waiting for line in self.store.queues()):
            for counter in self.chance.sample(("1", "2", "3"), 3):
                leg = self.hall.call_next(counter)
                if leg is None:
                    continue
                called.append(Called(leg.ticket.id, leg.number, leg.position))
                self.hall.serve(counter)
                self.clock.advance(seconds=20)
                self.hall.complete(counter)
        return called

    def close(self) -> None:
        for kiosk in self.kiosks:
            kiosk.own.close()


def complaints(papers: Sequence[Paper], called: Sequence[Called]) -> list[str]:
    """List what people in the hall would complain about; they know of their papers and the calls only.

    Args:
        papers: What was printed, in order of arrival.
        called: Who was called, in order.
    """
    found = [
        f"on {count} papers: {number}"
        for number, count in Tally(paper.number for paper in papers).items()
        if count > 1
    ]
    times = Tally((one.number, one.position) for one in called)
    found += [f"called {count} times: {number}" for (number, _), count in times.items() if count > 1]
    first = [one.number for one in called if one.position == 1]
    found += [f"never called: {paper.number}" for paper in papers if paper.number not in first]
    place = {number: at for at, number in reversed(list(enumerate(first)))}
    for queue in {(paper.service, paper.is_priority) for paper in papers}:
        waited = [one.number for one in papers if (one.service, one.is_priority) == queue]
        came = [number for number in waited if number in place]
        found += [
            f"before its turn: {later}" for earlier, later in pairwise(came) if place[later] < place[earlier]
        ]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    # In memory where there is such a folder: what a disk does at a power cut is tested elsewhere.
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as made:
        yield Path(made)


@pytest.fixture
def morning(both: Both, folder: Path) -> Iterator[Morning]:
    made = Morning(both[0], folder)
    made.cut()
    yield made
    made.close()


def test_whoever_got_a_paper_in_a_morning_without_a_server_is_called_once_and_in_turn(
    morning: Morning,
) -> None:
    with pytest.raises(StoreUnreachable):
        morning.hall.call_next("1")
    papers = morning.pass_by()
    with pytest.raises(StoreUnreachable):
        morning.hall.call_next("1")
    assert len(papers) == VISITORS
    assert {paper.day for paper in papers} == {MORNING.date()}
    assert len({paper.service for paper in papers}) == 3
    back = morning.come_back()
    assert back.cuts > 5, "it was cut off while they were handed in"
    assert not back.refused
    for kiosk in morning.kiosks:
        for paper in kiosk.papers:
            assert_marked(morning.store, kiosk, paper)
    late = morning.hall.issue("KTP-BARU", Language.ID, uuid4()).ticket
    assert late.number == "A001", "the hall's own series knows nothing of the morning"
    assert not morning.store.check()
    called = morning.call_all()
    assert complaints(papers, called) == []
    known = {paper.ticket for paper in papers} | {late.id}
    assert {one.ticket for one in called} == known, "nobody is called who has no paper"
    legs = [leg for ticket in known for leg in morning.store.legs_of(ticket)]
    assert len(called) == len(legs)
    assert not morning.store.check()
    for kiosk in morning.kiosks:
        assert not kiosk.own.check()


def assert_marked(store: Store, kiosk: LoneKiosk, paper: Paper) -> None:
    """A ticket says where it came from, when, and when it was handed in."""
    leg = store.leg_of(paper.ticket)
    assert leg is not None
    ticket = leg.ticket
    assert ticket.is_away
    assert (ticket.number, ticket.kiosk, ticket.priority) == (paper.number, kiosk.name, paper.is_priority)
    assert ticket.handed_in_at is not None
    assert MORNING <= ticket.issued_at == leg.queued_at < NOON <= ticket.handed_in_at


# --- controls: what the above would show if kiosks did otherwise ---------------------------------


@pytest.fixture
def naive(folder: Path) -> Iterator[Morning]:
    made = Morning(FakeStore(), folder)
    yield made
    made.close()


def test_kiosks_without_blocks_would_give_each_number_thrice(
    naive: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AwayHall, "_numbers", lambda self, now: None)
    naive.cut()
    found = complaints(naive.pass_by(40), [])
    assert "on 3 papers: A001" in found


def test_a_ticket_that_forgot_its_tap_would_be_refused_when_its_answer_was_lost(
    naive: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = HandingIn.hand_in

    def forgetful(self: HandingIn, away: Leg) -> Leg:
        return honest(self, replace(away, ticket=replace(away.ticket, id=uuid4())))

    naive.cut()
    naive.pass_by(60)
    monkeypatch.setattr(HandingIn, "hand_in", forgetful)
    assert naive.come_back().refused > 0


def test_tickets_that_waited_from_when_they_are_handed_in_would_be_called_before_their_turn(
    naive: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = HandingIn.hand_in

    def late(self: HandingIn, away: Leg) -> Leg:
        return honest(self, replace(away, queued_at=naive.clock.now()))

    naive.cut()
    papers = naive.pass_by(60)
    monkeypatch.setattr(HandingIn, "hand_in", late)
    naive.come_back()
    found = complaints(papers, naive.call_all())
    assert any(one.startswith("before its turn") for one in found)


def test_a_kiosk_that_hands_nothing_in_leaves_people_waiting(naive: Morning) -> None:
    naive.cut()
    papers = naive.pass_by(10)
    naive.mend()
    found = complaints(papers, naive.call_all())
    assert found == [f"never called: {paper.number}" for paper in papers]
