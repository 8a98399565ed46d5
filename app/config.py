"""The one configuration file: TOML; every key has a default; a wrong key is refused with its line."""

import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from platformdirs import user_data_path

from language import settings
from phone.settings import Settings as Page
from ticketing.errors import Misconfigured
from ticketing.placing import Place, Rules
from ticketing.words import Language

_PAGE = Page()  # what holds for the page where the hall says nothing


@dataclass(frozen=True, slots=True)
class HallConfig:
    """``[hall]``: what the hall is called and where it stands."""

    name: str = "Mal Pelayanan Publik"
    timezone: str = "Asia/Jakarta"
    logo: str = ""
    colour: str = ""
    accent: str = ""


@dataclass(frozen=True, slots=True)
class RulesConfig:
    """``[rules]``: what happens to tickets that do not go straight through; see `placing.Rules`."""

    no_show_calls: int = 1
    transferred: str = "fair"
    returned: str = "front"
    late: str = "fair"
    abandoned_min: int = 15
    credit_min: int = 60
    copies: int = 3
    late_times: int = 2

    def rules(self) -> Rules:
        """Make the rules of it."""
        return Rules(
            self.no_show_calls,
            Place(self.transferred),
            Place(self.returned),
            Place(self.late),
            self.abandoned_min,
            self.credit_min,
            self.copies,
            self.late_times,
        )


@dataclass(frozen=True, slots=True)
class KioskConfig:
    """``[kiosk]``: the visitor's window."""

    name: str = "kiosk-1"
    printer: str = "preview:"
    spare: str = ""
    theme: str = "light"
    bottom_mm: int = 800
    media: str = ""
    voice: bool = True
    lease: int = 200


@dataclass(frozen=True, slots=True)
class CounterConfig:
    """``[counter]``: the staff's window."""

    number: str = ""
    theme: str = "light"
    target_min: int = 30


@dataclass(frozen=True, slots=True)
class DisplayConfig:
    """``[display]``: the hall board."""

    name: str = "board-1"
    zones: tuple[str, ...] = ()
    language: str = "id"
    second: str = "en"
    theme: str = "dark"
    sound: bool = True
    distance_m: float = 5.0
    width_mm: int = 0
    queues: bool = True
    text: tuple[str, ...] = ()
    motion: bool = True
    media: str = ""
    video_sound: str = "off"


@dataclass(frozen=True, slots=True)
class VoiceConfig:
    """``[voice]``: how calls are spoken. Both are paths; empty ones are left to what is shipped."""

    clips: str = ""
    pronunciation: str = ""


@dataclass(frozen=True, slots=True)
class PaperConfig:
    """``[paper]``: what stands on the paper. `template` is a path, empty for the shipped paper."""

    template: str = ""


@dataclass(frozen=True, slots=True)
class PhoneConfig:
    """``[phone]``: the visitor's page. `address` is what the QR code of a ticket leads to."""

    address: str = ""
    host: str = ""
    port: int = _PAGE.port
    names: tuple[str, ...] = _PAGE.names
    certificate: str = _PAGE.certificate
    key: str = _PAGE.key
    connections: int = _PAGE.connections
    per_address: int = _PAGE.per_address
    per_second: int = int(_PAGE.per_second)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that may be set, with its default.

    `given` names the keys that the file sets, such as ``hall.name``.
    """

    hall: HallConfig = field(default_factory=HallConfig)
    rules: RulesConfig = field(default_factory=RulesConfig)
    kiosk: KioskConfig = field(default_factory=KioskConfig)
    counter: CounterConfig = field(default_factory=CounterConfig)
    display: DisplayConfig = field(default_factory=DisplayConfig)
    voice: VoiceConfig = field(default_factory=VoiceConfig)
    paper: PaperConfig = field(default_factory=PaperConfig)
    phone: PhoneConfig = field(default_factory=PhoneConfig)
    given: frozenset[str] = frozenset()
    data: Path = field(default_factory=lambda: user_data_path("antrean", appauthor=False))


_LONGEST_NAME = 100
_LONGEST_SENTENCE = 1000
_PLACED = ("transferred", "returned", "late")
_COUNTS = {
    "no_show_calls": (1, 9),
    "abandoned_min": (1, 480),
    "credit_min": (0, 480),
    "target_min": (0, 480),
    "copies": (0, 20),
    "width_mm": (0, 20_000),
    "bottom_mm": (0, 2_000),
    "lease": (0, 4_000),
    "late_times": (0, 20),
    "port": (0, 65_535),
    "connections": (10, 20_000),
    "per_address": (1, 20_000),
    "per_second": (1, 10_000),
}
_PATHS = (
    ("paper", "template"),
    ("voice", "clips"),
    ("voice", "pronunciation"),
    ("hall", "logo"),
    ("display", "media"),
    ("kiosk", "media"),
    ("phone", "certificate"),
    ("phone", "key"),
)
_WORDS = {
    "theme": ("light", "dark", "contrast"),
    "language": tuple(Language),
    "second": ("", *Language),
    "video_sound": ("off", "muted", "ducked"),
}
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_FARTHEST_M = 50
# Nothing but a host and a port: what follows stands in the QR code, and its letters become capitals.
_ADDRESS = re.compile(r"(https?://[A-Za-z0-9]([A-Za-z0-9.-]{0,60}[A-Za-z0-9])?(:[0-9]{1,5})?)?")


def load(path: Path | None) -> Config:
    """Read a configuration file; None gives the defaults. Paths in it begin at its folder.

    Raises:
        Misconfigured: The file is missing, is not TOML, or has a wrong key or value; with its line.
    """
    config = Config()
    if path is None:
        return config
    text, tables = settings.read(path)
    sections = {
        one.name: getattr(config, one.name) for one in fields(config) if one.name not in ("given", "data")
    }
    for name, table in tables.items():
        if name not in sections or not isinstance(table, dict):
            raise Misconfigured(str(path), "unknown_key", name, settings.find(text, name))
        for key, value in table.items():
            sections[name] = _set(path, text, sections[name], name, key, value)
    for name, key in _PATHS:
        if there := getattr(sections[name], key):
            sections[name] = replace(sections[name], **{key: str(path.parent / there)})
    given = frozenset(f"{name}.{key}" for name, table in tables.items() for key in table)
    return replace(config, **sections, given=given)


def _set(path: Path, text: str, section: Any, name: str, key: str, value: object) -> Any:
    line = settings.find(text, name, key)
    known = {one.name: type(getattr(type(section)(), one.name)) for one in fields(section)}
    if key not in known:
        raise Misconfigured(str(path), "unknown_key", f"{name}.{key}", line)
    if known[key] is float and type(value) is int:
        value = float(value)
    if isinstance(value, list) and all(isinstance(one, str) and is_sentence(one) for one in value):
        value = tuple(value)
    fits = type(value) is known[key]
    if key in _WORDS:
        fits = value in _WORDS[key]
    elif key in ("colour", "accent"):
        fits = value == "" or (isinstance(value, str) and _COLOUR.fullmatch(value) is not None)
    elif key == "distance_m":
        fits = isinstance(value, float) and 0 < value <= _FARTHEST_M
    elif key == "address":
        fits = isinstance(value, str) and _ADDRESS.fullmatch(value) is not None
    elif key == "timezone":
        fits = isinstance(value, str) and _is_zone(value)
    elif key == "name":
        fits = isinstance(value, str) and is_name(value)
    elif key in _PLACED:
        fits = value in list(Place)
    elif key in _COUNTS:
        least, most = _COUNTS[key]
        fits = type(value) is int and least <= value <= most
    if not fits:
        raise Misconfigured(str(path), "wrong_value", f"{name}.{key}", line)
    return replace(section, **{key: value})


def is_name(text: str) -> bool:
    """Tell whether a text may name a hall or a kiosk: it stands on papers, in files and in the store."""
    return 1 <= len(text) <= _LONGEST_NAME and text.isprintable() and not text.isspace()


def is_sentence(text: str) -> bool:
    """Tell whether a text may run across a board, or name a zone: one line, not too long."""
    return len(text) <= _LONGEST_SENTENCE and text.isprintable()


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
