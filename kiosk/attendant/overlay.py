"""Lays the staff's page over the whole window of the kiosk, from five touches of its clock on."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.attendant.gesture import Knock
from kiosk.attendant.home_page import HomePage
from kiosk.attendant.list_pages import ClosuresPage, PapersPage, QuestionPage
from kiosk.attendant.page import AttendantPage
from kiosk.attendant.presenter import AttendantPresenter
from kiosk.attendant.screen import BACK, AttendantScreen, Page, Told
from kiosk.attendant.sign_in_pages import NamePage, NobodyPage, PinPage
from kiosk.attendant.size_page import SizePage
from kiosk.attendant.words import AttendantWords
from kiosk.pages.title import Title
from ui.theme import Look
from ui.widgets.banner import Banner, Tone
from ui.widgets.button import TouchButton
from ui.widgets.label import label

_TICK_MS = 250
_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)

_PAGES: dict[Page, type[AttendantPage]] = {
    Page.NOBODY: NobodyPage,
    Page.NAME: NamePage,
    Page.PIN: PinPage,
    Page.HOME: HomePage,
    Page.PAPERS: PapersPage,
    Page.CLOSURES: ClosuresPage,
    Page.PLACE: QuestionPage,
    Page.REASON: QuestionPage,
    Page.LENGTH: QuestionPage,
    Page.SIZE: SizePage,
}


class AttendantOverlay(QWidget):
    """Covers the window while one of the staff is there; nothing of it is left once they have gone.

    It needs nothing of the window but to hear when its clock is touched: it keeps itself as large as the
    window and above all else in it, and while it is open no key reaches the window, and so no scanner does.

    Args:
        presenter: Knows what a touch means.
        look: The window's look.
        window: What it covers.
        settle_ms: A new page takes no touch for so long: the second tap of two was for the last one.
        knock: Hears the hidden gesture.

    Signals:
        opened: Somebody wants to come in.
    """

    opened = Signal()

    def __init__(
        self,
        presenter: AttendantPresenter,
        look: Look,
        window: QWidget,
        *,
        settle_ms: int = 300,
        knock: Knock | None = None,
    ) -> None:
        super().__init__(window)
        self._presenter = presenter
        self._look = look
        self._window = window
        self._settle_ms = settle_ms
        self._since_change = QElapsedTimer()
        self._knock = knock or Knock()
        self._page: AttendantPage | None = None
        self._shown: tuple[object, ...] = ()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(presenter.tick)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self.hide()
        window.installEventFilter(self)
        presenter.watch(self.show_screen)

    @property
    def page(self) -> AttendantPage | None:
        """The page that is seen; None while visitors have the kiosk."""
        return self._page

    def hear_clock(self) -> None:
        """Somebody touched the window's clock: open at the hidden gesture."""
        if self.isHidden() and self._knock.touch():
            self.opened.emit()
            self._presenter.open()

    def show_screen(self, screen: AttendantScreen) -> None:
        """Show what the presenter says."""
        if screen.page is Page.CLOSED:
            self._close()
            return
        if self.isHidden():
            self._open()
        made_of = (screen.page, screen.language, self.size())
        if self._shown != made_of:
            self._shown = made_of
            self._show_page(screen)
        assert self._page is not None
        self._page.show_screen(screen)
        self._show_frame(screen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window and kind is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self.show_screen(self._presenter.screen)
        elif self.isHidden():
            return False
        elif kind in _KEYS:
            return True
        elif kind in _TOUCHES and isinstance(watched, QWidget) and self.isAncestorOf(watched):
            if self._since_change.isValid() and self._since_change.elapsed() < self._settle_ms:
                return True
            self._presenter.touch()
        elif kind is QEvent.Type.ZOrderChange and watched is not self and watched.parent() is self._window:
            self.raise_()  # above "still here?", which is for the visitor who went
        return False

    def _open(self) -> None:
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._timer.start()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)  # installed last, so asked before the window's own

    def _close(self) -> None:
        if self._page is None:
            return
        self._timer.stop()
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._drop_page()
        self._shown = ()
        self.hide()
        self._window.setFocus()

    def _build(self) -> None:
        look = self._look
        column = QVBoxLayout(self)
        side = look.mm(8)
        column.setContentsMargins(side, look.mm(6), side, look.mm(4))
        column.setSpacing(look.mm(4))
        self._title = Title("")
        self._who = label("", "muted", Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.addWidget(self._title, 3)
        head.addWidget(self._who, 1)
        self._told = Banner(look, self)
        self._body = QVBoxLayout()
        self._back = TouchButton(look, parent=self, role="quiet", icon="arrow-left")
        self._leave = TouchButton(look, parent=self, role="quiet", icon="logout")
        self._back.clicked.connect(self._presenter.go_back)
        self._leave.clicked.connect(self._presenter.leave)
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addLayout(self._body, 1)
        column.addLayout(foot)

    def _show_page(self, screen: AttendantScreen) -> None:
        self._drop_page()
        self._page = _PAGES[screen.page](self._look, self._presenter, screen, self.size(), self)
        self._body.addWidget(self._page)
        self._page.show()
        self._since_change.start()

    def _show_frame(self, screen: AttendantScreen) -> None:
        words = AttendantWords(screen.language)
        self._title.setText(words.title(screen))
        self._who.setText(screen.who)
        trouble, told = words.trouble(screen), words.told(screen)
        self._told.setVisible(bool(trouble or told))
        is_done = not trouble and screen.told not in (Told.NOT_KEPT, Told.ALONE)
        tone, icon = (Tone.INFO, "check") if is_done else (Tone.WARNING, "")
        self._told.say(trouble or told, tone, icon)
        self._back.say(words.say("Back"))
        self._back.setVisible(screen.page in BACK)
        left_s = screen.seconds_left
        self._leave.say(words.say("Close this page") if left_s is None else words.leaving(left_s))

    def _drop_page(self) -> None:
        if self._page is not None:
            self._page.hide()
            self._body.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
