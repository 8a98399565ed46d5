"""Errands: several services over agencies on one ticket ("satu tiket, satu urusan")."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from ticketing.words import Words

_ENDLESS = float("inf")


@dataclass(frozen=True, slots=True)
class Step:
    """One service of an errand, and the services that must be completed before it."""

    service: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """What people come for that takes several services."""

    code: str
    name: Words
    steps: tuple[Step, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """Codes of its services, in the order of the file."""
        return tuple(step.service for step in self.steps)


class StopState(StrEnum):
    """How far one service of an errand has come."""

    DONE = "done"
    PRESENT = "present"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of an itinerary. `is_free`: another one might come at its place as well."""

    service: str
    state: StopState
    is_free: bool = False


def may_come_next(steps: Sequence[Step], done: Collection[str]) -> tuple[str, ...]:
    """List the services that the rules allow next, in the order of the file."""
    return tuple(
        step.service for step in steps if step.service not in done and all(one in done for one in step.after)
    )


def choose_next(
    steps: Sequence[Step], done: Collection[str], wait_min: Callable[[str], float | None]
) -> str | None:
    """Choose the service that comes next: of those allowed, the one with the shortest wait.

    Args:
        steps: All of the errand.
        done: Codes of the services completed.
        wait_min: Tells the expected wait in minutes; None where no numbers are given now. Not asked
            where there is no choice.

    Returns:
        Its code; None when everything is done. Equal waits go by the order of the file.
    """
    allowed = may_come_next(steps, done)
    if len(allowed) < 2:
        return allowed[0] if allowed else None
    waits = {code: wait_min(code) for code in allowed}
    return min(allowed, key=lambda code: _ENDLESS if waits[code] is None else waits[code] or 0.0)


def has_choice(steps: Sequence[Step]) -> bool:
    """Tell whether the rules leave open, at any point, which service comes next."""
    return any(stop.is_free for stop in itinerary(steps, (), None))


def itinerary(steps: Sequence[Step], done: Sequence[str], present: str | None) -> tuple[Stop, ...]:
    """Tell the way of an errand: what is done, where the visitor is, what comes, as far as known."""
    stops = [Stop(service, StopState.DONE) for service in done]
    passed = set(done)
    if present is not None:
        stops.append(Stop(present, StopState.PRESENT))
        passed.add(present)
    order: list[str] = []
    while allowed := may_come_next(steps, passed):
        order.append(allowed[0])
        passed.add(allowed[0])
    free = _free(order, {step.service: step.after for step in steps})
    stops.extend(Stop(service, StopState.AHEAD, service in free) for service in order)
    return tuple(stops)


def credited(waited: timedelta, cap: timedelta) -> timedelta:
    """Tell how much earlier than now the next leg counts as queued.

    An errand does not begin to wait anew at each agency; but it never gets more than `cap`, so that
    it does not overtake everybody at the last one.

    Args:
        waited: From when the leg before counted as queued to its last call. This begins with that
            leg's own credit, and so holds the waiting of all legs; their service is left out.
        cap: The most that is credited.
    """
    return max(timedelta(), min(waited, cap))


def cycle(steps: Sequence[Step]) -> tuple[str, ...]:
    """Find services that wait for each other, each for the one behind it; empty when there are none.

    A service of `after` that is no step is another fault: it counts as done here.
    """
    services = {step.service for step in steps}
    done = {before for step in steps for before in step.after if before not in services}
    while allowed := may_come_next(steps, done):
        done.update(allowed)
    left = {step.service: step.after for step in steps if step.service not in done}
    way: list[str] = []
    at = next(iter(left), None)
    while at is not None and at not in way:
        way.append(at)
        at = next((before for before in left[at] if before in left), None)
    return tuple(way[way.index(at) :]) if at is not None else ()


def _free(order: Sequence[str], after: dict[str, tuple[str, ...]]) -> set[str]:
    """Find the services of a valid `order` that could as well stand at another place of it."""
    earlier: dict[str, set[str]] = {}
    for service in order:
        named = after[service]
        earlier[service] = set(named).union(*(earlier.get(one, set()) for one in named))
    return {
        one
        for one in order
        if any(one != other and one not in earlier[other] and other not in earlier[one] for other in order)
    }
