"""How a paper looks: one order of things, for both widths, as a picture or in plain letters."""

import unicodedata
from dataclasses import dataclass
from functools import partial

from printer.blocks import Align, Block, Code, Cut, Feed, Paper, Text
from printer.sheet import Sheet, draw_box, draw_step, joined, step_width
from printer.slip import Slip
from printer.wrapping import wrap


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes in dots; 8 dots are a millimetre."""

    small: int
    name: int
    service: int
    number: int
    body: int
    hours: int
    band: int
    gap: int
    module: int
    tail: int


_SIZES = {
    80: _Sizes(
        small=22, name=25, service=34, number=200, body=25, hours=54, band=40, gap=12, module=8, tail=24
    ),
    # A printer for narrow paper has no knife as a rule: the end must reach the tearing edge.
    58: _Sizes(
        small=21, name=24, service=31, number=134, body=24, hours=46, band=32, gap=10, module=6, tail=96
    ),
}


def lay_out(slip: Slip, paper: Paper) -> list[Block]:
    """Lay out a slip on a kind of paper, from its head to the cut."""
    return _letters(slip, paper) if paper.text else _picture(slip, paper)


def _picture(slip: Slip, paper: Paper) -> list[Block]:
    sheet, size = Sheet(paper.dots), _SIZES[paper.width_mm]
    if slip.rehearsal:
        sheet.band(slip.rehearsal, "PlusJakartaSans-ExtraBold", size.band)
        sheet.gap(size.gap // 2)
        sheet.text(slip.rehearsal_note, "AtkinsonHyperlegibleNext-Bold", size.small)
        sheet.gap(size.gap * 2)
    if slip.copy:
        sheet.band(slip.copy, "PlusJakartaSans-ExtraBold", size.band)
        sheet.gap(size.gap * 2)
    sheet.text(slip.hall, "PlusJakartaSans-Bold", size.small)
    sheet.gap(size.gap)
    sheet.rule()
    sheet.gap(size.gap)
    sheet.text(slip.agency, "AtkinsonHyperlegibleNext-Regular", size.name)
    sheet.gap(size.gap // 2)
    sheet.text(slip.service, "PlusJakartaSans-Bold", size.service, leading=1.18)
    sheet.gap(size.gap)
    if slip.priority:
        sheet.band(slip.priority, "PlusJakartaSans-ExtraBold", size.band)
        sheet.gap(size.gap)
    sheet.gap(size.gap)
    sheet.number(slip.number, "AtkinsonHyperlegibleNext-ExtraBold", size.number)
    sheet.gap(size.gap * 2)
    sheet.text(slip.called_label, "AtkinsonHyperlegibleNext-Regular", size.body)
    sheet.text(slip.called, "AtkinsonHyperlegibleNext-ExtraBold", size.hours, leading=1.1)
    sheet.text(slip.ahead, "AtkinsonHyperlegibleNext-Regular", size.body)
    if slip.place:
        sheet.gap(size.gap)
        sheet.pointed(slip.place, "AtkinsonHyperlegibleNext-Bold", size.service)
    sheet.gap(size.gap)
    sheet.rule()
    if slip.way:
        _draw_way(sheet, slip, size)
    if slip.documents:
        sheet.gap(size.gap)
        sheet.text(slip.documents_title, "AtkinsonHyperlegibleNext-Bold", size.body, Align.LEFT)
        for document in slip.documents:
            sheet.gap(size.gap // 3)
            sheet.marked(
                document,
                "AtkinsonHyperlegibleNext-Regular",
                size.body,
                lambda pen, middle: draw_box(pen, middle, size.body),
            )
        sheet.gap(size.gap)
        sheet.rule()
    sheet.qr(slip.qr, size.module)
    sheet.text(slip.keep, "AtkinsonHyperlegibleNext-Bold", size.body)
    sheet.gap(size.gap // 2)
    sheet.text(slip.issued, "AtkinsonHyperlegibleNext-Regular", size.small)
    sheet.gap(size.tail)
    return [*sheet.blocks(), Cut()]


def _draw_way(sheet: Sheet, slip: Slip, size: _Sizes) -> None:
    """Draw the way of an errand: numbered, the present station white on black."""
    sheet.gap(size.gap)
    sheet.text(slip.way_title, "PlusJakartaSans-Bold", size.body, Align.LEFT)
    for n, station in enumerate(slip.way, 1):
        sheet.gap(size.gap // 3)
        sign = "✓" if station.is_done else str(n)
        sheet.marked(
            f"{station.name} *" if station.is_free else station.name,
            "AtkinsonHyperlegibleNext-Bold" if station.is_present else "AtkinsonHyperlegibleNext-Regular",
            size.body,
            partial(draw_step, size=size.body, sign=sign, is_filled=station.is_present),
        )
        if station.where:
            sheet.marked(
                station.where,
                "AtkinsonHyperlegibleNext-Regular",
                size.small,
                lambda pen, middle: step_width(size.body) + round((size.body - size.small) * 0.5),
            )
    if slip.way_note:
        sheet.gap(size.gap // 2)
        sheet.text(slip.way_note, "AtkinsonHyperlegibleNext-Regular", size.small, Align.LEFT)
    sheet.gap(size.gap)
    sheet.rule()


def _letters(slip: Slip, paper: Paper) -> list[Block]:
    page = _Page(paper.columns)
    if slip.rehearsal:
        page.band(slip.rehearsal)
        page.text(slip.rehearsal_note)
        page.gap()
    if slip.copy:
        page.band(slip.copy)
        page.gap()
    page.text(slip.hall)
    page.rule()
    page.text(slip.agency)
    page.text(slip.service, bold=True)
    page.gap()
    if slip.priority:
        page.band(slip.priority)
        page.gap()
    page.text(slip.number, size=min(8, paper.columns // len(slip.number)), bold=True)
    page.gap()
    page.text(slip.called_label)
    page.text(slip.called, size=2, bold=True)
    page.text(slip.ahead)
    if slip.place:
        page.text(f"-> {slip.place}", bold=True)
    page.rule()
    if slip.way:
        page.text(slip.way_title, Align.LEFT, bold=True)
        for n, station in enumerate(slip.way, 1):
            sign = "x" if station.is_done else ">" if station.is_present else " "
            page.item(f"{sign}{n}. ", f"{station.name} *" if station.is_free else station.name)
            page.item("    ", station.where)
        if slip.way_note:
            page.text(slip.way_note, Align.LEFT)
        page.rule()
    if slip.documents:
        page.text(slip.documents_title, Align.LEFT, bold=True)
        for document in slip.documents:
            page.item("[ ] ", document)
        page.rule()
    page.blocks += _code(slip.qr, paper)
    page.text(slip.keep, bold=True)
    page.text(slip.issued)
    return joined([*page.blocks, Feed(_SIZES[paper.width_mm].tail), Cut()])


def _code(text: str, paper: Paper) -> list[Block]:
    """Let the printer draw the QR code, or draw it for a printer that cannot."""
    module = _SIZES[paper.width_mm].module
    if not paper.draws_qr:
        return [Feed(module * 4), Code(text, module), Feed(module * 4)]
    sheet = Sheet(paper.dots)
    sheet.qr(text, module)
    return sheet.blocks()


class _Page:
    """Lines in the printer's own letters."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self.blocks: list[Block] = []

    def gap(self) -> None:
        self.blocks.append(Feed(12))

    def rule(self) -> None:
        self.blocks.append(Text("-" * self._columns))

    def band(self, word: str) -> None:
        room = self._columns // 2
        self.blocks += [
            Text(line.center(room), Align.CENTRE, size=2, bold=True, inverted=True)
            for line in wrap(plain(word), len, room)
        ]

    def text(self, text: str, align: Align = Align.CENTRE, size: int = 1, *, bold: bool = False) -> None:
        for line in wrap(plain(text), len, self._columns // size):
            self.blocks.append(Text(line, align, size, bold))

    def item(self, mark: str, text: str) -> None:
        lines = wrap(plain(text), len, self._columns - len(mark))
        for n, line in enumerate(lines):
            self.blocks.append(Text((mark if n == 0 else " " * len(mark)) + line))


_NEAREST = str.maketrans({"–": "-", "—": "-", "·": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})


def plain(text: str) -> str:
    """Write a text in ASCII, as near as it goes: accents fall away, what has no likeness is ``?``."""
    split = unicodedata.normalize("NFKD", text.translate(_NEAREST))
    return (
        "".join(char for char in split if not unicodedata.combining(char)).encode("ascii", "replace").decode()
    )
