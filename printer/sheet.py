"""Draws on paper, from the top down: text, bands, the number, check boxes, the QR code.

Everything is drawn at the printer's own resolution in black and white: no grey that a printer
would have to guess at.
"""

from collections.abc import Callable
from functools import cache, lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Literal

from PIL import Image, ImageChops, ImageDraw, ImageFont

from printer.blocks import Align, Block, Feed, Raster
from printer.qr import qr_image
from printer.wrapping import wrap

_FONTS = Path(__file__).parents[1] / "assets" / "fonts"
_WHITE, _BLACK = 255, 0

Face = Literal[
    "PlusJakartaSans-Medium",
    "PlusJakartaSans-Bold",
    "PlusJakartaSans-ExtraBold",
    "AtkinsonHyperlegibleNext-Regular",
    "AtkinsonHyperlegibleNext-Bold",
    "AtkinsonHyperlegibleNext-ExtraBold",
]


@cache
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Load a shipped font; `size` is the em in dots."""
    return ImageFont.truetype(_FONTS / f"{face}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20_000)
def length(face: Face, size: int, text: str) -> float:
    """Measure a text in dots. Papers say the same again and again: each text is measured once."""
    return font(face, size).getlength(text)


def slice_(image: Image.Image, grain: int = 8) -> list[Block]:
    """Cut a full-width picture down to its ink: feeds for white rows, no white bytes beside it.

    The alignment that needs the fewest bytes is taken; the ink stays where it was drawn.

    Args:
        image: 1-bit, as wide as the paper.
        grain: Cut beside the ink at multiples of so many dots: 8 for whole bytes, 16 where the
            dots come in pairs, so that the half of it is whole bytes too.
    """
    ink = ImageChops.invert(image).getbbox()
    if ink is None:
        return [Feed(image.height)]
    left, top, right, bottom = ink
    before, after = left // grain * grain, (image.width - right) // grain * grain
    both = min(before, after)
    start, end, align = min(
        (0, image.width - after, Align.LEFT),
        (both, image.width - both, Align.CENTRE),
        (before, image.width, Align.RIGHT),
        key=lambda choice: choice[1] - choice[0],
    )
    blocks: list[Block] = [Feed(top)] if top else []
    blocks.append(Raster(image.crop((start, top, end, bottom)), align))
    if bottom < image.height:
        blocks.append(Feed(image.height - bottom))
    return blocks


def joined(blocks: list[Block]) -> list[Block]:
    """Make one feed of feeds that follow each other."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Feed) and out and isinstance(out[-1], Feed):
            out[-1] = Feed(out[-1].dots + block.dots)
        else:
            out.append(block)
    return out


class Sheet:
    """A paper that is being drawn.

    Args:
        width: Of the paper, in dots.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self._blocks: list[Block] = []

    def blocks(self) -> list[Block]:
        """Return what was drawn so far."""
        return joined(self._blocks)

    def gap(self, dots: int) -> None:
        """Leave white paper."""
        self._blocks.append(Feed(dots))

    def text(
        self,
        text: str,
        face: Face,
        size: int,
        align: Align = Align.CENTRE,
        leading: float = 1.22,
    ) -> None:
        """Write a text, wrapped between words. `leading` is the distance of lines in em."""
        letters = font(face, size)
        for line in wrap(text, lambda part: length(face, size, _airy(part, face)), self.width):
            strip, pen = self._strip(round(size * leading))
            airy = _airy(line, face)
            free = self.width - length(face, size, airy)
            x = {Align.LEFT: 0.0, Align.CENTRE: free / 2, Align.RIGHT: free}[align]
            self._write(pen, x, strip.height, airy, letters)
            self._blocks += slice_(strip)

    def marked(
        self,
        text: str,
        face: Face,
        size: int,
        mark: Callable[[ImageDraw.ImageDraw, int], int],
        end: str = "",
        end_face: Face = "AtkinsonHyperlegibleNext-Bold",
    ) -> None:
        """Write a text with a mark before its first line; further lines are set in.

        Args:
            text: The text.
            face: Its font.
            size: Its em in dots.
            mark: Draws the mark at the left, centred on the given row, and returns its width.
            end: Stands beside the last line, at the right edge; below it where there is no room.
            end_face: The font of that.
        """
        letters = font(face, size)
        height = round(size * 1.22)
        middle = round(self._baseline(height, letters) - size * 0.33)
        strip, pen = self._strip(height)
        indent = mark(pen, middle) + round(size * 0.5)
        lines = wrap(text, partial(length, face, size), self.width - indent)
        beside = length(end_face, size, end)
        is_below = not lines or indent + length(face, size, lines[-1]) + size + beside > self.width
        if end and is_below:
            lines.append("")
        for left, line in zip(reversed(range(len(lines))), lines, strict=True):
            self._write(pen, indent, height, line, letters)
            if end and not left:
                x, anchor = (indent, "ls") if is_below else (self.width, "rs")
                row = self._baseline(height, letters)
                pen.text((x, row), end, font=font(end_face, size), anchor=anchor, fill=_BLACK)
            self._blocks += slice_(strip)
            strip, pen = self._strip(height)

    def pointed(self, text: str, face: Face, size: int) -> None:
        """Write a centred text with an arrow before it; too long for a line, it stands left."""
        letters = font(face, size)
        arrow = size + round(size * 0.4)
        if arrow + length(face, size, text) > self.width:
            self.marked(text, face, size, lambda pen, middle: draw_arrow(pen, 0, middle, size))
            return
        strip, pen = self._strip(round(size * 1.22))
        x = round((self.width - arrow - length(face, size, text)) / 2)
        middle = round(self._baseline(strip.height, letters) - size * 0.33)
        draw_arrow(pen, x, middle, size)
        self._write(pen, x + arrow, strip.height, text, letters)
        self._blocks += slice_(strip)

    def band(self, word: str, face: Face, size: int) -> None:
        """Write a word white on a black bar, in dots of 2 × 2 as the number is."""
        letters = font(face, size // 2)
        half = Image.new("1", (self.width // 2, round(size * 0.75)), _BLACK)
        middle = (half.width / 2, half.height / 2 - size * 0.01)
        ImageDraw.Draw(half).text(middle, word, font=letters, anchor="mm", fill=_WHITE)
        self._place(half, 2)

    def rule(self) -> None:
        """Draw a dotted line from edge to edge."""
        strip, pen = self._strip(2)
        for x in range(2, self.width, 8):
            pen.rectangle((x, 0, x + 3, 1), fill=_BLACK)
        self._blocks += slice_(strip)

    def number(self, text: str, face: Face, height: int) -> None:
        """Write the number `height` dots high, narrowed to the width of the paper if it must be.

        It is drawn in dots of 2 × 2: at this size nobody sees the difference, and the encoding
        sends a quarter of the bytes.
        """
        letters = font(face, height)
        # Room on all sides, then only the ink: the advance of the last letter is no part of it.
        ink = Image.new("L", (round(letters.getlength(text)) + height, height * 4), _WHITE)
        ImageDraw.Draw(ink).text((height // 2, height * 3), text, font=letters, anchor="ls", fill=_BLACK)
        ink = ink.crop(ImageChops.invert(ink).getbbox())
        width = min(round(ink.width * height / ink.height), self.width - 8)
        half = ink.resize((width // 2, height // 2), Image.Resampling.LANCZOS)
        half = half.point(lambda value: _WHITE if value > 127 else _BLACK).convert("1")
        self._place(half, 2)

    def qr(self, text: str, module: int) -> None:
        """Draw a QR code in the middle, its quiet zone of four modules included.

        Args:
            text: What it says; capitals and digits are packed tightly.
            module: Side of its smallest square in dots; even, for fewer bytes.
        """
        self.gap(module * 4)
        self._place(qr_image(text), module)
        self.gap(module * 4)

    def picture(self, image: Image.Image) -> None:
        """Put a 1-bit picture in the middle, dot for dot; it must not be wider than the paper."""
        self._place(image, 1)

    def _place(self, small: Image.Image, times: int) -> None:
        """Enlarge a small picture by a whole factor and put it in the middle."""
        large = small.resize((small.width * times, small.height * times), Image.Resampling.NEAREST)
        strip, _ = self._strip(large.height)
        strip.paste(large, ((self.width - large.width) // 4 * 2, 0))
        self._blocks += slice_(strip, grain=16)

    def _strip(self, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        strip = Image.new("1", (self.width, height), _WHITE)
        return strip, ImageDraw.Draw(strip)

    def _baseline(self, height: int, letters: ImageFont.FreeTypeFont) -> int:
        ascent, descent = letters.getmetrics()
        return round((height + ascent - descent) / 2)

    def _write(
        self, pen: ImageDraw.ImageDraw, x: float, height: int, line: str, letters: ImageFont.FreeTypeFont
    ) -> None:
        pen.text((round(x), self._baseline(height, letters)), line, font=letters, anchor="ls", fill=_BLACK)


def _airy(text: str, face: Face) -> str:
    """Widen the spaces of a face whose words run together in print: its space is 0.18 em."""
    return text.replace(" ", " \u200a\u200a") if face.startswith("PlusJakarta") else text


def draw_box(pen: ImageDraw.ImageDraw, middle: int, size: int) -> int:
    """Draw an empty check box at the left; return its width."""
    side = round(size * 0.76)
    top = middle - side // 2
    pen.rounded_rectangle((0, top, side, top + side), radius=4, outline=_BLACK, width=2)
    return side


def step_width(size: int) -> int:
    """Return how wide the mark of a step is beside text of an em of `size` dots."""
    return round(size * 1.05)


def draw_step(pen: ImageDraw.ImageDraw, middle: int, size: int, sign: str, *, is_filled: bool) -> int:
    """Draw the number of a step in a frame at the left, white on black where it is filled; return its width.

    Without letters for a check mark in the typeface, a done step (``✓``) has one drawn.
    """
    side = step_width(size)
    top = middle - side // 2
    frame = (0, top, side - 1, top + side - 1)
    pen.rounded_rectangle(frame, radius=5, outline=_BLACK, width=2, fill=_BLACK if is_filled else _WHITE)
    if sign == "✓":
        third = side // 3
        pen.line(
            (
                (third // 2 + 2, middle),
                (side // 2 - 1, middle + third),
                (side - third // 2 - 3, middle - third),
            ),
            fill=_BLACK,
            width=3,
        )
    else:
        letters = font("AtkinsonHyperlegibleNext-Bold", round(size * 0.8))
        pen.text(
            (side / 2, middle + 1), sign, font=letters, anchor="mm", fill=_WHITE if is_filled else _BLACK
        )
    return side


def draw_arrow(pen: ImageDraw.ImageDraw, x: int, middle: int, size: int) -> int:
    """Draw an arrow to the right that begins at `x`; return its width."""
    tip = x + size
    head, thick = round(size * 0.34), max(4, round(size * 0.13))
    shaft = (x, middle - thick // 2, tip - thick, middle - thick // 2 + thick - 1)
    pen.rectangle(shaft, fill=_BLACK)
    barbs = ((tip - head, middle - head), (tip, middle), (tip - head, middle + head))
    for start, end in pairwise(barbs):
        pen.line((start, end), fill=_BLACK, width=thick)
    return size
