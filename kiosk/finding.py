"""What a visitor typed, and which services that finds. No Qt."""

from dataclasses import replace

from kiosk.screen import Page, Screen
from language.search import Index
from ticketing.words import Language

#: Nobody types more, and a child at the keyboard is stopped.
LONGEST = 40
#: So many results are shown.
SHOWN = 6


class Finding:
    """Searches the catalogue that the screen knows; its words are made ready once for each language."""

    def __init__(self) -> None:
        self._version = -1
        self._indexes: dict[Language, Index] = {}

    def type(self, screen: Screen, letter: str) -> Screen:
        """Add a letter, a digit or a space to what was typed; elsewhere than at the keyboard nothing."""
        if screen.page is not Page.SEARCH or len(screen.typed) >= LONGEST:
            return screen
        typed = f"{screen.typed}{letter}".lstrip().replace("  ", " ")
        return self.again(replace(screen, typed=typed))

    def erase(self, screen: Screen) -> Screen:
        """Take back the last letter."""
        return self.again(replace(screen, typed=screen.typed[:-1]))

    def clear(self, screen: Screen) -> Screen:
        """Take back all letters."""
        return replace(screen, typed="", found=())

    def again(self, screen: Screen) -> Screen:
        """Search for what was typed, as after a change of language or catalogue."""
        if screen.reading is None or not screen.typed:
            return replace(screen, found=())
        hits = self._index(screen).search(screen.typed, SHOWN)
        return replace(screen, found=tuple(hit.service.code for hit in hits))

    def _index(self, screen: Screen) -> Index:
        assert screen.reading is not None
        version = screen.reading.hall.catalogue_version
        if version != self._version:
            self._version, self._indexes = version, {}
        if screen.language not in self._indexes:
            self._indexes[screen.language] = Index(screen.reading.catalogue, screen.language)
        return self._indexes[screen.language]
