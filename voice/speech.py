"""Words become sound: espeak-ng, as the package espeakng-loader brings it; no network, no system package."""

import ctypes
import threading
from typing import Any, Protocol

import espeakng_loader

from ticketing.words import Language
from voice.sound import RATE, Sound, trimmed

# It has no Sundanese: the Indonesian voice reads it well, for its letters are those of Indonesian.
_VOICES = {Language.ID: b"id", Language.EN: b"en", Language.SU: b"id"}

# From espeak-ng's speak_lib.h.
_SYNCHRONOUS = 2
_UTF8 = 1
_RATE, _VOLUME, _PITCH, _WORD_GAP = 1, 2, 3, 7
_DONT_EXIT = 0x8000

#: Words a minute: slower than talk, for a hall that echoes.
PACE = 150

_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class NoSpeech(Exception):
    """espeak-ng cannot be loaded, or did not speak; its text says why."""


class Speech(Protocol):
    """Speaks words."""

    def say(self, words: str, language: Language) -> Sound:
        """Speak. Raises NoSpeech."""


class Espeak:
    """espeak-ng. One per process: the library keeps its state in globals; calls take turns.

    Raises:
        NoSpeech: It cannot be loaded.
    """

    _turn = threading.Lock()

    def __init__(self) -> None:
        self._heard = bytearray()
        self._callback = _Heard(self._on_samples)  # kept: the library holds only its address
        with self._turn:
            try:
                self._library: Any = ctypes.CDLL(str(espeakng_loader.get_library_path()))
                data = str(espeakng_loader.get_data_path()).encode()
                rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT)
            except (OSError, AttributeError) as trouble:
                raise NoSpeech(str(trouble)) from trouble
            if rate != RATE:
                raise NoSpeech(f"espeak-ng speaks with {rate} Hz")

    def say(self, words: str, language: Language) -> Sound:
        """Speak words; what is silent before and after them is cut off.

        Raises:
            NoSpeech: The voice is missing, or nothing was spoken.
        """
        text = words.replace("\0", " ").encode() + b"\0"
        with self._turn:
            self._library.espeak_SetSynthCallback(self._callback)
            if self._library.espeak_SetVoiceByName(_VOICES[language]) != 0:
                raise NoSpeech(f"there is no voice {_VOICES[language].decode()}")
            self._library.espeak_SetParameter(_RATE, PACE, 0)
            self._library.espeak_SetParameter(_WORD_GAP, 2, 0)
            self._heard.clear()
            failed = self._library.espeak_Synth(text, len(text), 0, 0, 0, _UTF8, None, None)
            heard = bytes(self._heard)
        sound = trimmed(Sound(heard))
        if failed or not sound.pcm:
            raise NoSpeech(f"nothing was spoken ({failed})")
        return sound

    def _on_samples(self, samples: Any, count: int, _: Any) -> int:
        if samples and count > 0:
            self._heard += ctypes.string_at(samples, count * 2)
        return 0
