"""docs/server.md and what is in deploy/ say the same."""

import re
import shlex
from collections.abc import Iterator

import pytest

from app import options
from tests.deploy.installed import DEPLOY
from tests.docs.pages import code, doc

PAGE = doc("docs/server.md")
INSTALLERS = sorted(path.name for path in DEPLOY.glob("install-*.sh"))


def commands() -> Iterator[list[str]]:
    """Every command that the page shows, with its continued lines."""
    for block in PAGE.blocks("sh"):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            if line.strip():
                yield shlex.split(line)


def options_of(script: str) -> set[str]:
    text = (DEPLOY / script).read_text(encoding="utf-8")
    cases = re.findall(r"^\s+((?:--[a-z]+(?: \| )?)+)\)", text, re.MULTILINE)
    return {option for case in cases for option in case.split(" | ")}


@pytest.mark.parametrize("script", INSTALLERS)
def test_every_script_is_shown_with_options_that_it_has(script: str) -> None:
    shown = [words for words in commands() if any(word.endswith(f"/{script}") for word in words)]
    assert shown
    for words in shown:
        given = {word for word in words if word.startswith("--")}
        assert given <= options_of(script), words


def test_every_option_of_the_server_is_told_where_it_is_read() -> None:
    text = (DEPLOY / "install-server.sh").read_text(encoding="utf-8")
    head = text.partition("set -eu")[0]
    assert options_of("install-server.sh") == set(re.findall(r"--[a-z]+", head))


def test_every_command_for_the_owner_is_one_of_the_program() -> None:
    shown = [words for words in commands() if "antrean-server" in words]
    assert {words[2] for words in shown} >= {"import", "staff", "move", "check"}
    for words in shown:
        options.parser("").parse_args(words[2:])


def test_every_file_of_the_program_that_a_command_names_is_there() -> None:
    named = {word for words in commands() for word in words if word.startswith("/opt/antrean/")}
    assert named
    for word in named:
        assert (DEPLOY.parent / word.removeprefix("/opt/antrean/")).exists(), word


def test_the_table_of_roles_is_that_of_the_script() -> None:
    script = (DEPLOY / "server/roles.sql").read_text(encoding="utf-8")
    made = re.findall(r"'(antrean_\w+)'", script.partition("] LOOP")[0])
    assert [code(row[0]) for row in PAGE.rows("Who may do what")] == made


def test_figures_on_the_page_are_those_of_the_files() -> None:
    settings = (DEPLOY / "server/antrean.conf").read_text(encoding="utf-8")
    (kept,) = re.findall(r"max_slot_wal_keep_size = '(\d+)GB'", settings)
    assert f"up to {kept} GB" in PAGE.text
    machines = (DEPLOY / "server/machines.sh").read_text(encoding="utf-8")
    (sessions,) = re.findall(r"^sessions=(\d+)$", machines, re.MULTILINE)
    assert f"{sessions} sessions at most" in PAGE.text
    common = (DEPLOY / "server/common.sh").read_text(encoding="utf-8")
    (days,) = re.findall(r'ANTREAN_KEEP_DAYS="(\d+)"', common)
    assert f"copies of {days} days" in PAGE.text
    (folder,) = re.findall(r'ANTREAN_BACKUPS="([^"]+)"', common)
    assert f"`{folder}`" in PAGE.text
