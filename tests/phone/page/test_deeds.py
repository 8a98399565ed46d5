"""What a visitor does on the page is asked first, told afterwards, and possible with keys alone."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.phone.page.conftest import Phones
from tests.phone.page.fake_hall import CALL, ONE_SERVICE, STATES, FakeHall
from tests.phone.page.phone import opened, shows

#: The colour of what cannot be undone.
LOSES = "rgb(155, 28, 28)"


def test_cancelling_is_asked_first_and_no_changes_nothing(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    for leave in ("Escape", "Enter"):  # the answer that changes nothing has the focus
        page.click("#cancel")
        expect(page.get_by_role("dialog")).to_contain_text("Batalkan nomor A012?")
        page.keyboard.press(leave)
        expect(page.get_by_role("dialog")).not_to_be_visible()
    assert hall.posts == []
    page.click("#cancel")
    expect(page.locator("#ask-yes")).to_have_css("color", LOSES)
    page.get_by_role("button", name="Ya, batalkan").click()
    shows(page, "cancelled")
    assert hall.posts == ["cancel"]
    assert page.evaluate("document.activeElement.id") == "number"


def test_whoever_is_late_is_put_back_after_a_yes(phones: Phones, hall: FakeHall) -> None:
    hall.tell(**STATES["no_show"])
    page = opened(phones(), hall)
    page.click("#return")
    expect(page.locator("#ask-yes")).not_to_have_css("color", LOSES)
    page.get_by_role("button", name="Ya, kembalikan").click()
    shows(page, "waiting")
    assert hall.posts == ["return"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("too_often", "tidak dapat dikembalikan lagi"), ("not_now", "tidak dapat dilakukan sekarang")],
)
def test_what_the_hall_refuses_is_told(phones: Phones, hall: FakeHall, code: str, sentence: str) -> None:
    hall.tell(**STATES["no_show"])
    hall.answers["return"] = (409, code)
    page = opened(phones(), hall)
    page.click("#return")
    page.get_by_role("button", name="Ya, kembalikan").click()
    expect(page.locator("#note")).to_contain_text(sentence)
    expect(page.locator("#polite")).to_contain_text(sentence)
    shows(page, "no_show")


def test_an_answer_that_does_not_come_is_told(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    page.click("#cancel")
    page.context.set_offline(True)
    page.get_by_role("button", name="Ya, batalkan").click()
    expect(page.locator("#note")).to_contain_text("Balai tidak menjawab")
    expect(page.locator("#note")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.activeElement.id") == "number"
    assert hall.posts == []


def test_a_phone_of_some_years_ago_asks_in_its_own_way(phones: Phones, hall: FakeHall) -> None:
    page = phones()
    page.add_init_script("delete HTMLDialogElement.prototype.showModal")
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    opened(page, hall)
    page.click("#cancel")
    shows(page, "cancelled")
    assert asked == ["Batalkan nomor A012?\n\nTempat Anda dalam antrean dilepas. Ini tidak dapat diurungkan."]


def test_a_call_takes_an_open_question_away(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    page.click("#cancel")
    hall.tell(**CALL)
    shows(page, "called")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    assert hall.posts == []


def test_only_what_may_be_done_is_offered(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    for state, deeds in (
        ("waiting", ["cancel"]),
        ("called", ["cancel", "return"]),
        ("serving", []),
        ("no_show", ["return"]),
    ):
        hall.tell(**{**ONE_SERVICE, **STATES[state]})
        shows(page, state)
        assert [name for name in ("cancel", "return") if page.locator(f"#{name}").is_visible()] == deeds


def test_everything_can_be_done_with_keys_alone(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)

    def tab_to(name: str) -> None:
        for _ in range(12):
            page.keyboard.press("Tab")
            if focused(page) == name:
                return
        raise AssertionError(f"no way to {name}")

    tab_to("en")
    page.keyboard.press("Enter")
    expect(page.locator("#headline")).to_have_text("Waiting")
    tab_to("sound")
    page.keyboard.press("Space")
    expect(page.get_by_role("switch")).to_be_checked()
    tab_to("cancel")
    page.keyboard.press("Enter")
    tab_to("ask-yes")
    page.keyboard.press("Enter")
    shows(page, "cancelled")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.lang"))


def test_sound_that_was_chosen_comes_back_with_the_first_touch(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    page.click("#sound")
    expect(page.get_by_role("switch")).to_be_checked()
    page.click("#sound")
    expect(page.get_by_role("switch")).not_to_be_checked()
    page.click("#sound")
    page.reload()
    shows(page, "waiting")
    page.locator("#headline").click()
    expect(page.get_by_role("switch")).to_be_checked()
