"""What past days taught: how long stays last, and when clerks take their breaks. A few sums for each day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from ticketing import past_day
from ticketing.catalogue import Catalogue
from ticketing.model import Event
from ticketing.waiting import rests, stays
from ticketing.waiting.rests import Rests, RestSum
from ticketing.waiting.stays import Stays, StaySum

#: So many days before a day are learnt from.
LEARNT_DAYS = 28


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one past day taught, or several together; empty on a hall's first day.

    Attributes:
        stays: How long tickets kept counters; one for each service and agency.
        rests: When first breaks began; one for each agency and half hour.
    """

    stays: tuple[StaySum, ...] = ()
    rests: tuple[RestSum, ...] = ()

    def known_stays(self, catalogue: Catalogue) -> Stays:
        """Make what a stay is expected to last of it, for the services that the hall offers now."""
        return Stays(catalogue, self.stays)

    def known_rests(self, zone: tzinfo) -> Rests:
        """Make what is known of breaks to come of it.

        Args:
            zone: The hall's own.
        """
        return Rests(self.rests, zone)


def lesson_of(events: Iterable[Event], catalogue: Catalogue, zone: tzinfo) -> Lesson:
    """Learn from one day.

    Args:
        events: Its journal, in order.
        catalogue: What the hall offers now; what else was served is left out.
        zone: The hall's own.
    """
    day = past_day.read(events)
    return Lesson(stays.sums_of(day, catalogue), rests.sums_of(day, catalogue, zone))


def together(lessons: Iterable[Lesson]) -> Lesson:
    """Add up what several days taught."""
    stayed: dict[tuple[str, str], tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    rested: dict[tuple[str, int], tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    for lesson in lessons:
        for stay in lesson.stays:
            n, minutes = stayed[stay.service, stay.group]
            stayed[stay.service, stay.group] = n + stay.n, minutes + stay.minutes
        for rest in lesson.rests:
            n, minutes = rested[rest.group, rest.slot]
            rested[rest.group, rest.slot] = n + rest.n, minutes + rest.minutes
    return Lesson(
        tuple(StaySum(*key, *value) for key, value in sorted(stayed.items())),
        tuple(RestSum(*key, *value) for key, value in sorted(rested.items())),
    )
