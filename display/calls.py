"""The calls that a board knows."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from ticketing.model import Call


class KnownCalls:
    """The last calls of the day, each ticket once, with its newest call.

    Args:
        keep: So many are kept.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._calls: dict[UUID, Call] = {}

    def note(self, calls: Iterable[Call]) -> None:
        """Take calls that were just made."""
        for call in calls:
            known = self._calls.pop(call.ticket_id, call)
            self._calls[call.ticket_id] = max(call, known, key=lambda one: one.seq)
        while len(self._calls) > self._keep:
            del self._calls[min(self._calls.values(), key=lambda one: one.seq).ticket_id]

    def replace(self, read: Sequence[Call], heard_before: int) -> None:
        """Take what the store lists in place of all that was known when it was asked.

        Args:
            read: The last calls of the store.
            heard_before: Seq of the last call heard when the store was asked; later ones stay.
        """
        later = [call for call in self._calls.values() if call.seq > heard_before]
        self._calls.clear()
        self.note([*read, *later])

    def newest(self, limit: int, without: Call | None = None) -> tuple[Call, ...]:
        """List the newest calls, newest first, but for the ticket of one."""
        others = [call for call in self._calls.values() if not _are_same(call, without)]
        return tuple(sorted(others, key=lambda call: -call.seq)[:limit])

    def of(self, call: Call | None) -> Call | None:
        """Find what is known of the ticket of a call."""
        return None if call is None else self._calls.get(call.ticket_id)


def _are_same(call: Call, other: Call | None) -> bool:
    return other is not None and call.ticket_id == other.ticket_id
