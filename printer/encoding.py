"""Blocks become one string of ESC/POS bytes.

Only commands that receipt printers of all makers know: initialise, motion units, feed, align,
raster picture, size and weight of letters, cut. A paper in letters has the printer's own QR code
too, which older printers lack: ``?qr=image`` in the address sends it as a picture.
"""

from collections.abc import Iterable

from PIL import Image, ImageChops

from printer.blocks import DOTS_PER_MM, Align, Block, Code, Cut, Feed, Raster, Text
from printer.qr import Level

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
    """Write one whole paper as bytes; nothing but these commands is in them.

    Raises:
        ValueError: A `Code` has no text, more than 2000 letters, or others than ASCII.
    """
    paper = _Bytes()
    for block in blocks:
        match block:
            case Feed(dots):
                paper.out += _feed(dots)
            case Raster(image):
                paper.align(block.align)
                paper.out += _raster(image)
            case Text():
                paper.text(block)
            case Code(text, module):
                paper.align(Align.CENTRE)
                paper.out += _code(text, module)
            case Cut():
                paper.out += CUT
    return bytes(paper.out)


class _Bytes:
    """A paper that is being written: knows what the printer was told and says only what changes."""

    def __init__(self) -> None:
        self.out = bytearray(INITIALISE + MOTION_UNITS)
        self._told = {b"a": 0, b"!": 0, b"E": 0, b"B": 0}  # as ESC @ leaves it

    def align(self, align: Align) -> None:
        self._tell(ESC, b"a", align)

    def text(self, text: Text) -> None:
        self.align(text.align)
        self._tell(GS, b"!", (text.size - 1) * 0x11)
        self._tell(ESC, b"E", text.bold)
        self._tell(GS, b"B", text.inverted)
        self.out += "".join(char for char in text.line if " " <= char <= "~").encode("ascii") + b"\n"

    def _tell(self, prefix: bytes, command: bytes, value: int) -> None:
        if self._told[command] != value:
            self._told[command] = value
            self.out += prefix + command + bytes((value,))


def _feed(dots: int) -> bytes:
    whole, rest = divmod(dots, 255)
    return (ESC + b"J\xff") * whole + (ESC + b"J" + bytes((rest,)) if rest else b"")


def _code(text: str, module: int) -> bytes:
    """Ask for a QR code: model 2, size of a module, level M, what it says, print."""
    data = text.encode("ascii")
    if not 1 <= len(data) <= 2000:
        raise ValueError(f"a code of {len(data)} letters")
    functions = (b"A2\x00", b"C" + bytes((module,)), b"E" + bytes((Level.M,)), b"P0" + data, b"Q0")
    return b"".join(_symbol(b"1" + function) for function in functions)


def _symbol(function: bytes) -> bytes:
    return GS + b"(k" + len(function).to_bytes(2, "little") + function


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
