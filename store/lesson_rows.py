"""What past days taught, as rows of sums and back.

A row is of one of three kinds. A `stay` has a service and the agency whose clerks served it, a `rest`
an agency and the half hour in which breaks began, as `RestSum.slot`. One row of kind `day` stands for
each day that was learnt from, also where it taught nothing; its `n` tells how often the day had ended
by then. A day ends twice where a clock ran ahead and was set back.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select

from store.lesson_schema import lesson
from store.reading import Reading
from store.schema import anchor
from ticketing.waiting.lesson import LEARNT_DAYS, Lesson, together
from ticketing.waiting.rests import RestSum
from ticketing.waiting.stays import StaySum

DAY, STAY, REST = "day", "stay", "rest"

_FIRST = bindparam("first", type_=lesson.c.day.type)
_TODAY = bindparam("today", type_=lesson.c.day.type)

_SUMS = (
    select(lesson.c.kind, lesson.c.agency, lesson.c.what, func.sum(lesson.c.n), func.sum(lesson.c.minutes))
    .where(lesson.c.hall == bindparam("hall"), lesson.c.day >= _FIRST, lesson.c.day < _TODAY)
    .group_by(lesson.c.kind, lesson.c.agency, lesson.c.what)
)
_learnt_after = (
    select(lesson.c.n)
    .where(lesson.c.hall == bindparam("hall"), lesson.c.day == anchor.c.day, lesson.c.kind == DAY)
    .scalar_subquery()
)
_NOT_LEARNT = (
    select(anchor.c.day)
    .where(anchor.c.hall == bindparam("hall"), anchor.c.day >= _FIRST, anchor.c.day < _TODAY)
    .group_by(anchor.c.day)
    .having(func.count() > func.coalesce(_learnt_after, 0))
    .order_by(anchor.c.day)
)


class LessonReading(Reading):
    """What the store tells of what past days taught."""

    def lesson(self) -> Lesson:
        """Add up what the last `LEARNT_DAYS` days before the hall's present one taught."""
        return _of_rows(self._of_past_days(_SUMS))

    def not_learnt(self) -> Sequence[date]:
        """List those of these days that have ended since they were learnt from, the oldest first."""
        return [row.day for row in self._of_past_days(_NOT_LEARNT)]

    def _of_past_days(self, query: Any) -> Sequence[Any]:
        with self._reading() as connection:
            today = self._info(connection).day
            if today is None:
                return ()
            first = today - timedelta(days=LEARNT_DAYS)
            return connection.execute(query, {**self._where, "first": first, "today": today}).all()


def values_of(learnt: Lesson, endings: int) -> Iterator[dict[str, object]]:
    """Make the rows of one day, but for the day.

    Args:
        learnt: From that day.
        endings: How often it has ended by now.
    """
    yield {"kind": DAY, "agency": "", "what": "", "n": endings, "minutes": 0.0}
    for stay in learnt.stays:
        yield {"kind": STAY, "agency": stay.group, "what": stay.service, "n": stay.n, "minutes": stay.minutes}
    for rest in learnt.rests:
        yield {
            "kind": REST,
            "agency": rest.group,
            "what": str(rest.slot),
            "n": rest.n,
            "minutes": rest.minutes,
        }


def _of_rows(found: Iterable[Any]) -> Lesson:
    rows = [(kind, agency, what, int(n), float(minutes)) for kind, agency, what, n, minutes in found]
    stays = (StaySum(what, agency, n, minutes) for kind, agency, what, n, minutes in rows if kind == STAY)
    rests = (
        RestSum(agency, int(what), n, minutes) for kind, agency, what, n, minutes in rows if kind == REST
    )
    return together([Lesson(tuple(stays), tuple(rests))])  # sorted as a file and a server do not
