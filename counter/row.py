"""One row of a list, as values."""

from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """How long somebody has waited against the hall's target; each has its own shape and colour."""

    NONE = ""
    OVER_TARGET = "over target"
    FAR_OVER = "far over"


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: What the row stands for.
        lead: The number.
        text: Words under it; wrap.
        aside: On the right.
        below: Under `aside`, smaller.
        priority: The word of the priority mark; empty for none.
        urgency: Marks `aside`.
        urgent: What the mark says to a screen reader.
    """

    key: str
    lead: str
    text: str
    aside: str = ""
    below: str = ""
    priority: str = ""
    urgency: Urgency = Urgency.NONE
    urgent: str = ""

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        parts = (self.lead, self.priority, self.text, self.aside, self.urgent, self.below)
        return ", ".join(part for part in parts if part)
