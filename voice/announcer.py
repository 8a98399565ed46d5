"""Announces calls: gives each to the player, and tells the board when its last word was spoken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ticketing.catalogue import Catalogue
from ticketing.model import Call
from voice.announcement import Announcements
from voice.device import PLAYING
from voice.player import Player
from voice.sound import Sound


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    call: Call
    catalogue: Catalogue | None
    on_end: Callable[[], None]
    is_short: bool


class NullAnnouncer:
    """Announces nothing: for halls without sound, and for tests."""

    def announce(
        self, call: Call, catalogue: Catalogue | None, on_end: Callable[[], None], *, is_short: bool
    ) -> None:
        """Stay silent: it has ended already."""
        on_end()

    def stop(self) -> None:
        """Nothing to end."""


class Announcer(QObject):
    """Speaks calls, one at a time, in the order in which they are asked for.

    Args:
        announcements: Makes the sound of a call; used on the player's thread only.
        program: What holds the sound device, for tests.

    Signals:
        begun(int): The sound of the call with this seq began.
    """

    begun = Signal(int)

    def __init__(
        self,
        announcements: Announcements,
        parent: QObject | None = None,
        *,
        program: Sequence[str] = PLAYING,
    ) -> None:
        super().__init__(parent)
        self._announcements = announcements
        self.player = Player(self._make, self, program=program)
        # Methods of an object of this thread, so that they run on it: the player emits on its own.
        self.player.begun.connect(self._on_begun)
        self.player.ended.connect(self._on_ended)

    @property
    def is_failing(self) -> bool:
        """Tell whether the last call could not be heard."""
        return self.player.is_failing

    def announce(
        self, call: Call, catalogue: Catalogue | None, on_end: Callable[[], None], *, is_short: bool
    ) -> None:
        """Begin to announce a call; returns at once, whatever the sound system does."""
        self.player.play(_Wish(call, catalogue, on_end, is_short))

    def stop(self, timeout_s: float = 2.0) -> bool:
        """End the player; tell whether it ended in time."""
        return self.player.stop(timeout_s)

    def _on_begun(self, wish: _Wish) -> None:
        self.begun.emit(wish.call.seq)

    def _on_ended(self, wish: _Wish) -> None:
        wish.on_end()

    def _make(self, wish: _Wish) -> Sound:
        return self._announcements.of(wish.call, wish.catalogue, is_short=wish.is_short)
