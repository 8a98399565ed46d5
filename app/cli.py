"""The command line: one place that knows every verb, its options and the exit codes."""

import json
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import Any

from app import (
    board_verbs,
    counter_verbs,
    history_verbs,
    moving_verb,
    paper_verbs,
    parts,
    roles,
    staff_verbs,
    verbs,
)
from app import config as configuration
from app.answer import Answer, Verb
from app.config import Config
from app.options import parser
from app.orders import Orders
from language.sentences import explain, explain_fault
from language.texts import Say, speaker
from ticketing.errors import AntreanError, CatalogueRefused, Environment, Misconfigured
from ticketing.words import Language

log = logging.getLogger(__name__)

DONE, REFUSED, TRY_AGAIN, MISCONFIGURED, INTERRUPTED = 0, 1, 75, 78, 130

_VERBS: dict[str, Verb] = {
    **verbs.VERBS,
    **counter_verbs.VERBS,
    **staff_verbs.VERBS,
    **history_verbs.VERBS,
    **paper_verbs.VERBS,
    **board_verbs.VERBS,
    "voice": lambda opened, args, say: _voice(opened, args, say),
    "move": moving_verb.move,
    "simulate": lambda opened, args, say: _simulated().simulate(opened, args, say),
    "backtest": lambda opened, args, say: _simulated().backtest(opened, args, say),
}

#: Verbs that make a hall where there is none.
_MAKERS = ("import", "simulate")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code.

    0 done · 1 refused or found wrong · 2 usage · 75 try again later · 78 configuration · 130 interrupted.
    """
    args = parser(os.environ.get("ANTREAN_DB", "")).parse_args(argv)
    args.language = _language_of(os.environ)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if args.verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        return _run(args)
    except KeyboardInterrupt:
        return INTERRUPTED
    except AntreanError as error:
        print(explain(error, args.language), file=sys.stderr)
        if isinstance(error, CatalogueRefused):
            for fault in error.faults:
                print(explain_fault(fault, args.language), file=sys.stderr)
        if isinstance(error, Misconfigured):
            return MISCONFIGURED
        return TRY_AGAIN if isinstance(error, Environment) else REFUSED


def _run(args: Namespace) -> int:
    config = configuration.load(Path(args.config) if args.config else None)
    if args.verb is None:
        return roles.hall(_orders(args, config))
    if args.verb in roles.ROLES:
        return roles.ROLES[args.verb](_orders(args, config))
    say = speaker("app", args.language)
    if args.verb == "bench":
        answer = _bench(args)
    elif args.verb == "printer":
        from app import printer_verb, sample_verb

        run = sample_verb.run if args.what == "sample" else printer_verb.run
        answer = run(args, config, say)
    elif args.verb == "demo":
        from app import demo

        answer = demo.run(args, config, say)
    else:
        with parts.opened(args.db, config, args.at, may_create=args.verb in _MAKERS) as opened:
            answer = _VERBS[args.verb](opened, args, say)
    if not _tell(_json(answer.data) if args.json else "\n".join(answer.lines)):
        return TRY_AGAIN
    return DONE if answer.ok else REFUSED


def _voice(opened: parts.Parts, args: Namespace, say: Say) -> Answer:
    """Imported when it is asked for, as all that speaks."""
    from app import voice_verb

    return voice_verb.voice(opened, args, say)


def _simulated() -> ModuleType:
    """Imported when it is asked for: nobody in a hall needs it."""
    from app.simulation import verbs as simulated

    return simulated


def _json(data: dict[str, Any]) -> str:
    """Write one object; in escapes where the output has not every letter."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return json.dumps(data, ensure_ascii=encoding.lower().replace("-", "") != "utf8")


def _tell(text: str) -> bool:
    """Print the answer; tell whether it could be written.

    That nobody reads it to the end is no fault, and undoes nothing of what was done.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        print(text, flush=True)
    except OSError as trouble:
        # Python writes what is left at its end, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(trouble, BrokenPipeError):
            log.error("done, but the answer cannot be written: %s", trouble)
            return False
    return True


def _bench(args: Namespace) -> Answer:
    """Measure what docs/measured reports."""
    from benchmarks import suite

    for name in args.names:
        if name not in suite.BENCHMARKS:
            raise Misconfigured("bench", "unknown_benchmark", name)
    figures = suite.run(args.names, quick=args.quick)
    lines = [f"{name:<14}{json.dumps(figure, ensure_ascii=False)}" for name, figure in figures.items()]
    return Answer(dict(figures), lines, ok=not any("failed" in one for one in figures.values()))


def _orders(args: Namespace, config: Config) -> Orders:
    return Orders(
        config=config,
        db=args.db,
        config_file=args.config,
        screen=args.screen,
        windowed=args.windowed,
        shares_screen=args.shares_screen,
        printer=args.printer,
        name=args.name,
        counter=args.counter,
        zones=tuple(args.zone or ()),
        acts=args.acts,
        verbose=args.verbose,
    )


def _language_of(environment: "os._Environ[str]") -> Language:
    """Choose the language of messages by the locale; Indonesian unless it says another of ours."""
    name = environment.get("LC_ALL") or environment.get("LANG") or ""
    code = name.split("_")[0].lower()
    return Language(code) if code in list(Language) else Language.ID
