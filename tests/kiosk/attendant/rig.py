"""The staff's page of a kiosk without a window, in a hall with three of the staff."""

from collections.abc import Callable
from uuid import UUID, uuid4

from kiosk.attendant.presenter import AttendantPresenter
from kiosk.attendant.screen import AttendantScreen, Page, Told
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker, PlainPins
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.outbox import PrinterState, Readiness
from ticketing.staff import StaffRole
from ticketing.words import Language

PINS = {"budi": "5820", "siti": "5821", "rina": "5822"}
_TICK_S = 0.25


class FakeSizes:
    """`sizes.Sizes` in memory; a spoilt one forgets."""

    def __init__(self) -> None:
        self.kept: float | None = None
        self.is_spoilt = False

    def keep(self, dots_per_mm: float) -> None:
        if not self.is_spoilt:
            self.kept = dots_per_mm

    def recall(self) -> float | None:
        return self.kept


class Rig:
    """Budi is administrator, Siti supervisor, Rina clerk."""

    def __init__(
        self,
        *,
        has_staff: bool = True,
        is_supervised: bool = True,
        catalogue: Catalogue | None = None,
        language: Language = Language.EN,
    ) -> None:
        self.store, self.clock, self.worker = FakeStore(catalogue), FakeClock(), FakeWorker()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "kiosk-pc")
        self.sizes = FakeSizes()
        self.now_s = 1000.0
        self.restarts = 0
        self.shown: list[AttendantScreen] = []
        if has_staff:
            budi = self.house.enrol("budi", StaffRole.ADMINISTRATOR, PINS["budi"])
            self.house.enrol("siti", StaffRole.SUPERVISOR, PINS["siti"], budi)
            self.house.enrol("rina", StaffRole.CLERK, PINS["rina"], budi)
        self.presenter = AttendantPresenter(
            self.house,
            self.store,
            self.worker,
            self.clock,
            self.sizes,
            kiosk="kiosk-1",
            dots_per_mm=3.5,
            restart=self._count_restart if is_supervised else None,
            language=language,
            seconds=lambda: self.now_s,
        )
        self.presenter.watch(self.shown.append)

    @property
    def screen(self) -> AttendantScreen:
        return self.presenter.screen

    def page(self) -> Page:
        return self.screen.page

    def told(self) -> Told | None:
        return self.screen.told

    def trouble(self) -> AntreanError | None:
        return self.screen.trouble

    def lost(self) -> AntreanError | None:
        return self.screen.lost

    def left_s(self) -> int | None:
        return self.screen.seconds_left

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / _TICK_S)):
            self.now_s += _TICK_S
            self.clock.advance(seconds=_TICK_S)
            self.presenter.tick()

    def type(self, text: str) -> None:
        for letter in text:
            self.presenter.type(letter)

    def try_pin(self, name: str, pin: str) -> None:
        """Open the page and try a PIN, as somebody does who stands before it."""
        self.presenter.open()
        self.type(name)
        self.presenter.confirm()
        self.type(pin)
        self.presenter.confirm()

    def enter(self, name: str = "siti") -> None:
        self.try_pin(name, PINS[name])
        assert self.page() is Page.HOME

    def issue(self, kiosk: str = "kiosk-1") -> UUID:
        return self.hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk=kiosk).ticket.id

    def print_all(self, *kiosks: str) -> None:
        for kiosk in kiosks:
            while (job := self.store.claim(kiosk, self.clock.now())) is not None:
                self.store.sent(job)

    def printers(self, *states: Readiness) -> None:
        for kiosk in ("kiosk-1", "kiosk-2"):
            told = [
                PrinterState(kiosk, place, f"tcp://{kiosk}-{place}", state, self.clock.now())
                for place, state in enumerate(states, 1)
            ]
            self.store.keep_printers(kiosk, told)

    def shut(self, place: str = "", minutes: int | None = None, reason: str = "Prayer") -> None:
        steps: tuple[Callable[[], None], ...] = (
            lambda: self.presenter.turn_to(Page.CLOSURES),
            lambda: self.presenter.turn_to(Page.PLACE),
            lambda: self.presenter.choose_place(place),
            lambda: self.presenter.choose_reason(reason),
            lambda: self.presenter.shut(minutes),
        )
        for step in steps:
            step()

    def _count_restart(self) -> None:
        self.restarts += 1
