"""What an actor of the demo is told to play. Imports no Qt."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """What an actor plays.

    Attributes:
        seed: Of all its choices.
        visitors: How many come to the kiosk.
        agencies: Whom they come for, by code.
        shots: Folder for a picture of each page; empty for none.
        step_ms: How long a person takes for one step.
    """

    seed: int
    visitors: int
    agencies: tuple[str, ...]
    shots: str = ""
    step_ms: int = 900

    def written(self) -> str:
        """Write it as one argument of the command line."""
        return json.dumps(asdict(self))


def read(acts: str) -> Part:
    """Read what `Part.written` wrote."""
    values = json.loads(acts)
    return Part(**{**values, "agencies": tuple(values["agencies"])})
