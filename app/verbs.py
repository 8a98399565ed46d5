"""The verbs of the command line that act on the hall or ask about it.

Each takes the opened parts and the arguments, and returns one answer: a dictionary for ``--json``
and the lines that people read.
"""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from app.furnishing import take_catalogue
from app.parts import Parts
from language import dates
from language.sentences import explain_fault
from language.texts import Say
from ticketing import waiting
from ticketing.catalogue import Catalogue
from ticketing.errors import Misconfigured
from ticketing.lifecycle import Action
from ticketing.model import HallInfo, Leg, Load, QueueLine
from ticketing.search import Index
from ticketing.words import Language


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb found. `ok` is False where something was found wrong: exit code 1."""

    data: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    ok: bool = True


Verb = Callable[[Parts, Namespace, Say], Answer]


def import_catalogue(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Take a catalogue: all of it, or nothing."""
    taken = take_catalogue(parts.store, parts.config, Path(args.folder), rehearsal=args.rehearsal)
    return Answer(taken, [say("{agencies} agencies, {services} services, {counters} counters.", **taken)])


def search(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Find services by everyday words, best first."""
    catalogue = parts.store.catalogue()
    language = Language(args.lang)
    found = Index(catalogue, language).search(" ".join(args.words))
    results = [
        {
            "code": hit.service.code,
            "name": hit.service.name.say(language),
            "agency": hit.service.agency,
        }
        for hit in found
    ]
    lines = [f"{one['code']:<14}{one['name']}  ({one['agency']})" for one in results]
    return Answer({"results": results}, lines or [say("Nothing found.")])


def issue(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Give a number, as if tapped at the kiosk."""
    language = Language(args.lang)
    issued = parts.hall.issue(
        args.service,
        language,
        _uuid(args.tap) if args.tap else uuid4(),
        priority=args.priority,
        kiosk=args.kiosk or parts.config.kiosk.name,
        paper=not args.no_paper,
    )
    zone = parts.store.hall().timezone
    told = issued.told
    data = {
        "ticket": str(issued.ticket.id),
        "number": issued.ticket.number,
        "service": issued.leg.service,
        "agency": issued.leg.agency,
        "ahead": told.ahead,
        "called_from": _iso(told.called_from, zone),
        "called_until": _iso(told.called_until, zone),
        "token": issued.ticket.token,
        "repeated": issued.repeated,
    }
    hours = dates.hours(told.called_from, told.called_until, zone, language)
    told_line = say("{number}: {ahead} ahead, called about {hours}", **data, hours=hours)
    return Answer(data, [told_line])


def call(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Call the next visitor to a counter."""
    leg = parts.hall.call_next(args.counter)
    if leg is None:
        empty = {"number": None, "counter": args.counter, "service": None, "ticket": None}
        return Answer(empty, [say("Nobody waits for counter {counter}.", counter=args.counter)])
    return _moved(leg)


def act(parts: Parts, args: Namespace, _say: Say) -> Answer:
    """Recall, serve, complete or give up the ticket at a counter."""
    method = {
        Action.RECALL: parts.hall.recall,
        Action.SERVE: parts.hall.serve,
        Action.COMPLETE: parts.hall.complete,
        Action.NO_SHOW: parts.hall.no_show,
    }[Action(args.verb.replace("-", "_"))]
    return _moved(method(args.counter))


def status(parts: Parts, _args: Namespace, say: Say) -> Answer:
    """Tell who waits, who is served, and what each service would wait."""
    info, catalogue = parts.store.hall(), parts.store.catalogue()
    queues = parts.store.queues()
    services = [_service_status(parts, line, queues, info, catalogue) for line in queues]
    busy = {leg.counter: leg for leg in parts.store.busy_counters()}
    counters = [
        {
            "code": one.name,
            "state": busy[one.name].state.value if one.name in busy else "free",
            "number": busy[one.name].number if one.name in busy else None,
        }
        for one in catalogue.counters
    ]
    calls = [
        {
            "number": one.number,
            "counter": one.counter,
            "agency": one.agency,
            "at": _iso(one.at, info.timezone),
        }
        for one in parts.store.recent_calls(7)
    ]
    day = info.day.isoformat() if info.day else None
    data = {
        "hall": info.name,
        "day": day,
        "rehearsal": info.rehearsal,
        "services": services,
        "counters": counters,
        "calls": calls,
    }
    waits = sum(line.waiting for line in queues)
    headline = say(
        "{hall}, {day}: {waiting} waiting, {serving} at a counter",
        hall=info.name,
        day=day or "-",
        waiting=waits,
        serving=len(busy),
    )
    lines = [headline]
    lines += [f"  {one['number']} → {one['counter']}" for one in calls]
    moving = [line for line in queues if line.waiting or line.serving]
    lines += [f"  {line.service:<16}{line.waiting:>5}{line.serving:>5}" for line in moving]
    return Answer(data, lines)


def _service_status(
    parts: Parts, line: QueueLine, queues: Sequence[QueueLine], info: HallInfo, catalogue: Catalogue
) -> dict[str, Any]:
    """Tell how one service stands and what a visitor who comes now would be told."""
    agency = catalogue.agency[catalogue.service[line.service].agency]
    before = [one for one in queues if catalogue.service[one.service].agency == agency.code]
    load = Load(tuple((one.service, False, one.waiting) for one in before))
    now = parts.clock.now()
    told = waiting.project(load, catalogue.service, agency.counters, priority=False, at=now)
    return {
        "code": line.service,
        "waiting": line.waiting,
        "serving": line.serving,
        "open": True,
        "estimate": {
            "ahead": told.ahead,
            "called_from": _iso(told.called_from, info.timezone),
            "called_until": _iso(told.called_until, info.timezone),
        },
    }


def check(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Test every invariant."""
    journal = parts.store.journal
    faults = parts.store.check()
    data = {
        "ok": not faults,
        "journal": journal.mode,
        "reason": journal.reason,
        "faults": [{"invariant": one.where, "problem": one.problem, "detail": one.detail} for one in faults],
    }
    lines = [explain_fault(one, args.language) for one in faults]
    if not faults:
        lines.append(
            say("All invariants hold. Journal: {mode} ({reason}).", mode=journal.mode, reason=journal.reason)
        )
    return Answer(data, lines, ok=not faults)


def day(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Tell the hall day; accept the clock after staff looked at it."""
    if args.accept_clock:
        parts.hall.accept_clock()
    info = parts.store.hall()
    seen = _iso(info.seen_at, info.timezone) if info.seen_at else None
    data = {"day": info.day.isoformat() if info.day else None, "seen_at": seen}
    return Answer(data, [say("Hall day {day}, last action {seen}", day=data["day"] or "-", seen=seen or "-")])


def _moved(leg: Leg) -> Answer:
    data = {
        "number": leg.number,
        "counter": leg.counter,
        "service": leg.service,
        "ticket": str(leg.ticket.id),
        "state": leg.state.value,
    }
    return Answer(data, [f"{leg.number} → {leg.counter}  {leg.state.value}"])


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Misconfigured("--tap", "wrong_tap", text) from None


def _iso(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
