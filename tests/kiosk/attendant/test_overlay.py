"""The staff's page over the window: how it comes, what it keeps off, how it goes."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.attendant.page import AttendantPage
from kiosk.attendant.ruler import Ruler
from kiosk.attendant.screen import Page
from kiosk.attendant.size_page import SizePage
from kiosk.screen import Page as VisitorsPage
from tests.kiosk.attendant.covered import Covered
from ticketing.outbox import Readiness
from ticketing.token import qr_text


def test_five_touches_of_the_clock_open_it_and_four_do_not(covered: Covered) -> None:
    covered.knock(4)
    assert covered.overlay.isHidden()
    covered.knock(1)
    assert covered.overlay.isVisible()
    assert covered.rig.page() is Page.NAME


def test_touches_elsewhere_do_not_open_it(covered: Covered) -> None:
    for _ in range(8):
        covered.touch_at(covered.stand.window, QPoint(20, 20))
    assert covered.overlay.isHidden()


def test_the_window_is_told_that_somebody_comes(covered: Covered) -> None:
    heard: list[bool] = []
    covered.overlay.opened.connect(lambda: heard.append(True))
    covered.knock()
    assert heard == [True]


def test_staff_come_in_by_touches_alone_and_see_what_the_printer_needs(covered: Covered) -> None:
    covered.rig.printers(Readiness.COVER_OPEN)
    covered.enter()
    assert any("Press its cover down until it clicks" in words for words in covered.words())
    assert "siti" in covered.words()
    covered.touch("Close this page")
    assert covered.overlay.isHidden()
    assert covered.overlay.page is None


def test_a_pin_is_seen_as_dots_only(covered: Covered) -> None:
    covered.knock()
    covered.type("siti")
    covered.touch("Next")
    covered.type("58")
    assert "●●" in covered.words()
    assert not any("58" in words for words in covered.words())


def test_a_clerk_sees_why_nothing_can_be_closed(covered: Covered) -> None:
    covered.enter("rina", "5822")
    (tile,) = [one for one in covered.buttons() if one.text() == "Close and open"]
    assert (tile.isEnabled(), tile.detail) == (False, "A supervisor may do this")


def test_a_paper_is_printed_again_by_touch(covered: Covered) -> None:
    covered.rig.issue()
    covered.rig.print_all("kiosk-1")
    covered.enter("rina", "5822")
    covered.touch("Last papers")
    covered.touch(next(one.text() for one in covered.buttons() if one.text().startswith("A")))
    covered.touch(next(one.text() for one in covered.buttons() if one.text().startswith("Print A")))
    assert len(covered.rig.store.papers(9)) == 2


def test_the_hall_is_closed_and_opened_by_touch(covered: Covered) -> None:
    covered.enter()
    for words in ("Close and open", "Close something", "The whole hall", "Prayer", "30 minutes"):
        covered.touch(words)
    assert len(covered.rig.store.closures(covered.rig.clock.now())) == 1
    covered.touch("The whole hall")
    assert not covered.rig.store.closures(covered.rig.clock.now())
    assert "Nothing is closed." in covered.words()


def test_the_size_is_set_by_touch_and_a_fresh_start_is_offered(covered: Covered) -> None:
    covered.enter("rina", "5822")
    covered.touch("Size of the screen")
    page = covered.page()
    assert isinstance(page, SizePage)
    before = page.ruler.length_px
    for _ in range(5):
        covered.touch("Longer")
    assert page.ruler.length_px == pytest.approx(before + 5)
    covered.touch("Keep this size")
    assert covered.rig.sizes.kept == pytest.approx(page.ruler.length_px / 100)
    covered.touch("Start the kiosk again")
    assert covered.rig.restarts == 1


def test_the_ruler_is_as_long_as_it_says(covered: Covered) -> None:
    ruler = Ruler(covered.stand.look)
    ruler.resize(600, 400)
    ruler.show_size(4.0)
    picture = ruler.grab().toImage()
    ground = picture.pixelColor(2, 1)
    inked = [x for x in range(600) if picture.pixelColor(x, 1) != ground]
    assert max(inked) - min(inked) == pytest.approx(400, abs=3)


def test_visitors_find_their_page_again(covered: Covered) -> None:
    covered.stand.walk_to(VisitorsPage.SERVICES)
    covered.enter()
    covered.touch("Close this page")
    assert covered.stand.page() is VisitorsPage.SERVICES
    covered.stand.presenter.go_back()
    assert covered.stand.page() is VisitorsPage.AGENCIES


def test_nothing_lies_over_it_when_the_visitor_is_asked_for(covered: Covered) -> None:
    covered.stand.walk_to(VisitorsPage.AGENCIES)
    covered.knock()
    covered.stand.wait(41)
    assert covered.stand.presenter.screen.seconds_left is not None
    middle = covered.stand.window.childAt(covered.stand.window.rect().center())
    assert middle is not None
    assert covered.overlay is middle or covered.overlay.isAncestorOf(middle)


def test_touches_on_it_keep_the_page_open(covered: Covered) -> None:
    covered.enter()
    covered.rig.wait(55)
    covered.touch_at(covered.stand.window, QPoint(10, covered.stand.window.height() // 2))
    covered.rig.wait(55)
    assert covered.rig.page() is Page.HOME
    covered.rig.wait(6)
    assert covered.overlay.isHidden()


def test_a_scanner_does_nothing_while_it_is_open_and_works_again_afterwards(covered: Covered) -> None:
    stand = covered.stand
    given = stand.hall.issue("KTP-BARU", stand.presenter.screen.language, stand.new_tap())
    code = qr_text(given.ticket.token)
    covered.knock()
    for focused in (stand.window, covered.overlay):
        QTest.keyClicks(focused, code)
        QTest.keyClick(focused, Qt.Key.Key_Return)
    assert stand.page() is VisitorsPage.WELCOME
    assert covered.rig.screen.name == ""
    covered.touch("Close this page")
    QTest.keyClicks(stand.window, code)
    QTest.keyClick(stand.window, Qt.Key.Key_Return)
    assert stand.page() is VisitorsPage.SCANNED


def test_no_key_leaves_it_or_closes_the_window(covered: Covered) -> None:
    covered.enter()
    for key, modifier in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(covered.overlay, key, modifier)
    assert covered.rig.page() is Page.HOME
    assert covered.stand.window.isVisible()


def test_it_grows_with_the_window(covered: Covered) -> None:
    covered.knock()
    covered.stand.window.resize(1024, 768)
    assert covered.overlay.size() == covered.stand.window.size()
    covered.type("siti")
    assert covered.rig.screen.name == "siti"


def test_the_second_tap_of_two_is_not_for_the_page_that_came(qtbot: QtBot) -> None:
    covered = Covered((768, 1024), settle_ms=60_000)
    covered.knock()
    covered.type("s")
    assert covered.rig.screen.name == ""
    covered.close()


def test_pages_that_were_left_are_gone(covered: Covered) -> None:
    covered.enter()
    covered.touch("Close this page")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert covered.overlay.findChildren(AttendantPage) == []
