"""What it costs to tell phones how long they will wait stays within its share, however many look."""

import asyncio
from collections.abc import Sequence
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from phone.hall_time import HallTime
from phone.known import Known, News
from phone.lobby import Lobby, _Entry
from phone.share import Share
from phone.stream import EventStream
from phone.view import Text
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from ticketing.hall import Hall
from ticketing.placing import Rules
from ticketing.words import Language

#: So long it takes, in this test, to make the text of one phone, and to write it.
_MAKING_S, _WRITING_S = 0.002, 0.005


class Machine:
    """Counts what the page uses while a hall moves on and on."""

    def __init__(self, phones: int) -> None:
        self.store, self.clock = FakeStore(), FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.now_s, self.making_s, self.writing_s, self.rounds = 1000.0, 0.0, 0.0, 0
        self.feed = self.store.feed()
        self.known = Known(
            self.store,
            HallTime(self.clock),
            Rules(),
            self.tell,
            Share(lambda: self.writing_s, lambda: self.now_s),
        )
        self.known.open(self.feed.position)
        tickets = [self.hall.issue("KTP-BARU", Language.ID, uuid4()).ticket for _ in range(phones)]
        self.known.hear(self.feed.poll())
        for ticket in tickets:
            self.known.find(ticket.token, None)
        self.making_s, self.writing_s, self.rounds = 0.0, 0.0, 0

    def tell(self, news: Sequence[News]) -> None:
        """Take the time on this thread, and on the one that writes."""
        self.making_s += _MAKING_S * len(news)
        self.now_s += _MAKING_S * len(news)
        self.writing_s += _WRITING_S * len(news)
        self.rounds += 1

    def live(self, seconds: float) -> float:
        """Let minutes go by in the hall and seconds here; tell which share of them was used."""
        began_s, used_s = self.now_s, self.making_s + self.writing_s
        while self.now_s - began_s < seconds:
            self.clock.advance(seconds=30)  # so that hours change
            self.hall.issue("PAJAK", Language.ID, uuid4())
            self.known.hear(self.feed.poll())
            self.now_s += 0.02
        return (self.making_s + self.writing_s - used_s) / (self.now_s - began_s)


def test_telling_many_phones_takes_no_more_than_its_share_of_a_processor() -> None:
    machine = Machine(phones=40)
    assert machine.live(8) < 0.21
    assert machine.rounds > 5, "they are told all the same"


def test_few_phones_are_told_at_once() -> None:
    machine = Machine(phones=1)
    machine.live(3)
    assert machine.rounds > 10


def test_what_is_written_to_phones_is_counted_to_the_last_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    used_s = 0.0
    monkeypatch.setattr("phone.lobby.time.thread_time", lambda: used_s)

    async def told() -> float:
        nonlocal used_s
        lobby, tokens = Lobby(HallTime(FakeClock())), [f"{n:026d}" for n in range(5)]
        lobby._loop = asyncio.get_running_loop()
        written: list[str] = []

        async def listen(token: str) -> None:
            async def send(message: object) -> None:
                nonlocal used_s
                used_s += 1.0
                written.append(token)

            async def receive() -> dict[str, str]:
                await asyncio.Event().wait()
                return {}

            stream = await lobby.enter(token, None)
            assert stream is not None
            await EventStream(lobby, stream, 60.0)({}, receive, send)

        for token in tokens:
            lobby._entries[token] = _Entry(Language.ID, _news(token, "before"))
        listening = [asyncio.ensure_future(listen(token)) for token in tokens]
        await asyncio.sleep(0.05)
        written.clear()
        lobby.tell([_news(token, "after") for token in tokens])
        await asyncio.sleep(0.05)
        for one in listening:
            one.cancel()
        assert sorted(written) == tokens
        return lobby.telling_s

    assert asyncio.run(told()) == 5.0


def _news(token: str, version: str) -> News:
    return News(token, Language.ID, {Language.ID: Text(version, b"{}")}, ZoneInfo("Asia/Jakarta"))
