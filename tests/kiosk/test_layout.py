"""Measured, not looked at: nothing is cut, nothing is too small to touch, on any screen in any language."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from kiosk.ease import Ease
from kiosk.scanning import Scanned
from kiosk.screen import Page, Paper, Screen
from tests.kiosk.stand import Stand, shipped
from tests.kiosk.visit import LOST
from ticketing.calendar import Opening, Reason
from ticketing.lifecycle import State
from ticketing.model import Told
from ticketing.words import Language, Words
from ui.widgets.button import TouchButton
from ui.widgets.label import FittedLabel

SIZES = [(1024, 768), (1366, 768), (1920, 1080), (768, 1024), (1080, 1920)]
LONG_NAME = "Mal Pelayanan Publik Bale Madukara Kabupaten Purwakarta"
Show = Callable[[Stand], None]


def screens(stand: Stand, language: Language) -> Iterator[tuple[str, Screen]]:
    """Every page, with the longest of what may stand on it."""
    catalogue = shipped()
    stand.walk_to(Page.AGENCIES)
    stand.presenter.choose_language(language)
    yield "agencies", stand.presenter.screen
    stand.presenter.go_home()
    stand.presenter.choose_language(language)
    welcome = stand.presenter.screen
    assert welcome.reading is not None
    yield "welcome", welcome
    named = replace(welcome.reading.hall, name=LONG_NAME, rehearsal=True)
    yield "welcome of a long name", replace(welcome, reading=replace(welcome.reading, hall=named))
    yield "welcome before the hall was read", replace(welcome, reading=None)
    for code in ("DUKCAPIL", "DISPANGTAN", "KEJARI"):
        agency = catalogue.agency[code]
        yield f"services of {code}", replace(welcome, page=Page.SERVICES, agency=agency)
    longest_name = max(catalogue.services, key=lambda one: len(one.name.say(language)))
    by_count = max(catalogue.services, key=lambda one: len(one.documents))
    for service in (longest_name, by_count, catalogue.service["KTP-BARU"]):
        chosen = replace(welcome, agency=catalogue.agency[service.agency], service=service)
        yield service.code, replace(chosen, page=Page.SERVICE)
    issued = stand.hall.issue(longest_name.code, language, stand.new_tap(), priority=True)
    ticket = replace(issued.ticket, prefix="WM", n=1088)
    issued = replace(issued, leg=replace(issued.leg, ticket=ticket))
    given = replace(
        welcome, page=Page.NUMBER, agency=catalogue.agency[longest_name.agency], service=longest_name
    )
    for paper in Paper:
        is_offered = paper in (Paper.TROUBLE, Paper.NONE)
        yield f"number, paper {paper.value}", replace(given, issued=issued, paper=paper, shows_qr=is_offered)
    yield from errand_screens(stand, welcome)
    by_name = sorted(catalogue.services, key=lambda one: -len(one.name.say(language)))
    popular = replace(welcome.reading, popular=tuple(one.code for one in by_name))
    yield "home", replace(welcome, page=Page.HOME, reading=popular)
    for need in catalogue.needs:
        yield f"need {need.code}", replace(welcome, page=Page.NEED, need=need)
    searching = replace(welcome, page=Page.SEARCH)
    yield "search", searching
    longest = sorted(catalogue.services, key=lambda one: -len(one.name.say(language)))
    yield "search, found", replace(searching, typed="m" * 40, found=tuple(one.code for one in longest[:6]))
    yield "search, nothing found", replace(searching, typed="zzzz")
    for page in (Page.SORRY, Page.FAULT):
        yield page.name, replace(welcome, page=page, trouble=LOST)
    yield "still here", replace(welcome, page=Page.AGENCIES, seconds_left=17)
    yield "easier", replace(welcome, page=Page.AGENCIES, shows_ease=True)


def errand_screens(stand: Stand, welcome: Screen) -> Iterator[tuple[str, Screen]]:
    """The pages of errands, of closed services, and of scanned tickets."""
    catalogue, language = shipped(), welcome.language
    yield "errands", replace(welcome, page=Page.ERRANDS)
    for errand in catalogue.errands:
        yield f"errand {errand.code}", replace(welcome, page=Page.ERRAND, errand=errand)
    longest = max(catalogue.errands, key=lambda one: len(one.steps))
    issued = stand.hall.issue(longest.code, language, stand.new_tap(), priority=True)
    assert welcome.reading is not None
    agency, service = welcome.reading.agency_of(issued.leg), welcome.reading.service_of(issued.leg)
    issued = replace(issued, then=dict.fromkeys(longest.services[1:], issued.told))
    given = replace(welcome, page=Page.NUMBER, agency=agency, service=service, issued=issued)
    yield "number of an errand", replace(given, paper=Paper.COMING)
    yield "number of an errand without paper", replace(given, paper=Paper.TROUBLE, shows_qr=True)
    again = datetime(2026, 12, 30, 7, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    name = Words("Cuti bersama Hari Raya Natal dan Tahun Baru", "Joint leave for Christmas and New Year")
    shut = dict.fromkeys(catalogue.service, Opening(Reason.HOLIDAY, again, name=name))
    closed = replace(welcome, reading=replace(welcome.reading, closed=shut))
    yield "agencies closed", replace(closed, page=Page.AGENCIES)
    dukcapil = catalogue.agency["DUKCAPIL"]
    yield "services closed", replace(closed, page=Page.SERVICES, agency=dukcapil)
    by_count = max(catalogue.services, key=lambda one: len(one.documents))
    whose = catalogue.agency[by_count.agency]
    yield "service closed", replace(closed, page=Page.SERVICE, agency=whose, service=by_count)
    yield "errand closed", replace(closed, page=Page.ERRAND, errand=longest)
    yield "unknown code", replace(welcome, page=Page.SCANNED, scanned=Scanned())
    yield "code out of reach", replace(welcome, page=Page.SCANNED, scanned=Scanned(trouble=LOST))
    for state in State:
        leg = replace(issued.leg, state=state, counter="LOKET 12")
        yield f"scanned {state}", replace(welcome, page=Page.SCANNED, scanned=Scanned(leg))
    much_later = (issued.told.called_from + timedelta(hours=3), issued.told.called_until + timedelta(hours=4))
    for how, now in (("as told", issued.told), ("changed", Told(1088, *much_later))):
        scanned = Scanned(issued.leg, now=now)
        yield f"scanned, {how}", replace(welcome, page=Page.SCANNED, scanned=scanned)
        printed = replace(welcome, page=Page.SCANNED, scanned=scanned, paper=Paper.TROUBLE, may_reprint=True)
        yield f"scanned, {how}, no copy", printed
    back = Scanned(issued.leg, is_back=True)
    yield "scanned late", replace(welcome, page=Page.SCANNED, scanned=back)


SMALL, UPRIGHT, LARGE = SIZES[0], SIZES[3], SIZES[4]
#: The usual view on every screen, the others on those that leave least room.
VIEWS = [
    *((Ease(), size) for size in SIZES),
    *((Ease(large=True, contrast=True), size) for size in (SMALL, UPRIGHT, LARGE)),
    *((Ease(low=True), size) for size in (UPRIGHT, LARGE)),
    *((Ease(large=True, low=True), size) for size in (SMALL, UPRIGHT, LARGE)),
]


@pytest.fixture(scope="module", params=VIEWS)
def view(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[Stand, Ease, tuple[int, int]]]:
    """One window for all languages, in the look that a view has; it shows nothing by itself."""
    ease, size = request.param
    stand = Stand(size)
    stand.issue(12)
    stand.window._timer.stop()
    stand.presenter.watch(lambda screen: None)
    yield stand, ease, size
    stand.close()


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_and_everything_can_be_touched(
    view: tuple[Stand, Ease, tuple[int, int]], language: Language
) -> None:
    stand, ease, size = view
    wrong: list[str] = []
    for name, screen in screens(stand, language):
        stand.window.show_screen(replace(screen, ease=ease))
        for _ in range(3):  # a line more makes the sheet higher, and that the page
            QApplication.processEvents()
        wrong += [f"{name}: {one}" for one in _faults(stand)]
        assert (stand.window.width(), stand.window.height()) == size, f"{name} does not fit the screen"
    assert wrong == []


def _faults(stand: Stand) -> Iterator[str]:
    for button in stand.buttons():
        yield from _cut_button(button)
        yield from _hard_to_touch(button, stand)
        yield from _outside(button, stand)
    for label in stand.window.findChildren(QLabel):
        if label.isVisible() and label.text():
            yield from _cut_label(label, stand)
            yield from _outside(label, stand)


def _cut_button(button: TouchButton) -> Iterator[str]:
    _, words, detail = button.places()
    inner = button.rect()
    if not inner.contains(words) or not (detail.isNull() or inner.contains(detail)):
        yield f"button {button.text()!r} is too low"
    if button.text() and _longest(button.text(), button.fontMetrics()) > words.width():
        yield f"button {button.text()!r} is too narrow"


def _hard_to_touch(button: TouchButton, stand: Stand) -> Iterator[str]:
    least_mm = 25 if button.property("role") == "tile" else 20
    if button.height() < stand.look.mm(least_mm) or button.width() < stand.look.mm(20):
        yield f"button {button.text()!r} is {button.width()} × {button.height()}"


def _cut_label(label: QLabel, stand: Stand) -> Iterator[str]:
    if isinstance(label, FittedLabel):
        font = label.fitted_font()
        if font.pixelSize() < stand.look.scale.small:
            yield f"{label.text()!r} shrinks to {font.pixelSize()}"
        return
    room = label.contentsRect()
    if _longest(label.text(), label.fontMetrics()) > room.width():
        yield f"{label.text()!r} is too narrow"
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else int(Qt.TextFlag.TextSingleLine)
    bounds = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 0), flags, label.text())
    if bounds.height() > room.height() + 1:
        yield f"{label.text()!r} needs {bounds.height()} of {room.height()}"


def _outside(part: QWidget, stand: Stand) -> Iterator[str]:
    """Tell what stands beyond the screen, or beyond the sides of a list."""
    left = part.mapTo(stand.window, QPoint(0, 0))
    place = QRect(left, part.size())
    window = stand.window.rect()
    if place.left() < 0 or place.right() > window.right():
        yield f"{part.accessibleName()!r} stands beyond the sides"
    if not _is_in_list(part) and not window.contains(place):
        yield f"{part.accessibleName()!r} stands beyond the screen"


def _is_in_list(part: QWidget) -> bool:
    above = part.parentWidget()
    return above is not None and (isinstance(above, QScrollArea) or _is_in_list(above))


def _longest(text: str, metrics: QFontMetrics) -> int:
    return max((metrics.horizontalAdvance(word) for word in text.replace("-", "- ").split()), default=0)
