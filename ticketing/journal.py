"""The chain of the journal: each line's hash covers the line and the hash before it.

Whoever changes, removes or slips in a line breaks every hash after it, and the anchor that was
written down at the end of each day no longer fits. A chain does not stop somebody who may write the
whole file and computes all of it anew: that is what an anchor kept elsewhere is for.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from ticketing.model import Event

#: The hash before the first line.
GENESIS = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An event as it stands in the journal, with its day and its hash."""

    event: Event
    day: date
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of the chain when a day ended: `seq` and `hash` of its last line."""

    day: date
    seq: int
    hash: str


def link(before: str, event: Event, day: date) -> str:
    """Compute the hash of a line.

    Args:
        before: The hash of the line before, or `GENESIS`.
        event: The line; its `seq` is left out, it is not known when the hash is made.
        day: The hall day it counts for.

    Returns:
        SHA-256 in 64 hexadecimal digits.
    """
    told = json.dumps(
        [
            before,
            day.isoformat(),
            _micros(event.at),
            event.action,
            None if event.ticket_id is None else str(event.ticket_id),
            event.position,
            event.number,
            event.service,
            event.agency,
            event.language,
            event.priority,
            event.counter,
            event.reason,
            event.staff,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return sha256(told.encode()).hexdigest()


def broken(lines: Iterable[Line], anchors: Iterable[Anchor]) -> int | None:
    """Find the first line whose hash does not fit, or that an anchor does not fit.

    Args:
        lines: The whole journal, in order.
        anchors: What was kept of it.

    Returns:
        Its seq; None when the chain holds.
    """
    kept = {anchor.seq: anchor.hash for anchor in anchors}
    before = GENESIS
    for line in lines:
        before = link(before, line.event, line.day)
        if line.hash != before or kept.pop(line.event.seq, before) != before:
            return line.event.seq
    return min(kept, default=None)


def _micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)
