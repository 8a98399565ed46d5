"""Runs one window as a process: screen, look, life, and an orderly end."""

import logging
import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from app import lifeline, screens
from app.colours import worn
from app.display_server import require_display
from app.late_store import late_parts
from app.orders import Orders
from ui import measure, theme
from ui.background import Background
from ui.feed import FeedBridge
from ui.pulse import Beat, Tidying
from ui.theme import Look
from ui.watch import GAVE_UP, ExceptionWatch

log = logging.getLogger(__name__)


class Stage:
    """What the window of a role stands on.

    The queue state is opened when the window's worker first asks for it: a store that is locked,
    missing or slow never keeps a window from the screen.

    Args:
        role: ``kiosk``, ``counter`` or ``display``.
        orders: What the command line asks for.

    Attributes:
        parts: The queue state and all settings.
        is_windowed: An ordinary window, not the full screen.
        area: Where the window stands.
        worker: Runs what may block.
        feed: News of the hall; started by `run`.

    Raises:
        NoDisplay: There is no screen.
    """

    def __init__(self, role: str, orders: Orders) -> None:
        require_display()
        # Said of every machine without a video decoder or a sound server. A message handler of our own
        # would be the other way, but Qt also speaks while a library is being loaded: Python would then
        # run under the loader's lock, and two threads that load can wait for each other for ever.
        os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
        self._role = role
        self._config = orders.config
        self.parts = late_parts(orders.db, orders.config)
        self.application = QApplication(sys.argv[:1])
        self.application.setApplicationName("antrean")
        self.screen = screens.choose(orders.screen, screens.usual(role))
        is_shared = orders.shares_screen and screens.is_shared(role, len(self.application.screens()))
        self.is_windowed = orders.windowed or is_shared
        self.area = (
            screens.place(role, self.screen.availableGeometry(), is_shared=is_shared)
            if self.is_windowed
            else self.screen.geometry()
        )
        self.worker = Background()
        self.feed = FeedBridge(self.parts.store.feed, self.parts.clock)

    def dots_per_mm(self, measured: float | None = None) -> float | None:
        """Tell how fine the screen is.

        Args:
            measured: Pixels per millimetre as somebody measured them; None takes what the screen says.

        Returns:
            None where nobody knows: of an ordinary window, or where the screen talks nonsense.
        """
        return None if self.is_windowed else measured or measure.dots_per_mm(self.screen)

    def desk_look(self, name: str) -> Look:
        """Measure a desktop window by the desktop's own letters, and dress the application likewise."""
        return self._wear(name, measure.desk_scale(QFontInfo(self.application.font()).pixelSize()))

    def run(self, window: QWidget, go_home: Callable[[], None], leave: Callable[[], object]) -> int:
        """Show the window and live until told to end; return the exit code.

        Args:
            window: What to show.
            go_home: Brings it back to its first page after a bug.
            leave: Closes it: the visitor's window lets nobody else.
        """
        watch = ExceptionWatch(go_home, window)
        watch.install()
        Beat(lifeline.beat, window)
        tidying = Tidying(window)
        ending = _Ending(window)
        lifeline.follow(ending.wanted.emit)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: QCoreApplication.exit(0))
        self._show(window)
        self.feed.start()
        try:
            return self.application.exec()
        finally:
            self.feed.stop()
            self.worker.stop()
            tidying.stop()
            leave()
            self.parts.store.close()
            sys.excepthook = sys.__excepthook__

    def _show(self, window: QWidget) -> None:
        screens.put(window, self.area)
        if self.is_windowed:
            window.show()
            return
        if self._role == "display":
            # Keys, and with them what a scanner types, belong to the kiosk on the screen beside;
            # `showFullScreen` would take them.
            window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            window.setWindowState(Qt.WindowState.WindowFullScreen)
            window.show()
        else:
            window.showFullScreen()
        # Another resolution, another size of everything: a fresh start measures anew.
        self.screen.geometryChanged.connect(self._on_resized)

    def _on_resized(self) -> None:
        if lifeline.is_supervised():
            log.warning("the screen has changed; starting again to fit it")
            self.start_again()

    def start_again(self) -> None:
        """End in order, so that the supervisor starts this window afresh."""
        QCoreApplication.exit(GAVE_UP)

    def _wear(self, name: str, scale: measure.Scale) -> Look:
        look = Look(worn(self._config, name), scale)
        theme.wear(self.application, look)
        return look


class _Ending(QObject):
    """Ends the event loop when the supervisor wants it, from whichever thread that is heard."""

    wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted.connect(self._on_wanted, Qt.ConnectionType.QueuedConnection)

    def _on_wanted(self) -> None:
        QCoreApplication.exit(0)
