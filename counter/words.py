"""The sentences of the calling window."""

from datetime import datetime

from counter.desk import Desk, elapsed_s, waited_minutes
from counter.row import Urgency
from language import dates, sentences
from language.texts import mark, speaker
from ticketing import errors, outbox
from ticketing.boards import LONG_BEHIND_S, NoticeKind, Sound
from ticketing.catalogue import Counter
from ticketing.errors import AntreanError
from ticketing.lifecycle import Action, Deed, State
from ticketing.model import Leg
from ticketing.outbox import Readiness
from ticketing.presence import Standing
from ticketing.words import Language

ACTIONS: dict[Action | Deed, str] = {
    Action.CALL: mark("Call next"),
    Action.SERVE: mark("Serve"),
    Action.COMPLETE: mark("Complete"),
    Action.RECALL: mark("Call again"),
    Action.NO_SHOW: mark("Did not come"),
    Action.TRANSFER: mark("Send on"),
    Action.HOLD: mark("Hold"),
    Action.RESUME: mark("Resume"),
    Action.RETURN: mark("Back to the queue"),
    Action.DEMOTE: mark("Make regular"),
    Action.REPRINT: mark("Print again"),
    Action.CANCEL: mark("Cancel ticket"),
    Deed.PAUSE: mark("Break"),
    Deed.REOPEN: mark("Open again"),
    Deed.SHOW_NOTICE: mark("Notice on the boards"),
}

#: What the boards may say.
NOTICES: dict[NoticeKind, str] = {
    NoticeKind.BREAK: mark("Break"),
    NoticeKind.PRAYER: mark("Time for prayer"),
    NoticeKind.CLOSING: mark("We are closed"),
    NoticeKind.EVACUATION: mark("Leave the building now"),
}

_STATES: dict[State, str] = {
    State.CALLED: mark("Called"),
    State.SERVING: mark("Being served"),
    State.HELD: mark("Held"),
    State.NO_SHOW: mark("Did not come"),
}

_URGENT: dict[Urgency, str] = {
    Urgency.OVER_TARGET: mark("waits longer than it should"),
    Urgency.FAR_OVER: mark("waits much too long"),
}

# What to do about a printer; said with the name of its kiosk.
_PRINTERS: dict[Readiness, str] = {
    Readiness.LOW: mark("{kiosk}: paper is nearly used up. Keep a new roll ready."),
    Readiness.PAPER_OUT: mark("{kiosk} has no paper. Open the printer, put a new roll in, close it."),
    Readiness.COVER_OPEN: mark("{kiosk}: the printer is open. Press its cover down until it clicks."),
    Readiness.CUTTER: mark("{kiosk}: the knife is stuck. Switch the printer off, clear it, switch it on."),
    Readiness.ERROR: mark("{kiosk}: the printer reports an error. Switch it off and on again."),
    Readiness.OFFLINE: mark("{kiosk}: the printer is paused. Press its feed button, or restart it."),
    Readiness.SILENT: mark("{kiosk}: the printer does not answer. Check its power and its cable."),
}

# Somebody waits much too long after twice the target.
_FAR = 2

# Said to a clerk at the counter; every other error has its general sentence in `language`.
_REFUSALS: dict[type[AntreanError], str] = {
    errors.CounterBusy: mark("{number} is still at this counter. Complete it first."),
    errors.NotSignedIn: mark("Sign in at this counter first."),
    errors.CounterClosed: mark("This counter is on its break."),
    errors.NotCalledEnough: mark("{number} was called {calls} of {needed} times. Call again first."),
    errors.CounterIdle: mark("There is no ticket at this counter any more."),
    errors.TicketMoved: mark("That ticket is no longer at this counter. Nothing was changed."),
    errors.NotAllowed: mark("That no longer fits {number}. Nothing was changed."),
    errors.UnknownCounter: mark("The hall has no counter {counter}. Please choose another one."),
    errors.CopiesUsedUp: mark("{number} was printed again {copies} times. Write it down for the visitor."),
    errors.StoreBusy: mark("The queue was busy and nothing was saved. Please press once more."),
}


class CounterWords:
    """Says everything the window shows, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._say = speaker("counter", language)
        #: Says one sentence of this folder.
        self.say = self._say

    def action(self, deed: Action | Deed) -> str:
        """Name a deed as on its button."""
        return self._say(ACTIONS[deed])

    def title(self) -> str:
        """Name the window."""
        return self._say("Counter window")

    def counter(self, counter: Counter) -> str:
        """Name a counter."""
        return self._say("Counter {counter}", counter=counter.name)

    def agency(self, desk: Desk, code: str) -> str:
        """Name an agency."""
        known = desk.catalogue.agency.get(code) if desk.catalogue else None
        return known.name.say(self.language) if known else code

    def service(self, desk: Desk, leg: Leg) -> str:
        """Name what a visitor came for."""
        known = desk.catalogue.service.get(leg.service) if desk.catalogue else None
        return known.name.say(self.language) if known else leg.service

    def state(self, desk: Desk, now: datetime) -> str:
        """Say how the counter's ticket stands and for how long: ``Dilayani 04:12``."""
        if desk.own is None:
            return ""
        seconds = elapsed_s(desk, now) or 0
        said = self._say(_STATES.get(desk.own.state, desk.own.state))
        return f"{said} {seconds // 60:02d}:{seconds % 60:02d}"

    def calls(self, desk: Desk) -> str:
        """Say how often the visitor was called, when it was more than once."""
        count = desk.own.calls if desk.own and desk.own.state is State.CALLED else 0
        return self._say("called {n} times", n=count) if count > 1 else ""

    def priority(self) -> str:
        """Name the mark of a ticket that goes first."""
        return self._say("PRIORITY")

    def waiting(self, count: int) -> str:
        """Say how many wait."""
        return self._say("Waiting: {n}", n=count)

    def waited(self, leg: Leg, now: datetime) -> str:
        """Say how long a visitor has waited."""
        return self._say("{n} min", n=waited_minutes(leg, now))

    def waits(self, leg: Leg, now: datetime) -> str:
        """Say that a visitor waits, and how long."""
        return self._say("Waiting for {n} min", n=waited_minutes(leg, now))

    def since(self, leg: Leg, zone: str) -> str:
        """Say since when a visitor has waited."""
        return self._say("since {hour}", hour=dates.hour(leg.queued_at, zone, self.language))

    def held_numbers(self, desk: Desk) -> str:
        """Say who is held, the longest first; empty while nobody is."""
        numbers = ", ".join(leg.number for leg in desk.held)
        return self._say("Held: {numbers}", numbers=numbers) if numbers else ""

    def stands(self, leg: Leg) -> str:
        """Say how a ticket stands that is not at the counter; empty while it waits."""
        return self._say(_STATES[leg.state]) if leg.state in _STATES else ""

    def urgency(self, leg: Leg, now: datetime, target_min: int) -> Urgency:
        """Weigh the waiting of a ticket against the hall's target; 0 is none."""
        waited = waited_minutes(leg, now)
        if not target_min or waited < target_min:
            return Urgency.NONE
        return Urgency.FAR_OVER if waited >= _FAR * target_min else Urgency.OVER_TARGET

    def urgent(self, urgency: Urgency) -> str:
        """Say that somebody waits too long; empty for those who do not."""
        return self._say(_URGENT[urgency]) if urgency in _URGENT else ""

    def only_there(self) -> str:
        """Say that only that counter will call."""
        return self._say("Only this counter calls it")

    def away(self, desk: Desk) -> str:
        """Say that the counter does not call: why, and until when."""
        here = desk.presence
        if here is None or here.standing is Standing.OPEN:
            return ""
        if here.until is None or desk.hall is None:
            return here.reason
        hour = dates.hour(here.until, desk.hall.timezone, self.language)
        return self._say("{reason} until {hour}", reason=here.reason, hour=hour)

    def away_hint(self, desk: Desk) -> str:
        """Say how it goes on."""
        if desk.presence is not None and desk.presence.until is not None:
            return self._say("The counter opens again by itself.")
        return self._say("The counter stays closed until you open it again.")

    def longest(self, desk: Desk, now: datetime) -> str:
        """Say how long the longest wait is; empty while nobody waits."""
        minutes = max((waited_minutes(leg, now) for leg in desk.waiting), default=None)
        return "" if minutes is None else self._say("longest {n} min", n=minutes)

    def back(self) -> str:
        """Name the way back."""
        return self._say("Back")

    def nobody(self) -> str:
        """Say that the list is empty."""
        return self._say("Nobody is waiting.")

    def free(self, desk: Desk) -> str:
        """Say that the counter has no ticket, or that it is away."""
        if desk.is_away:
            return self.away(desk)
        return self._say("Counter is free") if desk.read_at else self.moment()

    def free_hint(self, desk: Desk) -> str:
        """Say what can be done at a free counter, or how its break ends."""
        if desk.is_away:
            return self.away_hint(desk)
        if desk.found_nobody:
            return self._say("Nobody waits whom this counter may call now.")
        return self._say("Call the next visitor.") if desk.waiting else ""

    def moment(self) -> str:
        """Ask for patience."""
        return self._say("One moment…")

    def change(self) -> str:
        """Name the way to another counter."""
        return self._say("Change counter")

    def hour(self, desk: Desk, now: datetime) -> str:
        """Write the time; empty while the hall's zone is not known."""
        return dates.hour(now, desk.hall.timezone, self.language) if desk.hall else ""

    def refusal(self, error: AntreanError) -> str:
        """Say why an action was not done."""
        sentence = _REFUSALS.get(type(error))
        if sentence is None:
            return sentences.explain(error, self.language)
        return self._say(sentence, **error.facts) if error.facts else self._say(sentence)

    def printing(self, desk: Desk) -> str:
        """Say where a copy comes out; empty while none is on its way."""
        job = desk.printing
        if job is None:
            return ""
        leg = desk.leg(job.ticket_id) if job.ticket_id else None
        number = leg.number if leg else ""
        return self._say("{number} is printed again at {kiosk}.", number=number, kiosk=job.spool)

    def printers(self, desk: Desk) -> str:
        """Say what is to be done about the printers of the kiosks; empty where nothing is."""
        said = []
        for state in desk.printers:
            sentence = _PRINTERS.get(state.readiness)
            if sentence is None:
                continue
            told = self._say(sentence, kiosk=state.spool)
            if not state.readiness.can_print and outbox.can_print(desk.printers, state.spool):
                told += " " + self._say("Numbers come out of its other printer.")
            said.append(told)
        return " ".join(said)

    def boards(self, desk: Desk, now: datetime) -> str:
        """Tell a supervisor what covers the boards, and which of them cannot keep up; empty for nothing."""
        if not desk.may_show_notices:
            return ""
        said = []
        notice = desk.notice
        if notice is not None and notice.is_on(now) and desk.hall is not None:
            what = self._say(NOTICES[notice.kind])
            if notice.until is None:
                said.append(self._say("On the boards: {notice}.", notice=what))
            else:
                hour = dates.hour(notice.until, desk.hall.timezone, self.language)
                said.append(self._say("On the boards until {hour}: {notice}.", notice=what, hour=hour))
        for board in desk.boards:
            if board.is_there(now) and board.behind_s >= LONG_BEHIND_S:
                said.append(
                    self._say.many(
                        "{board}: {n} call waits to be announced.",
                        "{board}: {n} calls wait to be announced.",
                        board.waiting,
                        board=board.name,
                    )
                )
            # A hall without staff may be one without loudspeakers: its clerks are not told all day.
            if board.is_there(now) and board.sound is Sound.FAILING and desk.role is not None:
                said.append(self._say("{board} cannot be heard. Check its loudspeaker.", board=board.name))
        return " ".join(said)

    def lost(self, desk: Desk, now: datetime) -> str:
        """Say that the queue is out of reach, and how old the picture is; empty while it is not."""
        if desk.lost is None:
            return ""
        if isinstance(desk.lost, errors.NoHall):
            return sentences.explain(desk.lost, self.language)
        if desk.read_at is None or desk.hall is None:
            return self._say("The queue does not answer. Trying again by itself.")
        hour = dates.hour(desk.read_at, desk.hall.timezone, self.language)
        minutes = max(0, int((now - desk.read_at).total_seconds()) // 60)
        return self._say(
            "The queue does not answer: calling has to wait. As of {hour}, {n} min ago.", hour=hour, n=minutes
        )
