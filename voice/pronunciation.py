"""How abbreviations and names are read: a list that a hall may add to."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from ticketing.errors import Misconfigured
from ticketing.words import Language

#: The list that is shipped.
SHIPPED = Path(__file__).parents[1] / "assets" / "voice" / "pronunciation.csv"

_COLUMNS = ["written", *(language.value for language in Language)]


@dataclass(frozen=True)
class Pronunciation:
    """Words and how they are read in each language; longer ones are looked for first."""

    words: dict[str, dict[Language, str]]

    def read(self, text: str, language: Language) -> str:
        """Write a text as it is to be spoken: what stands in brackets dropped, known words replaced."""
        text = re.sub(r"\([^()]*\)", " ", text) if re.sub(r"\([^()]*\)", "", text).strip() else text
        text = self.replaced(text, language)
        return " ".join(re.sub(r"[()\[\]{}/&+*_#<>|\\\"]", " ", text).split())

    def replaced(self, text: str, language: Language) -> str:
        """Replace known words only."""
        if not self.words:
            return text
        return self._pattern().sub(lambda found: self.words[found[0].casefold()][language], text)

    def _pattern(self) -> re.Pattern[str]:
        known = sorted(self.words, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)


def read(*files: Path) -> Pronunciation:
    """Read lists; a later one wins. A column that is left empty takes the Indonesian.

    Raises:
        Misconfigured: A file is missing, cannot be read or has other columns; with its line.
    """
    words: dict[str, dict[Language, str]] = {}
    for file in files:
        words |= _read_one(file)
    return Pronunciation(words)


def _read_one(file: Path) -> dict[str, dict[Language, str]]:
    try:
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    except FileNotFoundError:
        raise Misconfigured(str(file), "file_missing") from None
    except (OSError, ValueError, csv.Error) as wrong:
        raise Misconfigured(str(file), "unreadable", str(wrong)) from wrong
    header = rows[0] if rows else []
    for column in _COLUMNS:
        if column not in header:
            raise Misconfigured(str(file), "column_missing", column, 1)
    words: dict[str, dict[Language, str]] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        if len(row) != len(header):
            raise Misconfigured(str(file), "cells", "", number)
        cells = {column: cell.strip() for column, cell in zip(header, row, strict=True)}
        for needed in ("written", Language.ID.value):
            if not cells[needed]:
                raise Misconfigured(str(file), "empty_cell", needed, number)
        usual = cells[Language.ID.value]
        words[cells["written"].casefold()] = {one: cells[one.value] or usual for one in Language}
    return words
