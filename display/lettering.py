"""Letters as large as their place allows."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ui import fonts

_MEASURED_AT_PX = 200


@lru_cache(maxsize=256)
def fitted(
    text: str,
    width: float,
    capital_px: float,
    family: str = fonts.TEXT,
    weight: QFont.Weight = QFont.Weight.ExtraBold,
) -> QFont:
    """Make the largest font in which `text` is at most `width` wide and its capitals `capital_px` high."""
    metrics = QFontMetricsF(fonts.font(family, _MEASURED_AT_PX, weight))
    advance = max(1.0, metrics.horizontalAdvance(text))
    size = min(float(fonts.pixel_size(family, capital_px)), width / advance * _MEASURED_AT_PX * 0.995)
    return fonts.font(family, max(6, int(size)), weight)


@lru_cache(maxsize=256)
def shortened(
    text: str,
    width: float,
    capital_px: float,
    least_px: float,
    family: str = fonts.TEXT,
    weight: QFont.Weight = QFont.Weight.ExtraBold,
) -> tuple[QFont, str]:
    """Make the largest font for a text, and end the text with dots where it would become too small.

    Args:
        text: One line.
        width: How wide it may be.
        capital_px: How high its capitals may be.
        least_px: How high they have to be.
        family: Of the font.
        weight: Of the font.
    """
    font = fitted(text, width, capital_px, family, weight)
    if QFontMetricsF(font).capHeight() >= least_px:
        return font, text
    font = fonts.font(family, fonts.pixel_size(family, least_px), weight)
    return font, QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=256)
def wrapped(
    text: str,
    width: float,
    capital_px: float,
    least_px: float,
    family: str,
    weight: QFont.Weight = QFont.Weight.Bold,
) -> tuple[QFont, tuple[str, ...]]:
    """Set a text on one line, or on two where letters are clearly larger then.

    What is too long all the same ends with dots.

    Args:
        text: Words.
        width: How wide a line may be.
        capital_px: How high capitals may be.
        least_px: How high they have to be on two lines.
        family: Of the font.
        weight: Of the font.
    """
    one = fitted(text, width, capital_px, family, weight)
    parted = _parted(text, one)
    longer = max(parted, key=QFontMetricsF(one).horizontalAdvance)
    two = fitted(longer, width, capital_px, family, weight)
    if QFontMetricsF(two).capHeight() < QFontMetricsF(one).capHeight() * 1.15:
        return one, (text,)
    least = fonts.pixel_size(family, least_px)
    font = two if two.pixelSize() >= least else fonts.font(family, least, weight)
    metrics = QFontMetricsF(font)
    return font, tuple(metrics.elidedText(row, Qt.TextElideMode.ElideRight, width) for row in parted)


def _parted(text: str, font: QFont) -> tuple[str, ...]:
    """Part a text between two words so that its halves are as equal as can be."""
    words, metrics = text.split(), QFontMetricsF(font)
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    if not halves:
        return (text,)
    return min(halves, key=lambda pair: max(map(metrics.horizontalAdvance, pair)))


def capital_px(font: QFont) -> float:
    """Return how high a capital of `font` is."""
    return QFontMetricsF(font).capHeight()


def width_px(font: QFont, text: str) -> float:
    """Return how far `text` reaches in `font`."""
    return QFontMetricsF(font).horizontalAdvance(text)


def draw(
    painter: QPainter,
    where: QRectF,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
) -> None:
    """Draw one line whose capitals stand in the vertical middle of `where`.

    Capitals and digits have no descenders, so the middle of the font's own box is not theirs.
    """
    metrics = QFontMetricsF(font)
    baseline = where.center().y() + metrics.capHeight() / 2
    x = where.left()
    if align & Qt.AlignmentFlag.AlignHCenter:
        x = where.center().x() - metrics.horizontalAdvance(text) / 2
    elif align & Qt.AlignmentFlag.AlignRight:
        x = where.right() - metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(round(x), round(baseline), text)


def draw_arrow(painter: QPainter, where: QRectF, colour: str) -> None:
    """Draw an arrow to the right that fills `where`: a shaft and a head, drawn for ten metres."""
    thick = where.height() * 0.19
    middle = where.center().y()
    head = where.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(QRectF(where.left(), middle - thick / 2, where.width() - head * 0.8, thick))
    painter.drawPolygon(
        [
            QPointF(where.right() - head, where.top()),
            QPointF(where.right(), middle),
            QPointF(where.right() - head, where.bottom()),
        ]
    )
