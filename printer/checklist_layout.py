"""How the paper of a checklist looks, as a picture or in plain letters; the same for every hall."""

from printer.blocks import Align, Block, Cut, Feed, Paper
from printer.checklist import ChecklistSlip
from printer.letters import Page
from printer.sheet import Face, Sheet, draw_arrow, draw_box
from printer.sizes import SIZES, Sizes
from printer.template import Part, Template

_PLAIN: Face = "AtkinsonHyperlegibleNext-Regular"
_BOLD: Face = "AtkinsonHyperlegibleNext-Bold"


def lay_out_checklist(slip: ChecklistSlip, paper: Paper, template: Template) -> list[Block]:
    """Lay out a checklist on a kind of paper, from its head to the cut.

    Args:
        slip: The words.
        paper: The kind of paper.
        template: Only its logo, where the hall has one on its papers.
    """
    size = SIZES[paper.width_mm]
    blocks = _spelt(slip, paper) if paper.text else _drawn(slip, paper, size, template)
    return [*blocks, Feed(size.tail), Cut()]


def _drawn(slip: ChecklistSlip, paper: Paper, size: Sizes, template: Template) -> list[Block]:
    sheet = Sheet(paper.dots)
    if slip.rehearsal:
        sheet.band(slip.rehearsal, "PlusJakartaSans-ExtraBold", size.band)
        sheet.gap(size.gap // 2)
        sheet.text(slip.rehearsal_note, _BOLD, size.small)
        sheet.gap(size.gap * 2)
    if template.logo is not None and Part.LOGO in template.order:
        sheet.picture(template.logo.on(paper))
        sheet.gap(size.gap)
    sheet.text(slip.hall, "PlusJakartaSans-Bold", size.small)
    _rule(sheet, size)
    if slip.agency:
        sheet.text(slip.agency, _PLAIN, size.name)
        sheet.gap(size.gap // 2)
    sheet.text(slip.service, "PlusJakartaSans-Bold", size.service, leading=1.18)
    _rule(sheet, size)
    _draw_documents(sheet, slip, size)
    _draw_way(sheet, slip, size)
    sheet.text(slip.no_number, _BOLD, size.body)
    sheet.text(slip.advice, _PLAIN, size.body)
    sheet.gap(size.gap // 2)
    sheet.text(slip.printed, _PLAIN, size.small)
    return sheet.blocks()


def _draw_documents(sheet: Sheet, slip: ChecklistSlip, size: Sizes) -> None:
    """Draw a box before each document, to be ticked with a pen."""
    if not slip.documents:
        return
    sheet.text(slip.title, "PlusJakartaSans-ExtraBold", size.service, Align.LEFT, leading=1.18)
    if slip.part:
        sheet.text(slip.part, _PLAIN, size.small, Align.LEFT)
    for document in slip.documents:
        sheet.gap(size.gap)
        sheet.marked(document, _PLAIN, size.name, lambda pen, middle: draw_box(pen, middle, size.service))
    _rule(sheet, size)


def _draw_way(sheet: Sheet, slip: ChecklistSlip, size: Sizes) -> None:
    """Draw where to go and when; the place of a single agency as large as on a ticket."""
    below_name = round(size.body * 1.5 - size.small * 0.5)
    for n, goal in enumerate(slip.goals):
        if not goal.agency:
            sheet.pointed(goal.where, _BOLD, size.service)
            continue
        sheet.gap(size.gap // 2 if n else 0)
        sheet.marked(goal.agency, _BOLD, size.body, lambda pen, at: draw_arrow(pen, 0, at, size.body))
        sheet.marked(goal.where, _PLAIN, size.small, lambda pen, at: below_name)
    if slip.hours:
        sheet.gap(size.gap if slip.goals else 0)
        sheet.text(slip.hours_title, _PLAIN, size.body)
    for line in slip.hours:
        sheet.text(line, _BOLD, size.body)
    if slip.goals or slip.hours:
        _rule(sheet, size)


def _rule(sheet: Sheet, size: Sizes) -> None:
    sheet.gap(size.gap)
    sheet.rule()
    sheet.gap(size.gap)


def _spelt(slip: ChecklistSlip, paper: Paper) -> list[Block]:
    page = Page(paper.columns)
    if slip.rehearsal:
        page.band(slip.rehearsal)
        page.text(slip.rehearsal_note)
        page.gap()
    page.text(slip.hall)
    page.rule()
    page.text(slip.agency)
    page.text(slip.service, bold=True)
    page.rule()
    if slip.documents:
        page.text(slip.title, Align.LEFT, bold=True)
        page.text(slip.part, Align.LEFT)
        for document in slip.documents:
            page.item("[ ] ", document)
        page.rule()
    for goal in slip.goals:
        if goal.agency:
            page.item("-> ", goal.agency)
            page.item("   ", goal.where)
        else:
            page.text(f"-> {goal.where}", bold=True)
    page.text(slip.hours_title)
    for line in slip.hours:
        page.text(line, bold=True)
    if slip.goals or slip.hours:
        page.rule()
    page.text(slip.no_number, bold=True)
    page.text(slip.advice)
    page.text(slip.printed)
    return page.blocks
