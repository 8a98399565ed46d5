"""The verb of a technician: what a printer tells of itself, and whether it tells the truth."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from app.answer import Answer
from app.config import Config
from language.texts import Say, mark
from printer import address, devices
from printer.address import READ_BACK, Address
from printer.devices import EscposPrinter
from printer.profiles import PROFILES, Fence, Profile
from printer.status import Sheet, Status
from ticketing.errors import Environment, Misconfigured
from ticketing.outbox import Readiness

_STATES: dict[Readiness, str] = {
    Readiness.READY: mark("ready"),
    Readiness.LOW: mark("ready, its paper is nearly used up"),
    Readiness.COVER_OPEN: mark("its cover is open"),
    Readiness.PAPER_OUT: mark("it has no paper"),
    Readiness.CUTTER: mark("its knife is stuck"),
    Readiness.ERROR: mark("it reports an error"),
    Readiness.OFFLINE: mark("it is offline"),
    Readiness.SILENT: mark("it does not answer"),
    Readiness.UNTOLD: mark("nobody can ask it: whether it has paper cannot be known"),
}

#: What a person does, and what the printer must tell then; named in the answer by their first word.
STEPS: tuple[tuple[str, str, tuple[Readiness, ...]], ...] = (
    ("ready", mark("Put a full roll in and close the cover."), (Readiness.READY, Readiness.LOW)),
    ("open", mark("Open the cover."), (Readiness.COVER_OPEN,)),
    # Some printers cannot tell an empty roll from an open cover while it is open: it is closed again.
    ("empty", mark("Take the paper out and close the cover."), (Readiness.PAPER_OUT,)),
    ("again", mark("Put the paper in again and close the cover."), (Readiness.READY, Readiness.LOW)),
)

# It is asked for all that any kind of printer tells.
_CURIOUS = Profile("", Fence.NONE)


def run(args: Namespace, config: Config, say: Say) -> Answer:
    """Tell how the printers are, or walk a person through a test of one.

    Raises:
        Misconfigured: An address is wrong, or of a printer that cannot be tested.
    """
    given = (args.printer,) if args.printer else (config.kiosk.printer, config.kiosk.spare)
    printers = [address.parse(url) for url in given if url]
    if args.what == "state":
        return _tell(printers, config.data, say)
    if printers[0].scheme not in READ_BACK:
        raise Misconfigured("--printer", "cannot_be_asked", printers[0].scheme)
    return _test(EscposPrinter(printers[0]), printers[0], say, _wait_for_enter)


def _tell(printers: list[Address], folder: Path, say: Say) -> Answer:
    told: list[dict[str, object]] = []
    lines = []
    for one in printers:
        readiness, sheet = _look(one, folder)
        told.append({"printer": one.url, "state": readiness.value, "paper": sheet.value if sheet else None})
        lines.append(say("{url}: {state}", url=one.url, state=say(_STATES[readiness])))
    can_print = any(Readiness(str(one["state"])).can_print for one in told)
    return Answer({**told[0], "printers": told}, lines, ok=can_print)


def _look(to: Address, folder: Path) -> tuple[Readiness, Sheet | None]:
    """Ask a printer; one whose address names no profile is only looked for, for nothing is proved of it."""
    device = devices.open_printer(to, folder)
    if not isinstance(device, EscposPrinter) or to.profile is None:
        return device.readiness(), None
    try:
        status = device.ask(to.profile)
    except Environment:
        return Readiness.SILENT, None
    return status.readiness, status.sheet


def _test(device: EscposPrinter, to: Address, say: Say, wait: Callable[[str], None]) -> Answer:
    """Ask after each step, then after the end of nothing; name the profile that fits all of it."""
    steps: list[dict[str, object]] = []
    lines: list[str] = []
    sheets: list[Sheet] = []
    for name, request, wanted in STEPS:
        wait(say(request) + " " + say("Then press Enter."))
        status = _state(device)
        readiness = status.readiness if status else Readiness.SILENT
        sheets += [status.sheet] if status else []
        fits = readiness in wanted
        steps.append({"step": name, "state": readiness.value, "ok": fits})
        lines.append(("✓ " if fits else "✗ ") + say(request) + " " + say(_STATES[readiness]))
    fitting = _fitting(device, sheets) if all(step["ok"] for step in steps) else None
    lines.append(
        say("This printer can be trusted: end its address in status={profile}.", profile=fitting.name)
        if fitting
        else say("This printer does not tell its state as it should: leave status= away.")
    )
    if fitting is not None and fitting.fence is Fence.NONE:
        lines.append(say("It tells when it cannot print, but not that a paper is out."))
    data = {
        "printer": to.url,
        "ok": fitting is not None,
        "profile": fitting.name if fitting else None,
        "steps": steps,
    }
    return Answer(data, lines, ok=fitting is not None)


def _fitting(device: EscposPrinter, sheets: list[Sheet]) -> Profile:
    """Choose the profile that tells most, of those whose every word is true."""
    has_near_end = sheets[0] is not Sheet.NEAR_END  # with a full roll in
    for profile in PROFILES.values():
        if profile.has_near_end and not has_near_end:
            continue
        if profile.fence is Fence.NONE or _answers(device, profile):
            return profile
    raise AssertionError("the last profile asks for nothing that a printer could not do")


def _answers(device: EscposPrinter, profile: Profile) -> bool:
    try:
        return device.try_fence(profile)
    except Environment:
        return False


def _state(device: EscposPrinter) -> Status | None:
    try:
        return device.ask(_CURIOUS)
    except Environment:
        return None


def _wait_for_enter(request: str) -> None:
    print(request, file=sys.stderr, flush=True)
    sys.stdin.readline()
