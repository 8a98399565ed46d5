"""The page at work: the counter's ticket, its buttons, who waits."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from counter.actions import ActionButtons
from counter.desk import Desk
from counter.rows import Row, RowsView
from counter.ticket_card import TicketCard
from counter.words import CounterWords
from ui.theme import Look
from ui.widgets.label import label


class DeskPage(QWidget):
    """Ticket and buttons on the left, the queue on the right.

    Args:
        look: The window's look.
        settle_ms: How long the buttons rest after a press.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, *, settle_ms: int = 400) -> None:
        super().__init__(parent)
        self._card = TicketCard(look)
        self._buttons = ActionButtons(look, settle_ms=settle_ms)
        self._moment = label(role="muted", align=Qt.AlignmentFlag.AlignCenter)
        self._count = label(role="heading")
        self._list = RowsView(look)
        self._nobody = label(role="muted")
        self._held = label(role="strong")
        self._queue = QWidget()
        # The last known state is greyed while the store is out of reach; words say so besides.
        self._grey = [self._make_grey(part) for part in (self._card, self._queue)]
        left = QVBoxLayout()
        left.setSpacing(look.mm(5))
        left.addWidget(self._card, 1)
        left.addWidget(self._buttons)
        left.addWidget(self._moment)
        right = QVBoxLayout(self._queue)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(look.mm(3))
        right.addWidget(self._count)
        right.addWidget(self._nobody, 1)
        right.addWidget(self._list, 1)
        right.addWidget(self._held)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.mm(8))
        row.addLayout(left, 11)
        row.addWidget(self._queue, 9)

    @property
    def card(self) -> TicketCard:
        """The counter's ticket."""
        return self._card

    @property
    def buttons(self) -> ActionButtons:
        """The buttons."""
        return self._buttons

    @property
    def queue(self) -> RowsView:
        """Who waits."""
        return self._list

    @property
    def held(self) -> str:
        """Who is held, as it is told."""
        return self._held.text()

    @property
    def patience(self) -> str:
        """The plea for patience; empty while none is needed."""
        return self._moment.text()

    @property
    def is_grey(self) -> bool:
        """Tell whether the state shown is marked as old."""
        return self._grey[0].isEnabled()

    def show_desk(self, desk: Desk, words: CounterWords, now: datetime) -> None:
        """Show a counter."""
        for effect in self._grey:
            effect.setEnabled(desk.lost is not None)
        self._card.show_desk(desk, words, now)
        self._buttons.show_desk(desk, words)
        self._count.setText(words.waiting(len(desk.waiting)) if desk.read_at else "")
        self._list.setAccessibleName(words.waiting(len(desk.waiting)))
        self._nobody.setText(words.nobody() if desk.read_at else "")
        self._nobody.setVisible(not desk.waiting)
        self._list.setVisible(bool(desk.waiting))
        self._held.setText(words.held_numbers(desk))
        self._held.setVisible(bool(desk.held))
        self.show_time(desk, words, now)

    def show_time(self, desk: Desk, words: CounterWords, now: datetime) -> None:
        """Show how long everybody has waited by now."""
        self._card.show_time(desk, words, now)
        zone = desk.hall.timezone if desk.hall else "UTC"
        self._list.rows.show_rows(
            [
                Row(
                    key=str(leg.ticket.id),
                    lead=leg.number,
                    text=words.service(desk, leg),
                    aside=words.waited(leg, now),
                    below=words.since(leg, zone),
                    priority=words.priority() if leg.ticket.priority else "",
                )
                for leg in desk.waiting
            ]
        )

    def ask_patience(self, text: str) -> None:
        """Say that an action takes longer than usual; an empty text takes it back."""
        self._moment.setText(text)

    def _make_grey(self, part: QWidget) -> QGraphicsOpacityEffect:
        effect = QGraphicsOpacityEffect(part)
        effect.setOpacity(0.5)
        effect.setEnabled(False)
        part.setGraphicsEffect(effect)
        return effect
