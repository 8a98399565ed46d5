"""From the kiosk to the visitor's phone: the code on the paper is opened in a browser, and a clerk calls by key."""

import os
import signal
from pathlib import Path

import pytest
import zxingcpp
from playwright.sync_api import expect, sync_playwright

from benchmarks.ports import free_port
from counter.words import CounterWords
from printer.blocks import Paper
from printer.preview import picture
from tests.endtoend.screen import running, virtual_screen
from tests.phone.page.conftest import BROWSER_ARGUMENTS, CHROMIUM
from tests.phone.page.phone import shows
from tests.printers import TcpPrinter
from tests.waiting import PATIENCE_S
from ticketing.words import Language

COUNTER = CounterWords(Language.ID).title()

pytestmark = pytest.mark.timeout(180)


def test_the_code_on_the_paper_opens_the_page_which_follows_the_counter_and_outlives_its_server(
    tmp_path: Path,
) -> None:
    port = free_port()
    config = tmp_path / "phone.toml"
    config.write_text(f'[phone]\naddress = "http://127.0.0.1:{port}"\nport = {port}\n', encoding="utf-8")
    with (
        virtual_screen(1920, 1080) as screen,
        TcpPrinter() as printer,
        running(
            screen, tmp_path, "--config", str(config), "--printer", printer.url, "--counter", "1"
        ) as hall,
        sync_playwright() as playwright,
    ):
        hall.touch("kiosk", "Sentuh untuk mulai")
        hall.touch("kiosk", "Semua instansi")
        hall.touch("kiosk", "Dinas Kependudukan")
        hall.touch("kiosk", "Penerbitan KTP-el baru")
        hall.touch("kiosk", "Ambil nomor")
        paper = printer.wait_for_papers(1)[0]
        (code,) = zxingcpp.read_barcodes(picture(paper, Paper(80).dots).convert("L"))

        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(BROWSER_ARGUMENTS))
        page = browser.new_page(locale="id")
        page.set_default_timeout(PATIENCE_S * 1000)
        page.goto(code.text)
        shows(page, "waiting")
        expect(page.locator("#figures")).to_have_text("A001")

        hall.button("counter", "Panggil berikutnya")
        screen.press(COUNTER, "Return")
        shows(page, "called")
        expect(page.locator("#counter")).to_have_text("1")

        os.kill(hall.pids()["phone"], signal.SIGKILL)
        hall.button("counter", "Layani")
        screen.press(COUNTER, "Return")
        shows(page, "serving")
        browser.close()
