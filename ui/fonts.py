"""The shipped typefaces."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_FOLDER = Path(__file__).parents[1] / "assets" / "fonts"

#: Headings and buttons.
HEADING = "Plus Jakarta Sans"
#: Running text and all numbers.
TEXT = "Atkinson Hyperlegible Next"
#: The greeting in Aksara Sunda.
SUNDANESE = "Noto Sans Sundanese"

# Height of a capital as a part of the font's size, as the files have it.
_CAPITAL = {HEADING: 0.745, TEXT: 0.668, SUNDANESE: 0.714}
_FILES = {
    HEADING: ("PlusJakartaSans-Medium", "PlusJakartaSans-Bold", "PlusJakartaSans-ExtraBold"),
    TEXT: (
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
        "AtkinsonHyperlegibleNext-ExtraBold",
    ),
    SUNDANESE: ("NotoSansSundanese-Regular",),
}


@cache
def register(family: str) -> None:
    """Make a shipped family known to Qt; once per process, after the QGuiApplication exists.

    Raises:
        FileNotFoundError: The installation is broken.
    """
    for name in _FILES[family]:
        path = _FOLDER / f"{name}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def pixel_size(family: str, capital_px: float) -> int:
    """Return the font size in pixels that draws capitals `capital_px` high."""
    return max(8, round(capital_px / _CAPITAL[family]))


def font(family: str, size_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Make a font of a shipped family, registering it if need be."""
    register(family)
    made = QFont(family)
    made.setPixelSize(size_px)
    made.setWeight(weight)
    return made
