"""A cable between two network namespaces is pulled: nothing tells either end, and no number is lost or doubled."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from store.location import ServerLocation
from store.postgres.faults import environmental

ROOT = Path(__file__).parents[2]
#: A user who is not root is one in a namespace of users.
AS_ROOT = [] if os.geteuid() == 0 else ["--user", "--map-current-user", "--keep-caps"]


SCENES = ("before", "during", "forgotten", "handing_in", "after", "holding", "default")

Play = Callable[[str], dict[str, Any]]


def begin(scene: str) -> "subprocess.Popen[str]":
    """Begin a scene of `far_scenes` in a network of its own."""
    return subprocess.Popen(
        ["unshare", *AS_ROOT, "--net", sys.executable, "-m", "tests.store.far_scenes", scene],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    """Play all scenes beside each other, for they mostly wait; tells what was seen in one."""
    with ExitStack() as ends:
        played = {scene: ends.enter_context(begin(scene)) for scene in SCENES}
        for one in played.values():
            ends.callback(one.kill)

        def seen_in(scene: str) -> dict[str, Any]:
            out, errors = played[scene].communicate(timeout=250)
            assert played[scene].returncode == 0, errors
            seen: dict[str, Any] = json.loads(out)
            return seen

        yield seen_in


def test_cut_before_the_commit_nothing_is_stored_and_the_same_tap_gets_its_number_later(play: Play) -> None:
    seen = play("before")
    assert seen["told"] == ["server", "server"], "by the open connection, and by one that is made anew"
    assert seen["meanwhile"] == {seen["known"]: seen["acknowledged"]}, "what was acknowledged is stored"
    assert seen["stored"] == {seen["known"]: "A001", seen["tap"]: "A002"}
    assert (seen["acknowledged"], seen["again"]) == ("A001", "A002")
    assert not seen["faults"]


def test_cut_during_the_commit_it_is_stored_unheard_and_the_same_tap_finds_it(play: Play) -> None:
    seen = play("during")
    assert seen["meanwhile"] == {}, "the commit was on its way when the cable was pulled"
    assert seen["told"] == "server"
    assert seen["again"] == "A001"
    assert seen["stored"] == {seen["tap"]: "A001"}
    assert not seen["faults"]


def test_asked_again_as_somebody_else_there_would_be_two(play: Play) -> None:
    """The control: the commit that nobody heard of was made."""
    seen = play("forgotten")
    assert seen["told"] == "server"
    assert seen["again"] == "A002"
    assert seen["stored"][seen["tap"]] == "A001"


def test_cut_while_a_kiosk_hands_in_each_paper_is_stored_once(play: Play) -> None:
    seen = play("handing_in")
    assert seen["told"] == ["server", "server"], "alone, and when the first was stored unheard"
    assert list(seen["papers"].values()) == ["A5001", "A5002", "A5003"]
    assert not set(seen["papers"]) & set(seen["meanwhile"])
    assert sorted(seen["stored"].values()) == ["A001", "A5001", "A5002", "A5003"]
    assert set(seen["papers"]) <= set(seen["stored"])
    assert not seen["left"]
    assert not seen["faults"]


def test_cut_after_the_commit_what_was_acknowledged_is_there(play: Play) -> None:
    seen = play("after")
    assert seen["acknowledged"] == "A001"
    assert seen["meanwhile"] == {seen["tap"]: "A001"}
    assert seen["told"] == "server"
    assert seen["again"] == "A001"
    assert seen["stored"] == {seen["tap"]: "A001"}
    assert not seen["faults"]


def test_a_kiosk_that_is_cut_off_with_the_halls_lock_keeps_the_others_no_longer_than_the_server_allows(
    play: Play,
) -> None:
    seen = play("holding")
    assert seen["others"] == "A001", "the number that it had taken was not given"
    assert seen["told"] == "server"
    assert seen["again"] == "A002"
    assert list(seen["stored"].values()) == ["A001", "A002"]
    assert not seen["faults"]


def test_it_is_the_programs_limits_that_end_the_wait(play: Play) -> None:
    """The control: with libpq's own a question that was cut off still waits when the program was told."""
    seen = play("default")
    assert seen["told"] == "server"
    assert seen["is_blocked"]
    assert seen["is_answered_when_mended"], "and it would have been answered"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("consuming input failed: SSL SYSCALL error: Connection timed out", "server"),
        ("SSL SYSCALL error: EOF detected", "server"),
        ("SSL connection has been closed unexpectedly", "server"),
        ("SSL error: unexpected eof while reading", "server"),
        ("SSL error: certificate verify failed", "certificate"),
        ("SSL error: tlsv1 alert unknown ca", "certificate"),
        ("server does not support SSL, but SSL was required", "certificate"),
    ],
)
def test_a_cut_line_is_no_wrong_certificate(told: str, reason: str) -> None:
    trouble = environmental(psycopg.OperationalError(told), ServerLocation("hall.example", 5432, "antrean"))
    assert trouble is not None
    assert trouble.facts["reason"] == reason
