"""Texts that would be commands to a printer, or that no printer has letters for: data, nothing more."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp

from printer.address import parse
from printer.devices import open_printer
from printer.preview import NotUnderstood, picture
from tests.fakes import small_catalogue
from tests.printer.scene import Scene, be_impatient
from tests.status_printer import TcpStatusPrinter
from ticketing.catalogue import Catalogue
from ticketing.outbox import PaperState
from ticketing.words import Words

CUT = b"\x1dV"

HOSTILE = {
    "ESC resets and changes the letters": "KTP\x1b@\x1b!\x30\x1bt\x10 baru",
    "GS cuts": "KTP\x1dVA\x00\x1dV\x00 baru",
    "GS draws a code of its own": "KTP\x1d(k\x03\x001Q0 baru",
    "DLE opens the drawer and asks": "KTP\x10\x14\x01\x00\x01\x10\x04\x01 baru",
    "GS r is a fence": "KTP\x1dr\x01 baru",
    "lines and pages": "KTP\n\r\x0b\x0c\x85\u2028\u2029baru",
    "C1": "KTP\x9b31m\x90\x9c baru",
    "zero and delete": "KTP\x00\x7f\x08 baru",
    "emoji": "KTP 👩‍👩‍👧‍👦🇮🇩❤️🪪 baru",
    "right to left": "\u202eKTP\u202c العربية עברית \u2067baru\u2069",
    "other scripts": "KTP 漢字 ᮞᮥᮔ᮪ᮓ ไทย baru",
    "marks upon marks": "K" + "\u0301\u0336" * 200 + "TP baru",
    "4 kB of words": "Penerbitan KTP " * 273,
    "4 kB without a space": "KTP" * 1365,
    "nothing": "",
    "only what is not seen": "\x00\u200b\u2060\ufeff",
}


def spelling(text: str) -> Catalogue:
    """A catalogue whose every name is this text."""
    words, small = Words(text), small_catalogue()
    return replace(
        small,
        agencies=tuple(replace(one, name=words, zone=text) for one in small.agencies),
        services=tuple(replace(one, name=words, documents=(words, words)) for one in small.services),
    )


class Printed(Scene):
    """A scene whose catalogue and hall are called so."""

    def __init__(self, url: str, text: str) -> None:
        super().__init__(url)
        with self.store.writing() as tx:
            tx.keep_hall(replace(self.store.hall(), name=text[:100] or "x"))
            tx.replace_catalogue(spelling(text))


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[TcpStatusPrinter]:
    be_impatient(monkeypatch)
    with TcpStatusPrinter() as made:
        yield made


@pytest.mark.parametrize("text", [False, True], ids=["picture", "letters"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_printed_as_text(printer: TcpStatusPrinter, name: str, text: bool) -> None:
    scene = Printed(f"{printer.url}&text={int(text)}", HOSTILE[name])
    ticket = scene.issue()
    scene.print()
    assert scene.state(ticket) is PaperState.PRINTED
    assert scene.numbers(printer.papers) == ["A001"], "one paper, and its code"
    assert printer.asked == [1, 2, 4], "a text asked the printer something"
    assert printer.papers[0].count(CUT) == 1
    assert len(printer.papers[0]) < 120_000


def test_hostile_text_in_a_photograph_has_the_same_letters_as_the_harmless_one(
    printer: TcpStatusPrinter,
) -> None:
    drawn = []
    for text in ("KTP 31m baru", "KTP\x9b \u200b31m\x07 baru"):
        scene = Printed(printer.url, text)
        scene.issue()
        scene.print()
        sheet = picture(printer.papers[-1], 576)
        (code,) = zxingcpp.read_barcodes(sheet)
        drawn.append(sheet.crop((0, 0, sheet.width, code.position.top_left.y - 40)).tobytes())
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize(
    "name", ["GS cuts", "ESC resets and changes the letters", "GS draws a code of its own"]
)
def test_control_text_that_is_sent_as_it_is_is_obeyed(printer: TcpStatusPrinter, name: str) -> None:
    words = HOSTILE[name].encode("latin-1")
    assert open_printer(parse(printer.url), Path("/nowhere")).send(b"\x1b@" + words + b"\n\x1dVB\x00")
    (paper,) = printer.papers
    if name == "GS cuts":
        assert paper.count(CUT) > 1
    else:
        with pytest.raises(NotUnderstood):
            picture(paper, 576)


def test_control_a_question_among_the_words_is_answered(printer: TcpStatusPrinter) -> None:
    device = open_printer(parse(printer.plain_url), Path("/nowhere"))
    device.send(HOSTILE["DLE opens the drawer and asks"][-8:].encode("latin-1"))
    assert printer.asked == [1]
