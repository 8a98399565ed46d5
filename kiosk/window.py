"""The visitor's touch window: a head, one page, a foot."""

import time

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.page_maker import PageMaker
from kiosk.pages.page import KioskPage
from kiosk.presenter import Presenter
from kiosk.scanning import Wedge
from kiosk.screen import Page, Screen
from kiosk.veil import Veil
from kiosk.walk import BACK
from language import dates
from language.texts import speaker
from ticketing.ports import Clock
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import FittedLabel, label
from ui.widgets.languages import LanguageSwitch
from ui.widgets.ribbon import Ribbon
from ui.widgets.stack import SlidingPages

_TICK_MS = 250
# After the welcome page has been painted and has come to rest.
_PREPARE_MS = 400
_KEYS = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape,
}  # fmt: skip
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
        look: Colours and sizes for this window's screen.
        clock: For the clock in the head.
        settle_ms: A new page takes no touch for so long: the second tap of two was for the last one.
    """

    def __init__(self, presenter: Presenter, look: Look, clock: Clock, *, settle_ms: int = 300) -> None:
        super().__init__()
        self._presenter = presenter
        self._look = look
        self._clock = clock
        self._shown: tuple[object, ...] = ()
        self._may_close = False
        self._settle_ms = settle_ms
        self._since_change = QElapsedTimer()
        self._page: KioskPage | None = None
        self._wedge = Wedge()
        self.setWindowTitle("Antrean")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Holds the focus until a Tab key moves it: a ring around a button means nothing to a finger.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._build()
        self._veil = Veil(look, self)
        self._veil.touched.connect(presenter.touch)
        self.show_slow = self._veil.show_slow
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
        return self._page

    @property
    def clock_label(self) -> QWidget:
        """The clock in the head, by which staff come in."""
        return self._time

    def show_screen(self, screen: Screen) -> None:
        """Show what the presenter says."""
        self._ribbon.setVisible(screen.reading is not None and screen.reading.hall.rehearsal)
        self._languages.show_language(screen.language)
        say = speaker("kiosk", screen.language)
        self._back.say(say("Back"))
        self._home.say(say("Start over"))
        walks = screen.page not in (Page.WELCOME, Page.FAULT, Page.NUMBER, Page.SCANNED)
        self._back.setVisible(screen.page in BACK)
        self._home.setVisible(walks)
        self._foot.setVisible(walks)
        self._show_page(screen)
        self._veil.show_screen(screen)
        self._show_clock()

    def leave(self) -> None:
        """Close, for the supervisor or staff."""
        self._may_close = True
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
        self._veil.setGeometry(self.rect())
        super().resizeEvent(event)
        self._shown = ()
        self._show_page(self._presenter.screen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every touch; let no other keys through than those that walk and press."""
        kind = event.type()
        if kind in _TOUCHES and isinstance(watched, QWidget) and self.isAncestorOf(watched):
            if self._since_change.isValid() and self._since_change.elapsed() < self._settle_ms:
                return True
            self._presenter.touch()
        elif kind in _PRESSES_OF_KEYS and isinstance(event, QKeyEvent):
            if kind is QEvent.Type.KeyPress and self._is_scanned(event):
                return True
            return event.key() not in _KEYS or bool(event.modifiers() & _COMBINING)
        return False

    def _is_scanned(self, event: QKeyEvent) -> bool:
        """Gather what a scanner types; tell whether this key ended a ticket's code."""
        now_s = time.monotonic()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wedge.feed(event.text(), now_s)
            return False
        token = self._wedge.end(now_s)
        if token is None:
            return False
        self._presenter.scan(token)
        return True

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._ribbon = Ribbon(self._look)
        column.addWidget(self._ribbon)
        side = self._look.mm(8)
        head = QHBoxLayout()
        head.setContentsMargins(side, self._look.mm(4), side, 0)
        head.setSpacing(self._look.mm(5))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._hall = FittedLabel("", "heading", left, is_wrapped=True)
        self._hall.setMinimumHeight(self._look.mm(18))
        self._time = label("", "clock", Qt.AlignmentFlag.AlignVCenter)
        self._time.setWordWrap(False)
        self._languages = LanguageSwitch(self._look)
        self._languages.language_chosen.connect(self._presenter.choose_language)
        head.addWidget(self._hall, 1)
        head.addWidget(self._time)
        head.addWidget(self._languages)
        column.addLayout(head)
        self._pages = SlidingPages(self._look)
        self._maker = PageMaker(self._presenter, self._look, self._pages)
        column.addWidget(self._pages, 1)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(side, 0, side, self._look.mm(4))
        self._back = TouchButton(self._look, role="quiet", icon="arrow-left")
        self._home = TouchButton(self._look, role="quiet", icon="home")
        self._back.clicked.connect(self._presenter.go_back)
        self._home.clicked.connect(self._presenter.finish)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._home)
        column.addWidget(self._foot)

    def _show_page(self, screen: Screen) -> None:
        chosen = (screen.agency, screen.service, screen.errand, screen.need)
        made_of = (screen.page, screen.language, *chosen, screen.issued, screen.scanned)
        catalogue = screen.reading.hall.catalogue_version if screen.reading else None
        if self._page is not None and self._shown == (*made_of, catalogue):
            self._page.show_screen(screen)
            return
        before = self._shown[0] if self._shown else screen.page
        if before is not screen.page:
            self._since_change.start()
        old, self._page = self._page, self._maker.make(screen, self.size())
        self._shown = (*made_of, catalogue)
        step = int(screen.page) - int(before) if isinstance(before, Page) else 0
        self._pages.show_page(self._page, (step > 0) - (step < 0))
        self.setFocus()
        if old is not None:
            self._maker.give_back(old)
        if screen.page is Page.WELCOME:
            QTimer.singleShot(_PREPARE_MS, self, self._prepare)

    def _prepare(self) -> None:
        if self._presenter.screen.page is Page.WELCOME:
            self._maker.prepare(self._presenter.screen, self.size())

    def _on_tick(self) -> None:
        self._presenter.tick()
        self._show_clock()

    def _show_clock(self) -> None:
        screen = self._presenter.screen
        if screen.reading is None:
            return
        hall = screen.reading.hall
        self._hall.setText(hall.name if screen.page is not Page.WELCOME else "")
        self._time.setText(dates.hour(self._clock.now(), hall.timezone, screen.language))
