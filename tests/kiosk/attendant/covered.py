"""The window of a kiosk with the staff's page over it, both as fingers meet them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.attendant.overlay import AttendantOverlay
from kiosk.attendant.page import AttendantPage
from tests.kiosk.attendant.rig import Rig
from tests.kiosk.stand import Stand, shipped
from ticketing.words import Language
from ui.widgets.button import TouchButton


class Covered:
    """Pages take touches at once; `close` it at the end."""

    def __init__(
        self,
        size: tuple[int, int],
        language: Language = Language.EN,
        *,
        settle_ms: int = 0,
        has_staff: bool = True,
    ) -> None:
        self.stand = Stand(size)
        self.rig = Rig(has_staff=has_staff, catalogue=shipped(), language=language)
        window = self.stand.window
        self.overlay = AttendantOverlay(self.rig.presenter, self.stand.look, window, settle_ms=settle_ms)
        window.clock_touched.connect(self.overlay.hear_clock)

    def knock(self, times: int = 5) -> None:
        """Touch the clock; the place where it stands, whatever lies over it."""
        window = self.stand.window
        clock = next(one for one in window.findChildren(QLabel) if one.property("role") == "clock")
        for _ in range(times):
            place = clock.mapTo(window, clock.rect().center())
            self.touch_at(window, place)

    def touch_at(self, window: QWidget, place: QPoint) -> None:
        met = window.childAt(place) or window
        QTest.mouseClick(met, Qt.MouseButton.LeftButton, pos=met.mapFrom(window, place))

    def page(self) -> AttendantPage:
        page = self.overlay.page
        assert page is not None
        return page

    def buttons(self) -> list[TouchButton]:
        return [one for one in self.overlay.findChildren(TouchButton) if one.isVisible()]

    def touch(self, words: str) -> None:
        found = [one for one in self.buttons() if words in (one.text(), one.accessibleName())]
        assert found, f"no button {words!r}"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def words(self) -> set[str]:
        labels = {one.text() for one in self.overlay.findChildren(QLabel) if one.isVisible()}
        return labels | {one.text() for one in self.buttons()}

    def type(self, text: str) -> None:
        for letter in text:
            self.touch(letter.upper())

    def enter(self, name: str = "siti", pin: str = "5821") -> None:
        """Come in by touches alone."""
        self.knock()
        self.type(name)
        self.touch("Next")
        self.type(pin)
        self.touch("Sign in")

    def close(self) -> None:
        self.stand.close()
