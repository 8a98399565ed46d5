"""Addresses of printers: what stands in the configuration and after ``--printer``."""

from dataclasses import dataclass, replace
from urllib.parse import SplitResult, parse_qs, urlsplit

from printer.blocks import Paper
from printer.profiles import PROFILES, Profile
from ticketing.errors import Misconfigured

#: Below this a line takes seconds for a picture, so letters are sent.
_SLOW_BAUD = 38400
_SCHEMES = ("tcp", "usb", "serial", "file", "cups", "win32", "preview")

#: Printers that can tell of themselves.
READ_BACK = ("tcp", "usb", "serial")

_OPTIONS = {"width", "text", "baud", "status", "qr"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a printer is and what paper it takes.

    Attributes:
        url: As it was given; named in errors.
        scheme: ``tcp``, ``usb``, ``serial``, ``file``, ``cups``, ``win32`` or ``preview``.
        place: Host, path or name.
        port: TCP port; of a USB printer the product number.
        vendor: Vendor number of a USB printer.
        baud: Speed of a serial line.
        paper: Width and kind.
        profile: How the printer is asked before each paper, and for its end; None where it is not.
    """

    url: str
    scheme: str
    place: str
    paper: Paper
    port: int = 9100
    vendor: int = 0
    baud: int = 38400
    profile: Profile | None = None


def parse(url: str) -> Address:
    """Read the address of a printer.

    ``tcp://host:9100``, ``usb://04b8:0e15``, ``serial:///dev/ttyS0?baud=19200``,
    ``file:///dev/usb/lp0``, ``cups://name``, ``win32://name`` or ``preview:`` (``preview:/folder``).
    Each may end in ``?width=58`` (80 without it), ``?text=1`` (letters instead of pictures) and
    ``?qr=image`` (a printer that cannot draw the code among letters); one that is read back in
    ``?status=`` and the name of one of `profiles.PROFILES` too.

    Raises:
        Misconfigured: It is none of these.
    """
    try:
        parts = urlsplit(url)
        asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else {}
        options = {key: values[-1] for key, values in asked.items()}
        if parts.scheme not in _SCHEMES or options.keys() - _OPTIONS:
            raise ValueError
        baud = int(options.get("baud", _SLOW_BAUD))
        slow = parts.scheme == "serial" and baud < _SLOW_BAUD
        width = int(options.get("width", 80))
        if width not in (58, 80) or options.get("text", "0") not in ("0", "1") or baud <= 0:
            raise ValueError
        if "status" in options and (parts.scheme not in READ_BACK or options["status"] not in PROFILES):
            raise ValueError
        if options.get("qr", "own") not in ("own", "image"):
            raise ValueError
        text = options["text"] == "1" if "text" in options else slow
        paper = Paper(width, text, draws_qr=options.get("qr") == "image")
        found = _place(url, parts, paper, baud)
        return replace(found, profile=PROFILES.get(options.get("status", "")))
    except ValueError:
        raise Misconfigured("--printer", "wrong_url", url) from None


def _place(url: str, parts: SplitResult, paper: Paper, baud: int) -> Address:
    match parts.scheme:
        case "tcp":
            if not parts.hostname or parts.path not in ("", "/") or parts.port == 0:
                raise ValueError
            return Address(url, "tcp", parts.hostname, paper, port=parts.port or 9100)
        case "usb":
            vendor, product = (int(number, 16) for number in parts.netloc.split(":"))
            if not (0 < vendor <= 0xFFFF and 0 <= product <= 0xFFFF):
                raise ValueError
            return Address(url, "usb", parts.netloc, paper, port=product, vendor=vendor)
        case "serial" | "file":
            place = parts.netloc + parts.path
            if not place.strip("/"):
                raise ValueError
            return Address(url, parts.scheme, place, paper, baud=baud)
        case "cups" | "win32":
            if not parts.netloc:
                raise ValueError
            return Address(url, parts.scheme, parts.netloc + parts.path, paper)
        case _:
            if parts.netloc:  # preview://folder, where preview:folder or preview:///folder is meant
                raise ValueError
            return Address(url, "preview", parts.path, paper)
