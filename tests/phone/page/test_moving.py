"""A ticket on a phone, in a real browser: it moves by itself, and a call is seen, heard and felt."""

import pytest
from playwright.sync_api import expect

from tests.phone.page.conftest import Phones
from tests.phone.page.fake_hall import CALL, ERRAND, ONE_SERVICE, STATES, FakeHall
from tests.phone.page.phone import opened, opened_still, shows, text, until
from tests.waiting import wait_until


def test_a_ticket_shows_what_there_is_to_know(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    assert text(page, "figures") == "A012"
    assert text(page, "headline") == "Menunggu"
    assert text(page, "hours") == "10.05–10.20"
    assert text(page, "ahead") == "7 orang"
    assert text(page, "service") == "KTP-el baru"
    assert text(page, "agency") == "Disdukcapil · Zona 1"
    assert page.locator("#documents li").all_inner_texts() == ONE_SERVICE["documents"]
    assert page.title() == "A012 · Menunggu"
    assert not page.locator("#way").is_visible()
    assert not page.locator("#changed").is_visible()


@pytest.mark.parametrize("streams", [True, False], ids=["stream", "asking"])
def test_a_call_turns_the_whole_page_and_is_heard_and_felt(
    phones: Phones, hall: FakeHall, streams: bool
) -> None:
    hall.streams = streams
    page = phones()
    page.clock.install()
    opened(page, hall)
    page.click("#sound")
    expect(page.get_by_role("switch")).to_be_checked()
    until(page, "window.heard.bells > 0")  # as the touch is answered
    bells = page.evaluate("window.heard.bells")
    hall.tell(**CALL)
    if not streams:
        page.clock.run_for(6_000)
    shows(page, "called")
    assert text(page, "counter") == "3"
    assert text(page, "zone") == "Zona 1"
    assert page.title() == "▶ Loket 3 · A012"
    expect(page.locator("#urgent")).to_have_text("A 0 1 2, silakan ke loket 3. Zona 1")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert page.locator("#counter").evaluate(size) > 2 * page.locator("#figures").evaluate(size)
    expect(page.locator("body")).to_have_css("background-color", "rgb(242, 181, 58)")
    until(page, f"window.heard.bells > {bells} && window.heard.shakes.length > 0")


def test_a_recall_rings_again_and_the_same_call_does_not(phones: Phones, hall: FakeHall) -> None:
    page = opened_still(phones(), hall)
    hall.tell(**CALL)
    until(page, "window.heard.shakes.length == 1")
    page.keyboard.press("Shift")  # whoever touches the phone has noticed
    hall.tell(documents=["Another"])
    expect(page.locator("#documents")).to_contain_text("Another")
    assert len(page.evaluate("window.heard.shakes")) == 1
    page.reload()
    shows(page, "called")
    assert page.evaluate("window.heard.shakes") == []
    hall.tell(calls=2)
    until(page, "window.heard.shakes.length == 1")


def test_an_answer_that_was_overtaken_by_a_call_does_not_take_it_back(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.goes_on.clear()
    asked = len(hall.asked)
    page.evaluate("dispatchEvent(new Event('online'))")  # the page asks, and listens anew
    wait_until(lambda: any("/state" in path for path in hall.asked[asked:]))
    hall.tell(**CALL)
    shows(page, "called")
    hall.goes_on.set()
    page.wait_for_timeout(1_000)  # the answer comes, or the page has given it up on a busy machine
    assert page.locator("body").get_attribute("data-state") == "called"


def test_a_hall_whose_clock_was_set_back_is_heard_all_the_same(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.tell(**CALL, at="2026-11-24T07:41:00+07:00")
    shows(page, "called")


def test_a_call_rings_until_the_phone_is_touched(phones: Phones, hall: FakeHall) -> None:
    page = opened_still(phones(), hall)
    hall.tell(**CALL)
    until(page, "window.heard.shakes.length == 1")
    page.clock.run_for(2_600)
    assert len(page.evaluate("window.heard.shakes")) == 2
    page.locator("#number").click()
    page.clock.run_for(20_000)
    assert len(page.evaluate("window.heard.shakes")) == 2


def test_the_way_of_a_ticket_is_followed_to_its_end(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    for state in ("called", "serving", "held", "serving", "completed"):
        hall.tell(**STATES[state])
        shows(page, state)
    assert text(page, "headline") == "Selesai"
    assert not page.locator("#cancel").is_visible()


def test_an_errand_shows_its_way(phones: Phones, hall: FakeHall) -> None:
    hall.tell(**ERRAND)
    page = opened(phones(), hall)
    assert text(page, "way-title") == "Kelahiran anak"
    rows = page.locator("#steps li")
    assert [" ".join(row.split()) for row in rows.all_inner_texts()] == [
        "Pencatatan kelahiran Disdukcapil · Zona 3 selesai",
        "Kartu Keluarga (perubahan susunan keluarga) Disdukcapil · Zona 3 sekarang",
        "Pendaftaran bayi BPJS Kesehatan · Zona 3 10.55–11.20",
        "Bantuan gizi Dinas Kesehatan · Zona 3 nanti",
    ]
    expect(rows.nth(1)).to_have_attribute("aria-current", "step")
    assert text(page, "rehearsal").startswith("LATIHAN")
    assert text(page, "priority") == "PRIORITAS"
