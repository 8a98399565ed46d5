"""How good told waits would have been: past days are followed event by event, and everybody is told again.

Nothing of the day itself is known before it happened; what is learnt comes from the days before.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from ticketing.catalogue import Catalogue
from ticketing.errand import Step
from ticketing.lifecycle import Action
from ticketing.model import Event, Told
from ticketing.waiting.baselines import Baselines
from ticketing.waiting.entry import Entry, Spot
from ticketing.waiting.forecast import Forecast, range_of
from ticketing.waiting.layout import Layout
from ticketing.waiting.lesson import LEARNT_DAYS, Lesson, lesson_of, together
from ticketing.waiting.projection import Later, project
from ticketing.waiting.rests import Rests
from ticketing.waiting.scene import Scene
from ticketing.waiting.stays import Stays
from ticketing.waiting.story import Story

PROJECTION = "projection"

#: The same, of the later steps of errands: told with the number, from there to their own calls.
LATER_STEPS = "later_steps"

#: An answer is as good as right within so many minutes, or this share of the wait; later than the first
#: it is late.
_NEAR_MIN = 5.0
_NEAR_SHARE = 0.25

#: How wide a range the simpler ways would give, as shares of what they tell.
_EARLY, _LATE = 0.75, 1.5


@dataclass(frozen=True, slots=True)
class Guess:
    """What one ticket was told by one way, and how long it really waited.

    Attributes:
        method: Which way.
        counters: How many counters of its agency called anybody on that day.
        told_min: The wait as one figure.
        waited_min: From the number to the first call.
        is_covered: The call came within the range of hours.
    """

    method: str
    counters: int
    told_min: float
    waited_min: float
    is_covered: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How good many guesses were.

    Attributes:
        n: How many.
        wape: Sum of the errors over the sum of the waits.
        mae_min: Mean error in minutes.
        within: Share that was off by 5 minutes or a quarter of the wait at most.
        late: Share that waited over 5 minutes longer than told.
        covered: Share that was called within the range.
        mean_min: Mean wait in minutes.
    """

    n: int
    wape: float
    mae_min: float
    within: float
    late: float
    covered: float
    mean_min: float


def backtest(
    first: date,
    last: date,
    lines_of: Callable[[date], Sequence[Entry | Event]],
    catalogue: Catalogue,
    zone: tzinfo,
) -> Iterator[tuple[date, list[Guess]]]:
    """Replay days; each learns from the four weeks before it.

    Args:
        first: The first day that is replayed.
        last: The last one, included.
        lines_of: Reads the journal of a day; of entries only the plans of errands are looked at, since all
            else may have changed later.
        catalogue: What the hall offers now; other services are left out.
        zone: The hall's own.

    Yields:
        Each day on which somebody was called, with the guesses of all ways.
    """
    lessons: dict[date, Lesson] = {}
    layout = Layout(catalogue)
    for n in range(-LEARNT_DAYS, (last - first).days + 1):
        day = first + timedelta(days=n)
        lines = lines_of(day)
        events = [line.event if isinstance(line, Entry) else line for line in lines]
        if n >= 0 and events:
            known = together(one for past, one in lessons.items() if (day - past).days <= LEARNT_DAYS)
            learnt = known.known_stays(catalogue), known.known_rests(zone)
            guesses = list(_replay(events, _plans(lines), catalogue, layout, *learnt))
            if guesses:
                yield day, guesses
        if events:
            lessons[day] = lesson_of(events, catalogue, zone)


def scores(guesses: Iterable[Guess]) -> Mapping[str, Mapping[int, Score]]:
    """Sum up guesses by method and number of counters."""
    by_key: dict[str, dict[int, list[Guess]]] = defaultdict(lambda: defaultdict(list))
    for guess in guesses:
        by_key[guess.method][guess.counters].append(guess)
    return {
        method: {counters: _score(by_counters[counters]) for counters in sorted(by_counters)}
        for method, by_counters in by_key.items()
    }


def _replay(
    events: Sequence[Event],
    plans: Mapping[UUID, tuple[Step, ...]],
    catalogue: Catalogue,
    layout: Layout,
    stays: Stays,
    rests: Rests,
) -> Iterator[Guess]:
    """Tell everybody of one day how long they will wait, when their number is given."""
    called_at: dict[UUID, datetime] = {}
    step_at: dict[tuple[UUID, str], datetime] = {}
    at_work: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.action is Action.CALL and event.ticket_id is not None:
            called_at.setdefault(event.ticket_id, event.at)
            step_at.setdefault((event.ticket_id, event.service), event.at)
            at_work[event.agency].add(event.counter or "")
    story = Story(layout)
    others = Baselines(catalogue)
    for event in events:
        ticket = event.ticket_id
        if event.action is Action.ISSUE and ticket in called_at and event.service in catalogue.service:
            assert ticket is not None
            before = story.scene(event.at)
            story.hear(_as_then(event, plans))
            waited = (called_at[ticket] - event.at).total_seconds() / 60
            counters = len(at_work[event.agency])
            for method, told_min, told in _told(event, before, story, others, layout, stays, rests):
                is_covered = told.called_from <= called_at[ticket] <= told.called_until
                yield Guess(method, counters, told_min, waited, is_covered)
            if ticket in plans:
                steps = _steps(event, story, layout, stays, rests)
                yield from _guessed(event, steps, step_at, at_work, catalogue)
        else:
            story.hear(_as_then(event, plans))
        others.hear(event)


def _plans(lines: Iterable[Entry | Event]) -> dict[UUID, tuple[Step, ...]]:
    """Find the steps of the errands of a day, by ticket."""
    return {
        line.event.ticket_id: line.spot.plan
        for line in lines
        if isinstance(line, Entry) and line.event.ticket_id is not None and line.spot and line.spot.plan
    }


def _as_then(event: Event, plans: Mapping[UUID, tuple[Step, ...]]) -> Entry | Event:
    """Tell of a line what was known when it was written."""
    plan = plans.get(event.ticket_id) if event.ticket_id is not None else None
    if plan is None or event.action not in (Action.ISSUE, Action.ADVANCE):
        return event
    return Entry(event, Spot(event.at, event.seq, plan=plan))


def _steps(
    event: Event, story: Story, layout: Layout, stays: Stays, rests: Rests
) -> Iterator[tuple[str, Forecast]]:
    """Answer who just got a number for an errand when its later steps will be."""
    for key, forecast in project(story.scene(event.at), layout, stays, rests).items():
        if isinstance(key, Later) and key.key == event.ticket_id:
            yield key.service, forecast


def _guessed(
    issued: Event,
    steps: Iterable[tuple[str, Forecast]],
    step_at: Mapping[tuple[UUID, str], datetime],
    at_work: Mapping[str, Collection[str]],
    catalogue: Catalogue,
) -> Iterator[Guess]:
    """Compare what was told of later steps with their calls; those that were never called are left out."""
    assert issued.ticket_id is not None
    for service, forecast in steps:
        called_at = step_at.get((issued.ticket_id, service))
        if called_at is not None:
            told = forecast.told(issued.at)
            waited_min = (called_at - issued.at).total_seconds() / 60
            counters = len(at_work[catalogue.service[service].agency])
            is_covered = told.called_from <= called_at <= told.called_until
            yield Guess(LATER_STEPS, counters, forecast.likely_min, waited_min, is_covered)


def _told(
    event: Event,
    before: Scene,
    story: Story,
    others: Baselines,
    layout: Layout,
    stays: Stays,
    rests: Rests,
) -> Iterator[tuple[str, float, Told]]:
    """Answer who just got a number: by the projection, and as others would."""
    forecast = project(story.scene(event.at), layout, stays, rests).get(event.ticket_id)
    if forecast is not None:
        yield PROJECTION, forecast.likely_min, forecast.told(event.at)
    for method, minutes in others.told_min(event.agency, before).items():
        yield method, minutes, range_of(event.at, 0, minutes * _EARLY, minutes * _LATE)


def _score(guesses: Sequence[Guess]) -> Score:
    n = len(guesses)
    errors = [abs(one.told_min - one.waited_min) for one in guesses]
    waited = sum(one.waited_min for one in guesses)
    near = sum(
        error <= max(_NEAR_MIN, _NEAR_SHARE * one.waited_min)
        for error, one in zip(errors, guesses, strict=True)
    )
    return Score(
        n,
        sum(errors) / waited if waited else 0.0,
        sum(errors) / n,
        near / n,
        sum(one.waited_min - one.told_min > _NEAR_MIN for one in guesses) / n,
        sum(one.is_covered for one in guesses) / n,
        waited / n,
    )
