"""What the hall offers is read before its lock is taken, wherever a window has read it anyway."""

from dataclasses import replace
from uuid import uuid4

import pytest

from counter.presenter import CounterPresenter
from kiosk.reach import Reach
from tests.fake_store import FakeStore
from tests.fake_transaction import FakeTransaction
from tests.fakes import FakeClock, FakeWorker, PlainPins, small_catalogue
from ticketing.catalogue import Catalogue
from ticketing.errors import UnknownService
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.words import Language


class OpenStore(FakeStore):
    """Reads the catalogue without a transaction, so that those which are read in one can be counted."""

    def catalogue(self) -> Catalogue:
        return self._state.catalogue


@pytest.fixture
def under_lock(monkeypatch: pytest.MonkeyPatch) -> list[Catalogue]:
    found: list[Catalogue] = []
    catalogue = FakeTransaction.catalogue

    def read(self: FakeTransaction) -> Catalogue:
        found.append(catalogue(self))
        return found[-1]

    monkeypatch.setattr(FakeTransaction, "catalogue", read)
    return found


def take(store: FakeStore, catalogue: Catalogue) -> None:
    with store.writing() as tx:
        tx.replace_catalogue(catalogue)
        tx.keep_hall(replace(tx.hall(), catalogue_version=tx.hall().catalogue_version + 1))


def test_after_an_import_the_next_number_of_a_kiosk_finds_the_catalogue_read(
    under_lock: list[Catalogue],
) -> None:
    store, clock = OpenStore(), FakeClock()
    hall = Hall(store, clock)
    reach = Reach(hall, store, clock, "kiosk-1")
    hall.issue("KTP-BARU", Language.ID, uuid4())
    take(store, replace(small_catalogue(), services=small_catalogue().services[:2]))
    reach.read(None, counts_anew=False)
    under_lock.clear()
    hall.issue("KTP-BARU", Language.ID, uuid4())
    with pytest.raises(UnknownService):
        hall.issue("PAJAK", Language.ID, uuid4())
    assert under_lock == []


def test_after_an_import_the_next_call_of_a_counter_finds_the_catalogue_read(
    under_lock: list[Catalogue],
) -> None:
    store, clock = OpenStore(), FakeClock()
    hall, house = Hall(store, clock), House(store, clock, PlainPins(), "pc-1")
    desk = CounterPresenter(store, hall, house, FakeWorker(), clock, lambda _: None, counter="1")
    hall.issue("KTP-BARU", Language.ID, uuid4())
    take(store, small_catalogue())
    desk.open()
    under_lock.clear()
    assert hall.call_next("1") is not None
    assert under_lock == []


def test_a_catalogue_that_was_read_too_early_is_read_anew_under_the_lock(under_lock: list[Catalogue]) -> None:
    store, clock = OpenStore(), FakeClock()
    hall, early = Hall(store, clock), store.hall()
    take(store, replace(small_catalogue(), services=small_catalogue().services[:2]))
    hall.know(early, small_catalogue())
    with pytest.raises(UnknownService):
        hall.issue("PAJAK", Language.ID, uuid4())
