"""The page in three languages; texts stay texts; what is no ticket gets one calm sentence."""

import re

import pytest
from playwright.sync_api import expect

from tests.phone.page.conftest import Phones
from tests.phone.page.fake_hall import CALL, ERRAND, ONE_SERVICE, STATES, TOKEN, FakeHall
from tests.phone.page.phone import opened, shows, text, told, until


def test_three_languages_from_the_page_and_the_choice_is_kept(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    for name, code, headline, hours in (
        ("English", "en", "Waiting", "10:05–10:20"),
        ("Sunda", "su", "Ngantosan", "10.05–10.20"),
        ("Indonesia", "id", "Menunggu", "10.05–10.20"),
        ("English", "en", "Waiting", "10:05–10:20"),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.locator("#headline")).to_have_text(headline)
        assert text(page, "hours") == hours
        assert page.evaluate("document.documentElement.lang") == code
        until(page, f"localStorage.getItem('antrean.ticket.{TOKEN}.{code}') !== null")
    page.reload()
    expect(page.locator("#headline")).to_have_text("Waiting")
    assert page.locator("#languages [aria-pressed=true]").all_inner_texts() == ["English"]


def test_a_ticket_is_first_read_in_its_own_language(phones: Phones, hall: FakeHall) -> None:
    hall.tell(language="su")
    page = opened(phones(locale="en-GB"), hall)
    expect(page.locator("#headline")).to_have_text("Ngantosan")


def test_no_state_speaks_english_to_those_who_chose_another_language(phones: Phones, hall: FakeHall) -> None:
    own = "#label, #headline, #todo, dt, #steps em, #priority, #sound-word, #return, #cancel, #bring-title"
    seen: dict[str, list[list[str]]] = {}
    for name, code in (("English", "en"), ("Sunda", "su"), ("Indonesia", "id")):
        hall.reset()
        page = opened(phones(), hall)
        page.get_by_role("button", name=name).click()
        for state, facts in STATES.items():
            told(page, hall, **{**ONE_SERVICE, **facts, "hall": state})
            expect(page.locator("#hall")).to_have_text(state)
            words = page.locator(own).all_inner_texts()
            seen.setdefault(code, []).append(
                [one for one in words if re.search("[a-z]{2}", one, re.IGNORECASE)]
            )
    for in_english, *others in zip(seen["en"], seen["id"], seen["su"], strict=True):
        assert len(in_english) == len(others[0]) == len(others[1]) > 2
        assert not set(in_english) & set(others[0] + others[1])


def test_names_with_markup_stay_text(phones: Phones, hall: FakeHall) -> None:
    bad = "<img src=x onerror=\"document.body.dataset.broken='yes'\">{n}&amp;\u202e"
    hall.tell(
        **{
            **ERRAND,
            **CALL,
            "service": bad,
            "agency": bad,
            "zone": bad,
            "hall": bad,
            "errand": bad,
            "documents": [bad],
        },
    )
    hall.tell(
        counter=bad[:10], counter_zone=bad, steps=[{**ERRAND["steps"][0], "service": bad, "agency": bad}]
    )
    page = opened(phones(), hall)
    shows(page, "called")
    for name in ("service", "hall", "zone", "way-title"):
        assert "<img" in text(page, name)
    assert page.locator("main img").count() == 0
    assert page.evaluate("document.body.dataset.broken") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", ["/t/AAAAAAAAAAAAAAAAAAAAAAAAAA", "/t/x", "/"])
def test_a_number_that_is_not_known_gets_one_calm_sentence_in_three_languages(
    phones: Phones, hall: FakeHall, path: str
) -> None:
    page = phones()
    page.goto(hall.origin + path)
    shows(page, "unknown")
    assert text(page, "todo") == "Silakan tanya petugas di meja informasi."
    others = page.locator("#others p")
    assert others.all_inner_texts() == [
        "Please ask the staff at the information desk.",
        "Mangga taros ka patugas di méja informasi.",
    ]
    assert [one.get_attribute("lang") for one in others.all()] == ["en", "su"]


def test_a_ticket_that_the_hall_forgot_is_forgotten_by_the_phone(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.lose()
    shows(page, "unknown")
    assert page.evaluate(f"Object.keys(localStorage).filter(name => name.includes('{TOKEN}'))") == []
