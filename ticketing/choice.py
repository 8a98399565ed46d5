"""Why somebody was called: kept in the journal with the call, so that it can be told later."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ticketing import numbering

_WRITTEN = re.compile(r"\[(?P<rule>[a-z]+) (?P<own>-?\d+) (?P<other>-?\d+) (?P<over>\S+)\]")
_NOBODY = "-"


class Rule(StrEnum):
    """What decided between the one called and the next best."""

    ALONE = "alone"
    OVERDUE = "overdue"
    HELP = "help"
    PREFERENCE = "preference"
    PRIORITY = "priority"
    TURN = "turn"
    AGEING = "ageing"
    LONGEST = "longest"


@dataclass(frozen=True, slots=True)
class Why:
    """Why one head was called and not another.

    Attributes:
        rule: What decided.
        own, other: Two whole numbers by the rule. OVERDUE: minutes waited, and the bound. HELP:
            minutes waited, and the threshold. PREFERENCE: the two preferences, 0 first. TURN:
            priority tickets in a row, and n of the policy. AGEING: the two claims, in weighted
            minutes. LONGEST: the two waits in minutes.
        over: Number of the next best; empty when nobody else waited.
    """

    rule: Rule
    own: int = 0
    other: int = 0
    over: str = ""

    def written(self) -> str:
        """Write it as the journal keeps it, such as ``[ageing 56 30 A014]``."""
        return f"[{self.rule} {self.own} {self.other} {self.over or _NOBODY}]"


def read(reason: str) -> Why | None:
    """Read what `Why.written` wrote; None for what staff said, and for older journals."""
    found = _WRITTEN.fullmatch(reason)
    if found is None or found["rule"] not in list(Rule):
        return None
    over = "" if found["over"] == _NOBODY else found["over"]
    if over and numbering.parse(over) is None:
        return None
    return Why(Rule(found["rule"]), int(found["own"]), int(found["other"]), over)
