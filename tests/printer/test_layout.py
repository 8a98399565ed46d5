"""How a paper looks: sizes in dots, nothing wider than the paper, everything in its order."""

from dataclasses import replace
from itertools import groupby

import pytest
from PIL import Image, ImageChops, ImageDraw

from printer.blocks import Align, Block, Cut, Feed, Paper, Raster, Text
from printer.encoding import encode
from printer.layout import lay_out
from printer.letters import Page, plain
from printer.preview import MARGIN, picture
from printer.sheet import Face, Sheet, font
from printer.wrapping import wrap
from tests.printer.samples import LONG, REHEARSAL, long_slip, slip
from ticketing.words import Language

NUMBER: Face = "AtkinsonHyperlegibleNext-ExtraBold"
HEADING: Face = "PlusJakartaSans-Bold"
BODY: Face = "AtkinsonHyperlegibleNext-Regular"
each_width = pytest.mark.parametrize("width_mm", [58, 80])
each_paper = pytest.mark.parametrize(
    "paper", [Paper(w, text=t) for w in (58, 80) for t in (False, True)], ids=str
)
each_language = pytest.mark.parametrize("language", Language)


def rasters(blocks: list[Block]) -> list[Raster]:
    return [block for block in blocks if isinstance(block, Raster)]


def lines(blocks: list[Block]) -> list[str]:
    return [block.line.strip() for block in blocks if isinstance(block, Text)]


def ink(blocks: list[Block]) -> int:
    return sum(block.image.histogram()[0] for block in rasters(blocks))


def drawn(
    width: int, text: str, face: Face = BODY, size: int = 25, align: Align = Align.CENTRE
) -> list[Block]:
    sheet = Sheet(width)
    sheet.text(text, face, size, align)
    return sheet.blocks()


def paint(blocks: list[Block], width: int) -> Image.Image:
    paper = picture(encode([*blocks, Cut()]), width)
    return paper.crop((MARGIN, MARGIN, paper.width - MARGIN, paper.height - MARGIN))


def edges(blocks: list[Block], width: int) -> list[tuple[int, int]]:
    """Where the ink of each line begins and ends."""
    paper = ImageChops.invert(paint(blocks, width))
    rows = [paper.crop((0, y, width, y + 1)).getbbox() for y in range(paper.height)]
    lines = [list(group) for has_ink, group in groupby(rows, bool) if has_ink]
    return [(min(row[0] for row in line if row), max(row[2] for row in line if row)) for line in lines]


def number_of(paper: Paper, n: int = 12) -> Raster:
    """The number is the first thing on the paper that is higher than 10 mm."""
    return next(block for block in rasters(lay_out(slip(n=n), paper)) if block.image.height > 80)


def inked(image: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(image).getbbox()
    assert box is not None
    return box


def test_the_number_is_25_mm_high_and_fills_wide_paper() -> None:
    left, top, right, bottom = inked(number_of(Paper(80)).image)
    assert bottom - top == 200
    assert 540 <= right - left <= 576


def test_the_number_fills_narrow_paper() -> None:
    left, top, right, bottom = inked(number_of(Paper(58)).image)
    assert 130 <= bottom - top <= 136
    assert 350 <= right - left <= 384


@each_width
def test_a_longer_number_is_narrowed_and_as_high(width_mm: int) -> None:
    usual, longer = number_of(Paper(width_mm)).image, number_of(Paper(width_mm), 12345).image
    assert longer.height == usual.height
    sheet = Sheet(Paper(width_mm).dots)
    sheet.number("A12345", NUMBER, 200)
    ((left, right),) = edges(sheet.blocks(), sheet.width)
    assert left >= 2
    assert right <= sheet.width - 2


def test_a_short_number_keeps_its_shape() -> None:
    sheet = Sheet(576)
    sheet.number("A1", NUMBER, 200)
    (number,) = rasters(sheet.blocks())
    left, top, right, bottom = inked(number.image)
    drawing = Image.new("L", (3000, 2000), 255)
    ImageDraw.Draw(drawing).text((500, 500), "A1", font=font(NUMBER, 1000), fill=0)
    natural = inked(drawing)
    shape = (natural[2] - natural[0]) / (natural[3] - natural[1])
    assert (right - left) / (bottom - top) == pytest.approx(shape, rel=0.03)


@pytest.mark.parametrize("face", [BODY, HEADING])
@each_width
def test_a_long_text_loses_no_dot_at_the_edges(width_mm: int, face: Face) -> None:
    dots = Paper(width_mm).dots
    narrow = drawn(dots, LONG, face)
    apart = [drawn(3000, line, face) for line in wrap(LONG, font(face, 25).getlength, dots * 0.8)]
    assert len(rasters(narrow)) > 1
    assert ink(narrow) == sum(map(ink, apart))


@each_width
def test_a_word_longer_than_the_paper_is_broken_and_complete(width_mm: int) -> None:
    word = "x" * 100
    blocks = rasters(drawn(Paper(width_mm).dots, word))
    assert len(blocks) > 1
    assert ink([*blocks]) == 100 * ink(drawn(576, "x"))


def test_text_stands_where_it_is_told() -> None:
    ((left, _),) = edges(drawn(576, "Zona", align=Align.LEFT), 576)
    ((start, end),) = edges(drawn(576, "Zona"), 576)
    ((_, right),) = edges(drawn(576, "Zona", align=Align.RIGHT), 576)
    assert left <= 3
    assert abs(start - (576 - end)) <= 3
    assert right >= 573


def test_words_of_a_heading_stand_apart() -> None:
    (one,) = edges(drawn(576, "HH", HEADING, 34), 576)
    (two,) = edges(drawn(576, "H H", HEADING, 34), 576)
    assert (two[1] - two[0]) - (one[1] - one[0]) >= 0.22 * 34


@each_width
def test_further_lines_of_an_item_are_set_in_under_the_first(width_mm: int) -> None:
    sheet = Sheet(Paper(width_mm).dots)
    sheet.marked("N" * 20 + " N" * 40, BODY, 25, lambda pen, middle: 30)
    starts = [start for start, _ in edges(sheet.blocks(), sheet.width)]
    assert len(starts) > 2
    assert set(starts) == {starts[0]}
    assert starts[0] > 30


@each_width
def test_hours_stand_beside_a_short_name_at_the_edge_and_below_a_long_one(width_mm: int) -> None:
    width = Paper(width_mm).dots

    def item(name: str, end: str) -> list[tuple[int, int]]:
        sheet = Sheet(width)
        sheet.marked(name, BODY, 24, lambda pen, middle: 0, end)
        return edges(sheet.blocks(), width)

    alone = item("Pajak", "")
    (beside,) = item("Pajak", "10.20–10.55")
    assert beside[0] == alone[0][0]
    assert width - 4 <= beside[1] <= width
    long = "x"
    while font(BODY, 24).getlength(long) < width - 60:
        long += "x"
    name, full = item(long, ""), item(long, "10.20–10.55")
    assert full[:-1] == name
    assert full[-1][0] - 4 <= name[0][0] <= full[-1][0] + 4, "below it, not at the far edge"


@each_width
def test_letters_do_the_same_with_hours(width_mm: int) -> None:
    columns = Paper(width_mm).columns
    page = Page(columns)
    page.item(" 2. ", "Pajak", "10.20–10.55")
    page.item(" 3. ", "x" * (columns - 4), "10.40–11.30")
    beside, name, below = (block.line for block in page.blocks if isinstance(block, Text))
    assert beside == " 2. Pajak".ljust(columns - 11) + "10.20-10.55"
    assert (name, below) == (" 3. " + "x" * (columns - 4), "    10.40-11.30")


def test_a_place_too_long_for_a_line_keeps_its_arrow_and_is_wrapped() -> None:
    sheet = Sheet(384)
    sheet.pointed("Zona 1 · Loket " + ", ".join(map(str, range(1, 40, 2))), BODY, 31)
    (first, _), *more = edges(sheet.blocks(), 384)
    assert first < 3
    assert more
    assert all(start > 31 for start, _ in more)


def test_a_place_that_fits_stands_in_the_middle_with_its_arrow() -> None:
    sheet = Sheet(576)
    sheet.pointed("Zona 1 · Loket 1, 2", BODY, 34)
    ((start, end),) = edges(sheet.blocks(), 576)
    assert abs(start - (576 - end)) <= 6


@each_paper
@each_language
def test_a_paper_with_the_most_of_everything_fits_its_width(paper: Paper, language: Language) -> None:
    blocks = lay_out(long_slip(language), paper)
    assert all(block.image.width <= paper.dots for block in rasters(blocks))
    texts = [block for block in blocks if isinstance(block, Text)]
    assert all(len(block.line) * block.size <= paper.columns for block in texts)
    assert picture(encode(blocks), paper.dots).width == paper.dots + 64


@each_paper
def test_a_paper_ends_with_white_and_one_cut(paper: Paper) -> None:
    *_, feed, cut = blocks = lay_out(slip(), paper)
    assert isinstance(feed, Feed)
    assert isinstance(cut, Cut)
    assert sum(isinstance(block, Cut) for block in blocks) == 1
    # Narrow printers have no knife: the end is fed to the tearing edge.
    assert feed.dots >= (96 if paper.width_mm == 58 else 24)


@each_width
def test_an_ordinary_paper_is_not_longer_than_15_cm(width_mm: int) -> None:
    paper = Paper(width_mm)
    assert picture(encode(lay_out(slip(), paper)), paper.dots).height < 150 * 8


def test_letters_say_everything_in_order() -> None:
    said = lines(lay_out(slip(Language.EN, hall=REHEARSAL, priority=True), Paper(80, text=True)))
    rule = "-" * 48
    assert said == [
        *("LATIHAN", "For practice only, not a real ticket", "MPP Bale Madukara", rule),
        *("Population Office", "New e-KTP issuance", "PRIORITY", "A012"),
        *("You will be called at about", "09:40-10:05", "7 people are ahead of you"),
        *("-> Zona 1 - Counters 1, 2", rule, "Please have ready:", "[ ] Family card (KK)", rule),
        *("Please keep this number until served.", "Tuesday, 24 November 2026 - 07:30"),
    ]


def test_a_paper_without_documents_has_no_list() -> None:
    said = lines(lay_out(long_slip(), Paper(58, text=True)))
    assert sum(line.startswith("[ ]") for line in said) == 12
    bare = lines(lay_out(replace(slip(), documents=()), Paper(58, text=True)))
    assert "Mohon siapkan:" not in bare


@pytest.mark.parametrize(("n", "width_mm", "size"), [(12, 80, 8), (12, 58, 8), (12345, 58, 5)])
def test_the_number_in_letters_is_as_large_as_the_columns_allow(n: int, width_mm: int, size: int) -> None:
    blocks = lay_out(slip(n=n), Paper(width_mm, text=True))
    sizes = {block.line: block.size for block in blocks if isinstance(block, Text)}
    assert sizes[slip(n=n).number] == size


@pytest.mark.parametrize(
    ("text", "ascii_"),
    [("Réngsé – 09.40", "Rengse - 09.40"), ("Zona 1 · “A”…", 'Zona 1 - "A"...'), ("鼠", "?")],
)
def test_letters_are_ascii_as_near_as_it_goes(text: str, ascii_: str) -> None:
    assert plain(text) == ascii_
