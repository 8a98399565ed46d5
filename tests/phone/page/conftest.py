"""A browser without a window, and phones in it that look at a made-up hall."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.phone.page import fake_hall
from tests.phone.page.fake_hall import FakeHall
from tests.waiting import PATIENCE_S

#: Debian's; Playwright brings none of its own here.
CHROMIUM = "/usr/bin/chromium"
BROWSER_ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
#: What a browser says of a phone without a service worker, of one that was not touched yet, or of an answer that a test asked for.
_EXPECTED = re.compile(r"navigator\.vibrate|Failed to load resource|ERR_INTERNET_DISCONNECTED|AudioContext")
#: Counts what cannot be seen: strikes of a bell and vibrations.
_COUNTING = """
window.heard = {bells: 0, shakes: []};
navigator.vibrate = (pattern) => { window.heard.shakes.push([pattern].flat()); return true; };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) { window.heard.bells += 1; return start.apply(this, at); };
"""

_PHONE = {
    "viewport": {"width": 390, "height": 844},
    "locale": "id",
    "has_touch": True,
    "is_mobile": True,
    "service_workers": "block",
}

Phones = Callable[..., Page]


@pytest.fixture(
    scope="module"
)  # its event loop counts as running: no test of another file could have its own
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def one_hall() -> Iterator[FakeHall]:
    with fake_hall.opened() as hall:
        yield hall


@pytest.fixture
def hall(one_hall: FakeHall) -> FakeHall:
    one_hall.reset()
    return one_hall


@pytest.fixture
def phones(browser: Browser) -> Iterator[Phones]:
    """Makes phones: each has its own memory. At the end none may have broken a rule of the page."""
    wrong: list[str] = []
    with ExitStack() as left:

        def phone(**options: Any) -> Page:
            settings = {**_PHONE, **options}
            context: BrowserContext = browser.new_context(**settings)
            left.callback(context.close)
            context.add_init_script(_COUNTING)
            page = context.new_page()
            page.set_default_timeout(PATIENCE_S * 1000)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
            return page

        yield phone
    assert [text for text in wrong if not _EXPECTED.search(text)] == []
