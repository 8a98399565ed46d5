"""A QR code to photograph or scan from the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

# ISO/IEC 18004: four modules of light around the code.
_QUIET_MODULES = 4


class QrCode(QWidget):
    """A square QR code, drawn as sharp black modules on white whatever the theme.

    Cameras expect dark on light; a themed or inverted code is not read by all of them.
    """

    def __init__(self, edge_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge_px = edge_px
        self._rows: list[list[bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(edge_px, edge_px)

    @property
    def modules(self) -> int:
        """Count the modules along one edge, quiet zone included; 0 while there is no code."""
        return len(self._rows) + 2 * _QUIET_MODULES if self._rows else 0

    def show_text(self, text: str) -> None:
        """Encode `text`; an empty one shows nothing."""
        self._rows = _encode(text) if text else []
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._edge_px, self._edge_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        # Whole pixels per module where the size allows: blurred edges cost the reader time.
        module = self.width() / self.modules
        if module >= 2:
            module = float(int(module))
        margin = (self.width() - module * len(self._rows)) / 2
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    at = QRectF(margin + x * module, margin + y * module, module, module)
                    painter.fillRect(at, Qt.GlobalColor.black)


def _encode(text: str) -> list[list[bool]]:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[module is True for module in row] for row in code.get_matrix()]
