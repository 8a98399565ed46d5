"""The hall board."""

import math
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from display.board import Board, Pace
from display.call_panel import CallPanel
from display.presenter import Announcer, BoardPresenter
from display.recent_calls import RecentCalls
from display.strips import DayStrip, HallStrip
from display.words import BoardWords
from ticketing.ports import Clock, Store, Worker
from ticketing.words import Language
from ui.feed import FeedBridge
from ui.measure import board_scale
from ui.theme import Look, Theme, load
from ui.widgets.ribbon import Ribbon

# Shares of the height, from the top: hall and clock, the newest call, the last ones, the date.
_WIDE = (0.09, 0.475, 0.365, 0.07)
_TALL = (0.07, 0.38, 0.49, 0.06)


class BoardWindow(QWidget):
    """Show the newest call large and the last six below it, to everybody in the hall.

    All sizes follow the window's. Every part paints itself, and only when what it shows has changed:
    a call is on the glass a few milliseconds after it was heard of, without a graphics card too.

    Args:
        store: The queue state, for reading.
        worker: Runs the readings.
        clock: The time shown.
        announcer: Makes calls heard.
        theme: Colours; the dark ones where None is given.
        language: The language of the board.
        second: A second language, smaller; None for none.
        pace: How long a call keeps the big place.
        flashes: How often a call flashes at least, once a second; it goes on until the call was spoken.

        spoken: The seq of the last call that was spoken before a restart; 0 where none is known.

    Signals:
        painted(int): The call with this seq was painted for the first time.
        call_spoken(int): The last word of the call with this seq was spoken.
    """

    painted = Signal(int)
    call_spoken = Signal(int)

    def __init__(
        self,
        store: Store,
        worker: Worker,
        clock: Clock,
        announcer: Announcer,
        parent: QWidget | None = None,
        *,
        theme: Theme | None = None,
        language: Language = Language.ID,
        second: Language | None = Language.EN,
        pace: Pace = Pace(),  # noqa: B008 - frozen
        flashes: int = 3,
        spoken: int = 0,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._theme = theme or load("dark")
        self._words = BoardWords(language, second)
        self._shown = Board()
        self._ribbon: Ribbon | None = None
        self._hall = HallStrip(self._theme, self)
        self._panel = CallPanel(self._theme, self._words.counter(), self, flashes=flashes)
        self._recent = RecentCalls(self._theme, self._words.recent(), self)
        self._day = DayStrip(self._theme, self)
        self._panel.painted.connect(self.painted)
        self._presenter = BoardPresenter(
            store, worker, clock, self._on_board, announcer, self._do_later, pace=pace, spoken=spoken
        )
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self.setWindowTitle(self._words.title())
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(1280, 720)

    @property
    def presenter(self) -> BoardPresenter:
        """What decides over the turns."""
        return self._presenter

    @property
    def panel(self) -> CallPanel:
        """The big place."""
        return self._panel

    @property
    def recent(self) -> RecentCalls:
        """The last calls."""
        return self._recent

    @property
    def strips(self) -> tuple[HallStrip, DayStrip]:
        """The lines above and below."""
        return self._hall, self._day

    def follow(self, feed: FeedBridge) -> None:
        """Take the news of a feed; call before the feed starts."""
        feed.events_arrived.connect(self._presenter.hear)
        feed.lost.connect(self._presenter.lose)
        feed.back.connect(self._presenter.recover)

    def open(self) -> None:
        """Read the hall for the first time and begin to live."""
        self._second.start()
        self._presenter.open()

    def go_home(self) -> None:
        """Begin anew after a bug: forget what was on its way, read everything again."""
        self._presenter.start_over()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._theme.paper)

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        top = self._place_ribbon()
        margin = round(min(width, height) * 0.022)
        shares = _WIDE if width >= height else _TALL
        inner = width - 2 * margin
        has_calls = bool(self._shown.calls)
        usable = height - top
        hall, panel, recent, day = (round(usable * share) for share in shares)
        self._hall.setGeometry(margin, top, inner, hall)
        high = panel if has_calls else panel + recent - margin // 2
        self._panel.setGeometry(0, top + hall, width, high)
        self._recent.setGeometry(margin, top + hall + panel, inner, recent)
        self._recent.setVisible(has_calls)
        self._day.setGeometry(margin, height - day, inner, day)

    def _place_ribbon(self) -> int:
        """Put the ribbon of a rehearsal across the top; return how high it is."""
        is_rehearsal = self._shown.hall is not None and self._shown.hall.rehearsal
        if self._ribbon is not None:
            self._ribbon.deleteLater()
            self._ribbon = None
        if not is_rehearsal:
            return 0
        self._ribbon = Ribbon(Look(self._theme, board_scale(self.size())), self)
        self._ribbon.setGeometry(0, 0, self.width(), self._ribbon.height())
        self._ribbon.show()
        return self._ribbon.height()

    def _on_board(self, board: Board) -> None:
        before, self._shown = self._shown, board
        changes_shape = bool(before.calls) != bool(board.calls)
        if changes_shape or (before.hall and before.hall.rehearsal) != (board.hall and board.hall.rehearsal):
            self._arrange()
        latest = board.latest
        if latest is not None:
            agency = self._words.agency(board, latest)
            self._panel.show_call(latest, agency, self._words.spoken(latest))
        elif board.hall is not None:
            self._panel.greet(self._words.welcome(), self._words.welcome_hint())
        else:
            self._panel.greet(self._words.starting(), self._words.starting_hint())
        if board.announced != before.announced:
            self._panel.flash()
        if board.spoken != before.spoken:
            self.call_spoken.emit(board.spoken)
        if board.spoken == board.announced:
            self._panel.calm()
        self._recent.show_calls(board.calls[1:])
        self._show_time()

    def _show_time(self) -> None:
        now = self._clock.now()
        board = self._shown
        name = board.hall.name if board.hall else ""
        self._hall.say(name, self._words.hour(board, now))
        self._day.say(self._words.day(board, now), self._words.age(board, now))

    def _on_second(self) -> None:
        self._presenter.tick()
        self._show_time()

    def _do_later(self, after_s: float, act: Callable[[], None]) -> None:
        QTimer.singleShot(math.ceil(after_s * 1000), self, act)
