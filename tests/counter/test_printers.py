"""The clerk is told what to do about a printer, and no longer once it is done."""

import pytest
from pytestqt.qtbot import QtBot

from counter.words import CounterWords
from tests.counter.rig import Rig
from tests.fakes import small_catalogue
from ticketing.outbox import PrinterState, Readiness
from ticketing.words import Language


@pytest.fixture
def rig(qtbot: QtBot) -> Rig:
    made = Rig(qtbot, small_catalogue())
    made.open()
    return made


def put(rig: Rig, *readiness: Readiness, kiosk: str = "kiosk-1") -> None:
    states = [
        PrinterState(kiosk, place, f"tcp://{place}", one, rig.clock.now())
        for place, one in enumerate(readiness, 1)
    ]
    rig.store.keep_printers(kiosk, states)
    rig.window.presenter.note_commit()
    for _ in range(3):
        rig.window.presenter.tick()
    rig.window._show_time()


def told(rig: Rig) -> str:
    return rig.window.banner.text if rig.window.banner.isVisible() else ""


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "readiness", [one for one in Readiness if one not in (Readiness.READY, Readiness.UNTOLD)]
)
def test_every_trouble_has_words_that_name_the_kiosk(
    rig: Rig, readiness: Readiness, language: Language
) -> None:
    put(rig, readiness)
    said = CounterWords(language).printers(rig.window.presenter.desk)
    assert "kiosk-1" in said
    assert len(said) < 110


def test_it_is_told_and_goes_by_itself_when_the_roll_is_changed(rig: Rig) -> None:
    assert told(rig) == ""
    put(rig, Readiness.PAPER_OUT)
    assert told(rig) == "Kertas kiosk-1 habis. Buka printer, pasang gulungan baru, lalu tutup."
    put(rig, Readiness.READY)
    assert told(rig) == ""


def test_a_spare_that_prints_is_told_and_two_kiosks_are_named(rig: Rig) -> None:
    put(rig, Readiness.SILENT, Readiness.UNTOLD)
    assert told(rig).endswith("Nomor keluar dari printernya yang lain.")
    put(rig, Readiness.LOW, kiosk="kiosk-2")
    assert "kiosk-1" in told(rig)
    assert "kiosk-2" in told(rig)


def test_the_printers_are_not_read_without_a_reason(rig: Rig) -> None:
    put(rig, Readiness.PAPER_OUT)
    rig.store.keep_printers("kiosk-1", [])
    for _ in range(9):
        rig.window.presenter.tick()
    assert rig.window.presenter.desk.printers != ()
    rig.window.presenter.note_commit()
    rig.window.presenter.tick()
    assert rig.window.presenter.desk.printers == ()
