"""What a visitor reads of a service and of a number, on the page and from its code."""

from io import BytesIO

import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer
from pytestqt.qtbot import QtBot

from kiosk.screen import Page
from tests.kiosk.stand import DUKCAPIL, Stand
from ticketing.token import qr_text
from ui.widgets.qr import QrCode


def test_a_service_shows_what_to_bring_how_long_it_takes_and_where(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    words = stand.words()
    assert {"Mohon siapkan", "Kartu Keluarga (KK)", "± 8 menit", DUKCAPIL} <= words


def test_the_number_says_when_how_many_are_ahead_and_where(stand: Stand) -> None:
    stand.issue(3)
    stand.walk_to(Page.NUMBER)
    words = stand.words()
    assert {"A004", "3 orang", "Zona 1 · Loket 1–6", "Penerbitan KTP-el baru"} <= words
    assert any(one.startswith("07.") and "–" in one for one in words)


def test_paper_trouble_shows_the_code_and_a_paper_in_time_does_not(stand: Stand) -> None:
    stand.walk_to(Page.NUMBER)
    code = stand.shown().findChild(QrCode)
    assert isinstance(code, QrCode)
    assert not code.isVisible()
    assert "Kertas sedang dicetak …" in stand.words()
    stand.wait(5)
    assert code.isVisible()
    assert code.modules > 20
    assert "Kertas tidak keluar? Foto nomor ini. Nomor tetap berlaku." in stand.words()


def token_of(stand: Stand) -> str:
    issued = stand.presenter.screen.issued
    assert issued is not None
    return issued.ticket.token


def codes_on(stand: Stand) -> list[str]:
    """Read the QR codes on the page, as a phone's camera does."""
    buffer = QBuffer()
    stand.window.grab().save(buffer, "PNG")
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(buffer.data().data())))]


def test_the_code_on_the_page_can_be_read_from_a_photograph(stand: Stand) -> None:
    stand.walk_to(Page.NUMBER)
    stand.wait(5)
    assert codes_on(stand) == [qr_text(token_of(stand))]


def test_where_phones_find_a_page_the_code_leads_there(qtbot: QtBot) -> None:
    stand = Stand(address="http://antrean.lan:8080")
    stand.walk_to(Page.NUMBER)
    stand.wait(5)
    assert codes_on(stand) == [f"HTTP://ANTREAN.LAN:8080/T/{token_of(stand)}"]
    stand.close()
