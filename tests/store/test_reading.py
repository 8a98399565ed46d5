"""A reader of a file keeps whoever writes from committing, and therefore no longer than it must."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from store.store import SqlStore
from tests.fakes import FakeClock, PlainPins
from tests.store.conftest import open_with
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.words import Language

_Ask = Callable[[SqlStore], object]

#: What is asked, and what makes values of each of its rows.
_QUESTIONS: dict[str, tuple[str, _Ask]] = {
    "who waits": ("store.rows.leg", lambda store: store.waiting("1")),
    "a ticket's way": ("store.rows.leg", lambda store: store.legs_of(store.waiting("1")[0].ticket.id)),
    "the catalogue": ("store.rows.service", lambda store: store.catalogue()),
    "who is at a counter": ("store.staff_rows.presence", lambda store: store.presences()),
    "the journal": ("store.event_rows.event", lambda store: store.events(_day(store))),
    "what a window follows": ("store.event_rows.event", lambda store: store.entries(_day(store))),
}


def _day(store: SqlStore) -> Any:
    return store.hall().day


@pytest.mark.parametrize("name", sorted(_QUESTIONS))
def test_values_are_made_when_others_may_write_again(
    name: str, file: Path, furnished_files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    maker, ask = _QUESTIONS[name]
    file.write_bytes(furnished_files["truncate"].read_bytes())
    with closing(open_with(file, "truncate")) as store, closing(open_with(file, "truncate")) as other:
        clock = FakeClock()
        for _ in range(3):
            Hall(store, clock).issue("KTP-BARU", Language.ID, uuid4())
        House(store, clock, PlainPins(), "pc-1").reopen("1")
        House(store, clock, PlainPins(), "pc-1").pause("1", "prayer")
        expected = ask(store)
        module, _, function = maker.rpartition(".")
        make = getattr(import_module(module), function)
        written: list[object] = []

        def making(row: Any) -> Any:
            with other.writing() as tx:  # raises StoreBusy while anybody reads
                tx.keep_hall(replace(tx.hall(), name=f"{len(written)}"))
            written.append(row)
            return make(row)

        monkeypatch.setattr(maker, making)
        assert ask(store) == expected
        assert written


def test_a_long_day_lets_others_write_between_its_pages(
    file: Path, furnished_files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.entry_rows._PAGE", 2)
    file.write_bytes(furnished_files["truncate"].read_bytes())
    with closing(open_with(file, "truncate")) as store, closing(open_with(file, "truncate")) as other:
        clock = FakeClock()
        for _ in range(5):
            Hall(store, clock).issue("KTP-BARU", Language.ID, uuid4())
        reading, pages = SqlStore._reading, []

        def page(self: SqlStore) -> Any:
            if self is store:
                pages.append(self)
                if len(pages) in (1, 2):
                    Hall(other, clock).issue("KK-BARU", Language.ID, uuid4())
            return reading(self)

        day = store.hall().day
        assert day is not None
        monkeypatch.setattr(SqlStore, "_reading", page)
        found = [one.event.number for one in store.entries(day)]
        assert found == [f"A00{n}" for n in range(1, 8)]
