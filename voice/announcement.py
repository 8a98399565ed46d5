"""A call becomes one sound: the chime, then its pieces, clips first and speech for what is missing."""

import logging
from collections.abc import Sequence
from pathlib import Path

from ticketing.catalogue import Catalogue
from ticketing.model import Call
from ticketing.words import Language
from voice.clips import Clips
from voice.phrase import Piece, phrase
from voice.pronunciation import Pronunciation
from voice.sound import BrokenSound, Sound, joined, read, silence
from voice.speech import NoSpeech, Speech

log = logging.getLogger(__name__)

#: Three bell tones, 1.3 s; see assets/sounds/make_chime.py.
CHIME = Path(__file__).parents[1] / "assets" / "sounds" / "chime.wav"

# So many utterances are kept, for recalls; ten seconds are nearly half a megabyte.
_KEPT = 20

_AFTER_CHIME = silence(0.15)
_BETWEEN = silence(0.06)
_AFTER_END = silence(0.25)
_BEFORE_NEXT = silence(0.7)


class Announcements:
    """Makes announcements. What was spoken last is kept.

    Args:
        clips: What the hall recorded.
        pronunciation: How abbreviations are read.
        speech: Speaks the rest.
    """

    def __init__(self, clips: Clips, pronunciation: Pronunciation, speech: Speech) -> None:
        self._clips = clips
        self._pronunciation = pronunciation
        self._speech = speech
        self._has_complained = False
        self._spoken: dict[tuple[Language, str], Sound] = {}
        self._chime: Sound | None = None

    def chime(self) -> Sound:
        """Return what sounds before the words; nothing where its file is broken."""
        if self._chime is None:
            try:
                self._chime = read(CHIME)
            except BrokenSound as broken:
                log.warning("no chime: %s", broken)
                self._chime = Sound()
        return self._chime

    def of(self, call: Call, catalogue: Catalogue | None, *, is_short: bool) -> Sound:
        """Make the sound of a call; only the chime where nothing can be spoken.

        Args:
            call: The call.
            catalogue: For the agency's name; None before it was read.
            is_short: Only number and counter.
        """
        known = catalogue or Catalogue((), (), ())
        pieces = phrase(call, known, self._pronunciation, is_short=is_short)
        words = self._say(pieces, call.language)
        return joined((self.chime(), _AFTER_CHIME, words, _BEFORE_NEXT))

    def _say(self, pieces: Sequence[Piece], language: Language) -> Sound:
        """Put pieces together; those without a clip that follow each other are one utterance."""
        parts: list[Sound] = []
        unspoken: list[Piece] = []
        for piece in pieces:
            clip = self._clips.find(piece, language)
            if clip is None:
                unspoken.append(piece)
                continue
            parts += self._speak(unspoken, language)
            unspoken = []
            parts += [clip, _AFTER_END if piece.ends else _BETWEEN]
        parts += self._speak(unspoken, language)
        return joined(parts)

    def _speak(self, pieces: Sequence[Piece], language: Language) -> list[Sound]:
        if not pieces:
            return []
        words = " ".join(f"{piece.words}." if piece.ends else piece.words for piece in pieces)
        known = (language, words)
        if known not in self._spoken:
            try:
                self._spoken[known] = self._speech.say(words, language)
            except NoSpeech as trouble:
                if not self._has_complained:
                    log.warning("No words: %s. It is tried again on every call.", trouble)
                self._has_complained = True
                return []
            self._has_complained = False
            if len(self._spoken) > _KEPT:
                del self._spoken[next(iter(self._spoken))]
        return [self._spoken[known], _AFTER_END]
