"""Breaks a text into lines that fit."""

from collections.abc import Callable
from functools import cache


def wrap(text: str, width: Callable[[str], float], room: float) -> list[str]:
    """Break a text into as few lines as fit, each about as long as the others.

    Breaks between words; a single word that is longer than a line is broken where the line ends.

    Args:
        text: Words divided by spaces.
        width: Measures a text.
        room: The longest line.
    """
    width = cache(width)  # the halving below asks for the same beginnings again and again
    lines = _fill(text, width, room)
    longest_word = max((width(word) for word in text.split()), default=0)
    if len(lines) < 2 or longest_word > room:
        return lines
    # The narrowest room that needs no more lines: no last line of a single short word.
    low, high = longest_word - 1, room
    while high - low > 1:
        middle = (low + high) // 2
        if len(_fill(text, width, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _fill(text, width, high)


def _fill(text: str, width: Callable[[str], float], room: float) -> list[str]:
    """Put as many words on each line as fit."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while width(word) > room and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n]) <= room)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines
