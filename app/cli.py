"""The command line: one place that knows every verb, its options and the exit codes."""

import json
import logging
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from app import config as configuration
from app import parts, verbs
from language.sentences import explain, explain_fault
from language.texts import speaker
from ticketing.errors import AntreanError, CatalogueRefused, Environment, Misconfigured
from ticketing.model import Language

DONE, REFUSED, TRY_AGAIN, MISCONFIGURED = 0, 1, 75, 78

_LANGUAGES = [language.value for language in Language]
_VERBS: dict[str, verbs.Verb] = {
    "import": verbs.import_catalogue,
    "search": verbs.search,
    "issue": verbs.issue,
    "call": verbs.call,
    "recall": verbs.act,
    "serve": verbs.act,
    "complete": verbs.act,
    "no-show": verbs.act,
    "status": verbs.status,
    "check": verbs.check,
    "day": verbs.day,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code.

    0 done · 1 refused or found wrong · 2 usage · 75 try again later · 78 configuration.
    """
    args = _parser().parse_args(argv)
    args.language = _language_of(os.environ)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if args.verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    try:
        return _run(args)
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
    with parts.opened(args.db, config, args.at) as opened:
        answer = _VERBS[args.verb](opened, args, speaker("app", args.language))
    if args.json:
        print(json.dumps(answer.data, ensure_ascii=False))
    else:
        print("\n".join(answer.lines))
    return DONE if answer.ok else REFUSED


def _language_of(environment: "os._Environ[str]") -> Language:
    """Choose the language of messages by the locale; Indonesian unless it says another of ours."""
    name = environment.get("LC_ALL") or environment.get("LANG") or ""
    code = name.split("_")[0].lower()
    return Language(code) if code in _LANGUAGES else Language.ID


def _parser() -> ArgumentParser:
    common = ArgumentParser(add_help=False)
    common.add_argument(
        "--db", default=os.environ.get("ANTREAN_DB", ""), metavar="URL", help="the queue state"
    )
    common.add_argument("--config", default="", metavar="FILE", help="settings, in TOML")
    common.add_argument("--json", action="store_true", help="one object on stdout, nothing else")
    common.add_argument("--at", default="", metavar="TIME", help="in a rehearsal hall, as if it were then")
    common.add_argument("--verbose", action="store_true", help="log what happens on stderr")

    parser = ArgumentParser(prog="antrean", description="Queue tickets for public-service halls")
    commands = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")

    def add(name: str, help_: str) -> ArgumentParser:
        return commands.add_parser(name, help=help_, parents=[common])

    take = add("import", "take agencies.csv and services.csv from a folder")
    take.add_argument("folder", metavar="CATALOGUE_DIR")
    take.add_argument("--rehearsal", action="store_true", help="a hall for practice")
    find = add("search", "find services by everyday words, best first")
    find.add_argument("words", nargs="+", metavar="WORD")
    find.add_argument("--lang", choices=_LANGUAGES, default="id")
    give = add("issue", "give a number, as if tapped at the kiosk")
    give.add_argument("service", metavar="SERVICE")
    give.add_argument("--lang", choices=_LANGUAGES, default="id")
    give.add_argument("--priority", action="store_true")
    give.add_argument("--tap", default="", metavar="UUID", help="the same tap is the same ticket")
    where = give.add_mutually_exclusive_group()
    where.add_argument("--kiosk", default="", metavar="NAME", help="whose printer prints it")
    where.add_argument("--no-paper", action="store_true")
    for name, help_ in (
        ("call", "call the next visitor to a counter"),
        ("recall", "call the counter's ticket once more"),
        ("serve", "begin to serve it"),
        ("complete", "end the service"),
        ("no-show", "give up a visitor who does not come"),
    ):
        add(name, help_).add_argument("counter", metavar="COUNTER")
    add("status", "who waits, who is served, what each service would wait")
    add("check", "test every invariant; exit 1 names what is broken")
    add("day", "the hall day").add_argument(
        "--accept-clock", action="store_true", help="the clock is right, though it jumped"
    )
    return parser
