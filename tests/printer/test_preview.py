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
MODEL = b"\x1d(k\x04\x001A2\x00"
STORED = b"\x1d(k\x08\x001P0ANTRE"
PRINT = b"\x1d(k\x03\x001Q0"
KINDS = [{"text": False}, {"text": True}, {"text": True, "draws_qr": True}]
each_paper = pytest.mark.parametrize("paper", [Paper(w, **kind) for w in (58, 80) for kind in KINDS], ids=str)


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


def test_letters_have_the_printers_own_code_unless_it_is_to_be_drawn() -> None:
    own, drawn = (encode(lay_out(slip(), Paper(80, text=True, draws_qr=drawn))) for drawn in (False, True))
    assert b"\x1d(k" in own
    assert b"\x1dv0" not in own
    assert b"\x1d(k" not in drawn
    assert picture(own, 576).tobytes() == picture(drawn, 576).tobytes()


@pytest.mark.parametrize("module", [3, 8])
@pytest.mark.parametrize("level", "LMQH")
def test_the_printers_own_code_is_the_one_it_was_asked_for(level: str, module: int) -> None:
    size, spoilt = b"\x1d(k\x03\x001C%c" % module, b"\x1d(k\x03\x001E%c" % (48 + "LMQH".index(level))
    sheet = picture(START + MODEL + spoilt + size + STORED + PRINT + CUT, 576).convert("L")
    (code,) = zxingcpp.read_barcodes(sheet)
    assert (code.text, code.ec_level) == ("ANTRE", level)
    side = sheet.height - 2 * MARGIN
    assert side % module == 0
    assert (side // module - 17) % 4 == 0
    smallest = sheet.crop((MARGIN, MARGIN, MARGIN + side, MARGIN + side)).resize((side // module,) * 2, 0)
    again = smallest.resize((side, side), 0)
    assert again.tobytes() == sheet.crop((MARGIN, MARGIN, MARGIN + side, MARGIN + side)).tobytes()


def test_a_printer_forgets_a_code_when_it_is_told_to_forget() -> None:
    assert codes(picture(START + MODEL + STORED + PRINT + PRINT + CUT, 576)) == ["ANTRE"] * 2
    with pytest.raises(NotUnderstood):
        picture(START + MODEL + STORED + b"\x1b@" + MODEL + PRINT + CUT, 576)


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
        START + b"\x1d!\x10" + CUT,
        START + b"\x1d!\x88" + CUT,
        START + b"\x1d(k",
        START + b"\x1d(k\x03\x001Q",
        START + PRINT + CUT,
        START + MODEL + PRINT + CUT,
        START + STORED + PRINT + CUT,
        START + MODEL + STORED + b"A012" + PRINT + b"\n" + CUT,
        START + b"\x1d(k\x04\x001A1\x00" + CUT,
        START + b"\x1d(k\x03\x001A2" + CUT,
        START + b"\x1d(k\x03\x001C\x00" + CUT,
        START + b"\x1d(k\x03\x001C\x11" + CUT,
        START + b"\x1d(k\x04\x001C\x03\x00" + CUT,
        START + b"\x1d(k\x03\x001E\x34" + CUT,
        START + b"\x1d(k\x03\x001P0" + CUT,
        START + b"\x1d(k\x04\x001P1A" + CUT,
        START + b"\x1d(k\xff\xff1P0A" + CUT,
        START + b"\x1d(k\x00\x00" + CUT,
        START + MODEL + STORED + b"\x1d(k\x03\x001Q1" + CUT,
        START + b"\x1d(k\x03\x001Z0" + CUT,
        START + b"\x1d(k\x03\x000Q0" + CUT,
        START + b"\x1d(A\x03\x001Q0" + CUT,
        START + MODEL + b"\x1d(k\xbb\x0b1P0" + b"x" * 3000 + PRINT + CUT,
        START + MODEL + b"\x1d(k\x03\x001C\x10\x1d(k\xcb\x001P0" + b"x" * 200 + PRINT + CUT,
        START + b"R\xc3\xa9ngs\xc3\xa9\n" + CUT,
        START + b"\x07" + CUT,
        START + CUT + b"never cut\n",
        START + b"never ended" + CUT,
    ],
    ids=lambda paper: repr(paper[6:60]),
)
def test_bytes_that_are_malformed_are_refused(paper: bytes) -> None:
    with pytest.raises(NotUnderstood):
        picture(paper, 576)


def test_every_beginning_of_a_paper_is_refused() -> None:
    paper = encode(lay_out(slip(), Paper(58, text=True)))
    for end in range(len(paper)):
        with pytest.raises(NotUnderstood):
            picture(paper[:end], 384)
