"""Reads the identity that a client made for what it asks for."""

from uuid import UUID, uuid4

from ticketing.errors import Misconfigured


def read(text: str) -> UUID:
    """Read a UUID; make a new one of an empty text.

    Raises:
        Misconfigured: It is none.
    """
    try:
        return UUID(text) if text else uuid4()
    except ValueError:
        raise Misconfigured("--tap", "wrong_tap", text) from None
