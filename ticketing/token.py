"""What a QR code of this hall says: one rule for paper, screen and scanner."""

_MARK = "ANTREAN:"


def qr_text(token: str) -> str:
    """Write the QR text of a ticket's token, such as ``ANTREAN:MFRGGZDFMZTWQ2LKNNWG23TPOA``.

    Capitals, digits and a colon only: a QR code packs these at 5½ bits a letter, so that the whole
    text fits a small code with room for dirt and creases.
    """
    return _MARK + token.upper()
