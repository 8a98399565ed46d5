"""QR codes as pictures, one pixel a module."""

from collections.abc import Callable
from enum import IntEnum
from functools import cache

from PIL import Image

_WHITE, _BLACK = 255, 0


class Level(IntEnum):
    """How much of a symbol may be spoilt; the values of function 169 of ``GS ( k``."""

    L = 48
    M = 49
    Q = 50
    H = 51


def qr_image(data: str | bytes, level: Level = Level.M) -> Image.Image:
    """Draw a QR code without quiet zone, one pixel a module.

    Args:
        data: What it says; capitals and digits are packed tightly.
        level: Its error correction.

    Returns:
        A 1-bit picture, 21 to 177 pixels wide and as high.

    Raises:
        ValueError: It is more than a code can hold.
    """
    rows = _qr_module()(data, level)
    image = Image.new("1", (len(rows), len(rows)), _WHITE)
    image.putdata([_BLACK if dark else _WHITE for row in rows for dark in row])
    return image


@cache
def _qr_module() -> Callable[[str | bytes, Level], list[list[bool]]]:
    """Load the QR library when the first code is drawn: it takes 20 ms."""
    import qrcode
    from qrcode import constants
    from qrcode.exceptions import DataOverflowError

    levels = {
        Level.L: constants.ERROR_CORRECT_L,
        Level.M: constants.ERROR_CORRECT_M,
        Level.Q: constants.ERROR_CORRECT_Q,
        Level.H: constants.ERROR_CORRECT_H,
    }

    def matrix(data: str | bytes, level: Level) -> list[list[bool]]:
        code = qrcode.QRCode(error_correction=levels[level], border=0)
        code.add_data(data)
        try:
            code.make(fit=True)
        except DataOverflowError as overflow:  # carries no words of its own
            raise ValueError(f"{len(data)} letters do not fit into a code") from overflow
        return code.get_matrix()

    return matrix
