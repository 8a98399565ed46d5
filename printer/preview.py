"""Reads ESC/POS bytes as a printer does and draws the paper: what the bytes say, not what was meant."""

from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from printer.blocks import CELL, DOTS_PER_MM, Align
from printer.qr import Level, qr_image
from printer.sheet import font

#: White beside and around the printed area, in dots: what no printer can reach.
MARGIN = 4 * DOTS_PER_MM


class NotUnderstood(ValueError):
    """The bytes hold something that this program never sends."""


@dataclass
class _Symbol:
    """What a printer was told of a QR code: as ``ESC @`` leaves it, nothing may be printed."""

    is_model_2: bool = False
    module: int = 3
    level: Level = Level.L
    data: bytes = b""


@dataclass
class _Head:
    """The state of a printer between two commands."""

    width: int
    align: Align = Align.LEFT
    size: int = 1
    bold: bool = False
    inverted: bool = False
    symbol: _Symbol = field(default_factory=_Symbol)
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

    def print_symbol(self) -> None:
        """Print the QR code that was stored, exactly as it was asked for."""
        symbol = self.symbol
        if self.line or not symbol.is_model_2 or not symbol.data:
            raise NotUnderstood("a code within a line, of no model, or of nothing")
        try:
            small = qr_image(symbol.data, symbol.level)
        except ValueError as wrong:
            raise NotUnderstood(str(wrong)) from wrong
        side = small.width * symbol.module
        self.put(small.resize((side, side), Image.Resampling.NEAREST))


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
        head.symbol = _Symbol()
        return at + 2
    if code == b"\x1d(":
        return _symbol(head, paper, at)
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
        case b"\x1d!" if value % 0x11 == 0 and value <= 0x77:  # as wide as high
            head.size = value % 0x10 + 1
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


def _symbol(head: _Head, paper: bytes, at: int) -> int:
    """Do one function of the printer's own codes: ``GS ( k``, length, 49 for QR, function, arguments."""
    start = at + 5
    end = start + int.from_bytes(paper[at + 3 : start], "little")
    said = paper[start:end]
    if paper[at + 2 : at + 3] != b"k" or len(said) < 3 or said[:1] != b"1" or len(paper) < end:
        raise NotUnderstood(f"{paper[at:start]!r} at {at}")
    symbol, function, value = head.symbol, said[1:2], said[2]
    match function, len(said):
        case b"A", 4 if said[2:] == b"2\x00":
            symbol.is_model_2 = True
        case b"C", 3 if 1 <= value <= 16:
            symbol.module = value
        case b"E", 3 if value in tuple(Level):
            symbol.level = Level(value)
        case b"P", length if said[2:3] == b"0" and length > 3:
            symbol.data = said[3:]
        case b"Q", 3 if said[2:3] == b"0":
            head.print_symbol()
        case _:
            raise NotUnderstood(f"function {said[:4]!r} of a code at {at}")
    return end
