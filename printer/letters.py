"""A paper in the printer's own letters, for lines that are slow."""

import unicodedata

from printer.blocks import Align, Block, Code, Cut, Feed, Paper, Text
from printer.sheet import Sheet
from printer.sizes import SIZES
from printer.slip import Slip
from printer.template import Part, Template
from printer.wrapping import wrap

_NEAREST = str.maketrans({"–": "-", "—": "-", "·": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})


def plain(text: str) -> str:
    """Write a text in ASCII, as near as it goes: accents fall away, what has no likeness is ``?``."""
    split = unicodedata.normalize("NFKD", text.translate(_NEAREST))
    return (
        "".join(char for char in split if not unicodedata.combining(char)).encode("ascii", "replace").decode()
    )


class Letters:
    """Spells the parts of a paper.

    Args:
        slip: The words.
        paper: How wide it is, and who draws the code.
        template: The hall's own words.
    """

    def __init__(self, slip: Slip, paper: Paper, template: Template) -> None:
        self._slip = slip
        self._paper = paper
        self._size = SIZES[paper.width_mm]
        self._template = template
        self._write = {
            Part.HALL: self._hall,
            Part.AGENCY: self._agency,
            Part.SERVICE: self._service,
            Part.PRIORITY: self._priority,
            Part.NUMBER: self._number,
            Part.WHEN: self._when,
            Part.PLACE: self._place,
            Part.WAY: self._way,
            Part.DOCUMENTS: self._documents,
            Part.CODE: self._code,
            Part.KEEP: self._keep,
            Part.NOTE: self._note,
            Part.ISSUED: self._issued,
        }

    def head(self) -> list[Block]:
        """Write the marks of a hall for practice and of a copy."""
        page = Page(self._paper.columns)
        if self._slip.rehearsal:
            page.band(self._slip.rehearsal)
            page.text(self._slip.rehearsal_note)
            page.gap()
        if self._slip.copy:
            page.band(self._slip.copy)
            page.gap()
        return page.blocks

    def part(self, part: Part) -> list[Block]:
        """Write one part; empty where there is nothing to say. A logo cannot be spelt."""
        page = Page(self._paper.columns)
        if part is not Part.LOGO:
            self._write[part](page)
        return page.blocks

    def lead(self, part: Part, after: Part) -> list[Block]:
        """Leave white paper around what is large; other lines follow each other."""
        return [Feed(12)] if {Part.NUMBER, Part.PRIORITY} & {part, after} else []

    def rule(self, part: Part) -> list[Block]:
        """Write a line of dashes, whatever part follows."""
        return [Text("-" * self._paper.columns)]

    def tail(self) -> list[Block]:
        """End the paper."""
        return [Feed(self._size.tail), Cut()]

    def _hall(self, page: "Page") -> None:
        page.text(self._slip.hall)

    def _agency(self, page: "Page") -> None:
        page.text(self._slip.agency)

    def _service(self, page: "Page") -> None:
        page.text(self._slip.service, bold=True)

    def _priority(self, page: "Page") -> None:
        page.band(self._slip.priority)

    def _number(self, page: "Page") -> None:
        number = self._slip.number
        page.text(number, size=min(8, self._paper.columns // len(number)), bold=True)

    def _when(self, page: "Page") -> None:
        page.text(self._slip.called_label)
        page.text(self._slip.called, size=2, bold=True)
        page.text(self._slip.ahead)

    def _place(self, page: "Page") -> None:
        if self._slip.place:
            page.text(f"-> {self._slip.place}", bold=True)

    def _way(self, page: "Page") -> None:
        slip = self._slip
        if not slip.way:
            return
        page.text(slip.way_title, Align.LEFT, bold=True)
        for n, station in enumerate(slip.way, 1):
            sign = "x" if station.is_done else ">" if station.is_present else " "
            name = f"{station.name} *" if station.is_free else station.name
            page.item(f"{sign}{n}. ", name, station.called)
            page.item("    ", station.where)
        page.text(slip.way_note, Align.LEFT)

    def _documents(self, page: "Page") -> None:
        if self._slip.documents:
            page.text(self._slip.documents_title, Align.LEFT, bold=True)
        for document in self._slip.documents:
            page.item("[ ] ", document)

    def _code(self, page: "Page") -> None:
        """Let the printer draw the QR code, or draw it for a printer that cannot."""
        module = self._size.module
        if not self._paper.draws_qr:
            page.blocks += [Feed(module * 4), Code(self._slip.qr, module), Feed(module * 4)]
            return
        sheet = Sheet(self._paper.dots)
        sheet.qr(self._slip.qr, module)
        page.blocks += sheet.blocks()

    def _keep(self, page: "Page") -> None:
        page.text(self._template.keep.say(self._slip.language) or self._slip.keep, bold=True)

    def _note(self, page: "Page") -> None:
        page.text(self._template.note.say(self._slip.language))

    def _issued(self, page: "Page") -> None:
        page.text(self._slip.issued)


class Page:
    """Lines in the printer's own letters.

    Args:
        columns: Letters side by side.
    """

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self.blocks: list[Block] = []

    def gap(self) -> None:
        """Leave half a line white."""
        self.blocks.append(Feed(12))

    def rule(self) -> None:
        """Write a line of dashes."""
        self.blocks.append(Text("-" * self._columns))

    def band(self, word: str) -> None:
        """Write a word large and white on black."""
        room = self._columns // 2
        self.blocks += [
            Text(line.center(room), Align.CENTRE, size=2, bold=True, inverted=True)
            for line in wrap(plain(word), len, room)
        ]

    def text(self, text: str, align: Align = Align.CENTRE, size: int = 1, *, bold: bool = False) -> None:
        """Write a text, wrapped between words."""
        for line in wrap(plain(text), len, self._columns // size):
            self.blocks.append(Text(line, align, size, bold))

    def item(self, mark: str, text: str, end: str = "") -> None:
        """Write a text with a mark before its first line; further lines are set in.

        `end` stands beside the last line, at the right edge; below it where there is no room.
        """
        room, end = self._columns - len(mark), plain(end)
        lines = wrap(plain(text), len, room)
        if lines and end and len(lines[-1]) + 2 + len(end) <= room:
            lines[-1] += end.rjust(room - len(lines[-1]))
        elif end:
            lines.append(end)
        for n, line in enumerate(lines):
            self.blocks.append(Text((mark if n == 0 else " " * len(mark)) + line))
