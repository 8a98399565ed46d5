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
_KEEP = Prepared(insert(lesson), tuple(column.name for column in lesson.c))


class LessonWriting(Writing):
    """The part of `writing.Transaction` that concerns what past days taught."""

    def keep_lesson(self, day: date, lesson: Lesson) -> None:
        """Store what a day taught, in place of what was learnt from it before."""
        self._run(_FORGET, day=day)
        for values in values_of(lesson, only(self._run(_ENDINGS, day=day))):
            self._run(_KEEP, day=day, **values)
