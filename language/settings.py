"""Reads files that people write settings in: TOML, and on which line something stands."""

import re
import tomllib
from pathlib import Path
from typing import Any

from ticketing.errors import Misconfigured


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """Read a file as text and as TOML.

    Raises:
        Misconfigured: The file is missing, cannot be read as text, or is not TOML; with its line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors put a mark before it
        return text, tomllib.loads(text)
    except FileNotFoundError:
        raise Misconfigured(str(path), "file_missing") from None
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        raise Misconfigured(str(path), "not_toml", str(wrong), _line_of(str(wrong))) from wrong
    except (OSError, ValueError) as wrong:  # not UTF-8, or a path with a zero byte
        raise Misconfigured(str(path), "unreadable", str(wrong)) from wrong


def find(text: str, table: str, key: str = "") -> int:
    """Find the line of a table, or of a key in it, counted from 1; 0 where it is not to be seen.

    A key that stands in no table is found as a table is.
    """
    dotted = rf"\s*[\"']?{re.escape(table)}[\"']?\s*[.=]"
    assigned = rf"\s*[\"']?{re.escape(key)}[\"']?\s*=" if key else ""
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*[\"']?([^\]\"']+?)[\"']?\s*\]", line)
        if header:
            inside = header[1]
            if inside == table and not key:
                return number
        elif (inside == table and assigned and re.match(assigned, line)) or (
            not inside and re.match(dotted, line)
        ):
            return number
    return 0


def _line_of(message: str) -> int:
    found = re.search(r"line (\d+)", message)
    return int(found[1]) if found else 0
