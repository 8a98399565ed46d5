"""What a verb of the command line answers."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.parts import Parts
from language.texts import Say


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb found: a dictionary for ``--json``, and the lines that people read.

    `ok` is False where something was found wrong: exit code 1.
    """

    data: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    ok: bool = True


Verb = Callable[[Parts, Namespace, Say], Answer]


def iso(moment: datetime, zone: str) -> str:
    """Write a moment in the hall's zone, with its offset."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
