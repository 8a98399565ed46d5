"""The ticket on a phone, in a real browser: it moves by itself, keeps what it knows, and asks before it acts."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.phone.page.conftest import Phones
from tests.phone.page.fake_hall import CALL, ERRAND, ONE_SERVICE, STATES, TOKEN, FakeHall
from tests.phone.page.phone import opened, shows, text, until
from tests.waiting import wait_until

CHANGED = {"called_from": "2026-11-24T10:25+07:00", "called_until": "2026-11-24T10:45+07:00"}


# --- it moves by itself ---------------------------------------------------------------------------


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
    page = opened(phones(), hall)
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
    with page.expect_response(re.compile("/state")):
        hall.goes_on.set()
    page.wait_for_timeout(200)
    assert page.locator("body").get_attribute("data-state") == "called"


def test_a_call_rings_until_the_phone_is_touched(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    page.clock.install()
    page.reload()
    shows(page, "waiting")
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


# --- hours that change ----------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("now", "is_told"),
    [
        ("10:05–10:20", False),
        ("10:08–10:23", False),
        ("10:10–10:15", False),  # known better, but the old hours hold
        ("09:56–10:20", False),
        ("09:55–10:20", True),  # the call may come before the hours that were told
        ("10:05–10:29", False),
        ("10:05–10:30", True),
        ("10:19–10:23", True),  # it is expected after them
        ("10:02–10:06", True),
    ],
)
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


# --- a lost network -------------------------------------------------------------------------------


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
    assert text(page, "age").startswith("Tidak ada sambungan")
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


# --- languages and texts --------------------------------------------------------------------------


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
            hall.tell(**{**ONE_SERVICE, **facts, "hall": state})
            expect(page.locator("#hall")).to_have_text(state)
            words = page.locator(own).all_inner_texts()
            seen.setdefault(code, []).append(
                [one for one in words if re.search("[a-z]{2}", one, re.IGNORECASE)]
            )
            if facts.get("state") in ("completed", "cancelled"):
                page.reload()  # nothing more is heard of a ticket that is over
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


# --- what a visitor may do ------------------------------------------------------------------------


def test_cancelling_is_asked_first_and_no_changes_nothing(phones: Phones, hall: FakeHall) -> None:
    page = opened(phones(), hall)
    for leave in ("Escape", "Enter"):  # the answer that changes nothing has the focus
        page.click("#cancel")
        expect(page.get_by_role("dialog")).to_contain_text("Batalkan nomor A012?")
        page.keyboard.press(leave)
        expect(page.get_by_role("dialog")).not_to_be_visible()
    assert hall.posts == []
    page.click("#cancel")
    page.get_by_role("button", name="Ya, batalkan").click()
    shows(page, "cancelled")
    assert hall.posts == ["cancel"]
    assert page.evaluate("document.activeElement.id") == "number"


def test_whoever_is_late_is_put_back_after_a_yes(phones: Phones, hall: FakeHall) -> None:
    hall.tell(**STATES["no_show"])
    page = opened(phones(), hall)
    page.click("#return")
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
