"""A paper as a picture: each part drawn with our own typefaces."""

from functools import partial

from printer.blocks import Align, Block, Cut, Feed, Paper
from printer.sheet import Sheet, draw_box, draw_step, step_width
from printer.sizes import SIZES
from printer.slip import Slip, Station
from printer.template import Part, Template

#: Parts that stand close to what is above them.
_CLOSE = (Part.AGENCY, Part.SERVICE, Part.KEEP, Part.NOTE, Part.ISSUED)


class Picture:
    """Draws the parts of a paper.

    Args:
        slip: The words.
        paper: How wide it is.
        template: The hall's own words and logo.
    """

    def __init__(self, slip: Slip, paper: Paper, template: Template) -> None:
        self._slip = slip
        self._paper = paper
        self._size = SIZES[paper.width_mm]
        self._template = template
        self._draw = {
            Part.LOGO: self._logo,
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
        """Draw the marks of a hall for practice and of a copy."""
        sheet, size = Sheet(self._paper.dots), self._size
        if self._slip.rehearsal:
            sheet.band(self._slip.rehearsal, "PlusJakartaSans-ExtraBold", size.band)
            sheet.gap(size.gap // 2)
            sheet.text(self._slip.rehearsal_note, "AtkinsonHyperlegibleNext-Bold", size.small)
            sheet.gap(size.gap * 2)
        if self._slip.copy:
            sheet.band(self._slip.copy, "PlusJakartaSans-ExtraBold", size.band)
            sheet.gap(size.gap * 2)
        return sheet.blocks()

    def part(self, part: Part) -> list[Block]:
        """Draw one part; empty where there is nothing to say."""
        sheet = Sheet(self._paper.dots)
        self._draw[part](sheet)
        return sheet.blocks()

    def lead(self, part: Part, after: Part) -> list[Block]:
        """Leave white paper between two parts; a code has its own around it."""
        gap = self._size.gap
        if Part.CODE in (part, after):
            return []
        if Part.NUMBER in (part, after):
            return [Feed(gap * 2)]
        if after is Part.PRIORITY:
            return [Feed(gap)]
        return [Feed(gap // 2 if part in _CLOSE else gap)]

    def rule(self, part: Part) -> list[Block]:
        """Draw a rule before a part."""
        sheet, gap = Sheet(self._paper.dots), self._size.gap
        sheet.gap(gap)
        sheet.rule()
        sheet.gap(0 if part is Part.CODE else gap)
        return sheet.blocks()

    def tail(self) -> list[Block]:
        """End the paper."""
        return [Feed(self._size.tail), Cut()]

    def _logo(self, sheet: Sheet) -> None:
        if self._template.logo is not None:
            sheet.picture(self._template.logo.on(self._paper))

    def _hall(self, sheet: Sheet) -> None:
        sheet.text(self._slip.hall, "PlusJakartaSans-Bold", self._size.small)

    def _agency(self, sheet: Sheet) -> None:
        sheet.text(self._slip.agency, "AtkinsonHyperlegibleNext-Regular", self._size.name)

    def _service(self, sheet: Sheet) -> None:
        sheet.text(self._slip.service, "PlusJakartaSans-Bold", self._size.service, leading=1.18)

    def _priority(self, sheet: Sheet) -> None:
        if self._slip.priority:
            sheet.band(self._slip.priority, "PlusJakartaSans-ExtraBold", self._size.band)

    def _number(self, sheet: Sheet) -> None:
        sheet.number(self._slip.number, "AtkinsonHyperlegibleNext-ExtraBold", self._size.number)

    def _when(self, sheet: Sheet) -> None:
        size = self._size
        sheet.text(self._slip.called_label, "AtkinsonHyperlegibleNext-Regular", size.body)
        sheet.text(self._slip.called, "AtkinsonHyperlegibleNext-ExtraBold", size.hours, leading=1.1)
        sheet.text(self._slip.ahead, "AtkinsonHyperlegibleNext-Regular", size.body)

    def _place(self, sheet: Sheet) -> None:
        if self._slip.place:
            sheet.pointed(self._slip.place, "AtkinsonHyperlegibleNext-Bold", self._size.service)

    def _way(self, sheet: Sheet) -> None:
        """Draw the way of an errand: numbered, the present station white on black."""
        slip, size = self._slip, self._size
        if not slip.way:
            return
        sheet.text(slip.way_title, "PlusJakartaSans-Bold", size.body, Align.LEFT)
        for n, station in enumerate(slip.way, 1):
            sheet.gap(size.gap // 3)
            self._station(sheet, n, station)
        if slip.way_note:
            sheet.gap(size.gap // 2)
            sheet.text(slip.way_note, "AtkinsonHyperlegibleNext-Regular", size.small, Align.LEFT)

    def _station(self, sheet: Sheet, n: int, station: Station) -> None:
        size = self._size
        sign = "✓" if station.is_done else str(n)
        sheet.marked(
            f"{station.name} *" if station.is_free else station.name,
            "AtkinsonHyperlegibleNext-Bold" if station.is_present else "AtkinsonHyperlegibleNext-Regular",
            size.body,
            partial(draw_step, size=size.body, sign=sign, is_filled=station.is_present),
            station.called,
        )
        if station.where:
            sheet.marked(
                station.where,
                "AtkinsonHyperlegibleNext-Regular",
                size.small,
                lambda pen, middle: step_width(size.body) + round((size.body - size.small) * 0.5),
            )

    def _documents(self, sheet: Sheet) -> None:
        slip, size = self._slip, self._size
        if not slip.documents:
            return
        sheet.text(slip.documents_title, "AtkinsonHyperlegibleNext-Bold", size.body, Align.LEFT)
        for document in slip.documents:
            sheet.gap(size.gap // 3)
            sheet.marked(
                document,
                "AtkinsonHyperlegibleNext-Regular",
                size.body,
                lambda pen, middle: draw_box(pen, middle, size.body),
            )

    def _code(self, sheet: Sheet) -> None:
        sheet.qr(self._slip.qr, self._size.module)

    def _keep(self, sheet: Sheet) -> None:
        words = self._template.keep.say(self._slip.language) or self._slip.keep
        sheet.text(words, "AtkinsonHyperlegibleNext-Bold", self._size.body)

    def _note(self, sheet: Sheet) -> None:
        words = self._template.note.say(self._slip.language)
        sheet.text(words, "AtkinsonHyperlegibleNext-Regular", self._size.body)

    def _issued(self, sheet: Sheet) -> None:
        sheet.text(self._slip.issued, "AtkinsonHyperlegibleNext-Regular", self._size.small)
