"""Which icon stands for which agency."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "assets" / "icons" / "agencies.toml"


def agency_icon(code: str) -> str:
    """Return the name of an agency's icon; a house for one that the file does not name."""
    return _icons().get(code, "building")


@cache
def _icons() -> dict[str, str]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
