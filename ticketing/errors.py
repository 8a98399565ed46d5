"""What can go wrong, as one tree.

::

    AntreanError
    ├── Refusal                  the rules say no; nothing changed                 exit 1
    │   ├── UnknownService
    │   ├── UnknownDocument      a service asks for fewer
    │   ├── UnknownCounter
    │   ├── UnknownTicket
    │   ├── NotAllowed           the action does not fit the ticket's state
    │   ├── CounterBusy          the counter still has a ticket
    │   ├── CounterIdle          the counter has no ticket to act on
    │   ├── TicketMoved          the ticket meant is no longer at this counter
    │   ├── NotServedHere        the counter does not serve what the ticket is for
    │   ├── NotCalledEnough      a visitor is called more often before they are given up
    │   ├── ReasonMissing        the action needs a reason
    │   ├── CopiesUsedUp         a paper is not copied any more
    │   ├── LateTooOften         a visitor is not put back any more
    │   ├── NoLease              a kiosk holds no number that it may give alone
    │   ├── NumberTaken          a number that was given alone is somebody else's
    │   ├── NotOpen              no number is given now: hours, closure, quota
    │   ├── CounterClosed        the counter is on break or closed
    │   ├── CounterTaken         somebody else is signed in there
    │   ├── NotSignedIn          the counter has nobody who signed in
    │   ├── SignInRefused        wrong name or PIN
    │   ├── TooManyTries         the next try at a PIN has to wait
    │   ├── NotEntitled          the role of the one who asks does not allow it
    │   ├── UnknownStaff
    │   ├── StaffExists
    │   ├── WeakPin              no PIN, or one that anybody would guess
    │   ├── UnknownClosure
    │   ├── ClockJumped          the clock is far ahead of the last action
    │   ├── NotARehearsal        ``--at`` in a hall that is not for practice
    │   ├── HallIsReal           a rehearsal would overwrite a hall in service
    │   ├── NoHall               nothing was imported yet
    │   ├── HallIsThere          a hall would be taken to where one is
    │   ├── MoveDiffers          a row did not arrive as it was sent
    │   └── CatalogueRefused     faults in the catalogue, each with file and line
    ├── Environment              the machine, not the program; try again later     exit 75
    │   ├── StoreBusy            somebody else holds the write lock
    │   ├── StoreUnreachable     missing, read-only, full, on a network share
    │   ├── StoreDamaged         the file is not what it should be
    │   ├── StoreNewer           written by a newer version of this program
    │   ├── PrinterUnreachable   no byte went out: may be sent again
    │   ├── PrinterUnclear       some bytes went out: never sent again by itself
    │   ├── NoDisplay            no screen to draw on
    │   ├── AlreadyRunning       a second role of one name on one machine
    │   └── PortTaken            the page for phones cannot listen
    └── Misconfigured            a file or an address is wrong                     exit 78

An error carries facts, never sentences: ``language.sentences`` has the words. A mistake of the
program itself is none of these; it stays an ordinary exception and is logged as a bug.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class AntreanError(Exception):
    """Anything this program tells people instead of crashing.

    Args:
        facts: The values that its sentence mentions, by name.
    """

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{type(self).__name__}({told})"


class Refusal(AntreanError):
    """The rules say no. Nothing was changed."""


class UnknownService(Refusal):
    """Facts: service."""


class UnknownDocument(Refusal):
    """Facts: service, n (from 1), documents (how many there are)."""


class UnknownCounter(Refusal):
    """Facts: counter."""


class UnknownTicket(Refusal):
    """Facts: ticket."""


class NotAllowed(Refusal):
    """Facts: action, state, number."""


class CounterBusy(Refusal):
    """Facts: counter, number."""


class CounterIdle(Refusal):
    """Facts: counter."""


class TicketMoved(Refusal):
    """Facts: counter, ticket."""


class NotServedHere(Refusal):
    """Facts: counter, number."""


class NotCalledEnough(Refusal):
    """Facts: number, calls, needed."""


class ReasonMissing(Refusal):
    """Facts: action."""


class CopiesUsedUp(Refusal):
    """Facts: number, copies."""


class LateTooOften(Refusal):
    """Facts: number, times."""


class NoLease(Refusal):
    """Facts: kiosk."""


class NumberTaken(Refusal):
    """Facts: number."""


class NotOpen(Refusal):
    """Facts: service, reason (`calendar.Reason`), opens_at (aware, or None), name, note."""


class CounterClosed(Refusal):
    """Facts: counter, standing, reason, until (aware, or None)."""


class CounterTaken(Refusal):
    """Facts: counter, staff."""


class NotSignedIn(Refusal):
    """Facts: counter."""


class SignInRefused(Refusal):
    """Facts: none: which of name and PIN is wrong is not told."""


class TooManyTries(Refusal):
    """Facts: wait_s."""


class NotEntitled(Refusal):
    """Facts: right."""


class UnknownStaff(Refusal):
    """Facts: staff."""


class StaffExists(Refusal):
    """Facts: staff."""


class WeakPin(Refusal):
    """Facts: none."""


class UnknownClosure(Refusal):
    """Facts: closure."""


class EmptyDay(Refusal):
    """The journal has no call on a day. Facts: day."""


class ClockJumped(Refusal):
    """Facts: seen, now (aware times)."""


class NotARehearsal(Refusal):
    """No facts."""


class HallIsReal(Refusal):
    """No facts."""


class HallIsThere(Refusal):
    """A hall cannot be taken to where one is. Facts: place (its number there)."""


class MoveDiffers(Refusal):
    """What arrived is not what was sent; nothing was kept. Facts: table, row."""


class NoHall(Refusal):
    """No facts."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in an input file or in the store.

    Attributes:
        where: File name, or the name of an invariant (``I1``).
        line: Line in the file, counted from 1; 0 where there is none.
        problem: Key of the sentence in ``language.sentences``.
        detail: What the sentence mentions.
    """

    where: str
    line: int
    problem: str
    detail: str = ""


class CatalogueRefused(Refusal):
    """The catalogue has faults; nothing of it was taken."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


class Environment(AntreanError):
    """The surroundings fail: disk, lock, printer, screen. Recovers by itself or by a person."""


class StoreBusy(Environment):
    """Facts: none."""


class StoreUnreachable(Environment):
    """Facts: path, reason (``missing``, ``readonly``, ``full``, ``network``, ``io``)."""


class StoreDamaged(Environment):
    """Facts: path."""


class StoreNewer(Environment):
    """Facts: path, found."""


class PrinterUnreachable(Environment):
    """No byte was handed over. Facts: url, reason."""


class PrinterNotReady(Environment):
    """A printer says that it cannot print; no byte of the paper was handed over. Facts: url, state."""


class PrinterUnclear(Environment):
    """Bytes went out and the end is not known. Facts: url, reason."""


class NoDisplay(Environment):
    """Facts: none."""


class AlreadyRunning(Environment):
    """Facts: role, name."""


class PortTaken(Environment):
    """Facts: host, port, reason."""


class Misconfigured(AntreanError):
    """Facts: where (file or option), line (0 where none), problem, detail."""

    def __init__(self, where: str, problem: str, detail: str = "", line: int = 0) -> None:
        super().__init__(where=where, line=line, problem=problem, detail=detail)
