"""What the window asks a clerk before an order is complete: pure values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from counter.desk import FOR_OTHERS, Desk
from counter.keys import ICONS, KEYS
from counter.order import Order
from counter.words import ACTIONS, NOTICES, CounterWords
from language.texts import mark
from ticketing.boards import NoticeKind
from ticketing.lifecycle import Action, Deed


class Kind(Enum):
    """What is asked."""

    FIND = "which ticket"
    TICKET = "what is to be done to it"
    WHY = "for what reason"
    SEND = "where to"
    AWAY = "for how long"
    NOTICE = "what the boards are to say"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        kind: What is asked.
        deed: What the answer is for.
        ticket: The chosen ticket; None for the one at the counter.
    """

    kind: Kind
    deed: Action | Deed | None = None
    ticket: UUID | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its key, its words, a lesser line, and where it leads."""

    key: str
    text: str
    leads_to: Order | Question
    icon: str = ""
    detail: str = ""


#: Why; chosen and never typed, so that nothing about a visitor comes into the journal.
REASONS: dict[Action | Deed, tuple[str, ...]] = {
    Action.HOLD: (
        mark("Copying documents"),
        mark("Filling in a form"),
        mark("Paying at the bank"),
        mark("Something else"),
    ),
    Action.CALL: (
        mark("Comes back with a document"),
        mark("Cannot wait: health or safety"),
        mark("The hall made a mistake"),
        mark("The supervisor asks for it"),
    ),
    Action.CANCEL: (
        mark("The visitor has left"),
        mark("Cannot be done today"),
        mark("Taken by mistake"),
        mark("Something else"),
    ),
}

#: Reasons and minutes of a break; None until somebody opens the counter again.
BREAKS: tuple[tuple[str, int | None, str], ...] = (
    (mark("Short break"), 15, "coffee"),
    (mark("Prayer"), 20, "building-mosque"),
    (mark("Meal"), 45, "clock"),
    (mark("Counter closed"), None, "lock"),
)


#: Notices for the boards: their minutes, None until somebody takes them away; and their icons.
NOTICE_CHOICES: tuple[tuple[NoticeKind, int | None, str], ...] = (
    (NoticeKind.BREAK, 60, "coffee"),
    (NoticeKind.PRAYER, 30, "building-mosque"),
    (NoticeKind.CLOSING, None, "door"),
    (NoticeKind.EVACUATION, None, "alert-triangle"),
)


def opening(deed: Action | Deed, ticket: UUID | None = None) -> Order | Question:
    """Tell where a press leads: to an order that is complete, or to a question."""
    if deed is Action.TRANSFER:
        return Question(Kind.SEND, deed, ticket)
    if deed is Deed.PAUSE:
        return Question(Kind.AWAY, deed)
    if deed is Deed.SHOW_NOTICE:
        return Question(Kind.NOTICE, deed)
    if deed in (Action.HOLD, Action.CANCEL) or (deed is Action.CALL and ticket is not None):
        return Question(Kind.WHY, deed, ticket)
    return Order(deed, ticket)


def stands(question: Question, desk: Desk) -> bool:
    """Tell whether a question still makes sense: meanwhile others may have acted on the ticket."""
    if question.kind is Kind.FIND:
        return desk.lost is None and desk.counter is not None and not (desk.wants_sign_in or desk.is_away)
    if question.kind is Kind.TICKET:
        leg = desk.leg(question.ticket)
        return desk.lost is None and leg is not None and bool(desk.fitting_for(leg))
    return question.deed is not None and desk.may(question.deed, question.ticket)


def title(question: Question, desk: Desk, words: CounterWords) -> str:
    """Say the question."""
    leg = desk.leg(question.ticket)
    number = leg.number if leg else ""
    if question.kind is Kind.AWAY:
        return words.say("How long is the counter closed?")
    if question.kind is Kind.NOTICE:
        return words.say("What are the boards to say?")
    if question.kind is Kind.TICKET and leg is not None:
        return f"{number} · {words.service(desk, leg)}"
    sentences = {
        Action.HOLD: words.say("Why is {number} held?", number=number),
        Action.CALL: words.say("Why is {number} called out of order?", number=number),
        Action.CANCEL: words.say("Why is {number} cancelled?", number=number),
    }
    return sentences.get(question.deed, number) if isinstance(question.deed, Action) else number


def detail(question: Question, desk: Desk, words: CounterWords, now: datetime) -> str:
    """Tell what is known about the chosen ticket: priority, and how it stands."""
    leg = desk.leg(question.ticket)
    if question.kind is not Kind.TICKET or leg is None:
        return ""
    stands_so = words.stands(leg) or words.waits(leg, now)
    return f"{words.priority()} · {stands_so}" if leg.ticket.priority else stands_so


def options(question: Question, desk: Desk, words: CounterWords) -> tuple[Option, ...]:
    """List the answers."""
    if question.kind is Kind.TICKET:
        return tuple(_for_ticket(question, desk, words))
    if question.kind is Kind.AWAY:
        return tuple(_breaks(words))
    if question.kind is Kind.NOTICE:
        return tuple(_notices(desk, words))
    return tuple(_reasons(question, words))


def _for_ticket(question: Question, desk: Desk, words: CounterWords) -> Iterator[Option]:
    leg = desk.leg(question.ticket)
    if leg is None:
        return
    fitting = desk.fitting_for(leg)
    for action in FOR_OTHERS:
        if action in fitting:
            said = words.say("Call out of order") if action is Action.CALL else words.say(ACTIONS[action])
            yield Option(KEYS[action], said, opening(action, leg.ticket.id), ICONS[action])


def _reasons(question: Question, words: CounterWords) -> Iterator[Option]:
    if question.deed is None:
        return
    for place, reason in enumerate(REASONS[question.deed], 1):
        said = words.say(reason)
        yield Option(str(place), said, Order(question.deed, question.ticket, reason=said))


def _breaks(words: CounterWords) -> Iterator[Option]:
    for place, (reason, minutes, icon) in enumerate(BREAKS, 1):
        said = words.say(reason)
        lasts = words.say("{n} min", n=minutes) if minutes else words.say("until you open it again")
        order = Order(Deed.PAUSE, reason=said, minutes=minutes)
        yield Option(str(place), said, order, icon, lasts)


def _notices(desk: Desk, words: CounterWords) -> Iterator[Option]:
    for place, (kind, minutes, icon) in enumerate(NOTICE_CHOICES, 1):
        lasts = words.say("{n} min", n=minutes) if minutes else words.say("until you take it away")
        order = Order(Deed.SHOW_NOTICE, notice=kind, minutes=minutes)
        yield Option(str(place), words.say(NOTICES[kind]), order, icon, lasts)
    if desk.notice is not None:
        place = len(NOTICE_CHOICES) + 1
        yield Option(str(place), words.say("Take the notice away"), Order(Deed.END_NOTICE), "x")
