"""The page on the program itself: a number is issued, opened on a phone, and called at a counter."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.phone.page.conftest import Phones
from tests.phone.page.phone import shows, text
from tests.phone.page.real_hall import RealHall

SERVICE = "KTP-BARU"
AGENCY = "Dinas Kependudukan dan Pencatatan Sipil"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHall]:
    hall = RealHall(tmp_path_factory.mktemp("hall"))
    with hall.served():
        yield hall


def test_a_number_is_opened_called_missed_put_back_called_again_and_served(
    phones: Phones, running: RealHall
) -> None:
    page = phones()
    page.goto(running.issue(SERVICE))
    expect(page.locator("#figures")).to_have_text("A001")
    expect(page.locator("#headline")).to_have_text("Hampir giliran Anda")
    expect(page.locator("#service")).to_have_text("Penerbitan KTP-el baru")
    assert AGENCY in text(page, "agency")
    assert page.locator("#documents li").count() > 1

    running.ask("call", "1")
    shows(page, "called")
    assert text(page, "counter") == "1"
    running.ask("recall", "1")
    running.ask("recall", "1")
    running.ask("no-show", "1")
    shows(page, "no_show")
    page.get_by_role("button", name="Saya terlambat").click()
    page.get_by_role("button", name="Ya, kembalikan").click()
    shows(page, "waiting")
    assert {one["code"]: one["waiting"] for one in running.ask("status")["services"]}[SERVICE] == 1

    running.ask("call", "1")
    shows(page, "called")
    running.ask("serve", "1")
    shows(page, "serving")
    running.ask("complete", "1")
    shows(page, "completed")


def test_a_cancelled_number_is_called_no_more(phones: Phones, running: RealHall) -> None:
    page = phones()
    page.goto(running.issue(SERVICE, "--lang", "su"))
    expect(page.locator("#label")).to_have_text("Nomer Anjeun")
    page.get_by_role("button", name="Bolaykeun nomer abdi").click()
    page.get_by_role("button", name="Muhun, bolaykeun").click()
    shows(page, "cancelled")
    assert {one["code"]: one["waiting"] for one in running.ask("status")["services"]}[SERVICE] == 0


def test_an_errand_is_followed_from_service_to_service(phones: Phones, running: RealHall) -> None:
    page = phones()
    page.goto(running.issue("LAHIR"))
    steps = page.locator("#steps li")
    expect(steps).to_have_count(4)
    expect(steps.first).to_have_attribute("aria-current", "step")
    for verb in ("call", "serve", "complete"):
        running.ask(verb, "1")
    expect(steps.nth(1)).to_have_attribute("aria-current", "step")
    expect(steps.first).to_have_class("done")
    shows(page, "waiting")
    assert text(page, "service") == steps.nth(1).locator("strong").inner_text()


def test_a_wrong_token_is_told_calmly(phones: Phones, running: RealHall) -> None:
    page = phones()
    page.goto(f"{running.origin}/t/{'A' * 26}")
    shows(page, "unknown")
