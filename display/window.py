"""The hall board."""

import math
from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from display.board import Board
from display.call_panel import CallPanel
from display.foot import Foot
from display.layout import Layout, Measures, Sight, Wanted, arrange
from display.notice_page import NoticePage
from display.ports import Announcer
from display.presenter import BoardPresenter
from display.queue_panel import QueuePanel
from display.recent_calls import RecentCalls
from display.report import Report
from display.running_text import RunningText
from display.settings import BoardSettings
from display.strips import DayStrip, HallStrip
from display.words import BoardWords
from ticketing.boards import NoticeKind
from ticketing.ports import Clock, Store, Worker
from ui.feed import FeedBridge
from ui.measure import board_scale
from ui.media.panel import MediaPanel
from ui.theme import Look
from ui.widgets.ribbon import Ribbon

# The long side of a screen that does not tell its size: 43 inches.
_USUAL_LONG_MM = 952


class BoardWindow(QWidget):
    """Show the newest call large and the last six below it, to everybody in the hall.

    Beside them, where calls are legible all the same: pictures and video, and who waits. All sizes
    follow the window's. Every part paints itself, and only when what it shows has changed: a call is on
    the glass a few milliseconds after it was heard of, without a graphics card too.

    Args:
        store: The queue state, for reading.
        worker: Runs the readings.
        clock: The time shown.
        announcer: Makes calls heard.
        settings: How the board is set up.
        media: Shows pictures and video; None for none.
        report: Tells supervisors how the board is; None for a board that tells nobody.
        spoken: The seq of the last call that was spoken before a restart; 0 where none is known.

    Signals:
        painted(int): The call with this seq was painted for the first time, large or in the list.
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
        settings: BoardSettings | None = None,
        parent: QWidget | None = None,
        *,
        media: MediaPanel | None = None,
        report: Report | None = None,
        spoken: int = 0,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._settings = settings = settings or BoardSettings()
        self._words = BoardWords(settings.language, settings.second)
        self._shown = Board()
        self._painted: set[int] = set()
        self._ribbon: Ribbon | None = None
        self._layout: Layout | None = None
        look = settings.theme
        self._hall = HallStrip(look, settings.logo, self)
        self._panel = CallPanel(look, self._words.counter(), self, flashes=settings.flashes)
        self._recent = RecentCalls(look, self._words.recent(), self)
        self._queues = QueuePanel(look, self._words.queues(), self._words.nobody_waits(), self)
        self._media = media
        self._foot = Foot(look, settings.sentences, self, motion=settings.has_motion)
        self._notice = NoticePage(look, self)
        if media is not None:
            media.setParent(self)
            media.changed.connect(self._arrange)
        self._panel.painted.connect(self._on_painted)
        self._recent.painted.connect(self._on_painted)
        self._presenter = BoardPresenter(
            store,
            worker,
            clock,
            self._on_board,
            announcer,
            self._do_later,
            pace=settings.pace,
            spoken=spoken,
            zones=settings.zones,
            report=report,
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
    def queues(self) -> QueuePanel:
        """Who waits."""
        return self._queues

    @property
    def notice(self) -> NoticePage:
        """The page that covers the board at times."""
        return self._notice

    @property
    def running_text(self) -> RunningText:
        """The sentences at the foot."""
        return self._foot.text

    @property
    def strips(self) -> tuple[HallStrip, DayStrip]:
        """The lines above and below."""
        return self._hall, self._foot.day

    @property
    def places(self) -> Layout:
        """Where everything stands."""
        assert self._layout is not None, "a window has a size from the beginning"
        return self._layout

    def troubles(self) -> tuple[str, ...]:
        """List what a technician should see to, in words of the log."""
        found = [self._hall.logo_trouble] if self._hall.logo_trouble else []
        found += [f"no counter in {zone}" for zone in self._shown.stray_zones]
        if self._media is not None:
            found += self._media.troubles
        if self._layout is not None and 0 < self._layout.reach_m < self._settings.distance_m:
            found.append(f"read from {self._layout.reach_m:.1f} m, not {self._settings.distance_m:g} m")
        return tuple(found)

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
        QPainter(self).fillRect(event.rect(), self._settings.theme.paper)

    @property
    def _sight(self) -> Sight:
        long = max(self.width(), self.height())
        dots = self._settings.dots_per_mm or long / _USUAL_LONG_MM
        return Sight(self._settings.distance_m, dots)

    def _arrange(self) -> None:
        top = self._place_ribbon()
        wanted = Wanted(
            calls=bool(self._shown.calls),
            queues=self._settings.has_queues and self._shown.hall is not None,
            media=self._media is not None and self._media.has_any,
        )
        measures = Measures(self._panel.capital_px, self._recent.capital_px)
        area = QRect(0, top, self.width(), self.height() - top)
        self._layout = layout = arrange(area, wanted, self._sight, measures)
        self._queues.set_capital(self._sight.aside_px)
        for part, place in (
            (self._hall, layout.hall),
            (self._panel, layout.panel),
            (self._recent, layout.recent),
            (self._queues, layout.queues),
            (self._media, layout.media),
            (self._foot, layout.foot),
        ):
            if part is not None:
                part.setVisible(place is not None)
                if place is not None:
                    part.setGeometry(place)
        self._notice.setGeometry(area)

    def _place_ribbon(self) -> int:
        """Put the ribbon of a rehearsal across the top; return how high it is."""
        is_rehearsal = self._shown.hall is not None and self._shown.hall.rehearsal
        if self._ribbon is not None:
            self._ribbon.deleteLater()
            self._ribbon = None
        if not is_rehearsal:
            return 0
        self._ribbon = Ribbon(Look(self._settings.theme, board_scale(self.size())), self)
        self._ribbon.setGeometry(0, 0, self.width(), self._ribbon.height())
        self._ribbon.show()
        return self._ribbon.height()

    def _on_board(self, board: Board) -> None:
        before, self._shown = self._shown, board
        if _shape(before) != _shape(board):
            self._arrange()
        if board.large is not None:
            agency = self._words.agency(board, board.large)
            self._panel.show_call(board.large, agency, self._words.spoken(board.large))
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
        self._recent.show_calls(board.calls, board.waiting)
        self._queues.show_lines(tuple(self._words.line(board, queue) for queue in board.queues))
        self._cover()
        self._show_time()

    def _cover(self) -> None:
        """Put the notice over the board; a call that is being announced comes through, but no alarm waits."""
        notice, is_calling = self._shown.notice, self._panel.is_flashing
        if notice is not None:
            self._notice.say(self._words.placard(self._shown, notice))
        covers = notice is not None and (notice.kind is NoticeKind.EVACUATION or not is_calling)
        if self._media is not None:
            self._media.hush(covers or is_calling)
        self._notice.setVisible(covers)
        if covers:
            self._notice.raise_()

    def _show_time(self) -> None:
        now = self._clock.now()
        board = self._shown
        name = board.hall.name if board.hall else ""
        self._hall.say(name, self._words.hour(board, now))
        self._foot.say(self._words.day(board, now), self._words.trouble(board, now))

    def _on_second(self) -> None:
        self._presenter.tick()
        self._cover()
        self._show_time()

    def _on_painted(self, seq: int) -> None:
        """Tell the first time that a call was seen, in whichever place."""
        if seq not in self._painted:
            self._painted = {one for one in self._painted if one > seq - 1000} | {seq}
            self.painted.emit(seq)

    def _do_later(self, after_s: float, act: Callable[[], None]) -> None:
        QTimer.singleShot(math.ceil(after_s * 1000), self, act)


def _shape(board: Board) -> tuple[bool, bool, bool]:
    """Say what of a board decides over the places of its parts."""
    return (
        bool(board.calls),
        board.hall is not None,
        board.hall is not None and board.hall.rehearsal,
    )
