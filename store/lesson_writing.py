"""What a day taught, within a writing transaction."""

from datetime import date

from sqlalchemy import bindparam, delete, func, insert, select

from store.lesson_rows import values_of
from store.lesson_schema import lesson
from store.prepared import Prepared
from store.schema import anchor
from store.writing import Writing, only
from ticketing.waiting.lesson import Lesson

_FORGET = Prepared(delete(lesson).where(lesson.c.hall == bindparam("hall"), lesson.c.day == bindparam("day")))
_ENDINGS = Prepared(
    select(func.count()).where(anchor.c.hall == bindparam("hall"), anchor.c.day == bindparam("day"))
)
_KEEP = insert(lesson)


class LessonWriting(Writing):
    """The part of `writing.Transaction` that concerns what past days taught."""

    def keep_lesson(self, day: date, lesson: Lesson) -> None:
        """Store what a day taught, in place of what was learnt from it before."""
        self._run(_FORGET, day=day)
        endings = only(self._run(_ENDINGS, day=day))
        fixed = {"hall": self._hall, "day": day}
        # All at once: a network costs its time for each statement, and the hall's lock is held.
        self._connection.execute(_KEEP, [{**fixed, **values} for values in values_of(lesson, endings)])
