"""What people meet is told: every error, waiting time, key and word."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from app import cli
from counter import keys
from display.board import Pace
from kiosk.attendant.rest import Rest
from kiosk.patience import Patience
from language.sentences import PROBLEMS
from store import check
from store.postgres import faults as postgres_faults
from store.sqlite.faults import _REASONS
from tests.docs.known import GLOSSARY, OPERATE
from tests.docs.pages import code
from ticketing import errors, lifecycle
from ticketing.lifecycle import State
from ticketing.outbox import PaperState


def leaves(kind: type[errors.AntreanError]) -> set[type[errors.AntreanError]]:
    below = kind.__subclasses__()
    return {kind} if not below else set().union(*map(leaves, below))


def exit_code(kind: type[errors.AntreanError]) -> int:
    if issubclass(kind, errors.Misconfigured):
        return cli.MISCONFIGURED
    return cli.TRY_AGAIN if issubclass(kind, errors.Environment) else cli.REFUSED


def test_every_error_is_told_with_its_exit_code_and_what_to_do() -> None:
    rows = [row for row in OPERATE.rows("Messages and what to do") if len(row) == 4]
    told = {code(row[0]): int(row[1]) for row in rows}
    assert told == {kind.__name__: exit_code(kind) for kind in leaves(errors.AntreanError)}
    assert all(row[2] and row[3] for row in rows)


def test_every_reason_of_a_store_out_of_reach_is_told() -> None:
    told = {code(row[0]) for row in OPERATE.rows("Messages and what to do") if len(row) == 2}
    known = {*_REASONS.values(), *postgres_faults.REASONS.values(), *postgres_faults.WORDS.values()}
    assert told == {*known, "network"}


@pytest.mark.parametrize(
    ("section", "values"),
    [("How long it waits", Patience()), ("The staff page", Rest()), ("On the board", Pace())],
    ids=["kiosk", "staff", "board"],
)
def test_every_waiting_time_is_told(section: str, values: Patience | Pace | Rest) -> None:
    told = {code(row[0]): float(row[1]) for row in OPERATE.rows(section) if row[0].startswith("`")}
    assert told == {field.name: getattr(values, field.name) for field in fields(values)}


def test_every_key_of_the_counter_is_told() -> None:
    told = {code(row[0]) for row in OPERATE.rows("At the counter")}
    assert told == {*keys.KEYS.values(), keys.FIND, keys.NARROW, keys.BACK, "Enter"}


def test_every_invariant_that_check_tests_is_told_with_its_messages() -> None:
    source = Path(check.__file__).read_text(encoding="utf-8")
    tested: dict[str, set[str]] = {}
    for name, problem in re.findall(r'Fault\("(I\d+)", 0, "(\w+)"', source):
        tested.setdefault(name, set()).add(PROBLEMS[problem].replace("{detail}", "…"))
    rows = OPERATE.rows("What `check` tests")
    assert {row[0]: set(re.findall("`(.+?)`", row[2])) for row in rows} == tested


def test_every_word_for_an_action_or_a_state_is_in_the_glossary() -> None:
    for section, words in (
        ("Actions", lifecycle.Action),
        ("Deeds", lifecycle.Deed),
        ("States", State),
        ("States of a paper", PaperState),
    ):
        assert [code(row[0]) for row in GLOSSARY.rows(section)] == [word.value for word in words]


def test_the_diagram_is_the_one_that_the_program_goes_by() -> None:
    assert [block.strip() for block in GLOSSARY.blocks("mermaid")] == [lifecycle.diagram()]
