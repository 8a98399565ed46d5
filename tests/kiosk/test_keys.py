"""A keypad or arrow keys lead to every control, in order; who cannot see is read to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import key_walk
from kiosk.ease import Wish
from kiosk.screen import Page
from tests.kiosk.stand import Stand
from ui.widgets.button import TouchButton

DUKCAPIL = "Dinas Kependudukan dan Pencatatan Sipil"


def press(stand: Stand, *keys: Qt.Key) -> str:
    """Press keys; return the words of what has the focus then."""
    for key in keys:
        QTest.keyClick(stand.window, key)
        QApplication.processEvents()
    return focused(stand)


def focused(stand: Stand) -> str:
    found = [one for one in stand.buttons() if one.hasFocus()]
    return found[0].accessibleName() if found else ""


def enter(stand: Stand) -> None:
    (button,) = [one for one in stand.buttons() if one.hasFocus()]
    QTest.keyClick(button, Qt.Key.Key_Return)
    QApplication.processEvents()


@pytest.mark.parametrize("page", [Page.WELCOME, Page.HOME, Page.AGENCIES, Page.SERVICE, Page.NUMBER])
def test_every_control_is_reached_once_and_then_the_first_again(stand: Stand, page: Page) -> None:
    if page is not Page.WELCOME:
        stand.walk_to(page)
    stand.presenter.switch(Wish.SPOKEN)
    stand.window.activateWindow()
    everything = {one for one in stand.buttons() if one.isEnabled()}
    reached: list[TouchButton] = []
    for _ in everything:
        press(stand, Qt.Key.Key_Down)
        (one,) = [button for button in stand.buttons() if button.hasFocus()]
        reached.append(one)
    assert len(set(reached)) == len(reached)
    assert set(reached) == everything
    press(stand, Qt.Key.Key_Down)
    assert reached[0].hasFocus()
    press(stand, Qt.Key.Key_Up)
    assert reached[-1].hasFocus()


def test_the_order_is_the_page_then_the_foot_then_the_head(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.presenter.switch(Wish.SPOKEN)
    order = []
    for _ in range(12):
        name = press(stand, Qt.Key.Key_Right)
        order.append(name.split(",")[0])
    assert order[2:] == [
        "Ambil nomor", "Prioritas", "Cetak daftar ini", "Kembali", "Tampilan", "Suara", "Ke awal",
        "Indonesia", "English", "Sunda",
    ]  # fmt: skip


def test_up_and_down_lead_from_row_to_row_for_who_sees(qtbot: QtBot) -> None:
    stand = Stand((1080, 1920))
    stand.walk_to(Page.AGENCIES)
    first = press(stand, Qt.Key.Key_Right)
    assert first.startswith(DUKCAPIL)
    tiles = [one for one in stand.buttons() if one.property("role") == "tile"]
    below = next(one for one in tiles if one.y() > tiles[0].y())
    assert press(stand, Qt.Key.Key_Down) == below.accessibleName()
    assert press(stand, Qt.Key.Key_Up) == first
    stand.close()


def test_what_is_reached_is_in_view(stand: Stand) -> None:
    stand.walk_to(Page.AGENCIES)
    press(stand, Qt.Key.Key_Right)
    for _ in range(35):
        press(stand, Qt.Key.Key_Right)
    (last,) = [one for one in stand.buttons() if one.hasFocus()]
    assert last.property("role") == "tile"
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_from_the_first_page_to_a_number_by_keys_alone(stand: Stand) -> None:
    press(stand, Qt.Key.Key_Down)  # turns the voice on: who begins with keys may not see
    assert stand.presenter.screen.ease.spoken
    assert press(stand, Qt.Key.Key_Down) == "Sentuh untuk mulai"
    enter(stand)
    assert stand.page() is Page.HOME
    assert focused(stand).startswith("Mau mengurus apa?"), "the first control is ready to be pressed"
    press(stand, Qt.Key.Key_Down)
    enter(stand)
    assert stand.page() is Page.SERVICE
    while not focused(stand).startswith("Ambil nomor"):
        press(stand, Qt.Key.Key_Down)
    enter(stand)
    assert "A001" in stand.words()


def test_a_finger_leaves_no_mark_on_the_next_page(stand: Stand) -> None:
    stand.walk_to(Page.HOME)
    press(stand, Qt.Key.Key_Right)
    assert focused(stand)
    stand.touch("Semua instansi")
    assert focused(stand) == ""


def test_keys_stay_on_what_lies_over_the_page(stand: Stand) -> None:
    stand.walk_to(Page.HOME)
    stand.presenter.show_ease(is_open=True)
    reached = {press(stand, Qt.Key.Key_Right).split(",")[0] for _ in range(12)}
    assert reached == {"Huruf lebih besar", "Kontras tinggi", "Tombol di bawah", "Dibacakan", "Lanjutkan"}


def test_each_page_and_each_button_is_read(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    assert stand.voice.said == []
    stand.touch("Suara")
    told = stand.voice.said[-1]
    assert told.startswith("Layar ini dibacakan.")
    assert "Penerbitan KTP-el baru. " in told
    assert "Kartu Keluarga" not in told, "a document is a control and read when it is reached"
    press(stand, Qt.Key.Key_Down)
    assert stand.voice.said[-1] == "Berusia 17 tahun, sudah kawin, atau pernah kawin, mati"
    enter(stand)
    assert stand.voice.said[-1].endswith("menyala"), "ticked"
    stand.presenter.take_number()
    assert "A001" in stand.voice.said[-1]
    count = len(stand.voice.said)
    stand.wait(1)
    assert len(stand.voice.said) == count, "nothing is read twice"


def test_who_stands_still_is_asked_aloud_once(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.presenter.switch(Wish.SPOKEN)
    stand.voice.said.clear()
    stand.wait(45)
    asked = [one for one in stand.voice.said if one.startswith("Masih di sini?")]
    assert len(asked) == 1


def test_the_voice_is_silent_at_the_end_of_a_visit(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.presenter.switch(Wish.SPOKEN)
    stand.presenter.finish()
    assert stand.voice.said[-1] == ""
    stand.walk_to(Page.SERVICE)
    assert stand.voice.said[-1] == ""


def test_words_of_a_page_are_those_of_its_labels(stand: Stand) -> None:
    stand.walk_to(Page.NUMBER)
    words = key_walk.words(stand.shown())
    assert words.startswith("Nomor Anda. A001. Penerbitan KTP-el baru. ")
    assert "Selesai" not in words
