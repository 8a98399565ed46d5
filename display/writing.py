"""What stands written on the board, as values."""

from dataclasses import dataclass

from ticketing.boards import NoticeKind


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in the board's language, and in the second one; empty where there is none."""

    first: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One agency as it is written: its name, so many people, about how long."""

    agency: str
    waiting: str
    time: str


@dataclass(frozen=True, slots=True)
class Placard:
    """What a notice says: of which kind, in a few large words, and more in one sentence."""

    kind: NoticeKind
    title: Pair
    hint: Pair
