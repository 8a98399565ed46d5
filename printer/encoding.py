"""Blocks become one string of ESC/POS bytes.

Only commands that receipt printers of all makers know: initialise, motion units, feed, align,
raster picture, size and weight of letters, cut.
"""

from collections.abc import Iterable

from PIL import Image, ImageChops

from printer.blocks import DOTS_PER_MM, Align, Block, Cut, Feed, Raster, Text

ESC, GS = b"\x1b", b"\x1d"

#: ``ESC @``: forget what an earlier paper set.
INITIALISE = ESC + b"@"
#: ``GS P``: count feeds in dots of 1/203 inch, whatever the printer's own unit is.
MOTION_UNITS = GS + b"P" + bytes((203, 203))
#: ``GS V 66 0``: feed to the knife and cut; a printer without one feeds or does nothing.
CUT = GS + b"VB\x00"

# A picture has 1 for white, the printer 1 for black.
_INVERTED = bytes(byte ^ 0xFF for byte in range(256))

#: Highest picture in one command: a small printer holds no more in its memory.
_MOST_ROWS = 30 * DOTS_PER_MM


def encode(blocks: Iterable[Block]) -> bytes:
    """Write one whole paper as bytes; nothing but these commands is in them."""
    out = bytearray(INITIALISE + MOTION_UNITS)
    align = Align.LEFT
    for block in blocks:
        if isinstance(block, Raster | Text) and block.align is not align:
            align = block.align
            out += ESC + b"a" + bytes((align,))
        match block:
            case Feed(dots):
                out += _feed(dots)
            case Raster(image):
                out += _raster(image)
            case Text():
                out += _text(block)
            case Cut():
                out += CUT
    return bytes(out)


def _feed(dots: int) -> bytes:
    whole, rest = divmod(dots, 255)
    return (ESC + b"J\xff") * whole + (ESC + b"J" + bytes((rest,)) if rest else b"")


def _raster(image: Image.Image) -> bytes:
    small, mode = _halved(image)
    step = _MOST_ROWS // 2 if mode else _MOST_ROWS
    parts = []
    for top in range(0, small.height, step):
        part = small.crop((0, top, small.width, min(top + step, small.height)))
        size = (part.width // 8).to_bytes(2, "little") + part.height.to_bytes(2, "little")
        parts.append(GS + b"v0" + bytes((mode,)) + size + part.tobytes().translate(_INVERTED))
    return b"".join(parts)


def _halved(image: Image.Image) -> tuple[Image.Image, int]:
    """Leave it to the printer to double every dot, where that gives the same picture.

    Returns:
        The picture to send, and the mode of ``GS v 0``: 3 doubles both ways, 0 nothing.
    """
    if image.width % 16 or image.height % 2:
        return image, 0
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.NEAREST)
    again = small.resize(image.size, Image.Resampling.NEAREST)
    return (image, 0) if ImageChops.logical_xor(image, again).getbbox() else (small, 3)


def _text(text: Text) -> bytes:
    letters = "".join(char for char in text.line if " " <= char <= "~").encode("ascii")
    size = GS + b"!" + bytes(((text.size - 1) * 0x11,))
    bold = ESC + b"E" + bytes((text.bold,))
    inverted = GS + b"B" + bytes((text.inverted,))
    return size + bold + inverted + letters + b"\n"
