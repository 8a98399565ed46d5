"""Puts a hall board together, as it is configured."""

from pathlib import Path

from app.colours import worn
from app.memory import Memory
from app.orders import Orders
from app.speaking import voice_of
from app.stage import Stage
from app.trace import Trace
from display.report import Report
from display.settings import BoardSettings
from display.window import BoardWindow
from display.zones import Zones
from ticketing.boards import Sound
from ticketing.words import Language
from ui import measure
from ui.media.panel import MediaPanel, VideoSound
from ui.theme import Theme
from voice.announcer import NullAnnouncer


class Boarding:
    """A board with its voice, its pictures and its memory.

    Args:
        stage: What it stands on.
        orders: What the command line asks for.

    Attributes:
        window: The board.
    """

    def __init__(self, stage: Stage, orders: Orders) -> None:
        self._orders = orders
        self._stage = stage
        self._speaker = voice_of(orders.config) if orders.config.display.sound else None
        self._media = self._make_media()
        memory = Memory(orders.run_folder / f"display-{_as_file(orders.board_name)}.json")
        spoken = memory.recall("spoken")
        settings = self._settings()
        parts = stage.parts
        report = Report(
            parts.store, stage.worker, orders.board_name, settings.zones, self._sound, self._troubles
        )
        self.window = BoardWindow(
            parts.store,
            stage.worker,
            parts.clock,
            self._speaker or NullAnnouncer(),
            settings,
            media=self._media,
            report=report,
            spoken=int(spoken) if spoken.isdecimal() else 0,
        )
        self.window.call_spoken.connect(lambda seq: memory.keep("spoken", str(seq)))

    def watch(self, trace: Trace | None) -> None:
        """Note when calls are painted, and when their sound begins."""
        if trace is not None:
            self.window.painted.connect(trace.note_painted)
            self.window.call_spoken.connect(trace.note_spoken)
            if self._speaker is not None:
                self._speaker.begun.connect(trace.note_begun)

    def stop(self) -> None:
        """End the processes that play and decode."""
        if self._speaker is not None:
            self._speaker.stop()
        if self._media is not None:
            self._media.stop()

    def _settings(self) -> BoardSettings:
        wanted, logo = self._orders.config.display, self._orders.config.hall.logo
        return BoardSettings(
            theme=self._theme(),
            language=Language(wanted.language),
            second=Language(wanted.second) if wanted.second else None,
            zones=Zones(self._orders.zones or wanted.zones),
            distance_m=wanted.distance_m,
            dots_per_mm=self._dots_per_mm(),
            has_queues=wanted.queues,
            sentences=wanted.text,
            has_motion=wanted.motion,
            logo=Path(logo) if logo else None,
        )

    def _dots_per_mm(self) -> float | None:
        """Take the measured width, or what the screen tells; a window for a try is no board of any size."""
        screen, width_mm = self._stage.screen, self._orders.config.display.width_mm
        if width_mm:
            return screen.size().width() / width_mm
        return None if self._stage.is_windowed else measure.dots_per_mm(screen)

    def _theme(self) -> Theme:
        return worn(self._orders.config, self._orders.config.display.theme)

    def _make_media(self) -> MediaPanel | None:
        wanted = self._orders.config.display
        if not wanted.media:
            return None
        return MediaPanel(self._theme(), Path(wanted.media).absolute(), VideoSound(wanted.video_sound))

    def _sound(self) -> Sound:
        if self._speaker is None:
            return Sound.OFF
        return Sound.FAILING if self._speaker.is_failing else Sound.ON

    def _troubles(self) -> tuple[str, ...]:
        return self.window.troubles()


def _as_file(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter == "-" else "_" for letter in name)
