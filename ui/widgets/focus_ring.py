"""What shows where the keys are: a ring of two colours, seen on any button and any ground."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ui.theme import Look, Theme, contrast

#: How broad the ring is, the band within it, and the line that makes the ring a double one: by its shape
#: it differs from the edge of any button, even where theme and button leave no other colour.
RING_MM, BAND_MM, LINE_MM = 1.6, 0.6, 0.5


def colours(theme: Theme) -> tuple[str, str]:
    """Choose the colours of ring and band: the gold of a theme and what stands on gold.

    These two are told apart in any theme, so one of them stands out from any page, and the other from
    the ring, whatever colour the button has.
    """
    ring, band = sorted((theme.gold, theme.on_gold), key=lambda one: contrast(one, theme.paper), reverse=True)
    return ring, band


def draw(painter: QPainter, look: Look, frame: QRectF, radius_mm: float) -> None:
    """Draw the ring over the edge of a button, inside its frame: nothing moves for it."""
    ring, band = colours(look.theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    within = 0.0
    for colour, broad in ((ring, RING_MM), (band, BAND_MM), (ring, LINE_MM)):
        path = _rounded(frame, look, within, radius_mm)
        within += broad
        painter.fillPath(path.subtracted(_rounded(frame, look, within, radius_mm)), QColor(colour))
    painter.restore()


def _rounded(frame: QRectF, look: Look, within_mm: float, radius_mm: float) -> QPainterPath:
    inset, radius = look.mm(within_mm) if within_mm else 0, look.mm(max(0.5, radius_mm - within_mm))
    path = QPainterPath()
    path.addRoundedRect(frame.adjusted(inset, inset, -inset, -inset), radius, radius)
    return path
