"""The verbs ``simulate`` and ``backtest``: days that never were, and how good told waits would have been."""

import sys
import time
from argparse import Namespace
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from typing import Any
from zoneinfo import ZoneInfo

from app.answer import Answer
from app.furnishing import take_catalogue
from app.parts import SHIPPED_CATALOGUE, Parts, make_hall, make_house
from app.simulation.play import DayClock, Play
from app.simulation.script import Town
from language.texts import Say, mark
from ticketing.catalogue import Catalogue, Counter
from ticketing.errors import EmptyDay, NoHall, NotARehearsal
from ticketing.model import HallInfo
from ticketing.waiting import backtest as waits
from ticketing.waiting import baselines
from ticketing.waiting.backtest import Guess, Score

_OPENS = wall_time(8)
_WEEKEND = (5, 6)

# Work that takes longer tells how far it is.
_QUIET_S = 2.0

_METHODS = {
    waits.PROJECTION: mark("projection of the queue"),
    waits.LATER_STEPS: mark("the same, later steps of errands"),
    baselines.LAST_TO_ENTER: mark("as the last one called has waited"),
    baselines.ROLLING_MEAN: mark("mean of the last 30 minutes"),
    baselines.MINUTES_AHEAD: mark("minutes × people ahead"),
}


def simulate(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Live through working days of one agency; the first follows the last day that the hall had."""
    info = _rehearsal(parts)
    catalogue = _alone(parts.store.catalogue(), args.counters)
    with parts.store.writing() as tx:
        info = tx.hall()
        if tx.catalogue() != catalogue:
            tx.keep_hall(replace(info, catalogue_version=info.catalogue_version + 1))
            tx.replace_catalogue(catalogue)
    zone = ZoneInfo(info.timezone)
    days = _days(info.day, args.days, zone)
    town = Town(catalogue.services, args.seed)
    counters = [one.name for one in catalogue.counters]
    progress, visitors = _Progress(), 0
    for number, day in enumerate(days):
        opens = datetime.combine(day, _OPENS, zone).astimezone(UTC)
        clock = DayClock(opens)
        hall = make_hall(parts.store, clock, parts.config)
        house = make_house(parts.store, clock, parts.config)
        script = town.day(number, args.counters)
        Play(hall, house, clock, counters, script, opens, args.seed * 1000 + number).run()
        visitors += len(script.visitors)
        progress.tell(f"{day}: {number + 1} / {len(days)}")
    agency = catalogue.agencies[0]
    data = {
        "from": days[0].isoformat(),
        "to": days[-1].isoformat(),
        "days": len(days),
        "visitors": visitors,
        "counters": args.counters,
        "agency": agency.code,
        "seed": args.seed,
    }
    lines = [
        say("{visitors} visitors at {counters} counters of {agency}, {from_day} to {to_day}.",
            visitors=visitors, counters=args.counters, agency=agency.code,
            from_day=data["from"], to_day=data["to"]),
    ]  # fmt: skip
    return Answer(data, lines)


def backtest(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Replay past days and tell how good each way of telling the wait would have been.

    Raises:
        EmptyDay: Nobody was called on any of the days.
    """
    info, catalogue = parts.store.hall(), parts.store.catalogue()
    first, last = date.fromisoformat(args.from_day), date.fromisoformat(args.to_day)
    progress, guesses, days = _Progress(), list[Guess](), 0
    zone = ZoneInfo(info.timezone)
    for day, found in waits.backtest(first, last, parts.store.entries, catalogue, zone):
        guesses += found
        days += 1
        progress.tell(day.isoformat())
    if not guesses:
        raise EmptyDay(day=args.from_day)
    scores = waits.scores(guesses)
    data = {
        "from": args.from_day,
        "to": args.to_day,
        "days": days,
        "rehearsal": info.rehearsal,
        "methods": {
            method: {str(counters): _figures(score) for counters, score in by_counters.items()}
            for method, by_counters in scores.items()
        },
    }
    return Answer(data, [_heading(info, days, say), *_table(scores, say)])


def _rehearsal(parts: Parts) -> HallInfo:
    """Find the rehearsal hall, or make one with the shipped catalogue.

    Raises:
        NotARehearsal: The hall is in service.
    """
    try:
        info = parts.store.hall()
    except NoHall:
        take_catalogue(parts.store, parts.config, SHIPPED_CATALOGUE, rehearsal=True)
        info = parts.store.hall()
    if not info.rehearsal:
        raise NotARehearsal
    return info


def _alone(catalogue: Catalogue, counters: int) -> Catalogue:
    """Make a hall of one agency, the one with the most counters, with so many of them."""
    agency = max(catalogue.agencies, key=lambda one: one.counters)
    return Catalogue(
        agencies=(replace(agency, counters=counters),),
        services=catalogue.services_of(agency.code),
        counters=tuple(Counter(str(n), agency.code, agency.zone) for n in range(1, counters + 1)),
        policies=catalogue.policies,
    )


def _days(last: date | None, count: int, zone: ZoneInfo) -> list[date]:
    """List working days: they follow the last day of the hall, or end yesterday in a new one."""
    backwards = last is None
    day = last or datetime.now(zone).date()
    found: list[date] = []
    while len(found) < count:
        day += timedelta(days=-1 if backwards else 1)
        if day.weekday() not in _WEEKEND:
            found.append(day)
    return sorted(found)


class _Progress:
    """Tells on stderr how far something is, once it takes longer than two seconds."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def tell(self, what: str) -> None:
        """Say how far it is."""
        if time.monotonic() - self._began > _QUIET_S:
            print(what, file=sys.stderr, flush=True)


def _figures(score: Score) -> dict[str, Any]:
    return {name: round(value, 4) for name, value in asdict(score).items()}


def _heading(info: HallInfo, days: int, say: Say) -> str:
    told = say("{n} days, each told from the four weeks before it.", n=days)
    simulated = say("This is a simulation, no hall.")
    return f"{told} {simulated}" if info.rehearsal else told


def _table(scores: Any, say: Say) -> list[str]:
    """Write a line for each method and number of counters."""
    heads = (say("error"), say("mean error"), say("close"), say("late"), say("in the range"))
    counted = say("counters")
    lines = [f"{'':<36}{counted:>8}{'n':>7}" + "".join(f"{one:>16}" for one in heads)]
    for method, by_counters in scores.items():
        for counters, score in by_counters.items():
            shares = (score.within, score.late, score.covered)
            figures = [f"{score.wape:.0%}", f"{score.mae_min:.1f} min", *(f"{one:.0%}" for one in shares)]
            told = "".join(f"{one:>16}" for one in figures)
            lines.append(f"{say(_METHODS[method]):<36}{counters:>8}{score.n:>7}{told}")
    return lines
