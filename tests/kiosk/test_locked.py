"""What visitors cannot do: close the window, type, open a menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.screen import Page
from tests.kiosk.stand import Stand

DUKCAPIL = "Dinas Kependudukan dan Pencatatan Sipil"


def test_nobody_closes_the_window_but_who_may(stand: Stand) -> None:
    stand.window.close()
    assert stand.window.isVisible()
    stand.window.leave()
    assert not stand.window.isVisible()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Print, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_outside_the_list_do_nothing(stand: Stand, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    stand.walk_to(Page.SERVICES)
    before = stand.presenter.screen
    first = stand.button("Penerbitan KTP-el baru")
    first.setFocus()
    for target in (stand.window, first):
        QTest.keyClick(target, key, modifier)
    assert stand.presenter.screen == before
    assert stand.window.isVisible()


def test_nothing_can_be_typed(stand: Stand) -> None:
    field = QLineEdit(stand.window)
    field.show()
    for key in (Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_Delete):
        QTest.keyClick(field, key)
    assert field.text() == ""


def test_keys_of_the_list_walk_press_and_go_back(stand: Stand) -> None:
    stand.walk_to(Page.AGENCIES)
    stand.button(DUKCAPIL).setFocus()
    QTest.keyClick(stand.button(DUKCAPIL), Qt.Key.Key_Space)
    assert stand.page() is Page.SERVICES
    QTest.keyClick(stand.window, Qt.Key.Key_Escape)
    assert stand.page() is Page.AGENCIES


def test_no_part_of_the_window_has_a_context_menu(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    for part in (stand.window, *stand.window.findChildren(QWidget)):
        if part.isVisible():
            middle = part.rect().center()
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, part.mapToGlobal(middle))
            QApplication.sendEvent(part, event)
    assert QApplication.activePopupWidget() is None
    assert len([one for one in QApplication.topLevelWidgets() if one.isVisible()]) == 1
