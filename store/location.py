"""Where a queue state lies. Imports no database: a window asks before it is on the glass."""

from pathlib import Path

from ticketing.errors import Misconfigured


def file_of(url: str) -> Path:
    """Read the path of ``sqlite:///path``; a plain path is taken as it is.

    Raises:
        Misconfigured: Another kind of address.
    """
    if url.startswith("sqlite:///"):
        url = url.removeprefix("sqlite:///")
    elif "://" in url:
        raise Misconfigured("--db", "not_sqlite", url)
    if not url or url == ":memory:":
        raise Misconfigured("--db", "no_file", url)
    try:
        return Path(url).expanduser().absolute()
    except (OSError, RuntimeError):  # the folder we stand in is gone; nobody has that name
        raise Misconfigured("--db", "no_file", url) from None
