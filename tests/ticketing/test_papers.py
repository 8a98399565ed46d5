"""Lists of what to bring, printed for who goes home without a number."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import FakeClock, PlainPins, small_catalogue
from ticketing.errand import Errand, Step
from ticketing.errors import NotOpen, UnknownDocument, UnknownService
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.outbox import Checklist, PaperState
from ticketing.words import Language, Words


class Rig:
    def __init__(self) -> None:
        small = small_catalogue()
        two = replace(small.services[1], documents=(Words("KTP"), Words("Buku nikah")))
        errand = Errand("PINDAH", Words("Pindah"), (Step("KTP-BARU"), Step("KK-BARU")))
        gone = Errand("GONE", Words("Lama"), (Step("KTP-BARU"), Step("NOT-THERE")))
        services = (small.services[0], two, small.services[2])
        self.store, self.clock = (
            FakeStore(replace(small, services=services, errands=(errand, gone))),
            FakeClock(),
        )
        self.hall = Hall(self.store, self.clock)


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_checklist_is_a_paper_and_neither_a_number_nor_a_line_of_the_journal(rig: Rig) -> None:
    rig.hall.issue("KTP-BARU", Language.ID, uuid4(), paper=False)
    events, tap = list(rig.store._state.events), uuid4()
    job = rig.hall.print_checklist("KK-BARU", Language.SU, tap, missing=(1, 0, 1), kiosk="east")
    assert job.checklist == Checklist(tap, "KK-BARU", Language.SU, (0, 1))
    assert (job.ticket_id, job.spool, job.state) == (None, "east", PaperState.WAITING)
    assert rig.store._state.events == events
    assert rig.store.leg_of(tap) is None
    assert rig.hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A002"


def test_the_same_tap_is_one_paper_whatever_is_asked_the_second_time(rig: Rig) -> None:
    tap = uuid4()
    first = rig.hall.print_checklist("KK-BARU", Language.ID, tap, missing=(1,), kiosk="east")
    again = rig.hall.print_checklist("KTP-BARU", Language.EN, tap, kiosk="west")
    assert (again.checklist, again.spool) == (first.checklist, "east")
    assert len(rig.store.papers(9)) == 1
    rig.hall.print_checklist("KK-BARU", Language.ID, uuid4())
    assert len(rig.store.papers(9)) == 2


def test_an_errand_has_the_documents_of_all_its_services(rig: Rig) -> None:
    rig.hall.print_checklist("PINDAH", Language.ID, uuid4(), missing=(2,))
    with pytest.raises(UnknownDocument):
        rig.hall.print_checklist("PINDAH", Language.ID, uuid4(), missing=(3,))


@pytest.mark.parametrize("what", ["NOT-THERE", "GONE", ""])
def test_what_the_hall_does_not_offer_is_refused(rig: Rig, what: str) -> None:
    with pytest.raises(UnknownService):
        rig.hall.print_checklist(what, Language.ID, uuid4())
    assert list(rig.store.papers(9)) == []


@pytest.mark.parametrize("place", [-1, 2])
def test_a_document_that_is_not_there_is_refused(rig: Rig, place: int) -> None:
    with pytest.raises(UnknownDocument) as refused:
        rig.hall.print_checklist("KK-BARU", Language.ID, uuid4(), missing=(0, place))
    assert refused.value.facts == {"service": "KK-BARU", "n": place + 1, "documents": 2}
    assert list(rig.store.papers(9)) == []


def test_who_comes_while_all_is_closed_still_gets_the_list(rig: Rig) -> None:
    House(rig.store, rig.clock, PlainPins(), "office").shut("Listrik padam")
    with pytest.raises(NotOpen):
        rig.hall.issue("KK-BARU", Language.ID, uuid4())
    assert rig.hall.print_checklist("KK-BARU", Language.ID, uuid4()).checklist


def test_a_list_that_did_not_come_in_a_minute_does_not_come_later(rig: Rig) -> None:
    tap = uuid4()
    rig.hall.print_checklist("KK-BARU", Language.ID, tap, kiosk="east")
    rig.clock.time += timedelta(minutes=2)
    assert rig.store.claim("east", rig.clock.now()) is None
    assert rig.store.paper(tap) is PaperState.EXPIRED
