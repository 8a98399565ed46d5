"""How a paper looks: the parts of a template in its order, as a picture or in plain letters."""

from typing import Protocol

from printer.blocks import Block, Paper
from printer.checklist import ChecklistSlip
from printer.checklist_layout import lay_out_checklist
from printer.letters import Letters
from printer.picture import Picture
from printer.sheet import joined
from printer.slip import Slip
from printer.template import DEFAULT, Part, Template

# Between two parts of different sections stands a rule. What is not here belongs to what it follows.
_SECTIONS = {
    **dict.fromkeys((Part.LOGO, Part.HALL), "hall"),
    **dict.fromkeys((Part.AGENCY, Part.SERVICE, Part.PRIORITY, Part.NUMBER, Part.WHEN, Part.PLACE), "ticket"),
    Part.WAY: "way",
    Part.DOCUMENTS: "documents",
    **dict.fromkeys((Part.CODE, Part.KEEP), "code"),
}


class _Hand(Protocol):
    """Writes the parts of one paper: draws them, or spells them in the printer's letters."""

    def head(self) -> list[Block]:
        """What stands on top whatever the template says; empty on an ordinary paper."""

    def part(self, part: Part) -> list[Block]:
        """One part; empty where there is nothing to say."""

    def lead(self, part: Part, after: Part) -> list[Block]:
        """White paper between two parts of a section."""

    def rule(self, part: Part) -> list[Block]:
        """A rule before a part, and white paper around it."""

    def tail(self) -> list[Block]:
        """White paper and the cut."""


def lay_out(slip: Slip | ChecklistSlip, paper: Paper, template: Template = DEFAULT) -> list[Block]:
    """Lay out a slip on a kind of paper, from its head to the cut.

    Args:
        slip: The words.
        paper: The kind of paper.
        template: Which parts a ticket has, in which order, and the hall's own words on it.
    """
    if isinstance(slip, ChecklistSlip):
        return lay_out_checklist(slip, paper, template)
    hand: _Hand = Letters(slip, paper, template) if paper.text else Picture(slip, paper, template)
    blocks = hand.head()
    above: Part | None = None
    section = ""
    for part in template.order:
        written = hand.part(part)
        if not written:
            continue
        begun = _SECTIONS.get(part, section)
        if above is not None:
            blocks += hand.rule(part) if section and begun != section else hand.lead(part, above)
        blocks += written
        above, section = part, begun
    return joined([*blocks, *hand.tail()])
