"""The sentences of the hall board."""

from datetime import datetime

from display.board import Board, Queue
from display.writing import Line, Pair, Placard
from language import dates
from language.texts import Say, mark, speaker
from ticketing.boards import Notice, NoticeKind
from ticketing.model import Call
from ticketing.words import Language

#: Of each notice the words, what follows while nobody knows its end, and what follows with its end.
_PLACARDS: dict[NoticeKind, tuple[str, str, str]] = {
    NoticeKind.CLOSING: (
        mark("We are closed"),
        mark("Thank you for coming."),
        mark("We open again at {hour}."),
    ),
    NoticeKind.BREAK: (
        mark("Break"),
        mark("We go on soon. Your number keeps its place."),
        mark("We go on at {hour}. Your number keeps its place."),
    ),
    NoticeKind.PRAYER: (
        mark("Time for prayer"),
        mark("We go on soon. Your number keeps its place."),
        mark("We go on at {hour}. Your number keeps its place."),
    ),
    NoticeKind.EVACUATION: (
        mark("Leave the building now"),
        mark("Keep calm. Take the nearest exit, not the lift. Follow the staff."),
        mark("Keep calm. Take the nearest exit, not the lift. Follow the staff."),
    ),
}


class BoardWords:
    """Says what the board shows in its language, and in a second one for guests.

    Args:
        language: The board's own.
        second: The other; None, or the same, for none.
    """

    def __init__(self, language: Language, second: Language | None) -> None:
        self._language = language
        self._say = speaker("display", language)
        self._other = second if second is not language else None
        self._second: Say | None = speaker("display", self._other) if self._other else None

    def counter(self) -> Pair:
        """Say what stands over the number of a counter."""
        return self._pair(mark("COUNTER"))

    def recent(self) -> Pair:
        """Say what stands over the last calls."""
        return self._pair(mark("Called before"))

    def welcome(self) -> Pair:
        """Greet, while nobody has been called yet."""
        return self._pair(mark("Welcome"))

    def welcome_hint(self) -> Pair:
        """Say what will appear, while nobody has been called yet."""
        return self._pair(mark("Please have a seat. The number that is called appears here."))

    def starting(self) -> Pair:
        """Say that the hall has not been read yet."""
        return self._pair(mark("One moment please"))

    def starting_hint(self) -> Pair:
        """Say why there is nothing yet."""
        return self._pair(mark("The board is starting."))

    def queues(self) -> Pair:
        """Say what stands over who waits."""
        return self._pair(mark("Waiting now"))

    def nobody_waits(self) -> Pair:
        """Say that nobody waits anywhere."""
        return self._pair(mark("Nobody is waiting"))

    def line(self, board: Board, queue: Queue) -> Line:
        """Write who waits for an agency."""
        known = board.catalogue.agency.get(queue.agency) if board.catalogue else None
        return Line(
            known.name.say(self._language) if known else queue.agency,
            str(queue.waiting),
            self._say("± {minutes} min", minutes=queue.minutes),
        )

    def placard(self, board: Board, notice: Notice) -> Placard:
        """Write the notice that covers the board."""
        title, hint, later = _PLACARDS[notice.kind]
        if board.hall is None or notice.until is None:
            return Placard(notice.kind, self._pair(title), self._pair(hint))
        return Placard(
            notice.kind, self._pair(title), self._pair_at(later, notice.until, board.hall.timezone)
        )

    def title(self) -> str:
        """Name the window."""
        return self._say("Hall board")

    def spoken(self, call: Call) -> str:
        """Say a call to a screen reader."""
        return self._say("{number}, please go to counter {counter}", number=call.number, counter=call.counter)

    def agency(self, board: Board, call: Call) -> str:
        """Return the name of the agency that calls."""
        known = board.catalogue.agency.get(call.agency) if board.catalogue else None
        return known.name.say(self._language) if known else call.agency

    def hour(self, board: Board, now: datetime) -> str:
        """Write the time; empty while the hall's zone is not known."""
        return dates.hour(now, board.hall.timezone, self._language) if board.hall else ""

    def day(self, board: Board, now: datetime) -> str:
        """Write the date; empty while the hall's zone is not known."""
        return dates.local_day(now, board.hall.timezone, self._language) if board.hall else ""

    def trouble(self, board: Board, now: datetime) -> str:
        """Say how old the board is while the store is out of reach, or which of its zones is none."""
        if board.lost is None and board.stray_zones:
            return self._say("No counter in {zones}", zones=", ".join(board.stray_zones))
        if board.lost is None or board.hall is None or board.heard_at is None:
            return ""
        hour = dates.hour(board.heard_at, board.hall.timezone, self._language)
        minutes = int((now - board.heard_at).total_seconds()) // 60
        if minutes < 1:
            return self._say("As of {hour}", hour=hour)
        return self._say.many(
            "As of {hour}, {n} minute ago", "As of {hour}, {n} minutes ago", minutes, hour=hour
        )

    def _pair(self, sentence: str) -> Pair:
        first = self._say(sentence)
        second = self._second(sentence) if self._second else ""
        return Pair(first, second if second != first else "")

    def _pair_at(self, sentence: str, moment: datetime, zone: str) -> Pair:
        """Say a sentence with an hour, which each language writes in its own way."""
        first = self._say(sentence, hour=dates.hour(moment, zone, self._language))
        if self._second is None or self._other is None:
            return Pair(first, "")
        second = self._second(sentence, hour=dates.hour(moment, zone, self._other))
        return Pair(first, second if second != first else "")
