"""The options of the command line."""

from argparse import SUPPRESS, ArgumentParser
from collections.abc import Callable

from app import arguments
from ticketing.boards import NoticeKind
from ticketing.placing import Place
from ticketing.policy import Kind
from ticketing.quota import Channel
from ticketing.staff import StaffRole
from ticketing.words import Language

_LANGUAGES = [language.value for language in Language]

_ROLES = (
    ("kiosk", "the visitor's touch window"),
    ("counter", "a calling window for staff"),
    ("display", "a hall board"),
    ("spooler", "prints the papers of one kiosk"),
    ("phone", "the visitor's page for phones, on the hall's own network"),
)
_ACTIONS = (
    ("call", "call the next visitor to a counter"),
    ("recall", "call the counter's ticket once more"),
    ("serve", "begin to serve it"),
    ("hold", "let its visitor fetch something"),
    ("resume", "go on with a held visitor"),
    ("transfer", "send a ticket to another service or counter"),
    ("return", "give a ticket back to its queue, or take back who came late"),
    ("demote", "make a priority ticket a regular one"),
    ("reprint", "print a ticket's paper once more, marked as a copy"),
    ("complete", "end the service"),
    ("no-show", "give up a visitor who does not come"),
    ("cancel", "end a ticket whose visitor will not be served"),
)
_WITH_REASON = ("call", "hold", "transfer", "return", "cancel")


def parser(db: str) -> ArgumentParser:
    """Make the parser of the command line.

    The common options stand before or after the command; without a command the whole hall runs.

    Args:
        db: Address of the queue state where no ``--db`` is given.
    """
    made = ArgumentParser(
        prog="antrean",
        description="Queue tickets for public-service halls. Without a command: the whole hall.",
        parents=[_common(db), _window("")],
    )
    made.set_defaults(verb=None)
    commands = made.add_subparsers(dest="verb", metavar="COMMAND")
    # Given once only: the value before the command would be lost to the default behind it.
    common, window = _common(SUPPRESS), _window(SUPPRESS)

    def add(name: str, help_: str, *parents: ArgumentParser) -> ArgumentParser:
        return commands.add_parser(name, help=help_, parents=[common, *parents])

    for name, help_ in _ROLES:
        add(name, help_, window)
    take = add("import", "take agencies.csv and services.csv from a folder")
    take.add_argument("folder", metavar="CATALOGUE_DIR")
    take.add_argument("--rehearsal", action="store_true", help="a hall for practice")
    take_over = add("move", "take the hall from a file to a server, or back")
    take_over.add_argument("--from", dest="db", default=SUPPRESS, metavar="URL", help="the hall; as --db")
    take_over.add_argument("--to", required=True, metavar="URL", help="where there is no such hall yet")
    find = add("search", "find services by everyday words, best first")
    find.add_argument("words", nargs="+", metavar="WORD")
    find.add_argument("--lang", choices=_LANGUAGES, default="id")
    give = add("issue", "give a number, as if tapped at the kiosk")
    give.add_argument("service", metavar="SERVICE")
    give.add_argument("--lang", choices=_LANGUAGES, default="id")
    give.add_argument("--priority", action="store_true")
    give.add_argument("--channel", default="walk_in", choices=list(Channel), help="how the visitor comes")
    give.add_argument("--tap", default="", metavar="UUID", help="the same tap is the same ticket")
    where = give.add_mutually_exclusive_group()
    where.add_argument(
        "--kiosk", type=arguments.name, default="", metavar="NAME", help="whose printer prints it"
    )
    where.add_argument("--no-paper", action="store_true")
    _add_checklist(add("checklist", "print what to bring, as if asked for at the kiosk; no number"))
    for name, help_ in _ACTIONS:
        _add_action(name, add(name, help_))
    _add_counters(add)
    _add_staff(add)
    _add_history(add)
    add("status", "who waits, who is served, what each service would wait")
    add("check", "test every invariant; exit 1 names what is broken")
    add("day", "the hall day").add_argument(
        "--accept-clock", action="store_true", help="the clock is right, though it jumped"
    )
    _add_devices(add)
    _add_demo(add("demo", "a simulated morning in the real windows"))
    _add_simulated(add)
    _add_bench(add("bench", "measure what docs/measured reports"))
    return made


def _add_checklist(listed: ArgumentParser) -> None:
    listed.add_argument("service", metavar="SERVICE")
    listed.add_argument("--lang", choices=_LANGUAGES, default="id")
    listed.add_argument(
        "--missing",
        type=arguments.count,
        nargs="+",
        default=[],
        metavar="N",
        help="only these documents, from 1",
    )
    listed.add_argument("--tap", default="", metavar="UUID", help="the same tap is the same paper")
    listed.add_argument(
        "--kiosk", type=arguments.name, default="", metavar="NAME", help="whose printer prints it"
    )


def _add_devices(add: Callable[..., ArgumentParser]) -> None:
    last = add("papers", "the last papers, and pictures of them")
    last.add_argument(
        "--limit", type=arguments.count, default=100, metavar="N", help="so many, 100 without it"
    )
    last.add_argument("--pictures", default="", metavar="DIR", help="draw those printed on this machine")
    spoken = add("voice", "what is spoken, and what of it the hall recorded")
    spoken.add_argument("what", choices=("script", "check"), help="the phrases, or what is missing or wrong")
    _add_notice(add("notice", "cover all boards: closing, break, prayer, evacuation"))
    ask = add("printer", "what the printers tell of themselves")
    ask.add_argument(
        "what",
        choices=("state", "test", "sample"),
        help="its state, a test in which a person helps, or a paper that is no ticket",
    )
    ask.add_argument("--printer", default=SUPPRESS, metavar="URL", help="else that of the configuration")


def _add_notice(notice: ArgumentParser) -> None:
    what = notice.add_mutually_exclusive_group()
    what.add_argument("kind", nargs="?", default="", choices=["", *NoticeKind], metavar="KIND")
    what.add_argument("--end", action="store_true", help="take it away")
    notice.add_argument(
        "--minutes", type=arguments.count, default=None, metavar="N", help="it ends by itself"
    )
    notice.add_argument("--by", default="", metavar="NAME", help="who does it; asks for the PIN")


def _add_action(name: str, action: ArgumentParser) -> None:
    action.add_argument("counter", metavar="COUNTER")
    action.add_argument("--number", default="", metavar="NUMBER", help="of the ticket; else the counter's")
    if name == "reprint":
        action.add_argument(
            "--kiosk", type=arguments.name, default="", metavar="NAME", help="whose printer prints it"
        )
    if name in _WITH_REASON:
        action.add_argument("--reason", default="", metavar="WHY", help="stands in the journal")
    if name == "transfer":
        action.add_argument("--service", default="", metavar="SERVICE", help="what it is for from now on")
        action.add_argument("--to", default="", metavar="COUNTER", help="the only one that may call it")
        action.add_argument("--place", default="", choices=list(Place), help="where in the queue")


def _add_counters(add: Callable[..., ArgumentParser]) -> None:
    pause = add("pause", "stop calling to a counter for a while")
    pause.add_argument("counter", metavar="COUNTER")
    pause.add_argument("--reason", default="", metavar="WHY")
    pause.add_argument(
        "--minutes", type=arguments.count, default=None, metavar="N", help="it opens again by itself"
    )
    add("reopen", "call to a counter again").add_argument("counter", metavar="COUNTER")
    enter = add("sign-in", "begin to work at a counter; asks for the PIN")
    enter.add_argument("counter", metavar="COUNTER")
    enter.add_argument("name", metavar="NAME")
    add("sign-out", "leave a counter").add_argument("counter", metavar="COUNTER")


def _add_staff(add: Callable[..., ArgumentParser]) -> None:
    staff = add("staff", "who works here")
    change = staff.add_mutually_exclusive_group()
    change.add_argument("--add", default="", metavar="NAME", help="enrol somebody; asks for a PIN")
    change.add_argument("--remove", default="", metavar="NAME", help="take somebody off the staff")
    change.add_argument("--pin", default="", metavar="NAME", help="give somebody a new PIN")
    staff.add_argument("--role", default="clerk", choices=list(StaffRole))
    shut = add("shut", "give no numbers for a service, an agency or the whole hall")
    what = shut.add_mutually_exclusive_group()
    what.add_argument("--agency", default="", metavar="AGENCY")
    what.add_argument("--service", default="", metavar="SERVICE")
    shut.add_argument("--reason", default="", metavar="WHY", help="what visitors are told")
    shut.add_argument("--minutes", type=arguments.count, default=None, metavar="N", help="it ends by itself")
    unshut = add("unshut", "end a closure")
    unshut.add_argument("closure", type=arguments.count, metavar="CLOSURE", help="its number")
    for parser_ in (staff, shut, unshut):
        parser_.add_argument("--by", default="", metavar="NAME", help="who does it; asks for their PIN")


def _add_history(add: Callable[..., ArgumentParser]) -> None:
    why = add("why", "the way of a ticket, and why it was called when it was")
    why.add_argument("number", metavar="NUMBER")
    why.add_argument(
        "--day", type=arguments.day, default=None, metavar="DATE", help="another one than the hall day"
    )
    preview = add("preview", "a past day under another policy: how long everybody would have waited")
    preview.add_argument(
        "--day", type=arguments.day, required=True, metavar="DATE", help="which day, as 2026-11-24"
    )
    preview.add_argument("--policy", default="", choices=list(Kind), help="another one than the present")
    preview.add_argument("--weight", type=arguments.weight, default=0.0, metavar="W", help="of ageing")
    preview.add_argument("--n", type=arguments.count, default=0, metavar="N", help="of one_in_n")
    preview.add_argument("--bound", type=arguments.count, default=0, metavar="MIN", help="of any policy")
    preview.add_argument("--service", default="", metavar="SERVICE", help="for this one only")


def _add_demo(demo: ArgumentParser) -> None:
    demo.add_argument("--offscreen", action="store_true", help="without a screen")
    demo.add_argument("--visitors", type=arguments.count, default=12, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    demo.add_argument("--shots", default="", metavar="DIR", help="keep a picture of each page and paper")
    demo.add_argument(
        "--landscape", action="store_true", help="with --offscreen: a kiosk that does not stand upright"
    )


def _add_bench(bench: ArgumentParser) -> None:
    bench.add_argument("names", nargs="*", metavar="NAME", help="all without one")
    bench.add_argument("--quick", action="store_true", help="few runs: to see that it works")


def _add_simulated(add: Callable[..., ArgumentParser]) -> None:
    live = add("simulate", "days of a simulated agency as ordinary events, in a rehearsal hall")
    live.add_argument("--days", type=arguments.count, default=20, metavar="N", help="working days")
    live.add_argument("--counters", type=arguments.count, default=3, metavar="N", help="that are at work")
    live.add_argument("--seed", type=int, default=1, metavar="S", help="of all that is drawn")
    test = add("backtest", "how good the told waits of past days would have been, beside simpler ways")
    for end in ("from", "to"):
        test.add_argument(f"--{end}", dest=f"{end}_day", type=arguments.day, required=True, metavar="DATE")


def _common(unset: str) -> ArgumentParser:
    """Make the options of every command; `unset` is the default of ``--db``, or suppresses all."""

    def default(value: object) -> object:
        return SUPPRESS if unset == SUPPRESS else value

    common = ArgumentParser(add_help=False)
    common.add_argument("--db", default=unset, metavar="URL", help="the queue state")
    common.add_argument("--config", default=default(""), metavar="FILE", help="settings, in TOML")
    common.add_argument(
        "--json", action="store_true", default=default(False), help="one object on stdout, nothing else"
    )
    common.add_argument(
        "--at", default=default(""), metavar="TIME", help="in a rehearsal hall, as if it were then"
    )
    common.add_argument(
        "--verbose", action="store_true", default=default(False), help="log what happens on stderr"
    )
    return common


def _window(unset: str) -> ArgumentParser:
    """Make the options of a role."""

    def default(value: object) -> object:
        return SUPPRESS if unset == SUPPRESS else value

    window = ArgumentParser(add_help=False)
    window.add_argument(
        "--screen", type=int, default=default(None), metavar="N", help="which screen, counted from 0"
    )
    window.add_argument(
        "--windowed", action="store_true", default=default(False), help="not over the full screen"
    )
    window.add_argument(
        "--printer", default=default(""), metavar="URL", help="the kiosk's printer, such as tcp://host:9100"
    )
    window.add_argument(
        "--name",
        type=arguments.name,
        default=default(""),
        help="of the kiosk and its spooler, or of the board",
    )
    window.add_argument(
        "--zone",
        type=arguments.name,
        action="append",
        default=default(None),
        metavar="ZONE",
        help="of the board; may be given several times",
    )
    window.add_argument(
        "--counter", type=arguments.name, default=default(""), metavar="COUNTER", help="of the calling window"
    )
    window.add_argument("--shares-screen", action="store_true", default=default(False), help=SUPPRESS)
    window.add_argument("--acts", default=default(""), help=SUPPRESS)
    return window
