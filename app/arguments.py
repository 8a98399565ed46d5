"""What an argument of the command line may be: each reads a text or refuses it with a word why."""

from argparse import ArgumentTypeError
from datetime import date

from app.config import is_name


def name(text: str) -> str:
    """Read the name of a kiosk or a counter; an empty one leaves it to the configuration."""
    if text and not is_name(text):
        raise ArgumentTypeError("not a name")
    return text


def count(text: str) -> int:
    """Read a whole number from 1."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1_000_000):
        raise ArgumentTypeError("not a whole number from 1")
    return int(text)


def day(text: str) -> str:
    """Read a date."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ArgumentTypeError("not a date like 2026-11-24") from None


def weight(text: str) -> float:
    """Read a weight, as `policies.csv` has it."""
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 1 <= found <= 100:
        raise ArgumentTypeError("not a number from 1 to 100")
    return found
