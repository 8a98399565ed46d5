"""Reads the kiosk aloud to who cannot see it: each page when it comes, each button when it is reached."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from kiosk import key_walk
from kiosk.screen import Page, Screen
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
        self._page: tuple[object, ...] = ()
        self._news: tuple[object, ...] = ()
        self._words = ""
        self._reached: tuple[object, str] = (None, "")

    def show_screen(self, screen: Screen, seen: QWidget, reached: TouchButton | None) -> None:
        """Read what is new.

        Args:
            screen: What the presenter says.
            seen: The page, or what lies over it.
            reached: What has the focus; None while nothing has.
        """
        if not screen.ease.spoken:
            if self._is_on:
                self._voice.hush()
            self._is_on, self._page = False, ()
            return
        page, news = _page_of(screen), (screen.paper, screen.typed)
        words = key_walk.words(seen)
        if page != self._page:
            parts = ["" if self._is_on else _lead(screen), words]
            if reached is not None:
                self._reached = reached, _name(reached, screen)
                parts.append(self._reached[1])
            self._is_on = True
            told = ". ".join(part for part in parts if part)
            self._voice.say(told, screen.language)
        elif news != self._news:
            self._voice.say(self._what_is_new(screen, words), screen.language)
        elif reached is not None:
            self.reach(reached, screen)
        self._page, self._news, self._words = page, news, words

    def reach(self, button: TouchButton, screen: Screen) -> None:
        """Read the name of a button that has the focus, and how a switch stands; once."""
        name = _name(button, screen)
        if self._is_on and (button, name) != self._reached:
            self._reached = button, name
            self._voice.say(name, screen.language)

    def _what_is_new(self, screen: Screen, words: str) -> str:
        """Say what was typed and what it finds first, or what a page says now and did not say before."""
        if screen.page is Page.SEARCH and screen.reading is not None:
            found = [screen.reading.catalogue.service.get(code) for code in screen.found[:1]]
            return ", ".join([screen.typed, *(one.name.say(screen.language) for one in found if one)])
        known = set(self._words.split(". "))
        return ". ".join(sentence for sentence in words.split(". ") if sentence not in known)


def _page_of(screen: Screen) -> tuple[object, ...]:
    """Tell what makes a page another one to who hears it; counts that move by themselves do not."""
    chosen = (screen.agency, screen.service, screen.errand, screen.need, screen.issued, screen.scanned)
    return (
        screen.page,
        screen.language,
        screen.shows_ease,
        screen.seconds_left is not None,
        screen.trouble,
        screen.reading is None,
        *chosen,
    )


def _lead(screen: Screen) -> str:
    say = speaker("kiosk", screen.language)
    return say("You are being read to. Arrow keys lead from button to button, Enter presses.").rstrip(".")


def _name(button: TouchButton, screen: Screen) -> str:
    name = button.accessibleName()
    if not button.isCheckable():
        return name
    say = speaker("kiosk", screen.language)
    how = say("switched on") if button.isChecked() else say("switched off")
    return f"{name}, {how}"
