"""What the command line asks of a role, and how it is handed on to another process."""

from dataclasses import dataclass
from pathlib import Path

from app.config import Config
from app.parts import address
from store.location import FileLocation, location_of

_WITHOUT_SCREEN = ("spooler", "phone")


@dataclass(frozen=True, slots=True)
class Orders:
    """The options of a role; empty ones leave it to the configuration.

    Attributes:
        db: Address of the queue state.
        config_file: Where `config` was read from.
        config: All settings.
        screen: Which screen, counted from 0.
        windowed: An ordinary window instead of the full screen.
        shares_screen: Full screen, but ordinary windows beside each other where there is one screen.
        printer: Address of the kiosk's printer.
        name: Name of the kiosk, of the spooler that prints for it, or of the board.
        counter: Counter of the calling window.
        zones: The part of the hall that a board is for.
        acts: What an actor of the demo does in the window; empty: people do.
        verbose: Log what happens.
    """

    config: Config
    db: str = ""
    config_file: str = ""
    screen: int | None = None
    windowed: bool = False
    shares_screen: bool = False
    printer: str = ""
    name: str = ""
    counter: str = ""
    zones: tuple[str, ...] = ()
    acts: str = ""
    verbose: bool = False

    @property
    def kiosk_name(self) -> str:
        """Name of the kiosk or spooler."""
        return self.name or self.config.kiosk.name

    @property
    def board_name(self) -> str:
        """Name of the board."""
        return self.name or self.config.display.name

    @property
    def printer_url(self) -> str:
        """Address of the printer."""
        return self.printer or self.config.kiosk.printer

    @property
    def run_folder(self) -> Path:
        """Where the roles of this hall on this machine keep locks and what they remember."""
        location = location_of(address(self.db, self.config))
        folder = location.path.parent if isinstance(location, FileLocation) else self.config.data
        return folder / f"{location.short_name}.run"

    def argv(self, role: str) -> tuple[str, ...]:
        """Write the arguments that start another role with these orders."""
        written: list[str] = [role]
        for option, value in (
            ("--db", self.db),
            ("--config", self.config_file),
            ("--name", self.name if role in ("kiosk", "spooler") else ""),
            ("--counter", self.counter if role == "counter" else ""),
            ("--printer", self.printer if role == "spooler" else ""),
            ("--screen", "" if self.screen is None or role in _WITHOUT_SCREEN else str(self.screen)),
            ("--acts", self.acts if role in ("kiosk", "counter", "display") else ""),
        ):
            if value:
                written += [option, value]
        for zone in self.zones if role == "display" else ():
            written += ["--zone", zone]
        for option, is_set in (
            ("--windowed", self.windowed and role not in _WITHOUT_SCREEN),
            ("--shares-screen", self.shares_screen and role not in _WITHOUT_SCREEN),
            ("--verbose", self.verbose),
        ):
            if is_set:
                written.append(option)
        return tuple(written)
