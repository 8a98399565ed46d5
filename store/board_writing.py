"""The notice that covers the boards, within a writing transaction."""

from sqlalchemy import bindparam, delete, insert

from store.board_rows import NOTICE, notice_of
from store.board_schema import notice
from store.prepared import Prepared
from store.writing import Writing
from ticketing.boards import Notice

_NOTICE = Prepared(NOTICE)
_END = Prepared(delete(notice).where(notice.c.hall == bindparam("hall")))
_SET = Prepared(insert(notice), tuple(column.name for column in notice.c))


class BoardWriting(Writing):
    """The part of `writing.Transaction` that concerns the boards."""

    def notice(self) -> Notice | None:
        """Read the notice that was set and not taken away; it may have ended by itself."""
        found = self._run(_NOTICE)
        return notice_of(found[0]) if found else None

    def keep_notice(self, notice: Notice | None) -> None:
        """Store the notice in place of another, or take it away."""
        self._run(_END)
        if notice is not None:
            self._run(_SET, kind=notice.kind.value, since=notice.since, until_at=notice.until)
