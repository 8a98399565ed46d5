"""A hall's logo: any picture becomes black and white and fits; a broken one is refused with its line."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from printer import logo, template
from printer.blocks import Paper, Raster
from printer.encoding import encode
from printer.layout import lay_out
from printer.logo import BrokenLogo, Logo
from printer.preview import picture
from printer.template import Part, Template
from tests.printer.samples import slip
from ticketing.errors import Misconfigured

PAPERS = [Paper(80), Paper(58)]


def saved(folder: Path, image: Image.Image, name: str = "logo.png") -> Path:
    image.save(folder / name)
    return folder / name


def disc(
    mode: str = "L", size: tuple[int, int] = (300, 200), ink: float | tuple[int, ...] = 0
) -> Image.Image:
    image = Image.new(mode, size, "white" if mode in ("L", "RGB", "CMYK") else 0)
    ImageDraw.Draw(image).ellipse((20, 20, size[0] - 20, size[1] - 20), fill=ink)
    return image


def black(image: Image.Image) -> int:
    return image.histogram()[0]


# --- any picture --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("image", "name"),
    [
        (disc(), "logo.png"),
        (disc("RGB"), "logo.jpg"),
        (disc("RGB").convert("P"), "logo.gif"),
        (disc("RGB"), "logo.bmp"),
        (disc("RGB"), "logo.webp"),
        (disc("RGB").convert("CMYK"), "logo.tiff"),
        (disc("RGBA", ink=(0, 0, 0, 255)), "alpha.png"),
        (disc("LA", ink=(0, 255)), "grey-alpha.png"),
        (disc().convert("1"), "bits.png"),
        (disc().convert("I").point(lambda value: value * 256).convert("I;16"), "deep.png"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.mode,
)
def test_any_kind_of_picture_becomes_the_same_black_disc(
    tmp_path: Path, image: Image.Image, name: str
) -> None:
    read = logo.read(saved(tmp_path, image, name))
    good = logo.read(saved(tmp_path, disc(), "good.png"))
    for paper in PAPERS:
        made, wanted = read.on(paper), good.on(paper)
        assert (made.mode, made.size) == ("1", wanted.size)
        assert abs(black(made) - black(wanted)) < black(wanted) * 0.05


def test_what_is_transparent_is_white_whatever_colour_lies_under_it(tmp_path: Path) -> None:
    hidden = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    ImageDraw.Draw(hidden).rectangle((30, 30, 49, 49), fill=(0, 0, 0, 255))
    made = logo.read(saved(tmp_path, hidden)).on(Paper(80))
    assert made.getpixel((0, 0)) == 255
    assert black(made) == pytest.approx(made.width * made.height / 16, rel=0.1)


@pytest.mark.parametrize(
    ("size", "on_80", "on_58"),
    [
        ((3000, 300), (384, 38), (320, 32)),  # wider than any paper
        ((300, 3000), (11, 112), (10, 96)),
        ((40, 20), (80, 40), (80, 40)),  # enlarged twice, no more
        ((1, 1), (2, 2), (2, 2)),
        ((5000, 1), (384, 1), (320, 1)),
    ],
)
def test_a_logo_fits_the_paper(
    tmp_path: Path, size: tuple[int, int], on_80: tuple[int, int], on_58: tuple[int, int]
) -> None:
    read = logo.read(saved(tmp_path, Image.new("L", size, 0)))
    assert (read.on(Paper(80)).size, read.on(Paper(58)).size) == (on_80, on_58)
    for paper in PAPERS:
        blocks = lay_out(slip(), paper, Template(logo=read))
        assert all(block.image.width <= paper.dots for block in blocks if isinstance(block, Raster))
        picture(encode(blocks), paper.dots)  # which refuses what is wider


def test_a_photograph_keeps_its_greys_as_dots_and_line_art_its_edges(tmp_path: Path) -> None:
    shade = Image.linear_gradient("L").resize((384, 112))
    made = logo.read(saved(tmp_path, shade)).on(Paper(80))
    rows = [made.crop((0, y, made.width, y + 1)).histogram()[0] / made.width for y in (10, 56, 102)]
    assert rows[0] > rows[1] > rows[2]
    assert 0.3 < rows[1] < 0.7
    square = Image.new("L", (384, 112), 255)
    square.paste(0, (100, 20, 200, 90))
    assert black(logo.read(saved(tmp_path, square)).on(Paper(80))) == pytest.approx(7000, rel=0.02)


def test_a_pale_logo_is_printed_black(tmp_path: Path) -> None:
    pale = Image.new("L", (200, 100), 255)
    pale.paste(200, (50, 20, 150, 80))
    assert black(logo.read(saved(tmp_path, pale)).on(Paper(80))) > 0


# --- broken ones --------------------------------------------------------------------------------


def png(chunks: list[tuple[bytes, bytes]]) -> bytes:
    out = b"\x89PNG\r\n\x1a\n"
    for kind, body in chunks:
        out += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return out


def whole() -> bytes:
    buffer = io.BytesIO()
    disc().save(buffer, "PNG")
    return buffer.getvalue()


def huge(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return png([(b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")])


BROKEN = {
    "empty": (b"", "logo_unreadable"),
    "text": (b"this is no picture", "logo_unreadable"),
    "cut": (whole()[: len(whole()) // 2], "logo_unreadable"),
    "head only": (whole()[:40], "logo_unreadable"),
    "nothing in it": (huge(0, 0), "logo_unreadable"),
    "bomb": (huge(60_000, 60_000), "logo_too_large"),
    "many dots": (huge(5_000, 4_000), "logo_too_large"),
    "large file": (whole() + bytes(logo.LARGEST_BYTES), "logo_too_large"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "logo_unreadable"),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n", "logo_unreadable"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_picture_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    content, problem = BROKEN[name]
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(BrokenLogo) as broken:
        logo.read(tmp_path / "logo.png")
    assert broken.value.problem == problem
    (tmp_path / "paper.toml").write_text('# ours\n\nlogo = "logo.png"\n')
    with pytest.raises(Misconfigured) as refused:
        template.read(tmp_path / "paper.toml")
    assert (refused.value.facts["problem"], refused.value.facts["line"]) == (problem, 3)


def test_every_picture_that_is_cut_or_has_a_wrong_byte_is_taken_or_refused(tmp_path: Path) -> None:
    good, file = whole(), tmp_path / "logo.png"
    taken = 0
    for at in range(0, len(good), 7):
        for content in (good[:at], good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]):
            file.write_bytes(content)
            try:
                taken += isinstance(logo.read(file), Logo)
            except BrokenLogo:
                continue
    assert taken < len(good) // 7


@pytest.mark.parametrize("name", ["none.png", ".", "x" * 300])
def test_a_logo_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "paper.toml").write_text(f'logo = "{name}"\n')
    with pytest.raises(Misconfigured) as refused:
        template.read(tmp_path / "paper.toml")
    assert refused.value.facts["problem"] in ("logo_missing", "logo_unreadable")


def test_a_logo_is_named_from_the_folder_of_its_template(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    saved(tmp_path / "pictures", disc())
    (tmp_path / "paper.toml").write_text('logo = "pictures/logo.png"\n')
    read = template.read(tmp_path / "paper.toml")
    assert read.logo is not None
    (tmp_path / "paper.toml").write_text("logo = 3\n")
    with pytest.raises(Misconfigured, match="logo"):
        template.read(tmp_path / "paper.toml")


# --- on paper -----------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", PAPERS, ids=["80", "58"])
def test_a_logo_is_printed_in_the_middle_dot_for_dot_where_the_order_puts_it(
    tmp_path: Path, paper: Paper
) -> None:
    read = logo.read(saved(tmp_path, disc()))
    mark = read.on(paper)
    drawn = picture(encode(lay_out(slip(), paper, Template(logo=read))), paper.dots)
    left = (drawn.width - mark.width) // 2
    margin = next(y for y in range(drawn.height) if black(drawn.crop((0, y, drawn.width, y + 1))))
    top = margin - next(y for y in range(mark.height) if black(mark.crop((0, y, mark.width, y + 1))))
    assert drawn.crop((left, top, left + mark.width, top + mark.height)).tobytes() == mark.tobytes()
    below = Template((Part.AGENCY, Part.SERVICE, Part.NUMBER, Part.LOGO), logo=read)
    last = [block for block in lay_out(slip(), paper, below) if isinstance(block, Raster)][-1]
    assert black(last.image) == black(mark)


def test_a_logo_is_left_away_among_letters(tmp_path: Path) -> None:
    read, paper = logo.read(saved(tmp_path, disc())), Paper(80, text=True)
    assert encode(lay_out(slip(), paper, Template(logo=read))) == encode(lay_out(slip(), paper))


def test_a_paper_with_a_logo_stays_within_its_size(tmp_path: Path) -> None:
    noise = Image.effect_noise((384, 112), 100)
    read = logo.read(saved(tmp_path, noise))
    bare = len(encode(lay_out(slip(), Paper(80))))
    assert len(encode(lay_out(slip(), Paper(80), Template(logo=read)))) - bare <= 384 * 112 // 8 + 200
