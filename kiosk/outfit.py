"""Everything that is seen, made for one look; another wish of the visitor makes another outfit."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.backdrop import Backdrop
from kiosk.ease import Ease, Wish
from kiosk.ease_sheet import EaseSheet
from kiosk.extras import Extras
from kiosk.frame import Frame
from kiosk.presenter import Presenter
from kiosk.screen import Screen
from kiosk.veil import Veil
from kiosk.wardrobe import Wardrobe
from ticketing.ports import Clock
from ui import theme


class Outfit:
    """Frame, backdrop and covers.

    Args:
        presenter: Knows what a touch means.
        wardrobe: Has the looks.
        clock: For the clock in the head.
        ease: How the visitor wants the kiosk to be.
        size: What measures are taken of.
        parent: The window, as large as it is now.
        extras: Voice, pictures and logo.

    Attributes:
        look: What is worn.
        frame: Head, page, foot.
    """

    def __init__(
        self,
        presenter: Presenter,
        wardrobe: Wardrobe,
        clock: Clock,
        ease: Ease,
        size: QSize,
        parent: QWidget,
        extras: Extras,
    ) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._wardrobe = wardrobe
        self._ease = ease
        self.look = wardrobe.look(size, ease)
        theme.wear(application, self.look)
        area = wardrobe.area(parent.size(), ease)
        self.frame = Frame(presenter, self.look, clock, parent, extras)
        self._backdrop = Backdrop(self.look, parent)
        self._veil = Veil(self.look, presenter, parent, area)
        wishes = [Wish.LARGE]
        if wardrobe.contrast != wardrobe.theme:
            wishes.append(Wish.CONTRAST)
        if wardrobe.can_be_low(size):
            wishes.append(Wish.LOW)
        if extras.voice is not None:
            wishes.append(Wish.SPOKEN)
        self._sheet = EaseSheet(self.look, presenter, parent, area, wishes)
        self._parts = (self.frame, self._backdrop, self._veil, self._sheet)
        self._place(parent.size(), area)
        self.frame.show()

    def show_screen(self, screen: Screen, *, is_slow: bool) -> None:
        """Show what the presenter says; `is_slow`: what was asked for takes long."""
        self._backdrop.show_screen(screen)
        self.frame.show_screen(screen)
        self._sheet.show_screen(screen)
        self._veil.show_screen(screen, is_slow=is_slow)

    def resize(self, window: QSize) -> None:
        """Fit another size of the window."""
        self._place(window, self._wardrobe.area(window, self._ease))
        self.frame.make_anew()

    def layers(self) -> list[QWidget]:
        """List what can be reached by keys now: what lies over the page, or page, foot and head."""
        for cover in (self._veil, self._sheet):
            if cover.isVisible():
                return [cover.card]
        page = self.frame.page
        return [*([page] if page is not None else []), self.frame.foot, self.frame.head]

    def put_off(self) -> None:
        """Go."""
        self.frame.put_off()
        for part in self._parts:
            part.hide()
            part.setParent(None)
            part.deleteLater()

    def _place(self, window: QSize, area: QRect) -> None:
        self.frame.setGeometry(area)
        self._backdrop.setGeometry(QRect(0, 0, window.width(), area.top()))
        self._backdrop.setVisible(area.top() > 0)
        for cover in (self._veil, self._sheet):
            cover.setGeometry(QRect(0, 0, window.width(), window.height()))
