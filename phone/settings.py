"""What a hall decides about its visitors' page."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the page is served, and what its guests may take.

    Attributes:
        host: Address of this machine to listen at; empty listens at all of them.
        port: 0 takes any that is free.
        names: By which names phones may ask, besides the machine's own addresses; without ports.
        certificate: Path of a certificate in PEM, with those that vouch for it; empty serves without.
        key: Path of its key.
        connections: The most at once.
        per_address: The most at once from one address.
        per_second: Requests of one address in a second, on the average; ten seconds' worth at once.
        slow_s: So long a phone may take to send a request, or to take an answer.
        beat_s: Pause after which a phone that listens gets a sign of life.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    names: tuple[str, ...] = ()
    certificate: str = ""
    key: str = ""
    connections: int = 1500
    per_address: int = 50
    per_second: float = 10.0
    slow_s: float = 10.0
    beat_s: float = 15.0


def name_of(address: str) -> str:
    """Return the host of a base address such as ``http://antrean.lan:8080``; empty where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
