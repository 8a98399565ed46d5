"""How a visitor walks from page to page. Every step makes a new screen, or none where it does not fit."""

from dataclasses import replace

from kiosk.screen import Page, Screen

#: Where the way back leads; from a service that was found by searching it leads there.
BACK = {
    Page.AGENCIES: Page.WELCOME,
    Page.SERVICES: Page.AGENCIES,
    Page.ERRANDS: Page.AGENCIES,
    Page.SEARCH: Page.AGENCIES,
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
    """Open the page of a service, from its agency or from what the search found."""
    if screen.page not in (Page.SERVICES, Page.SEARCH) or screen.reading is None:
        return None
    service = screen.reading.catalogue.service.get(code)
    if service is None:
        return None
    agency = screen.reading.catalogue.agency[service.agency]
    was_found = screen.page is Page.SEARCH
    return replace(screen, page=Page.SERVICE, agency=agency, service=service, was_found=was_found)


def to_errands(screen: Screen) -> Screen | None:
    """Show what takes several services on one ticket."""
    if screen.page is not Page.AGENCIES or screen.reading is None:
        return None
    return replace(screen, page=Page.ERRANDS)


def to_errand(screen: Screen, code: str) -> Screen | None:
    """Open the page of an errand."""
    if screen.page is not Page.ERRANDS or screen.reading is None:
        return None
    errand = screen.reading.catalogue.errand.get(code)
    return replace(screen, page=Page.ERRAND, errand=errand) if errand else None


def to_search(screen: Screen) -> Screen | None:
    """Show the keyboard; what was typed before is still there."""
    if screen.page is not Page.AGENCIES or screen.reading is None:
        return None
    return replace(screen, page=Page.SEARCH)


def back(screen: Screen) -> Screen | None:
    """Go one page back; not while a number is being asked for."""
    page = BACK.get(screen.page)
    if page is None or screen.is_asking:
        return None
    if screen.page is Page.SERVICE and screen.was_found:
        return replace(screen, page=Page.SEARCH)
    if page is Page.WELCOME:
        return replace(screen, page=page, typed="", found=())
    return replace(screen, page=page)
