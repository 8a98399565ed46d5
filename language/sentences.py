"""The sentence for each error and fault."""

from datetime import datetime

from language.texts import mark, speaker
from ticketing import errors
from ticketing.errors import AntreanError, Fault, Misconfigured
from ticketing.words import Language

#: What an error says; its facts fill the braces.
ERRORS: dict[type[AntreanError], str] = {
    errors.UnknownService: mark("The hall has no service {service}."),
    errors.UnknownCounter: mark("The hall has no counter {counter}."),
    errors.UnknownTicket: mark("There is no ticket {ticket}."),
    errors.NotAllowed: mark("{number} is {state}: {action} does not fit now."),
    errors.CounterBusy: mark("Counter {counter} still has {number}."),
    errors.CounterIdle: mark("Counter {counter} has no ticket."),
    errors.TicketMoved: mark("The ticket is no longer at counter {counter}."),
    errors.ClockJumped: mark(
        "The clock says {now}, but the last action was at {seen}. Set it, or confirm it: day --accept-clock"
    ),
    errors.NotARehearsal: mark("A time can be given in a rehearsal hall only."),
    errors.HallIsReal: mark("This is a hall in service; a rehearsal needs a file of its own."),
    errors.NoHall: mark("There is no hall yet. Import a catalogue first."),
    errors.CatalogueRefused: mark("The catalogue was not taken. Faults: {count}"),
    errors.StoreBusy: mark("Another program holds the queue just now. Try again shortly."),
    errors.StoreUnreachable: mark("The queue file {path} is out of reach ({reason})."),
    errors.StoreDamaged: mark("The queue file {path} is damaged."),
    errors.StoreNewer: mark("A newer version of this program wrote the queue file {path} ({found})."),
    errors.PrinterUnreachable: mark("The printer {url} does not answer ({reason})."),
    errors.PrinterUnclear: mark("The printer {url} broke off ({reason}); what came out is not known."),
    errors.NoDisplay: mark("There is no screen here. To see the hall without one, run: demo --offscreen"),
    errors.AlreadyRunning: mark("A {role} named {name} is already running on this machine."),
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
    "no_rows": mark("The file has no rows."),
    "not_sqlite": mark("Not the address of a queue file: {detail}"),
    "no_file": mark("The address names no file."),
    "not_toml": mark("Not TOML: {detail}"),
    "unknown_key": mark("There is no setting {detail}."),
    "wrong_value": mark("Wrong value for {detail}."),
    "theme_missing": mark("The theme is missing."),
    "theme_unreadable": mark("The theme cannot be read: {detail}"),
    "theme_token": mark("The colour {detail} is missing, unknown, or not written like #0A5850."),
    "wrong_url": mark("Not the address of a printer: {detail}"),
    "unknown_benchmark": mark("There is no benchmark {detail}."),
    "wrong_tap": mark("Not a UUID: {detail}"),
    "wrong_time": mark("Not a time like 2026-11-24T09:30: {detail}"),
    "wrong_zone": mark("There is no time zone {detail}."),
    "unsupported": mark("Not possible on this machine: {detail}"),
    "file_damaged": mark("The file is damaged: {detail}"),
    "row_without_parent": mark("A row points nowhere: {detail}"),
    "other_tables": mark("The tables are not this program's: {detail}"),
    "number_repeated": mark("A number was given twice: {detail}"),
    "series_has_gap": mark("Numbers are missing in a series: {detail}"),
    "series_missing": mark("A series was never begun: {detail}"),
    "ticket_missing": mark("The journal has a ticket that is not stored: {detail}"),
    "issue_not_in_journal": mark("A ticket is not in the journal: {detail}"),
    "held_twice": mark("Held twice, or by nobody: {detail}"),
    "illegal_step": mark("A step that is not allowed: {detail}"),
    "time_runs_back": mark("Time runs backwards: {detail}"),
    "state_not_in_journal": mark("A state that the journal does not tell: {detail}"),
}


def explain(error: AntreanError, language: Language) -> str:
    """Say an error in one sentence."""
    say = speaker("app", language)
    if isinstance(error, Misconfigured):
        where, line = str(error.facts["where"]), error.facts["line"]
        place = f"{where}:{line}" if line else where
        return f"{place}: {_problem(str(error.facts['problem']), str(error.facts['detail']), language)}"
    return say(ERRORS[type(error)], **{name: _told(fact) for name, fact in error.facts.items()})


def _told(fact: object) -> object:
    """Write a moment as the machine's clock shows it, and a text so that it cannot command a terminal."""
    if isinstance(fact, datetime):
        return fact.astimezone().strftime("%Y-%m-%d %H:%M")
    return _seen(fact) if isinstance(fact, str) else fact


def _seen(text: str) -> str:
    """Show control characters as what they are, and not more than a line of a text."""
    plain = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
    return plain if len(plain) <= 120 else plain[:117] + "…"


def explain_fault(fault: Fault, language: Language) -> str:
    """Say a fault of a file or of the store, with its place, in one line."""
    place = f"{fault.where}:{fault.line}" if fault.line else fault.where
    return f"{place}: {_problem(fault.problem, fault.detail, language)}"


def _problem(problem: str, detail: str, language: Language) -> str:
    return speaker("app", language)(PROBLEMS[problem], detail=_seen(detail))
