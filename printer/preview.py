"""Reads ESC/POS bytes as a printer does and draws the paper: what the bytes say, not what was meant."""

from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from printer.blocks import CELL, DOTS_PER_MM, Align
from printer.sheet import font

#: White beside and around the printed area, in dots: what no printer can reach.
MARGIN = 4 * DOTS_PER_MM


class NotUnderstood(ValueError):
    """The bytes hold something that this program never sends."""


@dataclass
class _Head:
    """The state of a printer between two commands."""

    width: int
    align: Align = Align.LEFT
    size: int = 1
    bold: bool = False
    inverted: bool = False
    line: str = ""
    y: int = 0
    cuts: list[int] = field(default_factory=list)
    marks: list[tuple[int, int, Image.Image]] = field(default_factory=list)

    def put(self, image: Image.Image) -> None:
        """Print a picture where the alignment says, and move below it."""
        if image.width > self.width:
            raise NotUnderstood(f"{image.width} dots do not fit on {self.width}")
        x = {
            Align.LEFT: 0,
            Align.CENTRE: (self.width - image.width) // 2,
            Align.RIGHT: self.width - image.width,
        }[self.align]
        self.marks.append((x, self.y, image))
        self.y += image.height

    def end_line(self) -> None:
        """Print the letters of the line."""
        wide, high = CELL[0] * self.size, CELL[1] * self.size
        image = Image.new("1", (max(1, wide * len(self.line)), high), 255)
        pen = ImageDraw.Draw(image)
        ink = 0
        if self.inverted:
            pen.rectangle((0, 0, image.width, high), fill=0)
            ink = 255
        weight = "AtkinsonHyperlegibleNext-Bold" if self.bold else "AtkinsonHyperlegibleNext-Regular"
        letters = font(weight, round(CELL[1] * 0.8) * self.size)
        for n, char in enumerate(self.line):
            pen.text((wide * (n + 0.5), high * 0.78), char, font=letters, anchor="ms", fill=ink)
        self.line = ""
        self.put(image)
        self.y += 6


def picture(paper: bytes, width: int) -> Image.Image:
    """Draw what a printer makes of `paper`.

    Args:
        paper: Bytes as `printer.encoding` writes them.
        width: Dots that the printer prints side by side.

    Returns:
        A 1-bit picture with a margin, as far as the last cut.

    Raises:
        NotUnderstood: The bytes are cut off, unknown, or wider than the paper.
    """
    head = _Head(width)
    at = 0
    while at < len(paper):
        at = _step(head, paper, at)
    if head.line or not head.cuts or head.cuts[-1] != head.y:
        raise NotUnderstood("the end is never cut off")
    sheet = Image.new("1", (width + 2 * MARGIN, head.cuts[-1] + 2 * MARGIN), 255)
    for x, y, image in head.marks:
        sheet.paste(image, (x + MARGIN, y + MARGIN))
    return sheet


def _step(head: _Head, paper: bytes, at: int) -> int:
    """Do one command; return where the next begins."""
    code = paper[at : at + 2]
    if 0x20 <= paper[at] <= 0x7E:
        head.line += chr(paper[at])
        return at + 1
    if paper[at] == 0x0A:
        head.end_line()
        return at + 1
    if code == b"\x1b@":
        head.align, head.size, head.bold, head.inverted = Align.LEFT, 1, False, False
        return at + 2
    if code == b"\x1dv":
        return _raster(head, paper, at)
    if code == b"\x1dP":
        if paper[at + 2 : at + 4] != bytes((203, 203)):
            raise NotUnderstood("motion units are not dots")
        return at + 4
    if code == b"\x1dV":
        if head.line or paper[at + 2 : at + 4] != b"B\x00":
            raise NotUnderstood(f"not a cut at {at}")
        head.cuts.append(head.y)
        return at + 4
    value = _argument(paper, at)
    match code:
        case b"\x1bJ":
            head.y += value
        case b"\x1ba" if value in tuple(Align):
            head.align = Align(value)
        case b"\x1bE":
            head.bold = bool(value)
        case b"\x1dB":
            head.inverted = bool(value)
        case b"\x1d!":
            head.size = (value & 7) + 1
        case _:
            raise NotUnderstood(f"{code!r} at {at}")
    return at + 3


def _argument(paper: bytes, at: int) -> int:
    if at + 2 >= len(paper):
        raise NotUnderstood("cut off within a command")
    return paper[at + 2]


def _raster(head: _Head, paper: bytes, at: int) -> int:
    header = paper[at : at + 8]
    if len(header) < 8 or header[2:3] != b"0" or header[3] > 3:
        raise NotUnderstood(f"{header!r} at {at}")
    across, rows = int.from_bytes(header[4:6], "little"), int.from_bytes(header[6:8], "little")
    end = at + 8 + across * rows
    data = paper[at + 8 : end]
    if len(data) < across * rows:
        raise NotUnderstood("cut off within a picture")
    image = Image.frombytes("1", (across * 8, rows), bytes(byte ^ 0xFF for byte in data))
    wider, higher = 1 + (header[3] & 1), 1 + (header[3] >> 1)
    head.put(image.resize((image.width * wider, image.height * higher), Image.Resampling.NEAREST))
    return end
