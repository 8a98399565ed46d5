"""What stands in the window while one look is worn: head, pages, foot."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk import key_walk
from kiosk.extras import Extras
from kiosk.foot import Foot
from kiosk.head import Head
from kiosk.page_maker import PageMaker
from kiosk.pages.page import KioskPage
from kiosk.presenter import Presenter
from kiosk.screen import Page, Screen
from language import dates
from ticketing.ports import Clock
from ui.theme import Look
from ui.widgets.ribbon import Ribbon
from ui.widgets.stack import SlidingPages

# After the welcome page has been painted and has come to rest.
_PREPARE_MS = 400


class Frame(QWidget):
    """The head, one page, the foot.

    Args:
        presenter: Knows what a touch means.
        look: What is worn.
        clock: For the clock in the head.
        parent: The window.
        extras: Voice, pictures and logo.

    Attributes:
        head, foot: The edges.
        page: The page that is seen; None before the first.
        since_change: How long it has been seen.
    """

    def __init__(
        self,
        presenter: Presenter,
        look: Look,
        clock: Clock,
        parent: QWidget,
        extras: Extras,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._clock = clock
        self._shown: tuple[object, ...] = ()
        self._screen = presenter.screen
        self.page: KioskPage | None = None
        self.since_change = QElapsedTimer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._ribbon = Ribbon(look, self)
        self.head = Head(look, self, extras.logo)
        self.head.languages.language_chosen.connect(presenter.choose_language)
        self._pages = SlidingPages(look, self)
        self._maker = PageMaker(presenter, look, self._pages, extras.pictures, extras.address)
        self.foot = Foot(look, presenter, self, speaks=extras.voice is not None)
        for part, share in ((self._ribbon, 0), (self.head, 0), (self._pages, 1), (self.foot, 0)):
            column.addWidget(part, share)

    def show_screen(self, screen: Screen) -> None:
        """Show what the presenter says."""
        self._screen = screen
        self._ribbon.setVisible(screen.reading is not None and screen.reading.hall.rehearsal)
        self.head.languages.show_language(screen.language)
        self.foot.show_screen(screen)
        self._show_page(screen)
        self.show_clock()

    def show_clock(self) -> None:
        """Bring the head up to date."""
        screen = self._screen
        if screen.reading is None:
            return
        hall = screen.reading.hall
        name = hall.name if screen.page is not Page.WELCOME else ""
        self.head.show_words(name, dates.hour(self._clock.now(), hall.timezone, screen.language))

    def put_off(self) -> None:
        """Give back what outlives this look."""
        if self.page is not None:
            self._maker.give_back(self.page)

    def make_anew(self) -> None:
        """Make the page once more: its room has changed."""
        self._shown = ()
        self._show_page(self._presenter.screen)

    def _show_page(self, screen: Screen) -> None:
        chosen = (screen.agency, screen.service, screen.errand, screen.need)
        made_of = (screen.page, screen.language, *chosen, screen.issued, screen.scanned)
        catalogue = screen.reading.hall.catalogue_version if screen.reading else None
        if self.page is not None and self._shown == (*made_of, catalogue):
            self.page.show_screen(screen)
            return
        before = self._shown[0] if self._shown else screen.page
        if before is not screen.page:
            self.since_change.start()
        old, self.page = self.page, self._maker.make(screen, self.size())
        self._shown = (*made_of, catalogue)
        step = int(screen.page) - int(before) if isinstance(before, Page) else 0
        self._pages.show_page(self.page, (step > 0) - (step < 0))
        self._name(self.page)
        if old is not None:
            self._maker.give_back(old)
        if screen.page is Page.WELCOME:
            QTimer.singleShot(_PREPARE_MS, self, self._prepare)

    def _name(self, page: KioskPage) -> None:
        """Call a page by what stands first on it, for screen readers."""
        if not page.accessibleName():
            page.setAccessibleName(key_walk.words(page).split(". ")[0])

    def _prepare(self) -> None:
        is_idle = self._presenter.screen.page is Page.WELCOME
        if is_idle and self._maker.prepare(self._presenter.screen, self.size()):
            QTimer.singleShot(_PREPARE_MS, self, self._prepare)
