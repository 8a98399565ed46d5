"""The preview draws what the bytes say, and refuses what no printer of ours would be sent."""

import pytest
import zxingcpp
from PIL import Image

from printer.blocks import Align, Block, Cut, Feed, Paper, Raster, Text
from printer.encoding import encode
from printer.layout import lay_out
from printer.preview import MARGIN, NotUnderstood, picture
from tests.printer.samples import TOKEN, long_slip, slip

START = b"\x1b@\x1dP\xcb\xcb"
CUT = b"\x1dVB\x00"
each_paper = pytest.mark.parametrize(
    "paper", [Paper(w, text=t) for w in (58, 80) for t in (False, True)], ids=str
)


def codes(image: Image.Image) -> list[str]:
    """Read with another library than the one that writes the codes."""
    return [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]


@each_paper
def test_the_code_on_the_paper_is_read_as_the_ticket(paper: Paper) -> None:
    for words in (slip(), long_slip()):
        assert codes(picture(encode(lay_out(words, paper)), paper.dots)) == [f"ANTREAN:{TOKEN}"]


@each_paper
def test_the_code_is_read_through_a_stain_and_a_turn(paper: Paper) -> None:
    sheet = picture(encode(lay_out(slip(), paper)), paper.dots).convert("L")
    box = zxingcpp.read_barcodes(sheet)[0].position
    x, y = (box.top_left.x + box.bottom_right.x) // 2, (box.top_left.y + box.bottom_right.y) // 2
    sheet.paste(0, (x - 10, y - 10, x + 10, y + 10))
    turned = sheet.rotate(20, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert codes(turned) == [f"ANTREAN:{TOKEN}"]


@each_paper
def test_the_code_keeps_its_quiet_zone(paper: Paper) -> None:
    sheet = picture(encode(lay_out(slip(), paper)), paper.dots).convert("L")
    box = zxingcpp.read_barcodes(sheet)[0].position
    module = 8 if paper.width_mm == 80 else 6
    edge = 4 * module - 2
    above = (0, box.top_left.y - edge, sheet.width, box.top_left.y - 2)
    below = (0, box.bottom_left.y + 4, sheet.width, box.bottom_left.y + edge)
    assert [sheet.crop(rows).getextrema() for rows in (above, below)] == [(255, 255), (255, 255)]


def test_it_draws_the_bytes_and_not_what_was_meant() -> None:
    paper = encode(lay_out(slip(), Paper()))
    assert picture(paper, 576).tobytes() == picture(bytes(paper), 576).tobytes()
    at = paper.index(b"\x1dv0") + 8
    flipped = paper[:at] + bytes((paper[at] ^ 0xFF,)) + paper[at + 1 :]
    assert picture(flipped, 576).tobytes() != picture(paper, 576).tobytes()


def test_pictures_stand_where_the_alignment_says() -> None:
    dot = Image.new("1", (8, 2), 0)
    blocks: list[Block] = [Raster(dot, align) for align in Align]
    sheet = picture(encode([*blocks, Cut()]), 384)
    found = [
        x - MARGIN for y in (0, 2, 4) for x in range(sheet.width) if sheet.getpixel((x, MARGIN + y)) == 0
    ]
    assert found == [*range(8), *range(188, 196), *range(376, 384)]


def test_feeds_are_white_paper() -> None:
    assert picture(encode([Feed(700), Cut()]), 384).size == (384 + 2 * MARGIN, 700 + 2 * MARGIN)


def test_letters_are_drawn_in_the_printers_cells() -> None:
    usual = picture(encode([Text("X" * 32), Cut()]), 384)
    large = picture(encode([Text("X" * 4, size=8), Cut()]), 384)
    assert large.height - usual.height == 7 * 24
    band = picture(encode([Text(" " * 16, size=2, inverted=True), Cut()]), 384)
    assert band.getpixel((MARGIN + 5, MARGIN + 5)) == 0
    assert band.getpixel((MARGIN + 378, MARGIN + 40)) == 0


@pytest.mark.parametrize(
    "paper",
    [
        b"",
        START,
        START + b"A012\n",
        START + b"\x1b",
        START + b"\x1bJ",
        START + b"\x1bZ\x00" + CUT,
        START + b"\x1dv0\x00\x01\x00\x02\x00\xff",
        START + b"\x1dv0\x00\x01",
        START + b"\x1dv1\x00\x01\x00\x01\x00\xff" + CUT,
        START + b"\x1dv0\x04\x01\x00\x01\x00\xff" + CUT,
        START + b"\x1dv0\x00\x49\x00\x01\x00" + b"\xff" * 73 + CUT,
        START + b"X" * 49 + b"\n" + CUT,
        START + b"\x1ba\x07" + CUT,
        START + b"\x1dP\xb4\xb4" + CUT,
        START + b"\x1dP",
        START + b"\x1dV",
        START + b"\x1dVB",
        START + b"\x1dV\x00",
        START + b"R\xc3\xa9ngs\xc3\xa9\n" + CUT,
        START + b"\x07" + CUT,
        START + CUT + b"never cut\n",
        START + b"never ended" + CUT,
    ],
    ids=lambda paper: repr(paper[6:30]),
)
def test_bytes_that_are_malformed_are_refused(paper: bytes) -> None:
    with pytest.raises(NotUnderstood):
        picture(paper, 576)


def test_every_beginning_of_a_paper_is_refused() -> None:
    paper = encode(lay_out(slip(), Paper(58, text=True)))
    for end in range(0, len(paper), 7):
        with pytest.raises(NotUnderstood):
            picture(paper[:end], 384)
