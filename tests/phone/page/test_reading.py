"""Everybody can read the page: by ear, in the dark, with large letters, on a small phone, with a thumb."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.phone.page.conftest import Phones
from tests.phone.page.fake_hall import CALL, ONE_SERVICE, STATES, TOKEN, FakeHall
from tests.phone.page.phone import opened, shows, text, told, until

LANGUAGES = ("id", "en", "su")
#: What a finger needs, in CSS pixels.
FINGER = 48
_SIZES = """[...document.querySelectorAll("button")].filter(one => one.offsetParent).map(one => {
    const {width, height} = one.getBoundingClientRect();
    return [one.id || one.lang, width, height];
})"""
_OUTSIDE = """[...document.querySelectorAll("body *")].filter(one => {
    if (!one.offsetParent || one.closest(".heard")) return false;
    const {left, right} = one.getBoundingClientRect();
    return left < -1 || right > innerWidth + 1;
}).map(one => one.id || one.tagName)"""

#: How many lines a text takes, and the text: each line has a whole word at least where none is torn.
_LINES = """[...document.querySelectorAll("#sound-word, #change, #headline, #todo, #steps em")].filter(
    one => one.offsetParent).map(one => {
    const lines = new Range();
    lines.selectNodeContents(one);
    return [new Set([...lines.getClientRects()].map(place => Math.round(place.top))).size, one.innerText];
})"""
_HIGH = "name => parseFloat(getComputedStyle(document.getElementById(name)).fontSize)"


def show(page: Page, hall: FakeHall, state: str, language: str = "id") -> None:
    """Bring a phone that listens to a state; its language is the ticket's."""
    name = f"{state} {language}"
    told(page, hall, **{**ONE_SERVICE, **STATES[state], "language": language, "hall": name})
    expect(page.locator("#hall")).to_have_text(name)


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(
    ("look", "languages"),
    [
        ({"color_scheme": "light"}, LANGUAGES),
        ({"color_scheme": "dark"}, LANGUAGES),
        ({"contrast": "more"}, ("id",)),
    ],
    ids=["light", "dark", "contrast"],
)
def test_axe_finds_nothing_in_any_state_and_language(
    phones: Phones, hall: FakeHall, look: dict[str, str], languages: tuple[str, ...]
) -> None:
    page = opened(phones(reduced_motion="reduce", **look), hall)
    found = {}
    for language, state in product(languages, STATES):
        show(page, hall, state, language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        found[f"{language} {state}"] = violations(page)
    show(page, hall, "waiting")
    page.click("#cancel")
    found["question"] = violations(page)
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    page.wait_for_selector("body.cut")
    found["cut"] = violations(page)
    page.context.set_offline(False)
    page.goto(f"{hall.origin}/t/x")
    shows(page, "unknown")
    found["unknown"] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "size", [(320, 568), (390, 844), (844, 390), (568, 320)], ids=["small", "phone", "lying", "small lying"]
)
@pytest.mark.parametrize("letters", [1, 2], ids=["usual", "twice as large"])
def test_nothing_leaves_the_screen_and_a_finger_meets_every_button(
    phones: Phones, hall: FakeHall, size: tuple[int, int], letters: int
) -> None:
    page = opened(phones(viewport={"width": size[0], "height": size[1]}), hall)
    page.evaluate(f"document.documentElement.style.fontSize = '{112.5 * letters}%'")
    for state in ("waiting", "changed", "errand", "called", "no_show"):
        show(page, hall, state, "su")
        assert page.evaluate(_OUTSIDE) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], state
        small = [one for one in page.evaluate(_SIZES) if min(one[1:]) < FINGER]
        assert small == [], state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(320, 568), (390, 844)], ids=["small", "phone"])
def test_letters_twice_as_large_leave_words_whole_and_the_number_the_largest(
    phones: Phones, hall: FakeHall, size: tuple[int, int], language: str
) -> None:
    page = opened(phones(viewport={"width": size[0], "height": size[1]}), hall)
    usual = page.evaluate(_HIGH, "figures")
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    for state in ("waiting", "changed", "errand", "no_show"):
        show(page, hall, state, language)
        torn = [words for lines, words in page.evaluate(_LINES) if lines > len(words.split())]
        assert torn == [], state
    assert page.evaluate(_HIGH, "figures") >= usual * 0.95


@pytest.mark.parametrize(("number", "counter"), [("A001", "1"), ("W8888", "12"), ("WW8888", "VIP BARAT 2")])
def test_the_largest_numbers_and_counters_fit(
    phones: Phones, hall: FakeHall, number: str, counter: str
) -> None:
    for size in ((320, 568), (844, 390)):
        page = opened(phones(viewport={"width": size[0], "height": size[1]}), hall)
        hall.tell(number=number, **{**CALL, "counter": counter})
        expect(page.locator("#figures")).to_have_text(number)
        for name in ("figures", "counter"):
            fits = page.locator(f"#{name}").evaluate("one => one.scrollWidth <= one.clientWidth + 1")
            assert fits, (name, size)
        hall.reset()


def test_a_call_is_on_the_screen_without_scrolling(phones: Phones, hall: FakeHall) -> None:
    for width, height in ((390, 844), (844, 390), (320, 568)):
        hall.reset()
        page = opened(phones(viewport={"width": width, "height": height}), hall)
        hall.tell(**CALL)
        shows(page, "called")
        box = page.locator("#counter").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height


def test_the_number_is_read_letter_by_letter_and_names_the_ticket(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    expect(page.get_by_role("heading", level=1)).to_have_accessible_name("A 0 1 2")
    expect(page.get_by_role("article")).to_have_accessible_name("A 0 1 2")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Menunggu")
    expect(page.get_by_role("list").last.get_by_role("listitem")).to_have_count(2)


def test_a_new_state_is_said(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.tell(**CALL)
    expect(page.get_by_role("alert")).to_have_text("A 0 1 2, silakan ke loket 3. Zona 1")
    hall.tell(**STATES["serving"])
    expect(page.locator("#polite")).to_have_text("Anda sedang dilayani")


def test_nothing_moves_for_those_who_asked_for_it(phones: Phones, hall: FakeHall) -> None:
    moves = "getComputedStyle(document.body).animationName"
    for motion, name in (("reduce", "none"), ("no-preference", "turn")):
        hall.reset()
        page = opened(phones(reduced_motion=motion), hall)
        hall.tell(**CALL)
        shows(page, "called")
        assert page.evaluate(moves) == name


def test_the_page_can_be_installed_and_asks_nobody_but_the_hall(phones: Phones, hall: FakeHall) -> None:
    page = phones(service_workers="allow")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, hall)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    browser = page.context.new_cdp_session(page)
    assert browser.send("Page.getAppManifest")["errors"] == []
    hindrances = browser.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {one["errorId"] for one in hindrances} <= {"in-incognito"}  # as every page of a test is
    assert asked
    assert [url for url in asked if not url.startswith(f"{hall.origin}/")] == []
    assert page.evaluate("document.cookie") == ""


def test_an_address_in_capitals_is_the_same_ticket(phones: Phones, hall: FakeHall) -> None:
    page = phones()
    page.goto(f"{hall.origin}/T/{TOKEN}")
    shows(page, "waiting")
    assert text(page, "figures") == "A012"


def test_a_phone_that_wakes_looks_at_once(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.silence()
    hall.tell(ahead=4)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, "document.getElementById('ahead').textContent === '4 orang'")
