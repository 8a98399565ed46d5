"""The voice of a board and of a kiosk, as they are configured."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Config
from language.sentences import explain
from ticketing.errors import Misconfigured
from ticketing.words import Language
from voice import pronunciation
from voice.announcement import Announcements
from voice.clips import Clips
from voice.pronunciation import SHIPPED, Pronunciation
from voice.speech import Espeak

if TYPE_CHECKING:
    from voice.announcer import Announcer
    from voice.guide import Guide

log = logging.getLogger(__name__)


def announcements_of(config: Config) -> Announcements:
    """Make the announcements of a hall."""
    return Announcements(clips_of(config), pronunciation_of(config), Espeak())


def voice_of(config: Config) -> "Announcer":
    """Make what announces calls; nothing waits for the sound system."""
    from voice.announcer import Announcer

    return Announcer(announcements_of(config))


def guide_of(config: Config) -> "Guide":
    """Make what speaks to the visitor at a kiosk; nothing waits for the sound system."""
    from voice.guide import Guide

    return Guide(Espeak(), pronunciation_of(config))


class LateGuide:
    """Reads aloud from the first time that it is asked to: most days nobody asks, and it costs two processes.

    Args:
        make: Makes the guide.
    """

    def __init__(self, make: Callable[[], "Guide"]) -> None:
        self._make = make
        self._guide: Guide | None = None

    def say(self, words: str, language: Language) -> None:
        """Say words now, in place of all before."""
        if self._guide is None:
            self._guide = self._make()
        self._guide.say(words, language)

    def hush(self) -> None:
        """Cut off what is being said."""
        if self._guide is not None:
            self._guide.hush()

    def stop(self) -> None:
        """End the voice, if it was ever heard."""
        if self._guide is not None:
            self._guide.stop()


def clips_of(config: Config) -> Clips:
    """Find the recorded clips of a hall."""
    return Clips(Path(config.voice.clips) if config.voice.clips else None)


def pronunciation_of(config: Config) -> Pronunciation:
    """Read how names are spoken. A hall's list that is wrong is told, and only the shipped one is used."""
    if config.voice.pronunciation:
        try:
            return pronunciation.read(SHIPPED, Path(config.voice.pronunciation))
        except Misconfigured as wrong:
            log.error("the shipped pronunciation is used: %s", explain(wrong, Language.EN))
    return pronunciation.read(SHIPPED)
