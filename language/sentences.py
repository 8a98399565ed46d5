"""The sentence for each error and fault."""

from datetime import datetime

from language.texts import Say, mark, speaker
from ticketing import errors
from ticketing.calendar import Reason
from ticketing.errors import AntreanError, Fault, Misconfigured
from ticketing.words import Language

#: What an error says; its facts fill the braces.
ERRORS: dict[type[AntreanError], str] = {
    errors.UnknownService: mark("The hall has no service {service}."),
    errors.UnknownDocument: mark("{service} has only {documents} documents: there is no number {n}."),
    errors.UnknownCounter: mark("The hall has no counter {counter}."),
    errors.UnknownTicket: mark("There is no ticket {ticket}."),
    errors.NotAllowed: mark("{number} is {state}: {action} does not fit now."),
    errors.CounterBusy: mark("Counter {counter} still has {number}."),
    errors.CounterIdle: mark("Counter {counter} has no ticket."),
    errors.TicketMoved: mark("The ticket is no longer at counter {counter}."),
    errors.NotServedHere: mark("Counter {counter} does not serve what {number} is for."),
    errors.NotCalledEnough: mark("{number} was called {calls} of {needed} times. Call again first."),
    errors.ReasonMissing: mark("A reason is needed: {action}."),
    errors.CopiesUsedUp: mark("{number} was printed again {copies} times already; no more copies are made."),
    errors.LateTooOften: mark("{number} was put back {times} times already. Ask at the counter."),
    errors.NoLease: mark("The kiosk {kiosk} has no numbers that it may give alone."),
    errors.NumberTaken: mark("Another ticket has the number {number} already."),
    errors.NotOpen: mark("No numbers are given for {service} now ({reason})."),
    errors.CounterClosed: mark("Counter {counter} is not calling now ({standing}: {reason})."),
    errors.CounterTaken: mark("{staff} is signed in at counter {counter}."),
    errors.NotSignedIn: mark("Nobody is signed in at counter {counter}."),
    errors.SignInRefused: mark("The name or the PIN is wrong."),
    errors.TooManyTries: mark("Too many wrong PINs. Try again in {wait_s} seconds."),
    errors.NotEntitled: mark("Your role does not allow that: {right}."),
    errors.UnknownStaff: mark("Nobody on the staff is called {staff}."),
    errors.StaffExists: mark("Somebody on the staff is already called {staff}."),
    errors.WeakPin: mark("A PIN has 4 to 12 digits, and is not as easy as 1234 or 0000."),
    errors.EmptyDay: mark("Nobody was called on {day}."),
    errors.UnknownClosure: mark("There is no closure {closure} that goes on."),
    errors.ClockJumped: mark(
        "The clock says {now}, but the last action was at {seen}. Set it, or confirm it: day --accept-clock"
    ),
    errors.NotARehearsal: mark("A time can be given in a rehearsal hall only."),
    errors.HallIsReal: mark("This is a hall in service; a rehearsal needs a file of its own."),
    errors.HallIsThere: mark("There is a hall {place} already; nothing was taken over."),
    errors.MoveDiffers: mark("A row of {table} did not arrive as it was sent; nothing was kept: {row}"),
    errors.NoHall: mark("There is no hall yet. Import a catalogue first."),
    errors.CatalogueRefused: mark("The catalogue was not taken. Faults: {count}"),
    errors.StoreBusy: mark("Another program holds the queue just now. Try again shortly."),
    errors.StoreUnreachable: mark("The queue {path} is out of reach ({reason})."),
    errors.StoreDamaged: mark("The queue {path} is damaged."),
    errors.StoreNewer: mark("A newer version of this program wrote the queue {path} ({found})."),
    errors.PrinterUnreachable: mark("The printer {url} does not answer ({reason})."),
    errors.PrinterNotReady: mark("The printer {url} cannot print now ({state})."),
    errors.PrinterUnclear: mark("The printer {url} broke off ({reason}); what came out is not known."),
    errors.NoDisplay: mark("There is no screen here. To see the hall without one, run: demo --offscreen"),
    errors.AlreadyRunning: mark("A {role} named {name} is already running on this machine."),
    errors.PortTaken: mark("The page for phones cannot listen at {host}, port {port} ({reason})."),
}

#: Why no numbers are given, within a sentence.
CLOSED: dict[Reason, str] = {
    Reason.NOT_YET: mark("not open yet"),
    Reason.BREAK: mark("on its break"),
    Reason.LAST_ISSUE: mark("too late for today"),
    Reason.OVER: mark("closed for today"),
    Reason.CLOSED_DAY: mark("closed today"),
    Reason.HOLIDAY: mark("closed for a holiday"),
    Reason.CLOSURE: mark("closed by the staff"),
    Reason.FULL: mark("those who wait already fill the day"),
    Reason.QUOTA: mark("today's quota is used up"),
}

#: What is wrong in a file, an address or the store.
PROBLEMS: dict[str, str] = {
    "file_missing": mark("The file is missing."),
    "unreadable": mark("The file cannot be read as text: {detail}"),
    "too_large": mark("The file is larger than 5 MB."),
    "column_missing": mark("The column {detail} is missing."),
    "cells": mark("The row has not as many cells as the header."),
    "empty_cell": mark("{detail} is empty."),
    "too_long": mark("{detail} is too long."),
    "not_a_count": mark("Not a whole number in its range: {detail}"),
    "duplicate_code": mark("The code {detail} comes twice."),
    "duplicate_prefix": mark("The prefix {detail} comes twice."),
    "wrong_prefix": mark("A prefix is one or two letters from A to Z without I, O and Q: {detail}"),
    "wrong_code": mark("A code has capital letters, digits and hyphens only: {detail}"),
    "unknown_agency": mark("There is no agency {detail}."),
    "documents_differ": mark("The two languages list different numbers of documents."),
    "steps_differ": mark("The languages list different numbers of steps."),
    "unknown_service": mark("The agency has no service {detail}."),
    "unknown_word": mark("Not one of the words for this column: {detail}"),
    "wrong_weekday": mark("Not weekdays like mon-thu or mon;wed: {detail}"),
    "wrong_hour": mark("Not a time of day like 07:30: {detail}"),
    "wrong_date": mark("Not a date like 2026-03-21: {detail}"),
    "wrong_break": mark("Not a break like 12:00-13:00: {detail}"),
    "closes_before_opens": mark("It closes before it opens: {detail}"),
    "break_outside": mark("The break does not lie within the hours: {detail}"),
    "breaks_overlap": mark("A break begins before the one before has ended: {detail}"),
    "two_ramadans": mark("Two lines tell the same Ramadan: {detail}"),
    "last_issue_too_early": mark("No time is left to give numbers: {detail}"),
    "shifts_overlap": mark("The agency already has hours at that time: {detail}"),
    "duplicate_day": mark("The date {detail} comes twice for the same agency."),
    "closed_with_hours": mark("A closed day has no hours: {detail}"),
    "wrong_ramadan": mark("Ramadan has 29 or 30 days: {detail}"),
    "not_with_ramadan": mark("A row that tells Ramadan has a date, names and an end only."),
    "duplicate_quota": mark("This quota comes twice: {detail}"),
    "no_rows": mark("The file has no rows."),
    "not_a_queue": mark("Not the address of a queue: {detail}"),
    "wrong_server": mark("Not the address of a hall on a server: {detail}"),
    "plain_text": mark("No word goes over a network unencrypted: {detail}. Take sslmode=verify-full."),
    "no_file": mark("The address names no file."),
    "not_toml": mark("Not TOML: {detail}"),
    "unknown_key": mark("There is no setting {detail}."),
    "wrong_value": mark("Wrong value for {detail}."),
    "theme_missing": mark("The theme is missing."),
    "theme_unreadable": mark("The theme cannot be read: {detail}"),
    "theme_token": mark("The colour {detail} is missing, unknown, or not written like #0A5850."),
    "unwritable": mark("The folder cannot be written: {detail}"),
    "unknown_part": mark("The paper has no part {detail}."),
    "part_twice": mark("The part {detail} comes twice."),
    "part_missing": mark("The paper must have the part {detail}."),
    "wrong_text": mark("Not a text of one line with 200 letters at most: {detail}"),
    "logo_missing": mark("The logo is missing: {detail}"),
    "logo_unreadable": mark("The logo cannot be read: {detail}"),
    "logo_too_large": mark("The logo is larger than 4 MB or 16 million dots: {detail}"),
    "cannot_be_asked": mark("A printer at such an address cannot be asked for its state: {detail}"),
    "wrong_url": mark("Not the address of a printer: {detail}"),
    "unknown_benchmark": mark("There is no benchmark {detail}."),
    "wrong_tap": mark("Not a UUID: {detail}"),
    "wrong_time": mark("Not a time like 2026-11-24T09:30: {detail}"),
    "wrong_zone": mark("There is no time zone {detail}."),
    "wrong_certificate": mark("The certificate or its key cannot be used: {detail}"),
    "unsupported": mark("Not possible on this machine: {detail}"),
    "file_damaged": mark("The file is damaged: {detail}"),
    "row_without_parent": mark("A row points nowhere: {detail}"),
    "other_tables": mark("The tables are not this program's: {detail}"),
    "number_repeated": mark("A number was given twice: {detail}"),
    "block_has_gap": mark("Numbers are missing in a leased block: {detail}"),
    "series_has_gap": mark("Numbers are missing in a series: {detail}"),
    "series_missing": mark("A series was never begun: {detail}"),
    "ticket_missing": mark("The journal has a ticket that is not stored: {detail}"),
    "issue_not_in_journal": mark("A ticket is not in the journal: {detail}"),
    "held_twice": mark("Held twice, or by nobody: {detail}"),
    "illegal_step": mark("A step that is not allowed: {detail}"),
    "time_runs_back": mark("Time runs backwards: {detail}"),
    "state_not_in_journal": mark("A state that the journal does not tell: {detail}"),
    "paper_without_number": mark("A paper has a number that was never given: {detail}"),
    "two_originals": mark("A number has more than one original on paper: {detail}"),
    "calls_differ": mark("Calls were announced more or less often than counted: {detail}"),
    "sums_differ": mark("The sums of the tickets are not those of the journal: {detail}"),
    "looks_personal": mark("A reason looks personal: {detail}"),
    "learnt_too_much": mark("More was learnt of a day than its journal has: {detail}"),
    "chain_broken": mark("The journal was changed at line {detail}, or before it."),
    "unknown_step": mark("The errand has no step {detail}."),
    "errand_cycle": mark("These steps wait for each other: {detail}"),
    "few_steps": mark("An errand has 2 to 12 steps: {detail}"),
    "duplicate_step": mark("The errand has the service {detail} twice."),
    "names_differ": mark("The lines of the errand {detail} name it differently."),
    "no_counter": mark("The agency of {detail} has no counter."),
    "unknown_policy": mark("Not strict, one_in_n or ageing: {detail}"),
    "not_a_number": mark("Not a number in its range: {detail}"),
    "duplicate_policy": mark("The policy of {detail} comes twice."),
    "duplicate_counter": mark("The counter {detail} comes twice."),
    "wrong_counter": mark("A counter's name has 1 to 10 characters: {detail}"),
    "unknown_duty": mark("There is no service or agency {detail}."),
    "wrong_number": mark("Not a number of a ticket like A012: {detail}"),
    "pepper_open": mark("Others on this machine may read the key of the PINs: {detail}"),
    "pepper_wrong": mark("The key of the PINs is not what this program wrote: {detail}"),
}


def explain(error: AntreanError, language: Language) -> str:
    """Say an error in one sentence."""
    say = speaker("app", language)
    if isinstance(error, Misconfigured):
        where, line = str(error.facts["where"]), error.facts["line"]
        place = f"{where}:{line}" if line else where
        return f"{place}: {_problem(str(error.facts['problem']), str(error.facts['detail']), language)}"
    return say(ERRORS[type(error)], **{name: _told(fact, say) for name, fact in error.facts.items()})


def _told(fact: object, say: Say) -> object:
    """Write a moment as the machine's clock shows it, and a text so that it cannot command a terminal."""
    if isinstance(fact, Reason):
        return say(CLOSED.get(fact, CLOSED[Reason.CLOSURE]))
    if isinstance(fact, datetime):
        return fact.astimezone().strftime("%Y-%m-%d %H:%M")
    return seen(fact) if isinstance(fact, str) else fact


def seen(text: str) -> str:
    """Show control characters as what they are, and not more than a line of a text."""
    plain = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
    return plain if len(plain) <= 120 else plain[:117] + "…"


def explain_fault(fault: Fault, language: Language) -> str:
    """Say a fault of a file or of the store, with its place, in one line."""
    place = f"{fault.where}:{fault.line}" if fault.line else fault.where
    return f"{place}: {_problem(fault.problem, fault.detail, language)}"


def _problem(problem: str, detail: str, language: Language) -> str:
    return speaker("app", language)(PROBLEMS[problem], detail=seen(detail))
