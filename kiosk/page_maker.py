"""Makes the pages of the window, and has the largest of them ready before they are asked for."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QStackedWidget

from kiosk.pages.agencies import AgenciesPage
from kiosk.pages.errand import ErrandPage
from kiosk.pages.errands import ErrandsPage
from kiosk.pages.home import HomePage
from kiosk.pages.need import NeedPage
from kiosk.pages.number import NumberPage
from kiosk.pages.page import KioskPage
from kiosk.pages.scanned import ScannedPage
from kiosk.pages.search import SearchPage
from kiosk.pages.service import ServicePage
from kiosk.pages.services import ServicesPage
from kiosk.pages.trouble import TroublePage
from kiosk.pages.welcome import WelcomePage
from kiosk.presenter import Presenter
from kiosk.screen import Page, Screen
from ticketing.words import Language
from ui.media.panel import MediaPanel
from ui.theme import Look

# In the order in which a visitor comes to them.
_KEPT = (Page.HOME, Page.AGENCIES, Page.SEARCH)
_KeptPage = HomePage | AgenciesPage | SearchPage


class PageMaker:
    """Makes the page that a screen asks for and connects it with the presenter.

    Three pages have the most on them and are the same for every visitor of a language: the one at home,
    that of all agencies, and the keyboard. So one of each language stays in the stack, and `prepare`
    makes it while nobody waits for it.

    Args:
        presenter: Knows what a touch means.
        look: The window's look.
        stack: Where the pages are seen.
        pictures: Shown on the first page; they outlive it.
        address: Where phones find the visitor's page; empty where they do not.
    """

    def __init__(
        self,
        presenter: Presenter,
        look: Look,
        stack: QStackedWidget,
        pictures: MediaPanel | None = None,
        address: str = "",
    ) -> None:
        self._presenter = presenter
        self._look = look
        self._stack = stack
        self._kept: dict[tuple[Page, Language], _KeptPage] = {}
        self._kept_for: tuple[object, ...] = ()
        self._pictures = pictures
        self._address = address

    def make(self, screen: Screen, room: QSize) -> KioskPage:
        """Return a page for a screen, in the stack."""
        if screen.page in _KEPT:
            return self._kept_page(screen.page, screen, room)
        if screen.page is Page.WELCOME:
            for kept in self._kept.values():
                kept.to_top()
        page = self._new(screen, room)
        self._stack.addWidget(page)
        return page

    def prepare(self, screen: Screen, room: QSize) -> bool:
        """Make one of the pages that are kept ready; to be called again until it says there is none left."""
        if screen.reading is None:
            return False
        kept = self._fitting(screen, room)
        missing = next((page for page in _KEPT if (page, screen.language) not in kept), None)
        if missing is None:
            return False
        page = self._kept_page(missing, screen, room)
        page.resize(self._stack.size())
        page.render(QPixmap(1, 1))  # measures words, draws icons, on one dot: 8 MB less than a picture
        return True

    def give_back(self, page: KioskPage) -> None:
        """Take a page that is no longer seen."""
        if isinstance(page, WelcomePage) and page.attraction is not None:
            page.attraction.give_back_pictures()
        if page not in self._kept.values():
            self._stack.removeWidget(page)
            page.deleteLater()

    def _kept_page(self, page: Page, screen: Screen, room: QSize) -> _KeptPage:
        kept, which = self._fitting(screen, room), (page, screen.language)
        if which not in kept:
            made = kept[which] = self._to_keep(page, screen, room)
            self._stack.addWidget(made)
        kept[which].show_screen(screen)
        return kept[which]

    def _to_keep(self, page: Page, screen: Screen, room: QSize) -> _KeptPage:
        match page:
            case Page.HOME:
                return self._home(screen, room)
            case Page.SEARCH:
                return self._search(screen, room)
            case _:
                return self._agencies(screen, room)

    def _home(self, screen: Screen, room: QSize) -> HomePage:
        home = HomePage(self._look, screen, room, self._stack)
        home.way_wanted.connect(self._presenter.turn_to)
        home.service_chosen.connect(self._presenter.choose_service)
        home.need_chosen.connect(self._presenter.choose_need)
        return home

    def _agencies(self, screen: Screen, room: QSize) -> AgenciesPage:
        agencies = AgenciesPage(self._look, screen, room, self._stack)
        agencies.chosen.connect(self._presenter.choose_agency)
        return agencies

    def _fitting(self, screen: Screen, room: QSize) -> dict[tuple[Page, Language], _KeptPage]:
        """Return what is kept, after what no longer fits the hall or the window has gone."""
        assert screen.reading is not None
        reading = screen.reading
        wanted = reading.hall.catalogue_version, reading.popular, room.width(), room.height()
        if self._kept_for != wanted:
            self._kept_for = wanted
            outdated, self._kept = self._kept, {}
            for page in outdated.values():
                if page is not self._stack.currentWidget():  # that one comes back when it has been left
                    self.give_back(page)
        return self._kept

    def _search(self, screen: Screen, room: QSize) -> SearchPage:
        presenter = self._presenter
        search = SearchPage(self._look, screen, room, self._stack)
        search.typed.connect(presenter.type)
        search.erased.connect(presenter.erase)
        search.cleared.connect(presenter.clear)
        search.chosen.connect(presenter.choose_service)
        return search

    def _new(self, screen: Screen, room: QSize) -> KioskPage:
        presenter, look, stack = self._presenter, self._look, self._stack
        match screen.page:
            case Page.SERVICES:
                services = ServicesPage(look, screen, room, stack)
                services.chosen.connect(presenter.choose_service)
                return services
            case Page.SERVICE:
                service = ServicePage(look, screen, room, stack)
                service.number_wanted.connect(lambda first: presenter.take_number(priority=first))
                service.ticked.connect(presenter.tick)
                service.list_wanted.connect(presenter.print_list)
                return service
            case Page.NEED:
                need = NeedPage(look, screen, room, stack)
                need.chosen.connect(presenter.choose_service)
                return need
            case Page.ERRANDS:
                errands = ErrandsPage(look, screen, room, stack)
                errands.chosen.connect(presenter.choose_errand)
                return errands
            case Page.ERRAND:
                errand = ErrandPage(look, screen, room, stack)
                errand.number_wanted.connect(lambda first: presenter.take_number(priority=first))
                return errand
            case Page.SCANNED:
                scanned = ScannedPage(look, screen, room, stack)
                scanned.finished.connect(presenter.finish)
                scanned.copy_wanted.connect(presenter.print_again)
                return scanned
            case Page.NUMBER:
                number = NumberPage(look, screen, room, stack, self._address)
                number.finished.connect(presenter.finish)
                number.copy_wanted.connect(presenter.print_again)
                return number
            case Page.SORRY | Page.FAULT:
                trouble = TroublePage(look, screen, room, stack)
                trouble.tried_again.connect(presenter.try_again)
                return trouble
            case _:
                welcome = WelcomePage(look, screen, room, stack)
                welcome.begun.connect(presenter.begin)
                if self._pictures is not None and welcome.attraction is not None:
                    welcome.attraction.take_pictures(self._pictures)
                return welcome
