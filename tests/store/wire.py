"""The way from one machine to a hall's queue state, which can be cut at a chosen transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from benchmarks.cable import Cut
from ticketing.errors import StoreUnreachable
from ticketing.ports import Store
from ticketing.writing import Transaction


class Wire:
    """A queue state as it is seen from one machine: it answers while the wire holds.

    Args:
        store: What is at its other end.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._left = 0
        self._when = Cut.BEFORE
        self.is_cut = False

    @property
    def as_store(self) -> Store:
        """The same, as the rules take it."""
        return cast(Store, self)

    def cut(self) -> None:
        """Nothing comes through from now on."""
        self.is_cut = True

    def cut_at(self, nth: int, when: Cut) -> None:
        """Cut it at a transaction that writes: before its commit, or after it and before the answer."""
        self._left, self._when = nth, when

    def mend(self) -> None:
        """All comes through again."""
        self.is_cut = False
        self._left = 0

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Open a writing transaction at the other end."""
        self._reach()
        self._left -= 1
        is_last = self._left == 0
        with self._store.writing() as tx:
            yield tx
            if is_last and self._when is Cut.BEFORE:
                self._break()
        if is_last:
            self._break()

    def __getattr__(self, name: str) -> Any:
        # All that only reads.
        self._reach()
        return getattr(self._store, name)

    def _reach(self) -> None:
        if self.is_cut:
            self._break()

    def _break(self) -> None:
        self.is_cut = True
        raise StoreUnreachable(path="server", reason="server")
