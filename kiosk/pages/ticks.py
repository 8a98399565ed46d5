"""What to bring, as a list that the visitor ticks off."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from language.texts import Say
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label


class Ticks(QFrame):
    """One row per document with a box to tick, and how many are ready.

    Args:
        look: The window's look.
        say: Speaks the visitor's language.
        documents: What is to be brought.
        parent: Where it stands.

    Signals:
        ticked(int): A document was touched, by its place.
    """

    ticked = Signal(int)

    def __init__(self, look: Look, say: Say, documents: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._say = say
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        margin = look.mm(6)
        column.setContentsMargins(margin, margin, margin, look.mm(2))
        column.setSpacing(
            look.mm(1.5)
        )  # with the rule between them two rows are as far apart as any two buttons
        column.addWidget(label(say("Please have ready"), "heading", parent=self))
        self._count = label("", "muted", parent=self)
        column.addWidget(self._count)
        self._rows: list[TouchButton] = []
        for place, document in enumerate(documents):
            rule = QFrame(self)
            rule.setProperty("role", "line")
            column.addWidget(rule)
            row = TouchButton(look, document, self, role="tick", icon="square")
            row.setCheckable(True)
            row.clicked.connect(lambda _=False, place=place: self.ticked.emit(place))
            column.addWidget(row)
            self._rows.append(row)

    def show_ticked(self, ticked: Collection[int]) -> None:
        """Mark what the visitor has."""
        for place, row in enumerate(self._rows):
            is_ready = place in ticked
            if row.isChecked() != is_ready:
                row.setChecked(is_ready)
            row.show_icon("square-check" if is_ready else "square")
        told = self._say("Touch what you have with you.")
        if ticked:
            told = self._say("{count} of {total} ready", count=len(ticked), total=len(self._rows))
        if told != self._count.text():
            self._count.setText(told)
