"""What staff do at a kiosk: papers, closures, the size of the screen, a fresh start."""

import pytest

from kiosk.attendant.screen import Page, Told
from tests.kiosk.attendant.rig import Rig
from ticketing.errors import CopiesUsedUp, NotAllowed, NotEntitled, NotOpen
from ticketing.lifecycle import Action, Deed
from ticketing.outbox import PaperState, Readiness


@pytest.fixture
def rig() -> Rig:
    return Rig()


def numbers(rig: Rig) -> list[str]:
    assert rig.screen.reading is not None
    return [line.number for line in rig.screen.reading.papers]


def test_it_shows_this_kiosk_and_no_other(rig: Rig) -> None:
    rig.printers(Readiness.PAPER_OUT, Readiness.READY)
    for kiosk in ("kiosk-1", "kiosk-2", "kiosk-1"):
        rig.issue(kiosk)
    rig.enter("rina")
    reading = rig.screen.reading
    assert reading is not None
    assert [one.url for one in reading.printers] == ["tcp://kiosk-1-1", "tcp://kiosk-1-2"]
    assert numbers(rig) == ["A003", "A001"]


def test_papers_of_the_day_before_last_are_not_listed_for_ever(rig: Rig) -> None:
    for _ in range(20):
        rig.issue()
    rig.enter()
    assert len(numbers(rig)) == 12
    assert numbers(rig)[0] == "A020"


def test_what_becomes_of_a_paper_is_seen_while_the_page_is_open(rig: Rig) -> None:
    rig.issue()
    rig.enter()
    rig.print_all("kiosk-1")
    rig.wait(2)
    assert rig.screen.reading is not None
    assert [line.job.state for line in rig.screen.reading.papers] == [PaperState.SENT]


def test_a_clerk_prints_a_paper_again_here_and_the_journal_says_who(rig: Rig) -> None:
    rig.issue()
    rig.print_all("kiosk-1")
    rig.enter("rina")
    rig.presenter.turn_to(Page.PAPERS)
    rig.presenter.print_again()
    assert rig.told() is None, "nothing was marked"
    assert rig.screen.reading is not None
    rig.presenter.choose_paper(rig.screen.reading.papers[0])
    rig.presenter.print_again()
    assert (rig.told(), rig.screen.number, rig.screen.chosen) == (Told.PRINTING, "A001", None)
    assert [line.job.copy for line in rig.screen.reading.papers] == [1, 0]
    event = rig.store._state.events[-1]
    assert (event.action, event.staff) == (Action.REPRINT, "rina")


def test_a_ticket_that_has_ended_is_not_printed_again(rig: Rig) -> None:
    rig.issue()
    rig.print_all("kiosk-1")
    rig.house.sign_in("1", "rina", "5822")
    rig.hall.call_next("1")
    rig.hall.serve("1")
    rig.hall.complete("1")
    rig.enter()
    assert rig.screen.reading is not None
    rig.presenter.turn_to(Page.PAPERS)
    rig.presenter.choose_paper(rig.screen.reading.papers[0])
    rig.presenter.print_again()
    assert isinstance(rig.trouble(), NotAllowed)
    assert len(numbers(rig)) == 1


def test_copies_are_used_up_here_as_everywhere(rig: Rig) -> None:
    rig.issue()
    rig.enter()
    rig.presenter.turn_to(Page.PAPERS)
    for _ in range(4):
        rig.print_all("kiosk-1")
        assert rig.screen.reading is not None
        rig.presenter.choose_paper(rig.screen.reading.papers[-1])
        rig.presenter.print_again()
    assert isinstance(rig.trouble(), CopiesUsedUp)
    assert len(numbers(rig)) == 4


def test_the_hall_is_closed_for_some_minutes(rig: Rig) -> None:
    rig.enter()
    rig.shut(minutes=30)
    assert (rig.page(), rig.told()) == (Page.CLOSURES, Told.SHUT)
    with pytest.raises(NotOpen) as refused:
        rig.issue()
    assert refused.value.facts["note"] == "Prayer"
    rig.clock.advance(minutes=30)
    rig.issue()


def test_an_agency_is_closed_until_somebody_opens_it(rig: Rig) -> None:
    rig.enter()
    rig.shut("DUKCAPIL", None, "No electricity")
    assert rig.screen.reading is not None
    ((number, closure),) = rig.screen.reading.closures
    assert (closure.agency, closure.until, closure.reason) == ("DUKCAPIL", None, "No electricity")
    with pytest.raises(NotOpen):
        rig.issue()
    rig.presenter.unshut(number)
    assert (rig.told(), rig.screen.reading.closures) == (Told.OPENED, ())
    rig.issue()
    staff = [event.staff for event in rig.store._state.events if event.action in (Deed.SHUT, Deed.UNSHUT)]
    assert staff == ["siti", "siti"]


def test_a_clerk_closes_nothing(rig: Rig) -> None:
    rig.enter("rina")
    rig.shut()
    assert rig.page() is Page.HOME
    assert not rig.store.closures(rig.clock.now())


def test_who_lost_the_right_meanwhile_is_refused(rig: Rig) -> None:
    rig.enter("siti")
    rig.house.dismiss("siti", rig.house.identify("budi", "5820"))
    rig.shut()
    assert isinstance(rig.trouble(), NotEntitled)
    assert not rig.store.closures(rig.clock.now())


def test_a_second_press_closes_nothing_twice(rig: Rig) -> None:
    rig.enter()
    rig.worker.held = True
    rig.shut()
    rig.presenter.shut(None)
    rig.worker.finish()
    assert len(rig.store.closures(rig.clock.now())) == 1


def test_the_way_back_leads_through_the_questions(rig: Rig) -> None:
    rig.enter()
    rig.presenter.turn_to(Page.CLOSURES)
    rig.presenter.turn_to(Page.PLACE)
    rig.presenter.choose_place("SAMSAT")
    rig.presenter.choose_reason("Prayer")
    seen = [rig.page()]
    for _ in range(5):
        rig.presenter.go_back()
        seen.append(rig.page())
    assert seen == [Page.LENGTH, Page.REASON, Page.PLACE, Page.CLOSURES, Page.HOME, Page.HOME]


def test_the_ruler_begins_at_what_the_window_goes_by_and_is_kept(rig: Rig) -> None:
    rig.enter("rina")
    rig.presenter.begin_sizing(700)
    assert (rig.page(), rig.screen.dots_per_mm) == (Page.SIZE, 3.5)
    for _ in range(3):
        rig.presenter.grow(1)
    rig.presenter.grow(-1)
    assert rig.screen.dots_per_mm == 3.52
    assert rig.sizes.recall() is None
    rig.presenter.keep_size()
    assert (rig.sizes.kept, rig.told()) == (3.52, Told.KEPT)
    rig.presenter.go_back()
    rig.presenter.begin_sizing(700)
    assert rig.screen.dots_per_mm == 3.52


def test_the_ruler_never_leaves_the_page_nor_vanishes(rig: Rig) -> None:
    rig.enter()
    rig.presenter.begin_sizing(600)
    rig.presenter.grow(1000)
    assert rig.screen.dots_per_mm == 6.0
    rig.presenter.grow(-1000)
    assert rig.screen.dots_per_mm == 1.0


def test_a_size_that_cannot_be_written_down_is_not_told_as_kept(rig: Rig) -> None:
    rig.sizes.is_spoilt = True
    rig.enter()
    rig.presenter.begin_sizing(700)
    rig.presenter.keep_size()
    assert rig.told() is Told.NOT_KEPT


def test_a_restart_is_asked_for_and_nobody_stays_signed_in(rig: Rig) -> None:
    rig.enter("rina")
    rig.presenter.restart()
    assert (rig.restarts, rig.page(), rig.screen.who) == (1, Page.CLOSED, "")


def test_a_kiosk_that_nobody_looks_after_is_not_ended() -> None:
    rig = Rig(is_supervised=False)
    rig.enter()
    rig.presenter.restart()
    assert (rig.restarts, rig.page(), rig.told()) == (0, Page.HOME, Told.ALONE)
