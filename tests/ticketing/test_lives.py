"""Random lives of tickets over random halls, against a plain model; the invariants after each step."""

import random
import sqlite3
from collections import Counter as Tally
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from store.store import SqlStore, open_store
from tests.fakes import FakeClock, small_catalogue
from ticketing import lifecycle
from ticketing.catalogue import Duty
from ticketing.errand import Errand, Step
from ticketing.errors import Refusal
from ticketing.hall import Hall
from ticketing.lifecycle import AT_COUNTER, Action, State
from ticketing.model import HallInfo
from ticketing.placing import Place, Rules
from ticketing.policy import Kind, Policies, Policy
from ticketing.words import Language, Words

COUNTERS = ("1", "2", "3")
WEDDING = Errand(
    "NIKAH", Words("Nikah"), (Step("KTP-BARU"), Step("PAJAK"), Step("KK-BARU", ("KTP-BARU", "PAJAK")))
)
DUTIES = (
    Duty("1", "KTP-BARU"),
    Duty("1", "KK-BARU", 1),
    Duty("2", "KK-BARU"),
    Duty("2", "PAJAK", 0, 10),
)

#: Read past the program, all at once: the last leg of a ticket tells where it stands.
_STATES = "SELECT ticket.id, leg.state FROM ticket JOIN leg ON leg.ticket = ticket.seq ORDER BY leg.id"

counters = st.sampled_from(COUNTERS)
services = st.sampled_from(["KTP-BARU", "KK-BARU", "PAJAK"])


@cache
def empty_file() -> bytes:
    """Make the tables once; each life begins with a copy."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hall.db"
        open_store(str(file)).close()
        return file.read_bytes()


class Lives(RuleBasedStateMachine):
    """The model knows of each ticket its state, its counter and its service, by the table alone."""

    @initialize(
        kind=st.sampled_from(list(Kind)),
        has_duties=st.booleans(),
        calls=st.integers(1, 2),
        place=st.sampled_from(list(Place)),
    )
    def open(self, kind: Kind, has_duties: bool, calls: int, place: Place) -> None:
        self.folder = TemporaryDirectory(prefix="antrean-lives-")
        file = Path(self.folder.name) / "hall.db"
        file.write_bytes(empty_file())
        self.store: SqlStore = open_store(str(file))
        self.past = sqlite3.connect(file)
        catalogue = replace(
            small_catalogue(),
            listed_duties=DUTIES if has_duties else (),
            policies=Policies(Policy(kind)),
            errands=(WEDDING,),
        )
        with self.store.writing() as tx:
            tx.keep_hall(HallInfo("MPP", "Asia/Jakarta", catalogue_version=1))
            tx.replace_catalogue(catalogue)
        self.clock = FakeClock()
        self.hall = Hall(self.store, self.clock, Rules(calls, place, place, place))
        self.state: dict[UUID, State] = {}
        self.at: dict[UUID, str] = {}
        self.told = self.wrong_by = self.taps = 0
        for number, service in enumerate(("NIKAH", "KTP-BARU", "PAJAK", "KK-BARU", "NIKAH", "PAJAK")):
            self.issue(service, number % 2 == 1)
        for counter in COUNTERS:
            self.call_next(counter)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.past.close()
            self.store.close()
            self.folder.cleanup()

    def new_tap(self) -> UUID:
        """Count taps: the same choices then meet the same tickets."""
        self.taps += 1
        return UUID(int=self.taps, version=4)

    def step(self, ticket: UUID, action: Action, counter: str) -> None:
        """Move a ticket in the model."""
        state = lifecycle.target(action, self.state[ticket])
        assert state is not None, f"{action} was taken in {self.state[ticket]}"
        self.state[ticket] = state
        if state in AT_COUNTER or state is State.HELD:
            self.at[ticket] = counter

    @rule(service=st.sampled_from(["KTP-BARU", "KK-BARU", "PAJAK", "NIKAH"]), priority=st.booleans())
    def issue(self, service: str, priority: bool) -> None:
        tap = self.new_tap()
        first = self.hall.issue(service, Language.ID, tap, priority=priority)
        again = self.hall.issue(service, Language.ID, tap, priority=priority)
        assert again.repeated
        assert again.ticket == first.ticket
        self.state[tap] = State.WAITING

    @rule(minutes=st.sampled_from([0, 0, 1, 7, 16]))
    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(hours=st.sampled_from([-2, 0, 2]))
    def set_clock(self, hours: int) -> None:
        """Set the clock wrong by so many hours, or right again."""
        self.clock.time += timedelta(hours=hours - self.wrong_by)
        self.wrong_by = hours

    @rule(counter=counters)
    def call_next(self, counter: str) -> None:
        before = {leg.ticket.id for leg in self.store.busy_counters()}
        try:
            leg = self.hall.call_next(counter)
        except Refusal:
            assert counter in {self.at[ticket] for ticket in before}
            return
        for ticket in before - {one.ticket.id for one in self.store.busy_counters()}:
            self.step(ticket, Action.RETURN, "")  # left alone for too long
        if leg is not None:
            if leg.ticket.id in before:
                self.step(leg.ticket.id, Action.RETURN, "")
            self.step(leg.ticket.id, Action.CALL, counter)

    @rule(
        action=st.sampled_from(
            sorted(set(Action) - {Action.ISSUE, Action.ADVANCE, Action.EXPIRE, Action.RETURN})
        ),
        counter=counters,
        pick=st.integers(0, 999),
        service=services,
    )
    def act(self, action: Action, counter: str, pick: int, service: str) -> None:
        self.try_action(action, counter, pick, service)

    @rule(
        action=st.sampled_from([Action.SERVE, Action.RECALL, Action.HOLD, Action.COMPLETE, Action.NO_SHOW]),
        pick=st.integers(0, 999),
    )
    def work(self, action: Action, pick: int) -> None:
        """Do what a clerk does: with the ticket that is there."""
        busy = sorted(self.store.busy_counters(), key=lambda leg: leg.id)
        if busy:
            leg = busy[pick % len(busy)]
            place = sorted(self.state).index(leg.ticket.id)
            self.try_action(action, leg.counter or "", place, leg.service)

    @rule(pick=st.integers(0, 999))
    def resume(self, pick: int) -> None:
        held = [leg for counter in COUNTERS for leg in self.store.held(counter)]
        if held:
            leg = held[pick % len(held)]
            self.try_action(Action.RESUME, leg.counter or "", sorted(self.state).index(leg.ticket.id), "")

    @rule(counter=counters, pick=st.integers(0, 999), service=services)
    def give_back(self, counter: str, pick: int, service: str) -> None:
        self.try_action(Action.RETURN, counter, pick, service)

    def try_action(self, action: Action, counter: str, pick: int, service: str) -> None:
        if not self.state:
            return
        ticket = sorted(self.state)[pick % len(self.state)]
        hall = self.hall
        acts: dict[Action, Callable[[], object]] = {
            Action.CALL: lambda: hall.call_ticket(counter, ticket, "chosen"),
            Action.RECALL: lambda: hall.recall(counter, ticket),
            Action.SERVE: lambda: hall.serve(counter, ticket),
            Action.HOLD: lambda: hall.hold(counter, ticket, reason="copies"),
            Action.RESUME: lambda: hall.resume(counter, ticket),
            Action.TRANSFER: lambda: hall.transfer(counter, ticket, service=service),
            Action.RETURN: lambda: hall.return_to_queue(counter, ticket),
            Action.DEMOTE: lambda: hall.demote(counter, ticket),
            Action.REPRINT: lambda: hall.reprint(counter, ticket),
            Action.NO_SHOW: lambda: hall.no_show(counter, ticket),
            Action.COMPLETE: lambda: hall.complete(counter, ticket),
            Action.CANCEL: lambda: hall.cancel(counter, ticket),
        }
        before = self.store.leg_of(ticket)
        try:
            acts[action]()
        except Refusal:
            assert self.store.leg_of(ticket) == before, "a refusal changes nothing"
            return
        self.step(ticket, action, counter)
        if self.state[ticket] is State.COMPLETED:
            present = self.store.leg_of(ticket)
            assert present is not None
            if present.state is State.WAITING:
                self.state[ticket] = State.WAITING  # the errand goes on

    @rule()
    def next_day(self) -> None:
        if self.store.hall().day is None:
            return
        self.clock.advance(days=1)
        before = self.store.hall().day
        self.hall.issue("PAJAK", Language.ID, tap := self.new_tap())
        self.state = (
            {
                ticket: State.EXPIRED if state in lifecycle.GOING else state
                for ticket, state in self.state.items()
            }
            if self.store.hall().day != before
            else self.state
        )
        self.state[tap] = State.WAITING

    @invariant()
    def the_store_is_as_the_model_says(self) -> None:
        if not hasattr(self, "state"):
            return
        assert {UUID(ticket): State(state) for ticket, state in self.past.execute(_STATES)} == self.state
        with_one = Tally(leg.counter for leg in self.store.busy_counters())
        assert all(count == 1 for count in with_one.values())

    @invariant()
    def every_invariant_holds(self) -> None:
        if hasattr(self, "store"):
            self.told += 1
            if self.told % 5 == 0:
                assert list(self.store.check()) == []


Lives.TestCase.settings = settings(
    max_examples=40, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLives = Lives.TestCase


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_a_long_day_of_chance_reaches_every_action(seed: int) -> None:
    chance = random.Random(seed)
    lives = Lives()
    lives.open(
        kind=chance.choice(list(Kind)), has_duties=seed != 2, calls=1, place=chance.choice(list(Place))
    )
    done: Tally[Action] = Tally()
    step = lives.step

    def counted(ticket: UUID, action: Action, counter: str) -> None:
        done[action] += 1
        step(ticket, action, counter)

    lives.step = counted  # type: ignore[method-assign]
    every = sorted(set(Action) - {Action.ISSUE, Action.ADVANCE, Action.EXPIRE})
    deeds: list[Callable[[], None]] = [
        lambda: lives.issue(chance.choice(["KTP-BARU", "KK-BARU", "PAJAK", "NIKAH"]), chance.random() < 0.3),
        lambda: lives.wait(chance.choice([0, 1, 7])),
        lambda: lives.set_clock(chance.choice([-2, 0, 2])),
        lambda: lives.call_next(chance.choice(COUNTERS)),
        lambda: lives.work(
            chance.choice([Action.SERVE, Action.RECALL, Action.HOLD, Action.COMPLETE, Action.NO_SHOW]),
            chance.randrange(99),
        ),
        lambda: lives.resume(chance.randrange(99)),
        lambda: lives.try_action(
            chance.choice(every),
            chance.choice(COUNTERS),
            -chance.randrange(1, 25),  # of the last who came: most others have gone home
            chance.choice(["PAJAK", "KK-BARU"]),
        ),
    ]
    try:
        for _ in range(900):
            chance.choices(deeds, (3, 2, 1, 4, 8, 2, 6))[0]()
            lives.the_store_is_as_the_model_says()
        assert list(lives.store.check()) == []
        assert set(every) <= set(done)
    finally:
        lives.teardown()
