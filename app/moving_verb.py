"""The verb that takes a hall from a file to a server, and back."""

import sys
import time
from argparse import Namespace
from contextlib import closing

from app.answer import Answer
from app.parts import Parts
from language.texts import Say

# Work that takes longer tells how far it is.
_QUIET_S = 2.0


def move(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Copy the hall into another database, and compare every row."""
    from store.moving import move as take
    from store.store import open_store

    began = time.monotonic()

    def tell(table: str, rows: int) -> None:
        if time.monotonic() - began > _QUIET_S:
            print(f"{table}: {rows:,}", file=sys.stderr)

    with closing(open_store(args.to)) as target:
        found = take(parts.store, target, tell)
    total = sum(found.values())
    lines = [
        say("{count} rows were taken over and compared, one by one.", count=f"{total:,}"),
        say("The old queue is as it was. Let nothing use it any more, and keep it as a copy."),
    ]
    return Answer({"rows": total, "tables": found}, lines)
