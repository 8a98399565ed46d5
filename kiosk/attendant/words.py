"""The sentences of the staff's page."""

from kiosk.attendant.reading import Reading
from kiosk.attendant.screen import AttendantScreen, Page, Told
from language import dates, sentences
from language.texts import mark, speaker
from ticketing import errors
from ticketing.calendar import Closure
from ticketing.errors import AntreanError, Environment, Misconfigured
from ticketing.outbox import PaperLine, PaperState, PrinterState, Readiness
from ticketing.words import Language

TITLES: dict[Page, str] = {
    Page.NOBODY: mark("For staff"),
    Page.NAME: mark("For staff: your name"),
    Page.PIN: mark("Your PIN"),
    Page.HOME: mark("This kiosk"),
    Page.PAPERS: mark("Last papers"),
    Page.CLOSURES: mark("What is closed"),
    Page.PLACE: mark("What is to be closed?"),
    Page.REASON: mark("Why? Visitors will read it."),
    Page.LENGTH: mark("For how long?"),
    Page.SIZE: mark("Size of the screen"),
}

#: Why something is closed; chosen and never typed.
REASONS = (
    mark("No connection to the system"),
    mark("No electricity"),
    mark("Prayer"),
    mark("Meeting of the staff"),
    mark("Too many people are waiting"),
    mark("Closed earlier today"),
)

#: For how many minutes; None until somebody opens it.
LENGTHS = (15, 30, 60, 120, None)

_PRINTERS: dict[Readiness, str] = {
    Readiness.READY: mark("It is ready."),
    Readiness.LOW: mark("Paper is nearly used up. Keep a new roll ready."),
    Readiness.PAPER_OUT: mark("No paper. Open the printer, put a new roll in, close it."),
    Readiness.COVER_OPEN: mark("It is open. Press its cover down until it clicks."),
    Readiness.CUTTER: mark("The knife is stuck. Switch the printer off, clear it, switch it on."),
    Readiness.ERROR: mark("It reports an error. Switch it off and on again."),
    Readiness.OFFLINE: mark("It is paused. Press its feed button, or restart it."),
    Readiness.SILENT: mark("It does not answer. Check its power and its cable."),
    Readiness.UNTOLD: mark("It cannot tell how it is. Look at its roll and its lights."),
}

_PAPERS: dict[PaperState, str] = {
    PaperState.WAITING: mark("waits"),
    PaperState.SENDING: mark("is being printed"),
    PaperState.SENT: mark("sent; the printer cannot tell more"),
    PaperState.PRINTED: mark("printed, as the printer told"),
    PaperState.UNKNOWN: mark("not known whether it came out"),
    PaperState.EXPIRED: mark("did not come out in time"),
}

_TOLD: dict[Told, str] = {
    Told.PRINTING: mark("{number} is printed again."),
    Told.SHUT: mark("It is closed. Visitors read why."),
    Told.OPENED: mark("It is open again, in its hours."),
    Told.KEPT: mark("The size is kept. Start the kiosk again to use it."),
    Told.NOT_KEPT: mark("The size could not be written down. The log tells why."),
    Told.ALONE: mark("This kiosk was started alone: nothing would start it again. Do it at the machine."),
}

# Every other error has its general sentence in `language`.
_REFUSALS: dict[type[AntreanError], str] = {
    errors.SignInRefused: mark("The name or the PIN is wrong."),
    errors.NotEntitled: mark("Your role does not allow that. Nothing was changed."),
    errors.NotAllowed: mark("{number} has ended: it is not printed any more."),
    errors.CopiesUsedUp: mark("{number} was printed again {copies} times. Write it down for the visitor."),
    errors.UnknownTicket: mark("This paper is not of today: it is not printed any more."),
    errors.UnknownClosure: mark("It is open already."),
}


class AttendantWords:
    """Says everything that the page shows, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        #: Says one sentence of this folder.
        self.say = self._say = speaker("kiosk", language)

    def title(self, screen: AttendantScreen) -> str:
        """Name a page."""
        return self._say(TITLES[screen.page])

    def printer(self, state: PrinterState, zone: str) -> str:
        """Say how a printer is, and what is to be done about it."""
        hour = dates.hour(state.since, zone, self.language)
        if state.place == 1:
            head = self._say("Printer, since {hour}", hour=hour)
        else:
            head = self._say("Spare printer, since {hour}", hour=hour)
        return f"{head}\n{self._say(_PRINTERS[state.readiness])}"

    def number(self, line: PaperLine) -> str:
        """Write the number of a paper, and which copy it is."""
        return line.number + (f" · SALINAN {line.job.copy}" if line.job.copy else "")

    def paper(self, line: PaperLine, zone: str) -> str:
        """Say when a paper was asked for, and what became of it."""
        hour = dates.hour(line.job.created_at, zone, self.language)
        return f"{hour} · {self._say(_PAPERS[line.job.state])}"

    def place(self, reading: Reading, agency: str, service: str = "") -> str:
        """Name what is closed, or is to be."""
        if service:
            return service
        known = {one.code: one.name.say(self.language) for one in reading.agencies}
        return known.get(agency, agency) if agency else self._say("The whole hall")

    def closure(self, closure: Closure, zone: str) -> str:
        """Say why something is closed, and until when."""
        if closure.until is None:
            return self._say("{reason}, until somebody opens it", reason=closure.reason)
        hour = dates.hour(closure.until, zone, self.language)
        return self._say("{reason}, until {hour}", reason=closure.reason, hour=hour)

    def length(self, minutes: int | None) -> str:
        """Say for how long."""
        if minutes is None:
            return self._say("Until somebody opens it")
        return self._say("{n} minutes", n=minutes)

    def told(self, screen: AttendantScreen) -> str:
        """Say what was done."""
        return self._say(_TOLD[screen.told], number=screen.number) if screen.told else ""

    def trouble(self, screen: AttendantScreen) -> str:
        """Say why something was not done, or cannot be seen; empty where all is well."""
        if screen.wait_s:
            return self._say.many(
                "Too many wrong PINs. Wait {n} second.",
                "Too many wrong PINs. Wait {n} seconds.",
                screen.wait_s,
            )
        trouble = screen.trouble or screen.lost
        if trouble is None:
            return ""
        if isinstance(trouble, Environment):  # whose facts are for the log, and not for a public screen
            return self._say("The queue does not answer. Nothing was changed; try again.")
        if isinstance(trouble, Misconfigured):
            return self._say("This machine cannot compare PINs. The log tells why.")
        sentence = _REFUSALS.get(type(trouble))
        if sentence is None:
            return sentences.explain(trouble, self.language)
        return self._say(sentence, **trouble.facts) if trouble.facts else self._say(sentence)

    def leaving(self, seconds: int) -> str:
        """Say that the page goes by itself."""
        return self._say.many("Closes in {n} second", "Closes in {n} seconds", seconds)
