"""The program itself with a queue of its own: verbs as a script gives them, the page as a process."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import httpx

from app.cli import main
from benchmarks.ports import free_port
from tests.catalogues import always_open
from tests.waiting import wait_until

ROOT = Path(__file__).parents[3]


class RealHall:
    """A hall in a folder, always open.

    Attributes:
        origin: Where its page for phones is, while it is `served`.
    """

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.origin = f"http://127.0.0.1:{port}"
        self.db = str(folder / "hall.db")
        self._config = folder / "hall.toml"
        self._config.write_text(f"[phone]\nport = {port}\n", encoding="utf-8")
        self.ask("import", str(always_open(folder)))

    def ask(self, *verb: str) -> dict[str, Any]:
        """Do a verb and return what it says."""
        out = StringIO()
        with redirect_stdout(out):
            assert main([*verb, "--db", self.db, "--config", str(self._config), "--json"]) == 0
        told: dict[str, Any] = json.loads(out.getvalue() or "{}")
        return told

    def issue(self, service: str, *options: str) -> str:
        """Give a number as at a kiosk; return the address of its page."""
        token = self.ask("issue", service, "--no-paper", *options)["token"]
        return f"{self.origin}/t/{token}"

    @contextmanager
    def served(self) -> Iterator[None]:
        """Serve the page to phones, by a process, until the end of the block."""
        where = ("--db", self.db, "--config", str(self._config))
        page = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "phone", *where],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
        )
        try:
            wait_until(self._answers)
            yield
        finally:
            page.terminate()
            page.communicate(timeout=20)

    def _answers(self) -> bool:
        try:
            return httpx.get(self.origin).status_code == 200
        except httpx.TransportError:
            return False
