"""Words become sound: espeak-ng, as the package espeakng-loader brings it; no network, no system package."""

import base64
import json
import sys
from collections.abc import Sequence
from typing import Protocol

from ticketing.words import Language
from voice.helper import Helper, HelperGone
from voice.sound import RATE, Sound, trimmed

#: The program that speaks.
SPEAKING = (sys.executable, "-P", "-m", "voice.speaking", str(RATE))

#: Words a minute: slower than talk, for a hall that echoes.
PACE = 150

# It has no Sundanese: the Indonesian voice reads it well, for its letters are those of Indonesian.
_VOICES = {Language.ID: "id", Language.EN: "en", Language.SU: "id"}
_READY_S = 10.0
_SAID_S = 5.0


class NoSpeech(Exception):
    """espeak-ng did not speak; its text says why."""


class Speech(Protocol):
    """Speaks words."""

    def say(self, words: str, language: Language) -> Sound:
        """Speak. Raises NoSpeech."""


class Espeak:
    """espeak-ng, in a process of its own (`voice.speaking`); after a crash the next words start it anew.

    Args:
        program: What speaks, for tests.
    """

    def __init__(self, program: Sequence[str] = SPEAKING) -> None:
        self._helper = Helper(program, _READY_S)

    def say(self, words: str, language: Language) -> Sound:
        """Speak words; what is silent before and after them is cut off.

        Raises:
            NoSpeech: It cannot be started, crashed or hung, its voice is missing, or nothing was spoken.
        """
        try:
            self._helper.open()
            self._helper.tell(json.dumps([_VOICES[language], PACE, words]).encode() + b"\n")
            told = self._helper.answer(_SAID_S)
        except HelperGone as gone:
            self._helper.kill()
            raise NoSpeech(str(gone)) from gone
        if told.startswith("failed"):
            raise NoSpeech(told.removeprefix("failed "))
        sound = trimmed(Sound(base64.b64decode(told)))
        if not sound.pcm:
            raise NoSpeech("nothing was spoken")
        return sound
