"""Numbers as people read them: ``A012``."""

import re

# I, O and Q are mistaken for digits, or for each other, when read from ten metres.
_PREFIX = re.compile(r"[A-HJ-NPR-Z]{1,2}")
_NUMBER = re.compile(r"([A-Z]{1,2})(\d{3,})")


def number(prefix: str, n: int) -> str:
    """Write the `n`-th number of a prefix: three digits, four when the day passes 999."""
    return f"{prefix}{n:03d}"


def parse(text: str) -> tuple[str, int] | None:
    """Read a number as people type it (``a 012``, ``A012``); None where it is none."""
    found = _NUMBER.fullmatch(re.sub(r"[\s.-]", "", text).upper())
    return (found[1], int(found[2])) if found else None


def is_prefix(text: str) -> bool:
    """Tell whether `text` may open a number: one or two capital letters, never I, O or Q."""
    return bool(_PREFIX.fullmatch(text))
