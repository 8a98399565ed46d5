"""How a visitor walks from page to page. Every step makes a new screen, or none where it does not fit."""

from dataclasses import replace

from kiosk.screen import Page, Paper, Screen

#: Where the way back leads; from a service it leads to where it was chosen.
BACK = {
    Page.HOME: Page.WELCOME,
    Page.AGENCIES: Page.HOME,
    Page.SERVICES: Page.AGENCIES,
    Page.ERRANDS: Page.HOME,
    Page.SEARCH: Page.HOME,
    Page.NEED: Page.HOME,
    Page.SERVICE: Page.SERVICES,
    Page.ERRAND: Page.ERRANDS,
}


def to_agency(screen: Screen, code: str) -> Screen | None:
    """Show the services of an agency."""
    if screen.page is not Page.AGENCIES or screen.reading is None:
        return None
    agency = screen.reading.catalogue.agency.get(code)
    return replace(screen, page=Page.SERVICES, agency=agency) if agency else None


def to_service(screen: Screen, code: str) -> Screen | None:
    """Open the page of a service, wherever it is offered."""
    if screen.page not in (Page.HOME, Page.SERVICES, Page.NEED, Page.SEARCH) or screen.reading is None:
        return None
    service = screen.reading.catalogue.service.get(code)
    if service is None:
        return None
    agency = screen.reading.catalogue.agency[service.agency]
    chosen = replace(screen, page=Page.SERVICE, agency=agency, service=service, came_from=screen.page)
    return replace(chosen, ticked=frozenset(), list_paper=Paper.NONE)


def ticked(screen: Screen, document: int) -> Screen | None:
    """Tick a document of the service shown, or untick it."""
    if screen.page is not Page.SERVICE or screen.service is None:
        return None
    if not 0 <= document < len(screen.service.documents):
        return None
    return replace(screen, ticked=screen.ticked ^ {document}, list_paper=Paper.NONE)


def turn_to(screen: Screen, page: Page) -> Screen | None:
    """Show another way than those on the page at home; what was typed before is still there."""
    ways = (Page.AGENCIES, Page.ERRANDS, Page.SEARCH)
    if screen.page is not Page.HOME or screen.reading is None or page not in ways:
        return None
    return replace(screen, page=page)


def to_errand(screen: Screen, code: str) -> Screen | None:
    """Open the page of an errand."""
    if screen.page is not Page.ERRANDS or screen.reading is None:
        return None
    errand = screen.reading.catalogue.errand.get(code)
    return replace(screen, page=Page.ERRAND, errand=errand) if errand else None


def to_need(screen: Screen, code: str) -> Screen | None:
    """Show the services of a need."""
    if screen.page is not Page.HOME or screen.reading is None:
        return None
    need = screen.reading.catalogue.need.get(code)
    return replace(screen, page=Page.NEED, need=need) if need else None


def back(screen: Screen) -> Screen | None:
    """Go one page back; not while a number is being asked for."""
    page = BACK.get(screen.page)
    if page is None or screen.is_asking:
        return None
    if screen.page is Page.SERVICE:
        return replace(screen, page=screen.came_from)
    return replace(screen, page=page)
