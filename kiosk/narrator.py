"""Reads the kiosk aloud to who cannot see it: each page when it comes, each button when it is reached."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from kiosk import key_walk
from kiosk.screen import Screen
from language.texts import speaker
from ticketing.words import Language
from ui.widgets.button import TouchButton


class Voice(Protocol):
    """Says one thing at a time; what is new ends what was being said."""

    def say(self, words: str, language: Language) -> None:
        """Speak now."""

    def hush(self) -> None:
        """Be silent."""


class Narrator:
    """Knows what was said already, and what there is to say now.

    Args:
        voice: Speaks.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._is_on = False
        self._said: tuple[object, ...] = ()

    def show_screen(self, screen: Screen, seen: QWidget) -> None:
        """Read what is new.

        Args:
            screen: What the presenter says.
            seen: The page, or what lies over it.
        """
        if not screen.ease.spoken:
            if self._is_on:
                self._voice.hush()
            self._is_on, self._said = False, ()
            return
        words = key_walk.words(seen)
        which = (screen.page, screen.language, screen.shows_ease, screen.seconds_left is not None, words)
        if screen.seconds_left is not None:
            which = (*which[:-1], "")  # the countdown is not read out second by second
        if which == self._said:
            return
        lead = ""
        if not self._is_on:
            say = speaker("kiosk", screen.language)
            lead = say("You are being read to. Arrow keys lead from button to button, Enter presses.") + " "
        self._is_on, self._said = True, which
        self._voice.say(lead + words, screen.language)

    def reach(self, button: TouchButton, screen: Screen) -> None:
        """Read the name of a button that has the focus now."""
        if not screen.ease.spoken:
            return
        name = button.accessibleName()
        if button.isCheckable():
            say = speaker("kiosk", screen.language)
            name += ", " + (say("switched on") if button.isChecked() else say("switched off"))
        self._voice.say(name, screen.language)
