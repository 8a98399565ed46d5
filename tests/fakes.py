"""One fake per port, written once. The store's contract tests run against `FakeStore` too."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from ticketing.catalogue import Agency, Catalogue, Counter, Service
from ticketing.errors import AntreanError
from ticketing.words import Words

T = TypeVar("T")

#: 07:30 in Purwakarta on a Tuesday.
MORNING = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


class FakeClock:
    """A clock that moves when told."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.time = now
        self.steady = 0.0

    def now(self) -> datetime:
        return self.time

    def steady_s(self) -> float:
        return self.steady

    def advance(self, **amount: float) -> None:
        """Let time pass. To jump, set `time`."""
        self.time += timedelta(**amount)
        self.steady += timedelta(**amount).total_seconds()


def small_catalogue() -> Catalogue:
    """Two agencies, three services, three counters: 1 and 2 for Dukcapil, 3 for Samsat."""
    return Catalogue(
        agencies=(
            Agency("DUKCAPIL", Words("Dinas Kependudukan", "Population Office"), "A", "OPD", "Zona 1", 2),
            Agency("SAMSAT", Words("Samsat", "Vehicle Tax Office"), "SM", "Provinsi", "Zona 2", 1),
        ),
        services=(
            Service(
                "KTP-BARU",
                "DUKCAPIL",
                Words("Penerbitan KTP-el baru", "New e-KTP issuance"),
                8,
                (Words("Kartu Keluarga (KK)", "Family card (KK)"),),
            ),
            Service("KK-BARU", "DUKCAPIL", Words("Kartu Keluarga baru", "New family card"), 12),
            Service("PAJAK", "SAMSAT", Words("Pajak tahunan", "Annual vehicle tax"), 6),
        ),
        counters=(
            Counter("1", "DUKCAPIL", "Zona 1"),
            Counter("2", "DUKCAPIL", "Zona 1"),
            Counter("3", "SAMSAT", "Zona 2"),
        ),
    )


class PlainPins:
    """Keeps PINs as they are: for tests only."""

    def hash(self, pin: str) -> str:
        return f"#{pin}"

    def matches(self, pin_hash: str | None, pin: str) -> bool:
        return pin_hash == f"#{pin}"


class FakeWorker:
    """A worker that answers at once, or when told with `finish` while `held`."""

    def __init__(self, *, held: bool = False) -> None:
        self.held = held
        self._waiting: list[Callable[[], None]] = []

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AntreanError], None]
    ) -> None:
        def act() -> None:
            try:
                result = work()
            except AntreanError as trouble:
                failed(trouble)
            else:
                done(result)

        if self.held:
            self._waiting.append(act)
        else:
            act()

    @property
    def outstanding(self) -> int:
        """How many pieces of work are held."""
        return len(self._waiting)

    def finish(self) -> None:
        """Do all held work."""
        while self._waiting:
            self._waiting.pop(0)()
