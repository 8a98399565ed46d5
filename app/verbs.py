"""The verbs of the command line that make the hall, give numbers and ask about it.

Each takes the opened parts and the arguments, and returns one answer: a dictionary for ``--json``
and the lines that people read.
"""

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from app import tap
from app.answer import Answer, Verb, iso
from app.board_verbs import boards_of
from app.furnishing import take_catalogue
from app.parts import Parts
from language import dates
from language.search import Index
from language.sentences import explain_fault
from language.texts import Say
from ticketing import offer
from ticketing.calendar import Opening
from ticketing.catalogue import Catalogue
from ticketing.foresight import Foresight
from ticketing.model import HallInfo, QueueLine, Told
from ticketing.presence import Presence, Standing
from ticketing.quota import Channel
from ticketing.sight import Sight
from ticketing.waiting.forecast import Forecast
from ticketing.words import Language


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
        tap.read(args.tap),
        priority=args.priority,
        kiosk=args.kiosk or parts.config.kiosk.name,
        paper=not args.no_paper,
        channel=Channel(args.channel),
    )
    zone = parts.store.hall().timezone
    told = issued.told
    data = {
        "ticket": str(issued.ticket.id),
        "number": issued.ticket.number,
        "service": issued.leg.service,
        "agency": issued.leg.agency,
        "ahead": told.ahead,
        "called_from": iso(told.called_from, zone),
        "called_until": iso(told.called_until, zone),
        "token": issued.ticket.token,
        "errand": issued.ticket.errand or None,
        "repeated": issued.repeated,
    }
    hours = dates.hours(told.called_from, told.called_until, zone, language)
    told_line = say("{number}: {ahead} ahead, called about {hours}", **data, hours=hours)
    return Answer(data, [told_line])


def status(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Tell who waits, who is served, and what each service would wait; before the day begins nobody is."""
    info, catalogue = Sight(parts.clock).of(parts.store.hall()), parts.store.catalogue()
    queues = parts.store.queues() if info.day else [QueueLine(one.code, 0, 0) for one in catalogue.services]
    now = parts.clock.now()
    at = now if info.seen_at is None else max(now, info.seen_at)
    outlook = Foresight(parts.store).read(info, catalogue, at)
    newcomers, served_after = outlook.newcomers(at), outlook.all_served_after(at)
    openings = _openings(parts, info, catalogue, served_after)
    services = [
        _service_status(line, openings[line.service], info, newcomers[line.service].told(at))
        for line in queues
    ]
    counters = _counter_status(parts, info, catalogue)
    calls = [
        {
            "number": one.number,
            "counter": one.counter,
            "agency": one.agency,
            "at": iso(one.at, info.timezone),
        }
        for one in (parts.store.recent_calls(7) if info.day else ())
    ]
    day = info.day.isoformat() if info.day else None
    boards, board_lines = boards_of(parts, say)
    data = {
        "hall": info.name,
        "day": day,
        "rehearsal": info.rehearsal,
        "services": services,
        "counters": counters,
        "calls": calls,
        "boards": boards,
    }
    waits = sum(line.waiting for line in queues)
    headline = say(
        "{hall}, {day}: {waiting} waiting, {serving} at a counter",
        hall=info.name,
        day=day or "-",
        waiting=waits,
        serving=sum(one["number"] is not None for one in counters),
    )
    lines = [headline]
    lines += [f"  {one['number']} → {one['counter']}" for one in calls]
    moving = [line for line in queues if line.waiting or line.serving]
    lines += [_service_line(line, newcomers[line.service], info, at, args.language, say) for line in moving]
    lines += board_lines
    return Answer(data, lines)


def _service_line(
    line: QueueLine, forecast: Forecast, info: HallInfo, at: datetime, language: Language, say: Say
) -> str:
    """Tell in words how one service stands, and what a visitor who comes now would be told."""
    told = forecast.told(at)
    hours = dates.hours(told.called_from, told.called_until, info.timezone, language)
    return f"  {line.service:<16}" + say(
        "{waiting} waiting, {serving} at a counter; who comes now is called about {hours}",
        waiting=line.waiting,
        serving=line.serving,
        hours=hours,
    )


def _counter_status(parts: Parts, info: HallInfo, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Tell of each counter which ticket it has, or whether it calls."""
    now = parts.clock.now()
    busy = {leg.counter: leg for leg in parts.store.busy_counters()} if info.day else {}
    present = {one.counter: one.at(now) for one in parts.store.presences()} if info.day else {}

    def state(name: str) -> str:
        if name in busy:
            return busy[name].state.value
        stands = present.get(name, Presence(name)).standing
        return "free" if stands is Standing.OPEN else stands.value

    return [
        {
            "code": one.name,
            "state": state(one.name),
            "number": busy[one.name].number if one.name in busy else None,
            "staff": present.get(one.name, Presence(one.name)).staff or None,
        }
        for one in catalogue.counters
    ]


def _openings(
    parts: Parts, info: HallInfo, catalogue: Catalogue, served_after: Mapping[str, float]
) -> Mapping[str, Opening]:
    """Tell of every service whether it gives numbers."""
    store, now = parts.store, parts.clock.now()
    closures = [closure for _, closure in store.closures(now)]
    if info.day is None:
        return offer.openings(catalogue, info, closures, {}, {}, now, served_after)
    issued = {agency: store.standing(agency, now).issued for agency in offer.rationed(catalogue)}
    return offer.openings(catalogue, info, closures, store.loads(), issued, now, served_after)


def _service_status(line: QueueLine, found: Opening, info: HallInfo, told: Told) -> dict[str, Any]:
    """Tell how one service stands and what a visitor who comes now would be told."""
    return {
        "code": line.service,
        "waiting": line.waiting,
        "serving": line.serving,
        "open": found.is_open,
        "reason": found.reason.value,
        "opens_at": iso(found.opens_at, info.timezone) if found.opens_at else None,
        "estimate": {
            "ahead": told.ahead,
            "called_from": iso(told.called_from, info.timezone),
            "called_until": iso(told.called_until, info.timezone),
        },
    }


def check(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Test every invariant."""
    kept, why = parts.store.kept_by()
    faults = parts.store.check()
    data = {
        "ok": not faults,
        "journal": kept,
        "reason": why,
        "faults": [{"invariant": one.where, "problem": one.problem, "detail": one.detail} for one in faults],
    }
    lines = [explain_fault(one, args.language) for one in faults]
    if not faults:
        lines.append(say("All invariants hold. Journal: {mode} ({reason}).", mode=kept, reason=why))
    return Answer(data, lines, ok=not faults)


def day(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Tell the hall day; accept the clock after staff looked at it."""
    if args.accept_clock:
        parts.hall.accept_clock()
    info = parts.store.hall()
    seen = iso(info.seen_at, info.timezone) if info.seen_at else None
    data = {"day": info.day.isoformat() if info.day else None, "seen_at": seen}
    return Answer(data, [say("Hall day {day}, last action {seen}", day=data["day"] or "-", seen=seen or "-")])


VERBS: dict[str, Verb] = {
    "import": import_catalogue,
    "search": search,
    "issue": issue,
    "status": status,
    "check": check,
    "day": day,
}
