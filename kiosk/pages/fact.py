"""What a visitor wants to know at a glance: an icon, what it is, and how much."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.label import label


class Fact(QWidget):
    """An icon beside a small line and a larger one.

    Args:
        look: The window's look.
        icon: Name of the icon.
        name: What it is.
        value: How much, when or where.
        parent: Where it stands.
        is_large: Written larger, where there is room.
    """

    def __init__(
        self, look: Look, icon: str, name: str, value: str, parent: QWidget, *, is_large: bool
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.mm(5))
        edge = look.mm(16 if is_large else 11)
        row.addWidget(Icon(icon, edge, look.theme.primary, self), 0, Qt.AlignmentFlag.AlignVCenter)
        lines = QVBoxLayout()
        lines.setSpacing(look.mm(0.5))
        lines.addStretch(1)
        lines.addWidget(label(name, "muted" if is_large else "small", parent=self))
        self._value = label(value, "figure" if is_large else "value", parent=self)
        lines.addWidget(self._value)
        lines.addStretch(1)
        row.addLayout(lines, 1)

    def show_value(self, value: str) -> None:
        """Change how much it is."""
        if value != self._value.text():
            self._value.setText(value)


class FactSheet(QFrame):
    """Facts one below the other on a sheet, or two beside each other.

    Args:
        look: The window's look.
        parent: Where it stands.
        is_large: Written larger, where there is room.
        columns: How many stand beside each other.
    """

    def __init__(self, look: Look, parent: QWidget, *, is_large: bool = False, columns: int = 1) -> None:
        super().__init__(parent)
        self._look = look
        self._is_large = is_large
        self._columns = columns
        self.setProperty("role", "surface")
        self._grid = QGridLayout(self)
        side, edge = look.mm(6), look.mm(7 if is_large else 4)
        self._grid.setContentsMargins(side, edge, side, edge)
        self._grid.setSpacing(look.mm(7 if is_large else 3))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(self, icon: str, name: str, value: str = "") -> Fact:
        """Add a fact after the others."""
        fact = Fact(self._look, icon, name, value, self, is_large=self._is_large)
        self._grid.addWidget(fact, *divmod(self._grid.count(), self._columns))
        return fact
