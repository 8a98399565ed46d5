"""Every verb, option and example on the pages is one of the command line, and the other way round."""

import re
import shlex
from argparse import SUPPRESS, Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator

from app import cli, options
from printer import address
from tests.docs.known import INSTALL, OPERATE, README, each_page
from tests.docs.pages import ROOT, Doc, code
from ui.watch import GAVE_UP


def verbs() -> dict[str, ArgumentParser]:
    for action in options.parser("")._actions:
        if isinstance(action, _SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no verbs")


def seen(actions: list[Action]) -> set[str]:
    """The long options that help shows."""
    shown = [action for action in actions if action.help != SUPPRESS]
    return {name for action in shown for name in action.option_strings if name[:2] == "--"} - {"--help"}


def general() -> set[str]:
    return seen(options.parser("")._actions)


def test_every_verb_has_a_section_with_an_example() -> None:
    for verb in verbs():
        examples = "\n".join(OPERATE.section(f"`{verb}`").split("```sh")[1:])
        assert f"main.py {verb}" in examples, verb


def test_no_section_tells_of_a_verb_that_is_not_there() -> None:
    told = re.findall(r"^### `(.+)`$", OPERATE.section("Commands"), re.MULTILINE)
    assert told == list(verbs())


def test_every_option_stands_with_its_verb_and_general_ones_once_for_all() -> None:
    for verb, parser in verbs().items():
        section = OPERATE.section(f"`{verb}`")
        for option in seen(parser._actions) - general():
            assert re.search(rf"`{option}\b", section), f"{verb} {option}"
    told = {code(row[0]).split()[0] for row in OPERATE.rows("Commands") if row[0].startswith("`--")}
    assert told == general()


def test_no_page_tells_of_an_option_that_is_not_there() -> None:
    known = set().union(general(), *(seen(parser._actions) for parser in verbs().values())) | {"--help"}
    for page in (README, OPERATE, INSTALL):
        for span in page.spans():
            if span.startswith("--"):
                assert span.split()[0] in known, f"{page.name}: {span}"


def commands(page: Doc) -> Iterator[str]:
    for block in page.blocks("sh"):
        yield from (line.strip() for line in block.splitlines() if line.strip())


@each_page
def test_every_example_is_taken_by_the_command_line(page: Doc) -> None:
    for line in commands(page):
        if "main.py" in line:
            argv = shlex.split(line.partition("main.py")[2])
            if argv != ["--help"]:
                options.parser("").parse_args(argv)  # leaves with exit 2 where it is wrong


@each_page
def test_every_printer_of_an_example_has_an_address(page: Doc) -> None:
    for line in commands(page):
        for url in re.findall(r"--printer \"?([^\s\"]+)", line):
            address.parse(url)


@each_page
def test_every_target_of_make_is_in_the_makefile(page: Doc) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    there = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    named = {line.split()[1] for line in commands(page) if line.startswith("make ")}
    named |= {span.split()[1] for span in page.spans() if span.startswith("make ")}
    assert named <= there


def test_every_exit_code_is_told() -> None:
    told = {int(row[0]) for row in OPERATE.rows("Exit codes")}
    assert told == {cli.DONE, cli.REFUSED, 2, GAVE_UP, cli.TRY_AGAIN, cli.MISCONFIGURED, cli.INTERRUPTED}
