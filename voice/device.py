"""The sound device, as a window sees it: another process that plays one sound at a time."""

import struct
import sys
import time
from collections.abc import Callable, Sequence

from voice.helper import Helper, HelperGone
from voice.sound import RATE, Sound

#: The program that holds the sound device.
PLAYING = (sys.executable, "-P", "-m", "voice.playing", str(RATE))

# How long it may take to open the device, to begin, and to end after the last sample.
_READY_S = 10.0
_BEGUN_S = 3.0
_GRACE_S = 2.0
# So often it is looked whether a sound is still wanted.
_LOOK_S = 0.02


class Device:
    """The other process; one thread uses it.

    Args:
        program: Its command line.
    """

    def __init__(self, program: Sequence[str] = PLAYING) -> None:
        self._helper = Helper(program, _READY_S)

    def open(self) -> None:
        """Start it, unless it runs. Raises HelperGone."""
        self._helper.open()

    def begin(self, sound: Sound) -> None:
        """Hand over a sound, and wait until it is played. Raises HelperGone."""
        self._tell(sound)
        self._expect("begun", self._helper.answer(_BEGUN_S))

    def await_end(self, sound: Sound) -> None:
        """Wait until a sound has ended. Raises HelperGone."""
        self._expect("ended", self._helper.answer(sound.seconds + _GRACE_S))

    def await_end_or(self, is_over: Callable[[], bool], sound: Sound) -> None:
        """Wait until a sound has ended; cut it off once nobody wants it any more. Raises HelperGone."""
        until = time.monotonic() + sound.seconds + _GRACE_S
        while (told := self._helper.hear(_LOOK_S)) is None:
            if is_over():
                self._tell(Sound())
                told = self._helper.answer(_BEGUN_S)
                break
            if time.monotonic() > until:
                raise HelperGone("it does not answer")
        self._expect("ended", told)

    def kill(self) -> None:
        """End it at once."""
        self._helper.kill()

    def _tell(self, sound: Sound) -> None:
        self._helper.tell(struct.pack(">I", len(sound.pcm)) + sound.pcm)

    def _expect(self, word: str, told: str) -> None:
        if told != word:
            raise HelperGone(told.removeprefix("failed "))
