"""Measured, not looked at: nothing of the staff's page is cut or too small, on any screen in any language."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.attendant.screen import Page, Told
from kiosk.attendant.words import LENGTHS, REASONS
from tests.kiosk.attendant.covered import Covered
from tests.kiosk.test_layout import SIZES, _faults
from ticketing.errors import (
    CopiesUsedUp,
    Misconfigured,
    NotAllowed,
    NotEntitled,
    SignInRefused,
    StoreBusy,
    UnknownTicket,
)
from ticketing.outbox import Readiness
from ticketing.words import Language

TROUBLES = (
    SignInRefused(),
    NotEntitled(right="close_services"),
    NotAllowed(action="reprint", state="completed", number="WM1088"),
    CopiesUsedUp(number="WM1088", copies=3),
    UnknownTicket(ticket="x"),
    StoreBusy(),
    Misconfigured("keys/pepper", "pepper_wrong"),
)


def walk(covered: Covered) -> Iterator[str]:
    """Every page, with the longest of what may stand on it."""
    rig, presenter = covered.rig, covered.rig.presenter
    for _ in range(12):
        rig.issue()
    rig.print_all("kiosk-1")
    presenter.open()
    rig.type("w" * 30)
    yield "name"
    presenter.confirm()
    rig.type("0" * 12)
    yield "PIN"
    presenter.confirm()
    for number in range(2):
        rig.type(f"999{number}")
        presenter.confirm()
    yield "PIN, refused"
    rig.type("9999")
    presenter.confirm()
    assert rig.screen.wait_s
    yield "PIN, waiting"
    rig.wait(6)
    presenter.leave()
    rig.enter()
    yield "no printer"
    yield from _home(covered)
    presenter.turn_to(Page.PAPERS)
    yield "papers"
    assert rig.screen.reading is not None
    presenter.choose_paper(rig.screen.reading.papers[0])
    yield "papers, one marked"
    yield from _closing(covered)
    presenter.begin_sizing(600)
    yield "size"
    presenter.keep_size()
    yield "size, kept"


def _home(covered: Covered) -> Iterator[str]:
    for readiness in Readiness:
        covered.rig.printers(readiness, readiness)
        covered.rig.wait(2.25)
        yield f"printers {readiness}"
    for trouble in TROUBLES:
        covered.rig.presenter._show(trouble=trouble, told=None)
        yield f"trouble {trouble}"
    for told in Told:
        covered.rig.presenter._show(trouble=None, told=told, number="WM1088")
        yield f"told {told}"
    covered.rig.presenter._show(seconds_left=10)
    yield "leaving"
    covered.rig.presenter.touch()


def _closing(covered: Covered) -> Iterator[str]:
    rig, presenter = covered.rig, covered.rig.presenter
    presenter.turn_to(Page.CLOSURES)
    yield "nothing closed"
    words = covered.page().words
    longest = max((one.code for one in rig.store.catalogue().agencies), key=len)
    for reason in REASONS:
        presenter.turn_to(Page.PLACE)
        yield "place"
        presenter.choose_place(longest)
        yield "reason"
        presenter.choose_reason(words.say(reason))
        yield f"length, {reason}"
        presenter.shut(LENGTHS[0])
        yield f"closed, {reason}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_and_everything_can_be_touched(
    qtbot: QtBot, size: tuple[int, int], language: Language
) -> None:
    covered = Covered(size, language)
    wrong: list[str] = []
    for name in walk(covered):
        QApplication.processEvents()
        wrong += [f"{name}: {one}" for one in _faults(covered.stand)]
        assert covered.overlay.size() == covered.stand.window.size()
        assert (covered.overlay.width(), covered.overlay.height()) == size
    covered.close()
    assert wrong == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_the_page_that_lets_nobody_in_fits_too(
    qtbot: QtBot, size: tuple[int, int], language: Language
) -> None:
    covered = Covered(size, language, has_staff=False)
    covered.rig.presenter.open()
    QApplication.processEvents()
    wrong = list(_faults(covered.stand))
    assert any("staff --add" in words for words in covered.words())
    covered.close()
    assert wrong == []
