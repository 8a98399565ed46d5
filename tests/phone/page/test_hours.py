"""Hours on the page change where it matters, and never without a word."""

import re

import pytest
from playwright.sync_api import expect

from tests.hours import CHANGES
from tests.phone.page.conftest import Phones
from tests.phone.page.fake_hall import ERRAND, ONE_SERVICE, FakeHall
from tests.phone.page.phone import opened, shows, text

CHANGED = {"called_from": "2026-11-24T10:25+07:00", "called_until": "2026-11-24T10:45+07:00"}


def test_changed_hours_are_told_and_said(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.tell(**CHANGED)
    sentence = "Jam berubah: 10.25–10.45, semula 10.05–10.20"
    expect(page.locator("#polite")).to_have_text(re.compile("^Jam berubah"))
    assert text(page, "change") == sentence
    assert text(page, "hours") == "10.25–10.45"
    page.reload()
    shows(page, "waiting")
    assert text(page, "change") == sentence


def test_whoever_opens_the_page_late_reads_what_became_of_the_hours_on_the_paper(
    phones: Phones, hall: FakeHall
) -> None:
    hall.tell(**CHANGED)
    page = opened(phones(), hall)
    assert text(page, "change") == "Jam berubah: 10.25–10.45, semula 10.05–10.20"


def test_hours_that_are_not_known_for_a_while_are_no_change(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    hall.tell(**CHANGED)
    expect(page.locator("#hours")).to_have_text("10.25–10.45")
    hall.tell(called_from=None, called_until=None, ahead=None)
    expect(page.locator("#hours")).to_have_text("belum diketahui")
    hall.tell(**CHANGED, ahead=5)
    expect(page.locator("#hours")).to_have_text("10.25–10.45")
    assert text(page, "change") == "Jam berubah: 10.25–10.45, semula 10.05–10.20"


@pytest.mark.parametrize(("now", "is_told"), CHANGES)
def test_hours_change_where_it_matters_and_never_without_a_word(
    phones: Phones, hall: FakeHall, now: str, is_told: bool
) -> None:
    page = opened(phones(), hall)
    start, end = (f"2026-11-24T{hour}+07:00" for hour in now.split("–"))
    hall.tell(called_from=start, called_until=end, ahead=6)
    expect(page.locator("#ahead")).to_have_text("6 orang")
    assert text(page, "hours") == (now.replace(":", ".") if is_told else "10.05–10.20")
    assert page.locator("#changed").is_visible() == is_told


def test_wide_hours_become_narrow_once(phones: Phones, hall: FakeHall) -> None:
    wide = {"from": "2026-11-24T10:05+07:00", "until": "2026-11-24T11:05+07:00"}
    told = {f"{kind}_{end}": hour for kind in ("told", "called") for end, hour in wide.items()}
    hall.tell(**told)
    page = opened(phones(), hall)
    for until_hour, shown in (("10:50", "10.05–11.05"), ("10:45", "10.15–10.45"), ("10:40", "10.15–10.45")):
        hall.tell(
            called_from="2026-11-24T10:15+07:00",
            called_until=f"2026-11-24T{until_hour}+07:00",
            hall=until_hour,
        )
        expect(page.locator("#hall")).to_have_text(until_hour)
        assert text(page, "hours") == shown
    assert text(page, "change") == "Jam berubah: 10.15–10.45, semula 10.05–11.05"


def test_the_hours_of_the_next_service_of_an_errand_are_no_change(phones: Phones, hall: FakeHall) -> None:
    steps = ERRAND["steps"]
    first = [{**steps[0], "state": "present"}, {**steps[1], "state": "ahead"}, *steps[2:]]
    hall.tell(
        **{
            **ERRAND,
            "told_from": ONE_SERVICE["told_from"],
            "told_until": ONE_SERVICE["told_until"],
            "steps": first,
        }
    )
    page = opened(phones(), hall)
    hall.tell(**{**ERRAND, **CHANGED})
    expect(page.locator("#hours")).to_have_text("10.25–10.45")
    assert not page.locator("#changed").is_visible()
