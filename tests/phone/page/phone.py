"""What a test does to a phone, and reads on it."""

import time
from typing import Any

from playwright.sync_api import Page, expect

from tests.phone.page.fake_hall import FakeHall
from tests.waiting import PATIENCE_S

# What must come is waited for as patiently on a phone as everywhere else.
expect.set_options(timeout=PATIENCE_S * 1000)

#: What a page hears nothing more of.
OVER = ("completed", "cancelled", "expired")


def opened(page: Page, hall: FakeHall) -> Page:
    """Open the ticket's page, and wait until it shows it."""
    page.goto(hall.url)
    expect(page.locator("#number")).to_contain_text("A 0 1 2")
    return page


def opened_still(page: Page, hall: FakeHall) -> Page:
    """Open the page, and let its time stand still: it passes as a test says, however busy the machine is."""
    page.clock.install()
    opened(page, hall)
    page.clock.pause_at(page.evaluate("Date.now() + 60_000"))
    return page


def told(page: Page, hall: FakeHall, /, **facts: Any) -> None:
    """Change the ticket; a page that listens no longer, as the ticket it showed was over, is opened anew."""
    is_over = page.evaluate("document.body.dataset.state") in OVER
    hall.tell(**facts)
    if is_over:
        page.reload()


def shows(page: Page, state: str) -> None:
    """Wait until the page shows a state."""
    page.wait_for_selector(f'body[data-state="{state}"]')


def text(page: Page, name: str) -> str:
    """What stands in an element, on one line, as it is seen."""
    return " ".join(page.locator(f"#{name}").inner_text().replace("\u2060", "").split())


def until(page: Page, expression: str, within_s: float = PATIENCE_S) -> None:
    """Wait until an expression is true on the page; the policy of the page forbids Playwright's own way."""
    ends = time.monotonic() + within_s
    while not page.evaluate(expression):
        assert time.monotonic() < ends, expression
        page.wait_for_timeout(20)
