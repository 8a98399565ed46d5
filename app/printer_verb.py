"""The verb of a technician: what a printer tells of itself, and whether it tells the truth."""

import sys
from argparse import Namespace
from collections.abc import Callable

from app.answer import Answer
from app.config import Config
from language.texts import Say, mark
from printer import address, devices
from printer.address import Address
from printer.status import Status, Trouble
from ticketing.errors import Environment, Misconfigured

_STATES: dict[Trouble | None, str] = {
    None: mark("ready"),
    Trouble.COVER_OPEN: mark("its cover is open"),
    Trouble.PAPER_OUT: mark("it has no paper"),
    Trouble.CUTTER: mark("it reports an error"),
    Trouble.OFFLINE: mark("it is offline"),
}

#: What a person does, and what the printer must tell then; named in the answer by their first word.
STEPS: tuple[tuple[str, str, tuple[Trouble | None, ...]], ...] = (
    ("ready", mark("Put paper in and close the cover."), (None,)),
    ("open", mark("Open the cover."), (Trouble.COVER_OPEN,)),
    # Some printers cannot tell an empty roll from an open cover while it is open: it is closed again.
    ("empty", mark("Take the paper out and close the cover."), (Trouble.PAPER_OUT,)),
    ("again", mark("Put the paper in again and close the cover."), (None,)),
)


def run(args: Namespace, config: Config, say: Say) -> Answer:
    """Tell a printer's state, or walk a person through a test of it.

    Raises:
        Misconfigured: The address is wrong, or of a printer that cannot be asked.
        PrinterUnreachable: It does not answer.
    """
    to = address.parse(args.printer or config.kiosk.printer)
    if to.scheme != "tcp":
        raise Misconfigured("--printer", "cannot_be_asked", to.scheme)
    if args.what == "test":
        return _test(to, say, _wait_for_enter)
    status = devices.ask_state(to)
    return Answer(
        {"printer": to.url, "state": _word(status.trouble), "paper": status.sheet.value},
        [say("{url}: {state}", url=to.url, state=say(_STATES[status.trouble]))],
        ok=status.trouble is None,
    )


def _test(to: Address, say: Say, wait: Callable[[str], None]) -> Answer:
    """Ask after each step; the test holds when every answer is the right one."""
    steps: list[dict[str, object]] = []
    lines: list[str] = []
    for name, request, wanted in STEPS:
        wait(say(request) + " " + say("Then press Enter."))
        told = _state(to)
        fits = isinstance(told, Status) and told.trouble in wanted
        word = _word(told.trouble) if isinstance(told, Status) else "silent"
        said = say(_STATES[told.trouble]) if isinstance(told, Status) else say("it does not answer")
        steps.append({"step": name, "state": word, "ok": fits})
        lines.append(("✓ " if fits else "✗ ") + say(request) + " " + said)
    holds = all(step["ok"] for step in steps)
    lines.append(
        say("This printer can be trusted: end its address in status=1.")
        if holds
        else say("This printer does not tell its state as it should: leave status=1 away.")
    )
    return Answer({"printer": to.url, "ok": holds, "steps": steps}, lines, ok=holds)


def _state(to: Address) -> Status | None:
    try:
        return devices.ask_state(to)
    except Environment:
        return None


def _word(trouble: Trouble | None) -> str:
    return trouble.value if trouble else "ready"


def _wait_for_enter(request: str) -> None:
    print(request, file=sys.stderr, flush=True)
    sys.stdin.readline()
