"""The page at work: the counter's ticket, its buttons, who waits."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter import expected, finding
from counter.actions import ActionButtons
from counter.desk import Desk
from counter.keys import FIND
from counter.rows import RowsView
from counter.ticket_card import TicketCard
from counter.words import CounterWords
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label


class DeskPage(QWidget):
    """Ticket and buttons on the left, the queue on the right; narrow, only how many wait, at the foot.

    Args:
        look: The window's look.
        settle_ms: How long the buttons rest after a press.
        target_min: How long nobody should wait; 0 marks nobody.

    Signals:
        find_wanted: The clerk looks for a ticket.
        ticket_picked(UUID): The clerk picked one of the queue.
    """

    find_wanted = Signal()
    ticket_picked = Signal(UUID)

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, settle_ms: int = 400, target_min: int = 0
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._target_min = target_min
        self._card = TicketCard(look)
        self._buttons = ActionButtons(look, settle_ms=settle_ms)
        self._moment = label(role="muted", align=Qt.AlignmentFlag.AlignCenter)
        self._count = label(role="heading", align=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._find = TouchButton(look, role="quiet", icon="search", least_height_mm=16)
        self._list = RowsView(look)
        self._last = label(role="muted")
        self._nobody = label(role="muted")
        self._held = label(role="strong")
        self._queue = QWidget()
        self._is_narrow = False
        # The last known state is greyed while the store is out of reach; words say so besides.
        self._grey = [self._make_grey(part) for part in (self._card, self._queue)]
        self._build(look)
        self._find.clicked.connect(self.find_wanted)
        self._list.clicked.connect(self._on_picked)
        self._list.activated.connect(self._on_picked)
        self._shortcut = QShortcut(QKeySequence(FIND), self)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self._find.click)

    def _build(self, look: Look) -> None:
        left = QVBoxLayout()
        left.setSpacing(look.mm(4))
        left.addWidget(self._card, 1)
        left.addWidget(self._buttons)
        left.addWidget(self._moment)
        right = QVBoxLayout(self._queue)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(look.mm(3))
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._find)
        right.addLayout(head)
        right.addWidget(self._last)
        right.addWidget(self._held)
        right.addWidget(self._nobody, 1)
        right.addWidget(self._list, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(look.mm(8))
        self._row.addLayout(left, 11)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.mm(4))
        self._column.addLayout(self._row, 1)
        self.stand(is_narrow=False)

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
    def find_button(self) -> TouchButton:
        """Looks for a ticket."""
        return self._find

    @property
    def last(self) -> str:
        """About when the last in the queue will be called, as it is told."""
        return self._last.text()

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

    def stand(self, *, is_narrow: bool) -> None:
        """Put the queue beside the ticket, or its sums below."""
        self._is_narrow = is_narrow
        self._card.stand(is_narrow=is_narrow)
        self._buttons.stand(is_narrow=is_narrow)
        self.ask_patience(self.patience)
        for layout in (self._row, self._column):
            layout.removeWidget(self._queue)
        high = QSizePolicy.Policy.Maximum if is_narrow else QSizePolicy.Policy.Preferred
        self._queue.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        if is_narrow:
            self._column.addWidget(self._queue)
        else:
            self._row.addWidget(self._queue, 9)

    def listen(self, is_listening: bool) -> None:
        """Take keys, or leave them to another page."""
        self._buttons.listen(is_listening)
        self._shortcut.setEnabled(is_listening)

    def show_desk(self, desk: Desk, words: CounterWords, now: datetime) -> None:
        """Show a counter."""
        for effect in self._grey:
            effect.setEnabled(desk.lost is not None)
        self._card.show_desk(desk, words, now)
        self._buttons.show_desk(desk, words)
        self._list.setAccessibleName(words.waiting(len(desk.waiting)))
        self._find.say(words.say("Find ticket"), FIND)
        self._find.setEnabled(not desk.is_away)
        self._nobody.setText(words.nobody() if desk.read_at else "")
        self._nobody.setVisible(not desk.waiting and not self._is_narrow)
        self._list.setVisible(bool(desk.waiting) and not self._is_narrow)
        self._held.setText(words.held_numbers(desk))
        self._held.setVisible(bool(desk.held))
        self.show_time(desk, words, now)

    def show_time(self, desk: Desk, words: CounterWords, now: datetime) -> None:
        """Show how long everybody has waited by now."""
        self._card.show_time(desk, words, now)
        count = words.waiting(len(desk.waiting)) if desk.read_at else ""
        longest = words.longest(desk, now) if self._is_narrow else ""
        self._count.setText(f"{count}\n{longest}" if longest else count)
        self._last.setText(expected.last(desk, words))
        self._last.setVisible(bool(self._last.text()))
        self._list.rows.show_rows(
            [finding.ticket_row(leg, desk, words, now, self._target_min) for leg in desk.waiting]
        )

    def ask_patience(self, text: str) -> None:
        """Say that an action takes longer than usual; an empty text takes it back."""
        self._moment.setText(text)
        self._moment.setVisible(bool(text) or not self._is_narrow)

    def _make_grey(self, part: QWidget) -> QGraphicsOpacityEffect:
        effect = QGraphicsOpacityEffect(part)
        effect.setOpacity(0.5)
        effect.setEnabled(False)
        part.setGraphicsEffect(effect)
        return effect

    def _on_picked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.ticket_picked.emit(UUID(self._list.rows.rows[index.row()].key))
