"""The printers of a kiosk and what stands on its papers, as it is configured."""

import hashlib
import logging
from pathlib import Path

from filelock import FileLock, Timeout

from app.config import Config
from app.orders import Orders
from language.sentences import explain
from printer import address, template
from printer.devices import open_printer
from printer.outlet import Outlet
from printer.template import Template
from ticketing.errors import Misconfigured, PrinterUnreachable
from ticketing.words import Language

log = logging.getLogger(__name__)

#: How long a printer is waited for that another kiosk of this machine is printing on.
TURN_S = 5.0


def outlets_of(orders: Orders) -> list[Outlet]:
    """Make the printers of a kiosk, the first one first. Nothing is opened yet.

    Raises:
        Misconfigured: An address is wrong.
    """
    found = [address.parse(url) for url in (orders.printer_url, orders.config.kiosk.spare) if url]
    folder = orders.run_folder
    return [
        Outlet(place, to.url, open_printer(to, folder / "papers"), to.paper, Turn(folder, to.url))
        for place, to in enumerate(found, 1)
    ]


def template_of(config: Config) -> Template:
    """Read what stands on the papers. One that is wrong is told, and the shipped paper prints.

    A hall whose papers look otherwise than it wished still gives numbers.
    """
    if not config.paper.template:
        return template.DEFAULT
    try:
        return template.read(Path(config.paper.template))
    except Misconfigured as wrong:
        log.error("the shipped paper prints: %s", explain(wrong, Language.EN))
        return template.DEFAULT


class Turn:
    """Holds a printer for one program of this machine at a time; the system lets it go with the process.

    Where no lock can be written, it is done without: a paper is worth more.
    """

    def __init__(self, folder: Path, url: str) -> None:
        name = hashlib.sha256(url.partition("?")[0].encode()).hexdigest()[:16]
        self._lock = FileLock(folder / f"printer-{name}.lock")
        self._url = url

    def __enter__(self) -> None:
        try:
            Path(self._lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=TURN_S)
        except Timeout:
            raise PrinterUnreachable(url=self._url, reason="in use by another program") from None
        except OSError:
            return

    def __exit__(self, *_: object) -> None:
        self._lock.release()
