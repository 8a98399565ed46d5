"""Who follows a hall hears each line once, forgets what was undone, and tells what the hall then does."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import FakeClock, PlainPins, small_catalogue
from ticketing.catalogue import Catalogue, Duty
from ticketing.errand import Errand, Step
from ticketing.errors import Refusal, StoreBusy, StoreUnreachable
from ticketing.foresight import Foresight
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import State
from ticketing.placing import Place, Rules
from ticketing.policy import Kind, Policies, Policy
from ticketing.waiting.entry import Entry
from ticketing.waiting.layout import Layout
from ticketing.waiting.lesson import Lesson
from ticketing.waiting.outlook import Outlook
from ticketing.waiting.projection import project
from ticketing.waiting.scene import Desk
from ticketing.waiting.stays import Stays, StaySum
from ticketing.waiting.story import Story
from ticketing.words import Language, Words


class CountingStore(FakeStore):
    """Counts how often the journal, and what past days taught, were read, and how much of it."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        super().__init__(catalogue)
        self.read: list[int] = []
        self.learnt = 0

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        found = super().entries(day, since)
        self.read.append(len(found))
        return found

    def lesson(self) -> Lesson:
        self.learnt += 1
        return Lesson((StaySum("KTP-BARU", "DUKCAPIL", 1000, 30_000.0),))


class Follower:
    """A window that follows a hall."""

    def __init__(self, store: FakeStore, clock: FakeClock) -> None:
        self._store, self._clock = store, clock
        self.foresight = Foresight(store)

    def outlook(self) -> Outlook:
        info = self._store.hall()
        return self.foresight.read(info, self._store.catalogue(), self._clock.now())

    def waiting(self) -> set[UUID]:
        return set(self.outlook().everybody(self._clock.now()))


def issue(hall: Hall, service: str = "KTP-BARU", *, priority: bool = False) -> UUID:
    return hall.issue(service, Language.ID, uuid4(), priority=priority).ticket.id


def test_the_day_is_read_once_and_then_only_what_is_new() -> None:
    store, clock = CountingStore(), FakeClock()
    hall, follower = Hall(store, clock), Follower(store, clock)
    for _ in range(5):
        issue(hall)
    store.read.clear()
    assert len(follower.waiting()) == 5
    assert len(follower.waiting()) == 5
    issue(hall)
    assert len(follower.waiting()) == 6
    assert store.read == [5, 1, 2], "the last line known is read again, to see that it is still the same"


def test_what_past_days_taught_is_told_and_read_anew_now_and_then() -> None:
    store, clock = CountingStore(), FakeClock()
    hall, follower = Hall(store, clock), Follower(store, clock)
    issue(hall)
    hall.call_next("1")
    assert follower.outlook().of_new("KTP-BARU", clock.now()).middle_min < 30
    for _ in range(3):
        issue(hall)
    assert follower.outlook().of_new("KTP-BARU", clock.now()).middle_min > 30, "thirty minutes, not eight"
    read = store.learnt
    follower.outlook()
    assert store.learnt == read
    clock.advance(minutes=61)
    follower.outlook()
    assert store.learnt == read + 1


def test_a_number_is_told_by_what_past_days_taught_from_the_first_on() -> None:
    store, clock = CountingStore(), FakeClock()
    hall = Hall(store, clock)
    for _ in range(4):
        issued = hall.issue("KTP-BARU", Language.ID, uuid4())
    assert issued.told.called_until - clock.now() > timedelta(minutes=45), "by the catalogue it were 25"


def test_where_nobody_may_read_what_past_days_taught_the_catalogue_stands_in() -> None:
    class Forbidding(FakeStore):
        def lesson(self) -> Lesson:
            raise StoreUnreachable(path="hall", reason="forbidden")

    store, clock = Forbidding(), FakeClock()
    issued = [Hall(store, clock).issue("KTP-BARU", Language.ID, uuid4()) for _ in range(4)]
    assert [one.told.ahead for one in issued] == [0, 1, 2, 3]
    assert len(Follower(store, clock).waiting()) == 4


def test_a_transaction_that_was_undone_is_forgotten() -> None:
    store, clock = FakeStore(), FakeClock()
    hall, follower = Hall(store, clock), Follower(store, clock)
    issue(hall)
    info = store.hall()
    with suppress(StoreBusy), store.writing() as tx:
        lost = replace(store.events(info.day or date.max)[0], ticket_id=uuid4(), number="A999")
        tx.append(lost)
        heard = follower.foresight.within(info, store.catalogue(), lambda day, since: tx.entries(day, since))
        assert len(heard.everybody(clock.now())) == 2
        raise StoreBusy
    assert len(follower.waiting()) == 1
    kept = issue(hall)
    assert kept in follower.waiting()
    assert len(follower.waiting()) == 2


def test_a_number_after_a_failure_on_the_first_action_of_a_day_is_told_rightly() -> None:
    store, clock = FakeStore(), FakeClock()
    hall = Hall(store, clock)
    for _ in range(3):
        issue(hall)
    clock.advance(days=1)
    with pytest.raises(Refusal):
        hall.issue("GONE", Language.ID, uuid4())
    assert hall.issue("KTP-BARU", Language.ID, uuid4()).told.ahead == 0
    assert hall.issue("KTP-BARU", Language.ID, uuid4()).told.ahead == 1


def test_another_catalogue_and_another_day_are_followed_too() -> None:
    store, clock = FakeStore(), FakeClock()
    hall, follower = Hall(store, clock), Follower(store, clock)
    issue(hall)
    assert "NEW" not in follower.outlook().newcomers(clock.now())
    new = replace(small_catalogue().services[0], code="NEW")
    with store.writing() as tx:
        tx.replace_catalogue(replace(small_catalogue(), services=(*small_catalogue().services, new)))
        tx.keep_hall(replace(tx.hall(), catalogue_version=2))
    assert "NEW" in follower.outlook().newcomers(clock.now())
    assert len(follower.waiting()) == 1
    clock.advance(days=1)
    kept = issue(hall)
    assert follower.waiting() == {kept}


def test_a_hall_that_has_not_opened_any_day_tells_that_nobody_waits() -> None:
    store, clock = FakeStore(), FakeClock()
    assert Follower(store, clock).waiting() == set()


#: Counter 1 and 2 differ in what they like; 3 helps.
_DUTIES = (
    Duty("1", "KTP-BARU"), Duty("1", "KK-BARU", 1), Duty("2", "KK-BARU"), Duty("2", "KTP-BARU"),
    Duty("3", "PAJAK"), Duty("3", "KTP-BARU", 0, 15),
)  # fmt: skip
_ERRAND = Errand("MOVE", Words("Pindah", "Moving"), (Step("KTP-BARU"), Step("PAJAK"), Step("KK-BARU")))


def _catalogue(chance: random.Random, kind: Kind) -> Catalogue:
    own = Policy(chance.choice(list(Kind)), weight=2, n=2, bound_min=25)
    policies = Policies(Policy(kind, weight=3, n=3, bound_min=40), (("KK-BARU", own),))
    return replace(small_catalogue(), listed_duties=_DUTIES, policies=policies, errands=(_ERRAND,))


class AnyDay:
    """Does anything that clerks and visitors do, at random."""

    def __init__(self, seed: str, kind: Kind) -> None:
        self.chance = random.Random(seed)
        self.catalogue = _catalogue(self.chance, kind)
        self.store, self.clock = FakeStore(self.catalogue), FakeClock()
        rules = Rules(
            transferred=self.chance.choice(list(Place)),
            returned=self.chance.choice(list(Place)),
            late=self.chance.choice(list(Place)),
            abandoned_min=10_000,
        )
        self.hall = Hall(self.store, self.clock, rules)
        self.house = House(self.store, self.clock, PlainPins(), "pc", rules)
        self.tickets: list[UUID] = []

    def step(self) -> None:
        """Do one thing; what the hall refuses is left."""
        self.clock.advance(seconds=self.chance.choice([0, 5, 60, 200]))
        hall, counter = self.hall, self.chance.choice(["1", "2", "3"])
        what = self.chance.choice(["KTP-BARU", "KK-BARU", "PAJAK", "MOVE"])
        somebody = self.chance.choice(self.tickets) if self.tickets else None
        to = self.chance.choice([None, "1", "2", "3"])
        place = self.chance.choice([None, *Place])
        acts: list[Callable[[], object]] = [
            lambda: self.tickets.append(issue(hall, what, priority=self.chance.random() < 0.3)),
            lambda: hall.call_next(counter),
            lambda: hall.serve(counter),
            lambda: hall.complete(counter),
            lambda: hall.no_show(counter),
            lambda: hall.hold(counter, reason="x"),
            lambda: somebody and hall.resume(counter, somebody),
            lambda: hall.transfer(
                counter, somebody, service="" if what == "MOVE" else what, to_counter=to, place=place
            ),
            lambda: hall.return_to_queue(counter, somebody),
            lambda: hall.demote(counter, somebody),
            lambda: somebody and hall.take_back(somebody),
            lambda: self.chance.random() < 0.3 and hall.cancel(counter, somebody),
            lambda: self.house.pause(counter, "x", self.chance.choice([None, 5])),
            lambda: self.house.close(counter, "x"),
            lambda: self.house.reopen(counter),
        ]
        with suppress(Refusal):
            self.chance.choices(acts, [12, 5, 4, 4, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 3])[0]()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("seed", range(8))
def test_whom_the_projection_would_let_a_counter_call_the_hall_calls_whatever_was_done_before(
    kind: Kind, seed: int
) -> None:
    day = AnyDay(f"{kind} {seed}", kind)
    layout, heard, compared = Layout(day.catalogue), 0, 0
    story = Story(layout)
    for n in range(400):
        day.step()
        today = day.store.hall().day
        entries = day.store.entries(today, heard + 1) if today else ()
        for entry in entries:
            story.hear(entry)
            heard = entry.event.seq
        if n % 4:
            continue
        line = story.scene(day.clock.now()).line
        assert {one.key for one in line} == waiting_in(day.store)
        for counter in ("1", "2", "3"):
            scene = replace(story.scene(day.clock.now()), desks=[Desk(counter)])
            told = project(scene, layout, Stays(day.catalogue))
            expected = {key for key, one in told.items() if isinstance(key, UUID) and one.middle_min == 0}
            called = called_now(day, counter)
            if called is not None:
                assert called == expected
                compared += len(called)
    assert compared > 50


def waiting_in(store: FakeStore) -> set[UUID]:
    return {leg.ticket.id for leg in store._state.legs.values() if leg.state is State.WAITING}


def called_now(day: AnyDay, counter: str) -> set[UUID] | None:
    """Let a counter call whom it calls now, and undo it; None where it may not call."""
    found: set[UUID] | None = None
    with suppress(Refusal, StoreBusy), day.store.writing():
        leg = day.hall.call_next(counter)
        found = {leg.ticket.id} if leg else set()
        raise StoreBusy
    return found
