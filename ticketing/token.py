"""What a QR code of this hall says: one rule for paper, screen and scanner."""

import re

_MARK = "ANTREAN:"
_TOKEN = re.compile(r"ANTREAN[^A-Z0-9]?([A-Z2-7]{26})$")


def qr_text(token: str) -> str:
    """Write the QR text of a ticket's token, such as ``ANTREAN:MFRGGZDFMZTWQ2LKNNWG23TPOA``.

    Capitals, digits and a colon only: a QR code packs these at 5½ bits a letter, so that the whole
    text fits a small code with room for dirt and creases.
    """
    return _MARK + token.upper()


def read_token(text: str) -> str | None:
    """Find the token in what a scanner read; None where it is no ticket's.

    A scanner may put its own letters before the text, and a keyboard set to another country other
    signs for the colon: only the end counts.
    """
    found = _TOKEN.search(text.strip().upper())
    return found[1] if found else None
