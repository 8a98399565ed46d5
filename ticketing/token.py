"""What a QR code of this hall says: one rule for paper, screen and scanner."""

import re

_MARK = "ANTREAN:"
_PAGE = "/T/"
# A keyboard set to another country types other signs for ``:`` and ``/``, or none at all.
_TOKEN = re.compile(r"(?:ANTREAN[^A-Z0-9]?|HTTPS?[^A-Z0-9].{0,90}[^A-Z0-9]T[^A-Z0-9])([A-Z2-7]{26})$")


def qr_text(token: str, address: str = "") -> str:
    """Write the QR text of a ticket's token.

    Capitals, digits and few signs only: a QR code packs these at 5½ bits a letter, so that the whole
    text fits a small code with room for dirt and creases.

    Args:
        token: Of the ticket.
        address: Where phones find the hall's page, such as ``http://antrean.lan:8080``; empty where
            they do not.

    Returns:
        ``HTTP://ANTREAN.LAN:8080/T/MFRGGZDFMZTWQ2LKNNWG23TPOA``, or without an address
        ``ANTREAN:MFRGGZDFMZTWQ2LKNNWG23TPOA``: the ticket's identity at kiosk and counter.
    """
    if address:
        return f"{address.upper()}{_PAGE}{token.upper()}"
    return _MARK + token.upper()


def read_token(text: str) -> str | None:
    """Find the token in what a scanner read, in either form; None where it is no ticket's.

    A scanner may put its own letters before the text, and a keyboard set to another country other
    signs for colon and slash: only the end counts.
    """
    found = _TOKEN.search(text.strip().upper())
    return found[1] if found else None
