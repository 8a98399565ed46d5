"""Makes the pages of the window, and has the largest of them ready before it is asked for."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from kiosk.pages.agencies import AgenciesPage
from kiosk.pages.errand import ErrandPage
from kiosk.pages.errands import ErrandsPage
from kiosk.pages.needs import NeedPage, NeedsPage
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
from ui.theme import Look


class PageMaker:
    """Makes the page that a screen asks for and connects it with the presenter.

    The page of all agencies takes longest to make and is the same for every visitor of a language;
    so one of each language stays in the stack, and `prepare` makes it while nobody waits for it.

    Args:
        presenter: Knows what a touch means.
        look: The window's look.
        stack: Where the pages are seen.
    """

    def __init__(self, presenter: Presenter, look: Look, stack: QStackedWidget) -> None:
        self._presenter = presenter
        self._look = look
        self._stack = stack
        self._kept: dict[Language, AgenciesPage] = {}
        self._kept_for: tuple[object, ...] = ()

    def make(self, screen: Screen, room: QSize) -> KioskPage:
        """Return a page for a screen, in the stack."""
        if screen.page is Page.AGENCIES:
            return self._agencies(screen, room)
        if screen.page is Page.WELCOME:
            for kept in self._kept.values():
                kept.to_top()
        page = self._new(screen, room)
        self._stack.addWidget(page)
        return page

    def prepare(self, screen: Screen, room: QSize) -> None:
        """Make the page of all agencies ready."""
        if screen.reading is None or screen.language in self._fitting(screen, room):
            return
        page = self._agencies(screen, room)
        page.resize(self._stack.size())
        page.grab()  # measures all words, draws all icons: what the first visitor would wait for

    def give_back(self, page: KioskPage) -> None:
        """Take a page that is no longer seen."""
        if page not in self._kept.values():
            self._stack.removeWidget(page)
            page.deleteLater()

    def _agencies(self, screen: Screen, room: QSize) -> AgenciesPage:
        kept = self._fitting(screen, room)
        if screen.language not in kept:
            page = kept[screen.language] = AgenciesPage(self._look, screen, room, self._stack)
            page.chosen.connect(self._presenter.choose_agency)
            page.way_wanted.connect(self._presenter.turn_to)
            self._stack.addWidget(page)
        kept[screen.language].show_screen(screen)
        return kept[screen.language]

    def _fitting(self, screen: Screen, room: QSize) -> dict[Language, AgenciesPage]:
        """Return what is kept, after what no longer fits the catalogue or the window has gone."""
        assert screen.reading is not None
        wanted = screen.reading.hall.catalogue_version, room.width(), room.height()
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
                return service
            case Page.NEEDS:
                needs = NeedsPage(look, screen, room, stack)
                needs.chosen.connect(presenter.choose_need)
                return needs
            case Page.NEED:
                need = NeedPage(look, screen, room, stack)
                need.chosen.connect(presenter.choose_service)
                return need
            case Page.SEARCH:
                return self._search(screen, room)
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
                number = NumberPage(look, screen, room, stack)
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
                return welcome
