"""What a day taught, within a writing transaction."""

from datetime import date

from sqlalchemy import bindparam, delete, insert

from store.lesson_rows import values_of
from store.lesson_schema import lesson
from store.prepared import Prepared
from store.writing import Writing
from ticketing.waiting.lesson import Lesson

_FORGET = Prepared(delete(lesson).where(lesson.c.hall == bindparam("hall"), lesson.c.day == bindparam("day")))
_KEEP = Prepared(insert(lesson), tuple(column.name for column in lesson.c))


class LessonWriting(Writing):
    """The part of `writing.Transaction` that concerns what past days taught."""

    def keep_lesson(self, day: date, lesson: Lesson | None) -> None:
        """Store what a day taught, in place of what was learnt before; None: it is to be learnt anew."""
        self._run(_FORGET, day=day)
        for values in values_of(lesson) if lesson else ():
            self._run(_KEEP, day=day, **values)
