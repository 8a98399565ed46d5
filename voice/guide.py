"""Speaks to the one who stands at a kiosk: always the newest words, never those of before."""

import logging
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from ticketing.words import Language
from voice.device import PLAYING, Device
from voice.helper import HelperGone
from voice.pronunciation import Pronunciation
from voice.reading_aloud import spoken
from voice.shelf import Shelf
from voice.sound import Sound
from voice.speech import NoSpeech, Speech

log = logging.getLogger(__name__)

#: Some six minutes of speech: the buttons of a kiosk come again and again.
ROOM_BYTES = 16 << 20

# A machine without a sound device is not asked again for every button.
_PAUSE_S = 30.0


@dataclass(frozen=True, slots=True)
class _Wish:
    words: str
    language: Language


class Guide:
    """Speaks words at once and cuts off what is still being said.

    Nothing waits for it: a thread of its own makes the sounds and hands them to the program that holds
    the device (`voice.device`). Words that were followed by others before their turn are never made. What
    goes wrong is logged once, and the kiosk goes on in silence.

    Args:
        speech: Speaks; used on the guide's thread only.
        pronunciation: How abbreviations are read.
        program: What holds the sound device, for tests.
        room_bytes: For sounds that are kept.
        pause_s: How long a device that failed is left alone.
    """

    def __init__(
        self,
        speech: Speech,
        pronunciation: Pronunciation,
        *,
        program: Sequence[str] = PLAYING,
        room_bytes: int = ROOM_BYTES,
        pause_s: float = _PAUSE_S,
    ) -> None:
        self._speech = speech
        self._pronunciation = pronunciation
        self._device = Device(program)
        self._shelf = Shelf(room_bytes)
        self._pause_s = pause_s
        self._silent_until = 0.0
        self._is_failing = False
        self._changed = threading.Condition()
        # Counts what was asked for, so that the thread sees that something newer came.
        self._turn = 0
        self._wish: _Wish | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._live, name="guide", daemon=True)
        self._thread.start()

    @property
    def is_failing(self) -> bool:
        """Tell whether the last words could not be heard."""
        return self._is_failing

    def say(self, words: str, language: Language) -> None:
        """Say words now, in place of all before; returns at once.

        Args:
            words: As they stand on the screen.
            language: In which they are written.
        """
        self._ask(_Wish(words, language))

    def hush(self) -> None:
        """Cut off what is being said; returns at once."""
        self._ask(None)

    def stop(self, timeout_s: float = 2.0) -> bool:
        """End the thread and the program that plays; tell whether it ended in time."""
        self._stopped.set()
        self.hush()
        self._device.kill()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _ask(self, wish: _Wish | None) -> None:
        with self._changed:
            self._turn += 1
            self._wish = wish
            self._changed.notify()

    def _live(self) -> None:
        with suppress(HelperGone):  # told with the first words
            self._device.open()
        seen = 0
        while not self._stopped.is_set():
            with self._changed:
                while self._turn == seen:
                    self._changed.wait()
                seen, wish = self._turn, self._wish
            if wish is not None and not self._stopped.is_set() and time.monotonic() >= self._silent_until:
                self._speak(wish, seen)
        self._device.kill()

    def _speak(self, wish: _Wish, turn: int) -> None:
        try:
            sound = self._sound_of(wish)
            if sound.pcm and not self._is_over(turn):
                self._device.open()
                self._device.begin(sound)
                self._device.await_end_or(lambda: self._is_over(turn), sound)
            self._is_failing = False
        except NoSpeech as trouble:
            self._complain(trouble)
        except HelperGone as trouble:
            self._device.kill()
            self._silent_until = time.monotonic() + self._pause_s
            self._complain(trouble)
        except Exception:  # a bug in one sentence must not end the others
            log.exception("words could not be spoken")

    def _sound_of(self, wish: _Wish) -> Sound:
        """Make the sound, or take it from the shelf. Raises NoSpeech."""
        text = spoken(wish.words, wish.language, self._pronunciation)
        if not text:
            return Sound()
        name = (wish.language, text)
        sound = self._shelf.find(name)
        if sound is None:
            sound = self._speech.say(text, wish.language)
            self._shelf.keep(name, sound)
        return sound

    def _is_over(self, turn: int) -> bool:
        return self._turn != turn

    def _complain(self, trouble: Exception) -> None:
        if not self._is_failing and not self._stopped.is_set():
            log.warning("The kiosk cannot speak: %s. It is tried again later.", trouble)
        self._is_failing = True
