"""A simulated morning in the real windows: every role a process, actors in each, a rehearsal hall."""

import tempfile
import threading
import time
from argparse import Namespace
from collections import Counter as Tally
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from app.answer import Answer
from app.config import Config
from app.display_server import require_display
from app.furnishing import take_catalogue
from app.orders import Orders
from app.part import Part
from app.parts import SHIPPED_CATALOGUE, Parts, opened
from app.supervisor import Role, Supervisor, this_program
from language.sentences import explain_fault
from language.texts import Say
from ticketing.catalogue import Agency, Catalogue, Counter
from ticketing.lifecycle import Action, Deed

#: Screens of a demo that nobody sees.
_UPRIGHT, _LYING, _DESK, _WALL = (1080, 1920), (1366, 768), (1280, 800), (1920, 1080)
_CLERKS = 3
_STEP_MS, _STEP_OFFSCREEN_MS = 1100, 400
_ENDED = (Action.COMPLETE, Action.NO_SHOW)


def run(args: Namespace, config: Config, say: Say) -> Answer:
    """Play a morning until every visitor has been served or given up; tell how it went.

    Args:
        args: ``offscreen``, ``landscape``, ``visitors``, ``seed`` and ``shots`` of the command line.
        config: Settings of the windows.
        say: The clerk's language.

    Raises:
        NoDisplay: There is no screen, and ``--offscreen`` was not given.
    """
    if not args.offscreen:
        require_display()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="antrean-demo-")))
        shots = Path(args.shots).absolute() if args.shots else folder
        shots.mkdir(parents=True, exist_ok=True)
        parts = stack.enter_context(opened(str(folder / "demo.db"), config))
        take_catalogue(parts.store, config, SHIPPED_CATALOGUE, rehearsal=True)
        tally, is_done = _play(parts, args, folder, shots)
        faults = parts.store.check()
        pictures = sorted(str(one.relative_to(shots)) for one in shots.rglob("*.png")) if args.shots else []
    data = {
        "visitors": tally[Action.ISSUE],
        "completed": tally[Action.COMPLETE],
        "no_show": tally[Action.NO_SHOW],
        "recalls": tally[Action.RECALL],
        "pictures": pictures,
        "ok": is_done and not faults,
    }
    lines = [say("{visitors} visitors came, {completed} were served, {no_show} did not come.", **data)]
    if args.shots:
        lines.append(say("Pictures: {folder}", folder=shots))
    if not is_done:
        lines.append(say("The demo was given up: nothing happened for too long."))
    lines += [explain_fault(one, args.language) for one in faults]
    return Answer(data, lines, ok=is_done and not faults)


def _play(parts: Parts, args: Namespace, folder: Path, shots: Path) -> tuple[Tally[Action | Deed], bool]:
    """Run all roles until everybody has left; return what was done, and whether all have left."""
    stopping = threading.Event()
    supervisor = Supervisor(_roles(parts, args, folder, shots), this_program())
    patience_s = 60.0 if args.offscreen else 180.0
    with supervisor.running():
        feed = parts.store.feed(0)
        tally: Tally[Action | Deed] = Tally()
        quiet_since = time.monotonic()
        try:
            while not stopping.wait(0.1):
                events = feed.poll()
                if events:
                    quiet_since = time.monotonic()
                tally.update(event.action for event in events)
                if sum(tally[action] for action in _ENDED) >= args.visitors:
                    time.sleep(2)  # the last page is looked at, the last paper comes out
                    return tally, True
                if time.monotonic() - quiet_since > patience_s:
                    break
        finally:
            feed.close()
    return tally, False


def _roles(parts: Parts, args: Namespace, folder: Path, shots: Path) -> list[Role]:
    desks = _desks(parts.store.catalogue())
    part = Part(
        seed=args.seed,
        visitors=args.visitors,
        agencies=tuple(agency.code for agency, _ in desks),
        shots=str(shots) if args.shots else "",
        step_ms=_STEP_OFFSCREEN_MS if args.offscreen else _STEP_MS,
    )
    orders = Orders(
        config=parts.config,
        config_file=args.config,
        db=str(folder / "demo.db"),
        windowed=not args.offscreen,
        printer=f"preview:{shots / 'papers'}",
        acts=part.written(),
        verbose=args.verbose,
    )
    roles = [
        ("display", orders, _WALL),
        ("kiosk", orders, _LYING if args.landscape else _UPRIGHT),
        ("spooler", orders, _DESK),
        *(("counter", replace(orders, counter=desk.name), _DESK) for _, desk in desks),
    ]
    return [
        Role(f"{name} {its.counter}".strip(), its.argv(name), _environment(args, folder, screen))
        for name, its, screen in roles
    ]


def _environment(args: Namespace, folder: Path, screen: tuple[int, int]) -> dict[str, str]:
    if not args.offscreen:
        return {}
    from ui import offscreen

    return {"QT_QPA_PLATFORM": offscreen.platform(folder, *screen)}


def _desks(catalogue: Catalogue) -> list[tuple[Agency, Counter]]:
    """Choose the largest agencies, and one desk of each."""
    largest = sorted(catalogue.agencies, key=lambda agency: -len(catalogue.counters_of(agency.code)))
    return [(agency, catalogue.counters_of(agency.code)[0]) for agency in largest[:_CLERKS]]
