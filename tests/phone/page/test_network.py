"""Without a network the page keeps what it knew and says how old it is; it comes back by itself."""

import re

from playwright.sync_api import expect

from tests.phone.page.conftest import Phones
from tests.phone.page.fake_hall import CALL, TOKEN, FakeHall
from tests.phone.page.phone import opened, shows, text


def test_a_lost_network_leaves_the_last_state_with_its_age_and_comes_back(
    phones: Phones, hall: FakeHall
) -> None:
    page = phones()
    page.clock.install()
    opened(page, hall)
    page.context.set_offline(True)
    hall.silence()
    expect(page.locator("#age")).to_have_text("Tidak ada sambungan. Data pukul 09.41.")
    hall.tell(**CALL)
    page.clock.run_for(3 * 60_000 + 10_000)
    expect(page.locator("#age")).to_have_text("Tidak ada sambungan. Data pukul 09.41, 3 menit lalu.")
    assert text(page, "headline") == "Menunggu"
    page.context.set_offline(False)
    shows(page, "called")
    expect(page.locator("body")).not_to_have_class(re.compile("cut"))


def test_a_hall_that_answers_no_more_is_noticed_and_found_again(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.is_away = True
    hall.silence()
    hall.tell(ahead=3)
    page.wait_for_selector("body.cut")
    assert text(page, "ahead") == "7 orang"
    hall.is_away, hall.streams = False, True
    expect(page.locator("#ahead")).to_have_text("3 orang")
    page.wait_for_selector("body:not(.cut)")


def test_what_the_server_itself_cannot_reach_is_as_old_as_it_says(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.tell(stale=True, known_at="2026-11-24T09:33:30+07:00")
    expect(page.locator("#age")).to_have_text("Tidak ada sambungan. Data pukul 09.33, 7 menit lalu.")


def test_the_page_opens_without_a_network_and_shows_what_it_knew(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(service_workers="allow"), hall)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    shows(page, "waiting")
    assert text(page, "figures") == "A012"
    expect(page.locator("#age")).to_have_text(re.compile("^Tidak ada sambungan"))
    page.goto(f"{hall.origin}/")  # as it opens when it was installed
    shows(page, "waiting")
    assert text(page, "figures") == "A012"


def test_a_phone_that_knows_nothing_yet_says_that_the_number_is_valid(phones: Phones, hall: FakeHall) -> None:
    hall.is_away = True
    hall.streams = False
    page = phones()
    page.clock.install()
    page.goto(hall.url)
    shows(page, "unreachable")
    assert "tetap berlaku" in text(page, "todo")
    hall.is_away = False
    page.clock.run_for(6_000)
    shows(page, "waiting")


def test_a_phone_may_refuse_to_keep_anything(phones: Phones, hall: FakeHall) -> None:
    page = phones()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    )
    opened(page, hall)
    hall.tell(**CALL)
    shows(page, "called")


def test_tickets_of_other_days_are_forgotten_and_choices_are_not(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    page.get_by_role("button", name="English").click()
    expect(page.locator("#headline")).to_have_text("Waiting")
    page.evaluate(
        """(hours) => {
        for (const [name, hour] of Object.entries(hours)) {
            const kept = {state: {}, cameAt: Date.now() - hour * 3600_000};
            localStorage.setItem(`antrean.ticket.${name}.id`, JSON.stringify(kept));
        }
    }""",
        {"OLD": 25, "OTHER": 3},
    )
    page.reload()
    expect(page.locator("#headline")).to_have_text("Waiting")
    kept = "name => localStorage.getItem(`antrean.ticket.${name}.id`) !== null"
    assert [page.evaluate(kept, name) for name in ("OLD", "OTHER", TOKEN)] == [False, True, True]
