"""Blocks as bytes: golden bytes, the same dots for fewer bytes, nothing unknown among them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from printer.blocks import Align, Block, Code, Cut, Feed, Paper, Raster, Text
from printer.encoding import encode
from printer.layout import lay_out
from printer.preview import MARGIN, picture
from printer.sheet import slice_
from printer.slip import compose
from tests.printer.samples import HALL, leg, long_slip, slip
from ticketing.words import Language

START = b"\x1b@" + b"\x1dP\xcb\xcb"
CUT = b"\x1dVB\x00"


def test_a_small_ticket_in_letters_is_exactly_these_bytes() -> None:
    blocks: list[Block] = [
        Text("MPP Bale Madukara", Align.CENTRE),
        Text(" PRIORITAS ", Align.CENTRE, size=2, bold=True, inverted=True),
        Feed(12),
        Text("A012", Align.CENTRE, size=8, bold=True),
        Feed(300),
        Text("[ ] Kartu Keluarga (KK)"),
        Text("[ ] KTP"),
        Cut(),
    ]
    assert encode(blocks) == (
        START
        + b"\x1ba\x01"
        + b"MPP Bale Madukara\n"
        + b"\x1d!\x11\x1bE\x01\x1dB\x01 PRIORITAS \n"
        + b"\x1bJ\x0c"
        + b"\x1d!\x77\x1dB\x00A012\n"
        + b"\x1bJ\xff\x1bJ\x2d"
        + b"\x1ba\x00"
        + b"\x1d!\x00\x1bE\x00[ ] Kartu Keluarga (KK)\n"
        + b"[ ] KTP\n"
        + CUT
    )


def test_the_printers_own_code_is_exactly_these_bytes() -> None:
    assert encode([Code("ANTREAN:A", 6), Cut()]) == (
        START
        + b"\x1ba\x01"
        + b"\x1d(k\x04\x001A2\x00"
        + b"\x1d(k\x03\x001C\x06"
        + b"\x1d(k\x03\x001E\x31"
        + b"\x1d(k\x0c\x001P0ANTREAN:A"
        + b"\x1d(k\x03\x001Q0"
        + CUT
    )


@pytest.mark.parametrize("text", ["", "x" * 2001, "Réngsé"])
def test_a_code_that_no_printer_could_draw_is_not_sent(text: str) -> None:
    with pytest.raises(ValueError, match=r"letters|ascii"):
        encode([Code(text, 6)])


def test_the_longest_code_is_drawn() -> None:
    assert printed(encode([Code("x" * 2000, 3), Cut()]), 576).width == 576


def test_what_is_set_already_is_not_set_again() -> None:
    line = Text("Zona 1", Align.CENTRE, size=2, bold=True)
    once, twice = encode([line]), encode([line, Feed(9), line])
    assert twice == once + b"\x1bJ\x09Zona 1\n"


@given(
    st.lists(
        st.builds(Text, st.just("x"), st.sampled_from(Align), st.integers(1, 8), st.booleans(), st.booleans())
    )
)
def test_lines_look_as_if_each_were_told_everything(texts: list[Text]) -> None:
    told_all = b"".join(
        b"\x1ba%c\x1d!%c\x1bE%c\x1dB%cx\n" % (text.align, (text.size - 1) * 0x11, text.bold, text.inverted)
        for text in texts
    )
    assert picture(encode([*texts, Cut()]), 384).tobytes() == picture(START + told_all + CUT, 384).tobytes()


def test_a_picture_is_black_where_its_bits_are_set() -> None:
    image = Image.new("1", (8, 1), 255)
    image.putpixel((0, 0), 0)
    image.putpixel((7, 0), 0)
    assert encode([Raster(image)]) == START + b"\x1dv0\x00\x01\x00\x01\x00" + b"\x81"


def test_a_picture_of_double_dots_is_sent_in_a_quarter_of_the_bytes() -> None:
    small = Image.effect_noise((64, 40), 90).convert("1")
    blocks: list[Block] = [Raster(small.resize((128, 80), Image.Resampling.NEAREST)), Cut()]
    paper = encode(blocks)
    assert len(paper) == len(START) + 8 + 64 // 8 * 40 + len(CUT)
    assert printed(paper, 128).tobytes() == small.resize((128, 80), Image.Resampling.NEAREST).tobytes()


def test_a_picture_that_is_not_doubled_is_not_halved() -> None:
    image = Image.new("1", (32, 4), 255)
    image.putpixel((5, 1), 0)
    paper = encode([Raster(image), Cut()])
    assert printed(paper, 32).tobytes() == image.tobytes()


@pytest.mark.parametrize("times", [1, 2])
def test_a_high_picture_is_sent_in_pieces_a_small_printer_can_hold(times: int) -> None:
    small = Image.effect_noise((64, 700), 90).convert("1")
    image = small.resize((64 * times, 700 * times), Image.Resampling.NEAREST)
    paper = encode([Raster(image), Cut()])
    assert paper.count(b"\x1dv0") == -(-image.height // 240)
    assert printed(paper, image.width).tobytes() == image.tobytes()


def printed(paper: bytes, width: int) -> Image.Image:
    sheet = picture(paper, width)
    return sheet.crop((MARGIN, MARGIN, MARGIN + width, sheet.height - MARGIN))


@given(st.data())
def test_cutting_away_the_white_moves_no_dot(data: st.DataObject) -> None:
    image = Image.new("1", (384, 40), 255)
    for _ in range(data.draw(st.integers(0, 3))):
        x, y = data.draw(st.integers(0, 383)), data.draw(st.integers(0, 39))
        image.paste(0, (x, y, x + data.draw(st.integers(1, 60)), y + data.draw(st.integers(1, 9))))
    for grain in (8, 16):
        paper = encode([*slice_(image, grain), Cut()])
        assert not ImageChops.logical_xor(printed(paper, 384), image).getbbox()


@given(st.text())
def test_letters_never_become_commands(text: str) -> None:
    paper = encode([Text(text), Cut()])
    line = paper.removeprefix(START).removesuffix(b"\n" + CUT)
    assert all(0x20 <= byte <= 0x7E for byte in line)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("priority", [False, True])
def test_an_ordinary_ticket_stays_below_20_kb(language: Language, priority: bool) -> None:
    assert len(encode(lay_out(slip(language, priority=priority), Paper(80)))) <= 20_000


def test_the_longest_tickets_of_the_shipped_catalogue_stay_below_25_kb() -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)

    def letters(service: str) -> int:
        names = catalogue.service[service]
        return len(names.name.en) + sum(15 + len(document.en) for document in names.documents)

    longest = sorted(catalogue.service, key=letters)[-8:]
    hall = replace(HALL, name="Mal Pelayanan Publik Bale Madukara")
    for code in longest:
        agency = catalogue.agency[catalogue.service[code].agency]
        ticket = leg(Language.EN, service=code, agency=agency.code, prefix=agency.prefix, n=888)
        assert len(encode(lay_out(compose(ticket, catalogue, hall), Paper(80)))) <= 25_000, code


@pytest.mark.parametrize("width_mm", [58, 80])
def test_every_ticket_of_the_shipped_catalogue_takes_a_kilobyte_in_letters(width_mm: int) -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)
    hall = replace(HALL, name="Mal Pelayanan Publik Bale Madukara", rehearsal=True)
    for service in catalogue.services:
        prefix = catalogue.agency[service.agency].prefix
        for language in Language:
            ticket = leg(
                language, service=service.code, agency=service.agency, prefix=prefix, n=888, priority=True
            )
            paper = encode(lay_out(compose(ticket, catalogue, hall), Paper(width_mm, text=True)))
            assert len(paper) <= 1024, (service.code, language)


@pytest.mark.parametrize("width_mm", [58, 80])
def test_a_ticket_in_letters_takes_a_second_of_a_slow_line(width_mm: int) -> None:
    assert len(encode(lay_out(slip(priority=True), Paper(width_mm, text=True)))) <= 9600 // 10
    assert len(encode(lay_out(long_slip(), Paper(width_mm, text=True)))) <= 6 * 9600 // 10
    pictured = Paper(width_mm, text=True, draws_qr=True)
    assert len(encode(lay_out(slip(priority=True), pictured))) <= 3 * 9600 // 10
