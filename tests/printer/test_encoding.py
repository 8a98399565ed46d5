"""Blocks as bytes: golden bytes, the same dots for fewer bytes, nothing unknown among them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from printer.blocks import Align, Block, Cut, Feed, Paper, Raster, Text
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
        Cut(),
    ]
    assert encode(blocks) == (
        START
        + b"\x1ba\x01"
        + b"\x1d!\x00\x1bE\x00\x1dB\x00MPP Bale Madukara\n"
        + b"\x1d!\x11\x1bE\x01\x1dB\x01 PRIORITAS \n"
        + b"\x1bJ\x0c"
        + b"\x1d!\x77\x1bE\x01\x1dB\x00A012\n"
        + b"\x1bJ\xff\x1bJ\x2d"
        + b"\x1ba\x00"
        + b"\x1d!\x00\x1bE\x00\x1dB\x00[ ] Kartu Keluarga (KK)\n"
        + CUT
    )


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
    line = paper.removeprefix(START + b"\x1d!\x00\x1bE\x00\x1dB\x00").removesuffix(b"\n" + CUT)
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
def test_a_ticket_in_letters_takes_two_seconds_of_a_slow_line(width_mm: int) -> None:
    assert len(encode(lay_out(slip(priority=True), Paper(width_mm, text=True)))) <= 2 * 9600 // 8
    assert len(encode(lay_out(long_slip(), Paper(width_mm, text=True)))) <= 8 * 9600 // 8
