"""The visitor's touch window: what is worn, and the keys and touches it takes."""

import time

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk import key_walk
from kiosk.ease import Ease, Wish
from kiosk.extras import NO_EXTRAS, Extras
from kiosk.narrator import Narrator
from kiosk.outfit import Outfit
from kiosk.pages.page import KioskPage
from kiosk.presenter import Presenter
from kiosk.scanning import Wedge
from kiosk.screen import Page, Screen
from kiosk.wardrobe import Wardrobe
from ticketing.ports import Clock
from ui.theme import Look
from ui.touching import TouchGuard
from ui.widgets.button import TouchButton

_TICK_MS = 250
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PRESSING = _ENTERS | {Qt.Key.Key_Space}
_KEYS = key_walk.WALKING | _PRESSING | {Qt.Key.Key_Escape}
_COMBINING = (
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
)
_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin)
_PRESSES_OF_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class KioskWindow(QWidget):
    """Shows the presenter's screen and tells it what was touched.

    Nobody closes it: no key, no menu. `leave` does, for the supervisor.

    Args:
        presenter: Knows what a touch means.
        wardrobe: Looks for this window's screen.
        clock: For the clock in the head.
        size: About the size that the window will have; measures are taken of it.
        settle_ms: A new page takes no touch for so long: the second tap of two was for the last one.
        extras: Voice, pictures and logo, where the kiosk has them.

    Signals:
        clock_touched: By five of these staff come in; see `kiosk.attendant`.
    """

    clock_touched = Signal()

    def __init__(
        self,
        presenter: Presenter,
        wardrobe: Wardrobe,
        clock: Clock,
        size: QSize,
        *,
        settle_ms: int = 300,
        extras: Extras = NO_EXTRAS,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._wardrobe = wardrobe
        self._clock = clock
        self._size = size
        self._narrator = Narrator(extras.voice) if extras.voice is not None else None
        self._extras = extras
        self._may_close = False
        self._settle_ms = settle_ms
        self._is_slow = False
        self._is_by_keys = False
        self._wedge = Wedge()
        self.setWindowTitle("Antrean")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Holds the focus until a key moves it: a ring around a button means nothing to a finger.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.resize(size)
        self._ease = presenter.screen.ease
        self._outfit = self._dressed()
        self._layers = self._outfit.layers()
        TouchGuard(self, self.look)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        presenter.watch(self.show_screen)

    @property
    def page(self) -> KioskPage | None:
        """The page that is seen; None before the first."""
        return self._outfit.frame.page

    @property
    def look(self) -> Look:
        """What is worn."""
        return self._outfit.look

    def show_screen(self, screen: Screen) -> None:
        """Show what the presenter says, in the look that the visitor wishes."""
        if not _are_alike(screen.ease, self._ease):
            self._outfit.put_off()
            self._ease = screen.ease
            self._outfit = self._dressed()
        self._outfit.show_screen(screen, is_slow=self._is_slow)
        layers = self._outfit.layers()
        if layers != self._layers:
            self._layers = layers
            self._lead_focus()
        if self._narrator is not None:
            self._narrator.show_screen(screen, layers[0], self._focused())

    def show_slow(self, is_slow: bool) -> None:
        """Say "one moment" from now on, or no longer."""
        self._is_slow = is_slow
        self.show_screen(self._presenter.screen)

    def leave(self) -> None:
        """Close, for the supervisor or staff."""
        self._may_close = True
        self._timer.stop()
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._presenter.touch()
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.go_back()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._outfit.resize(self.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every touch; let no other keys through than those that walk and press."""
        kind = event.type()
        if kind in _TOUCHES and isinstance(watched, QWidget) and self.isAncestorOf(watched):
            if self._is_settling():
                return True
            self._is_by_keys = False
            self._presenter.touch()
            if watched is self._outfit.frame.head.clock:
                self.clock_touched.emit()
        elif kind in _PRESSES_OF_KEYS and isinstance(event, QKeyEvent):
            if kind is QEvent.Type.KeyPress and (
                self._is_scanned(event) or self._has_walked(event) or self._has_pressed(event)
            ):
                return True
            return event.key() not in _KEYS or bool(event.modifiers() & _COMBINING)
        return False

    def _dressed(self) -> Outfit:
        return Outfit(
            self._presenter,
            self._wardrobe,
            self._clock,
            self._ease,
            self._size,
            self,
            self._extras,
        )

    def _has_walked(self, event: QKeyEvent) -> bool:
        """Take a key that leads from control to control."""
        key = Qt.Key(event.key())
        if key not in key_walk.WALKING or event.modifiers() & _COMBINING:
            return False
        self._presenter.touch()
        screen = self._presenter.screen
        if screen.page is Page.WELCOME and self._narrator is not None and not self._is_by_keys:
            # Who begins with keys may not see the screen.
            self._is_by_keys = True
            if not screen.ease.spoken:
                self._presenter.switch(Wish.SPOKEN)
                return True
        self._is_by_keys = True
        order = key_walk.controls(*self._outfit.layers())
        reached = key_walk.walk(order, key, by_rows=not screen.ease.spoken)
        if reached is not None and self._narrator is not None:
            self._narrator.reach(reached, screen)
        return True

    def _lead_focus(self) -> None:
        """Begin on another page: keys go on from its first control; for fingers nothing is marked."""
        self.setFocus()
        if self._is_by_keys:
            order = key_walk.controls(*self._outfit.layers())
            if order:
                key_walk.focus(order[0])

    def _focused(self) -> TouchButton | None:
        """Find the button that keys have led to."""
        focused = self.focusWidget()
        return focused if isinstance(focused, TouchButton) else None

    def _is_scanned(self, event: QKeyEvent) -> bool:
        """Gather what a scanner types; tell whether this key ended a code, of a ticket or not."""
        now_s = time.monotonic()
        if event.key() not in _ENTERS:
            self._wedge.feed(event.text(), now_s)
            return False
        is_scan, token = self._wedge.is_reading(now_s), self._wedge.end(now_s)
        if token is not None:
            self._presenter.scan(token)
        return is_scan

    def _has_pressed(self, event: QKeyEvent) -> bool:
        """Take a key that presses what has the focus; a key that is held presses once."""
        if event.key() not in _PRESSING or event.modifiers() & _COMBINING:
            return False
        if event.isAutoRepeat() or self._is_settling():
            return True
        focused = self._focused()
        if focused is None or event.key() not in _ENTERS:
            return False
        self._presenter.touch()
        focused.click()
        return True

    def _is_settling(self) -> bool:
        """Tell whether the page has just come: what is pressed now was meant for the last one."""
        since = self._outfit.frame.since_change
        return since.isValid() and since.elapsed() < self._settle_ms

    def _on_tick(self) -> None:
        self._presenter.pass_time()
        self._outfit.frame.show_clock()


def _are_alike(one: Ease, other: Ease) -> bool:
    """Tell whether two wishes look the same: what is only heard changes nothing to see."""
    return (one.large, one.contrast, one.low) == (other.large, other.contrast, other.low)
