"""Every error and every fault has its sentence."""

import re
from pathlib import Path

from language import sentences
from language.sentences import explain
from tests.fakes import MORNING
from ticketing import errors
from ticketing.calendar import Reason
from ticketing.errors import AntreanError, ClockJumped, Fault, UnknownService
from ticketing.words import Language

ROOT = Path(__file__).parents[2]


def leaves(kind: type[AntreanError]) -> set[type[AntreanError]]:
    below = kind.__subclasses__()
    return {kind} if not below else set().union(*map(leaves, below))


def test_every_error_has_a_sentence() -> None:
    assert leaves(AntreanError) - {errors.Misconfigured} == set(sentences.ERRORS)


def test_every_problem_that_the_code_names_has_a_sentence() -> None:
    named = set()
    for folder in ("app", "store", "printer", "voice", "ui", "kiosk", "counter", "display"):
        for file in (ROOT / folder).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            named |= set(re.findall(r'report\.tell\([^,]+, "(\w+)"', text))
            named |= set(re.findall(r'Fault\("I\d", 0, "(\w+)"', text))
            named |= set(re.findall(r'Misconfigured\([^,]+, "(\w+)"', text))
    assert {"unsupported", "theme_token", "unreadable"} <= named
    assert named <= set(sentences.PROBLEMS)


def test_why_no_numbers_are_given_is_said_in_words_of_each_language() -> None:
    assert set(sentences.CLOSED) == set(Reason) - {Reason.OPEN}
    for reason, english in sentences.CLOSED.items():
        refusal = errors.NotOpen(service="KTP-BARU", reason=reason, opens_at=None, name=None, note="")
        told = {language: explain(refusal, language) for language in Language}
        assert told[Language.EN] == f"No numbers are given for KTP-BARU now ({english})."
        assert len(set(told.values())) == len(Language), "each has its own words"
        assert not [one for one in told.values() if "_" in one]
        assert english not in told[Language.ID] + told[Language.SU]


def test_a_long_detail_is_shortened() -> None:
    told = sentences.explain_fault(Fault("services.csv", 3, "unknown_agency", "x" * 4096), Language.ID)
    assert told.startswith("services.csv:3: ")
    assert len(told) < 200


def test_what_somebody_typed_cannot_command_a_terminal_nor_fill_it() -> None:
    told = explain(UnknownService(service="\x1b[31m\u202ex\x07"), Language.EN)
    assert told == r"The hall has no service \x1b[31m\u202ex\x07."
    assert len(explain(UnknownService(service="x" * 10_000), Language.EN)) < 200


def test_a_moment_is_told_as_a_clock_shows_it() -> None:
    told = explain(ClockJumped(seen=MORNING, now=MORNING), Language.EN)
    assert "+00:00" not in told
    assert ":30" in told
