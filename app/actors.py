"""Actors of the demo: they press the real buttons of the real windows, as visitors and clerks do.

Each acts inside the process of its window, from the window's own event loop. What they do is chosen
by a seed; what the hall makes of it is real.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.part import Part, read
from counter.window import CounterWindow
from display.window import BoardWindow
from kiosk.presenter import Presenter
from kiosk.screen import Page, Screen
from kiosk.window import KioskWindow
from language.texts import speaker
from ticketing.catalogue import Catalogue
from ticketing.lifecycle import Action, State
from ticketing.words import Language
from ui.widgets.languages import LanguageSwitch
from ui.widgets.stack import SlidingPages


class Actor(QObject):
    """Takes one step after the other, each after a person's while.

    Args:
        window: Where it acts; it goes with the window.
        part: What it plays.
        name: Begins the names of its pictures.
    """

    def __init__(self, window: QWidget, part: Part, name: str) -> None:
        super().__init__(window)
        self.window = window
        self.part = part
        self.random = random.Random(f"{part.seed} {name}")
        self._name = name
        self._shots: set[str] = set()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_due)
        self._wait()

    def step(self) -> None:
        """Do one thing."""
        raise NotImplementedError

    def press(self, button: QPushButton) -> None:
        """Touch a button, after bringing it into view."""
        for area in _areas_of(button):
            area.ensureWidgetVisible(button)
        if button.isVisible() and button.isEnabled():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def take_picture(self, name: str) -> None:
        """Keep the first picture of that name."""
        if self.part.shots and name not in self._shots:
            self._shots.add(name)
            self.window.grab().save(str(Path(self.part.shots) / f"{self._name}-{name}.png"))

    def _on_due(self) -> None:
        try:
            self.step()
        finally:
            self._wait()

    def _wait(self) -> None:
        self._timer.start(round(self.part.step_ms * self.random.uniform(0.6, 1.6)))


class Visitors(Actor):
    """One visitor after the other at the kiosk."""

    def __init__(self, window: KioskWindow, presenter: Presenter, part: Part) -> None:
        super().__init__(window, part, "kiosk")
        self._presenter = presenter
        self._left = part.visitors
        self._language = Language.ID
        self._looks_s = 0

    def step(self) -> None:
        """Do what the page at hand asks for."""
        if any(pages.is_sliding for pages in self.window.findChildren(SlidingPages)):
            return
        screen = self._presenter.screen
        name = screen.page.name.lower()
        if screen.page is Page.NUMBER:
            name = f"{name}-{screen.paper.value}"
        if not screen.is_asking and screen.reading is not None:
            self.take_picture(f"{name}-{screen.language.value}")
        act: dict[Page, Callable[[Screen], None]] = {
            Page.WELCOME: self._begin,
            Page.HOME: self._look_around,
            Page.AGENCIES: self._choose_agency,
            Page.SERVICES: self._choose_service,
            Page.SERVICE: self._take_number,
            Page.NUMBER: self._leave,
        }
        if screen.page in act:
            act[screen.page](screen)

    def _begin(self, screen: Screen) -> None:
        if not self._left:
            return
        if screen.language is not self._language:
            for switch in self.window.findChildren(LanguageSwitch):
                if switch.isVisible():
                    self.press(switch.button(self._language))
        else:
            self._press_role("primary")

    def _look_around(self, screen: Screen) -> None:
        self._press_words(speaker("kiosk", screen.language)("All agencies"))

    def _choose_agency(self, screen: Screen) -> None:
        catalogue = self._catalogue(screen)
        code = self.random.choice(self.part.agencies)
        self._press_words(catalogue.agency[code].name.say(screen.language))

    def _choose_service(self, screen: Screen) -> None:
        assert screen.agency is not None
        offered = self._catalogue(screen).services_of(screen.agency.code)
        self._press_words(self.random.choice(offered).name.say(screen.language))

    def _take_number(self, screen: Screen) -> None:
        self._looks_s = 2
        self._press_role("priority" if self.random.random() < 0.15 else "primary")

    def _leave(self, screen: Screen) -> None:
        """Look at the number for a while, then go; the next one speaks another language."""
        self._looks_s -= 1
        if self._looks_s > 0:
            return
        self._left -= 1
        done = self.part.visitors - self._left
        languages = tuple(Language)
        is_first_round = done < len(languages)
        self._language = languages[done] if is_first_round else self.random.choice(languages)
        self._press_role("primary")

    def _catalogue(self, screen: Screen) -> Catalogue:
        assert screen.reading is not None
        return screen.reading.catalogue

    def _press_words(self, words: str) -> None:
        for button in self.window.findChildren(QPushButton):
            if button.isVisible() and button.text() == words:
                self.press(button)
                return

    def _press_role(self, role: str) -> None:
        for button in self.window.findChildren(QPushButton):
            if button.isVisible() and button.property("role") == role:
                self.press(button)
                return


class Clerk(Actor):
    """Calls, waits, serves; now and then calls again, or gives somebody up."""

    def __init__(self, window: CounterWindow, part: Part, counter: str) -> None:
        super().__init__(window, part, f"counter-{counter}")
        self._counter_window = window
        self._steps = 0
        self._seen = ""

    def step(self) -> None:
        """Do what the ticket at the counter asks for."""
        desk = self._counter_window.presenter.desk
        state = desk.own.state if desk.own else None
        name = state.value if state else "free"
        if desk.counter is None or desk.going is not None:
            return
        if name != self._seen:  # look first; by the next step the buttons rest no longer
            self._seen = name
            return
        self.take_picture(name)
        if state is None:
            if desk.waiting:
                self._press(Action.CALL)
                self._steps = self.random.randint(1, 3)
            return
        self._steps -= 1
        if self._steps > 0:
            return
        chance = self.random.random()
        if state is State.SERVING:
            self._press(Action.COMPLETE)
        elif chance < 0.2:
            self._press(Action.RECALL)
        elif chance < 0.28:
            self._press(Action.NO_SHOW)
        else:
            self._press(Action.SERVE)
            self._steps = self.random.randint(2, 5)

    def _press(self, action: Action) -> None:
        self.press(self._counter_window.pages.desk.buttons.button(action))


class Onlooker(Actor):
    """Watches the board."""

    def __init__(self, window: BoardWindow, part: Part) -> None:
        super().__init__(window, part, "display")
        self._board = window.presenter

    def step(self) -> None:
        """Keep a picture for each number of calls on the board."""
        if self._board.board.hall is not None:
            self.take_picture(f"{len(self._board.board.calls)}-calls")


def _areas_of(widget: QWidget) -> Iterator[QScrollArea]:
    """List what a widget may have to be scrolled in."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            yield parent
        parent = parent.parentWidget()


def visitors(window: KioskWindow, presenter: Presenter, acts: str) -> None:
    """Let visitors come to a kiosk."""
    Visitors(window, presenter, read(acts))


def clerk(window: CounterWindow, acts: str, counter: str) -> None:
    """Put a clerk to a counter."""
    Clerk(window, read(acts), counter)


def onlooker(window: BoardWindow, acts: str) -> None:
    """Look at a board."""
    Onlooker(window, read(acts))
