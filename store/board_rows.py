"""The questions about notices and boards, and their rows as values."""

import json
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from store.board_schema import board, notice
from ticketing.boards import BoardState, Notice, NoticeKind, Sound

_HALL: Any = bindparam("hall")

NOTICE = select(notice.c.kind, notice.c.since, notice.c.until_at).where(notice.c.hall == _HALL)
BOARDS = select(board).where(board.c.hall == _HALL).order_by(board.c.name)
FORGET_BOARD = delete(board).where(
    board.c.hall == bindparam("its_hall"), board.c.name == bindparam("its_name")
)
KEEP_BOARD = insert(board)


def notice_of(row: Any) -> Notice:
    """Make a notice of a row of `NOTICE`."""
    kind, since, until = row
    return Notice(NoticeKind(kind), since, until)


def state(row: Any) -> BoardState:
    """Make the state of a board of its row."""
    return BoardState(
        row.name,
        tuple(json.loads(row.zones)),
        row.waiting,
        row.behind_s,
        Sound(row.sound),
        row.seen_at,
        tuple(json.loads(row.troubles)),
    )


def values(value: BoardState) -> dict[str, Any]:
    """Make the row of the state of a board, but for its hall."""
    return {
        "name": value.name,
        "zones": json.dumps(value.zones),
        "waiting": value.waiting,
        "behind_s": value.behind_s,
        "sound": value.sound.value,
        "seen_at": value.seen_at,
        "troubles": json.dumps(value.troubles),
    }
