"""What a role remembers from one start to the next: small things, lost without harm."""

import json
import logging
from pathlib import Path

log = logging.getLogger(__name__)


class Memory:
    """Texts by name, in one JSON file.

    A file that is missing or spoilt remembers nothing; one that cannot be written is told in the log.

    Args:
        file: Where they are kept; its folder is made when something is kept.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def recall(self, name: str) -> str:
        """Return what was kept under a name; empty where nothing was."""
        return self._read().get(name, "")

    def keep(self, name: str, text: str) -> None:
        """Keep a text under a name."""
        kept = {**self._read(), name: text}
        new = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(kept), encoding="utf-8")
            new.replace(self._file)
        except OSError as trouble:
            log.warning("%s cannot be written: %s", self._file, trouble)

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {name: text for name, text in kept.items() if isinstance(text, str)}
