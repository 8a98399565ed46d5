"""A screen that nobody sees, of a chosen size: for demos, benchmarks and pictures."""

import json
from pathlib import Path


def platform(folder: Path, width: int, height: int) -> str:
    """Describe the screen in a file; return what ``QT_QPA_PLATFORM`` is to be set to.

    Args:
        folder: Where the description is written.
        width: Of the screen, in pixels.
        height: Of the screen, in pixels.
    """
    screen = {"name": "offscreen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    file = folder / f"screen-{width}x{height}.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={file}"
