"""What a visitor may choose: every choice makes another screen of the present one. No Qt."""

from dataclasses import replace

from kiosk import walk
from kiosk.ease import Wish
from kiosk.finding import Finding
from kiosk.screen import Page, Screen
from ticketing.words import Language


class Choices:
    """The part of the presenter that needs neither store nor time.

    Attributes:
        screen: What is to be seen now.
    """

    screen: Screen

    def __init__(self) -> None:
        self._finding = Finding()

    def _walk(self, screen: Screen | None) -> None:
        """Take a step, where it fits."""
        raise NotImplementedError

    def choose_agency(self, code: str) -> None:
        """Show the services of an agency."""
        self._walk(walk.to_agency(self.screen, code))

    def choose_service(self, code: str) -> None:
        """Open the page of a service; it is one tap, however often its button is pressed."""
        self._walk(walk.to_service(self.screen, code))

    def turn_to(self, page: Page) -> None:
        """Show all agencies, the errands or the keyboard."""
        self._walk(walk.turn_to(self.screen, page))

    def choose_errand(self, code: str) -> None:
        """Open the page of an errand; one tap as `choose_service`."""
        self._walk(walk.to_errand(self.screen, code))

    def choose_need(self, code: str) -> None:
        """Show the services of a need."""
        self._walk(walk.to_need(self.screen, code))

    def go_back(self) -> None:
        """Close what is open over the page, or go one page back."""
        if self.screen.shows_ease:
            self.show_ease(is_open=False)
        else:
            self._walk(walk.back(self.screen))

    def type(self, letter: str) -> None:
        """Add a letter to what is searched for."""
        self._walk(self._finding.type(self.screen, letter))

    def erase(self) -> None:
        """Take back the last letter."""
        self._walk(self._finding.erase(self.screen))

    def clear(self) -> None:
        """Take back all letters."""
        self._walk(self._finding.clear(self.screen))

    def choose_language(self, language: Language) -> None:
        """Speak another language; all else stays."""
        self._walk(self._finding.again(replace(self.screen, language=language)))

    def tick(self, document: int) -> None:
        """Tick a document of the service shown, or untick it; `document` is its place in the list."""
        self._walk(walk.ticked(self.screen, document))

    def show_ease(self, *, is_open: bool) -> None:
        """Open or close the sheet on which the kiosk is made easier."""
        self._walk(replace(self.screen, shows_ease=is_open))

    def switch(self, wish: Wish) -> None:
        """Switch larger letters, high contrast, low buttons or the spoken guidance on or off."""
        self._walk(replace(self.screen, ease=self.screen.ease.switched(wish)))
