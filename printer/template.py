"""What a hall chose for its papers: which parts, in which order, with which words of its own."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from language import settings
from printer import logo
from printer.logo import Logo
from printer.slip import clean
from ticketing.errors import Misconfigured
from ticketing.words import Language, Words

#: The most letters of a text; on narrow paper that is ten lines.
LONGEST_TEXT = 200


class Part(StrEnum):
    """A part of the paper, by its name in a template; in the order of the shipped paper."""

    LOGO = "logo"
    HALL = "hall"
    AGENCY = "agency"
    SERVICE = "service"
    PRIORITY = "priority"
    NUMBER = "number"
    WHEN = "when"
    PLACE = "place"
    WAY = "way"
    DOCUMENTS = "documents"
    CODE = "code"
    KEEP = "keep"
    NOTE = "note"
    ISSUED = "issued"


_NOTHING = Words("")

#: Without these a paper is no ticket.
NEEDED = (Part.AGENCY, Part.SERVICE, Part.NUMBER)


@dataclass(frozen=True, slots=True)
class Template:
    """What a paper is made of. The marks of a rehearsal and of a copy stand on top of any.

    Attributes:
        order: The parts from the top down; one with nothing to say leaves no gap.
        keep: Stands below the code in place of the shipped sentence; empty for that.
        note: A text of the hall's own; empty for none.
        logo: A picture of the hall's own; None for none. Not among plain letters.
    """

    order: tuple[Part, ...] = tuple(Part)
    keep: Words = _NOTHING
    note: Words = _NOTHING
    logo: Logo | None = None


#: The shipped paper.
DEFAULT = Template()


def read(path: Path) -> Template:
    """Read a template.

    Raises:
        Misconfigured: The file is missing or not TOML, a key, part or language is unknown, a part
            comes twice or a needed one not at all, a text is no text, or the logo is missing or
            broken; with its line.
    """
    return _Reader(path).template()


class _Reader:
    """One file, and how its faults are told."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._text, self._tables = settings.read(path)

    def template(self) -> Template:
        for key in self._tables:
            if key not in ("order", "logo", "keep", "note"):
                raise self._wrong("unknown_key", key, key)
        return Template(self._order(), self._words("keep"), self._words("note"), self._logo())

    def _wrong(self, problem: str, detail: str, table: str, key: str = "") -> Misconfigured:
        line = settings.find(self._text, table, key)
        return Misconfigured(str(self._path), problem, detail, line)

    def _order(self) -> tuple[Part, ...]:
        names = self._tables.get("order", list(DEFAULT.order))
        if not isinstance(names, list):
            raise self._wrong("wrong_value", "order", "order")
        order: list[Part] = []
        for name in names:
            if name not in list(Part):
                raise self._wrong("unknown_part", str(name), "order")
            if name in order:
                raise self._wrong("part_twice", name, "order")
            order.append(Part(name))
        for part in NEEDED:
            if part not in order:
                raise self._wrong("part_missing", part, "order")
        return tuple(order)

    def _logo(self) -> Logo | None:
        name = self._tables.get("logo", "")
        if not isinstance(name, str):
            raise self._wrong("wrong_value", "logo", "logo")
        try:
            return logo.read(self._path.parent / name) if name else None
        except logo.BrokenLogo as broken:
            raise self._wrong(broken.problem, broken.detail, "logo") from broken

    def _words(self, name: str) -> Words:
        table = self._tables.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong("wrong_value", name, name)
        for language, text in table.items():
            if language not in list(Language):
                raise self._wrong("unknown_key", f"{name}.{language}", name, language)
            if not _is_text(text):
                raise self._wrong("wrong_text", f"{name}.{language}", name, language)
        return Words(**{language.value: clean(table.get(language, "")) for language in Language})


def _is_text(text: object) -> bool:
    """Tell whether a value is a text of one line, and not too long."""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        return False
    return all(unicodedata.category(char) != "Cc" for char in text)
