"""The session of a kiosk machine: what stands on its screens, and that nobody gets out of it."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.rig import is_alive, parent_of, session
from tests.endtoend.screen import Screen, virtual_screen

KIOSK, BOARD = "Antrean", "Papan panggilan"
TWO = {"ANTREAN_ROLES": "kiosk display", "ANTREAN_KIOSK": "--screen 0", "ANTREAN_DISPLAY": "--screen 1"}

#: What leads out of other programs, windows, desktops and terminals.
WAYS_OUT = (
    "alt+F4", "alt+Tab", "alt+shift+Tab", "alt+Escape", "alt+space", "alt+F1", "alt+F2", "ctrl+Escape",
    "ctrl+alt+BackSpace", "ctrl+alt+Delete", "ctrl+alt+F2", "ctrl+alt+F3", "ctrl+alt+t", "ctrl+shift+Escape",
    "ctrl+q", "ctrl+w", "ctrl+c", "ctrl+n", "ctrl+o", "ctrl+p", "super", "super+d", "super+l", "super+r",
    "F1", "F5", "F9", "F10", "F11", "F12", "Print", "Menu", "XF86PowerOff", "XF86Sleep", "XF86WWW",
)  # fmt: skip


@pytest.fixture
def screen() -> Iterator[Screen]:
    with virtual_screen(1880, 1000) as made:
        yield made


def test_kiosk_and_board_fill_their_screens_and_no_key_leads_out(screen: Screen, tmp_path: Path) -> None:
    with session(screen, tmp_path, **TWO) as made:
        made.point(1200, 300)
        made.see("kiosk", times=1)
        made.see("display", times=1)
        start = made.button("kiosk", "Sentuh untuk mulai")
        made.wait(lambda: len(made.windows()) == 2, "both windows")
        windows, roles = made.windows(), made.pids()
        assert windows == {KIOSK: "600x1000+0+0", BOARD: "1280x720+600+0"}
        assert set(roles) == {"kiosk", "display"}
        shown = made.lines("kiosk", "buttons")[-1]

        # The board came too, and the pointer is over it: keys, and so a scanner's, go to the kiosk all the same.
        assert made.focused() == KIOSK
        for place in ((1200, 300), (start[0], 300)):
            made.point(*place, "2", "3")
            made.press_anywhere(*WAYS_OUT)
        time.sleep(1)
        assert made.windows() == windows
        assert made.pids() == roles
        assert made.lines("kiosk", "buttons")[-1] == shown, "no other page"

        made.touch("kiosk", "Sentuh untuk mulai")
        made.touch("kiosk", "Semua instansi")
        made.button("kiosk", "Dinas Kependudukan")


def test_a_role_that_dies_is_back_and_the_end_of_the_session_is_the_end_of_all(
    screen: Screen, tmp_path: Path
) -> None:
    with session(screen, tmp_path, **TWO) as made:
        made.see("kiosk", times=1)
        made.see("display", times=1)
        first = made.pids()
        os.kill(first["kiosk"], signal.SIGKILL)
        made.see("kiosk", times=2)
        made.wait(lambda: made.focused() == KIOSK, "the keys with the kiosk again")
        roles = made.pids()
        assert roles["kiosk"] != first["kiosk"]
        assert roles["display"] == first["display"]

        made.process.terminate()
        assert made.process.wait(20) == 0
        until = time.monotonic() + 15
        while any(is_alive(pid) for pid in roles.values()):
            assert time.monotonic() < until, "a role outlived its session"
            time.sleep(0.1)


def test_without_roles_it_is_the_whole_hall(screen: Screen, tmp_path: Path) -> None:
    with session(screen, tmp_path, ANTREAN_ROLES="") as made:
        for role in ("kiosk", "display", "counter"):
            made.see(role, times=1)
        assert set(made.pids()) >= {"kiosk", "display", "counter", "spooler"}


def test_wrong_options_are_told_and_not_tried_in_haste(screen: Screen, tmp_path: Path) -> None:
    with session(screen, tmp_path, ANTREAN_ROLES="kiosk", ANTREAN_KIOSK="--printer nonsense") as made:
        made.wait(lambda: "ended with 78; again in 30 s" in made.errors(), "what is wrong, in the log")


def test_without_x_or_cage_nothing_is_started_again(screen: Screen, tmp_path: Path) -> None:
    with session(
        screen, tmp_path, ["sh", "-c", '"$0"; exit'], ANTREAN_ROLES="kiosk", ANTREAN_KIOSK=""
    ) as made:
        made.see("kiosk", times=1)
        kiosk = made.wait(lambda: made.pids().get("kiosk"), "the process of the kiosk")
        keeper = parent_of(kiosk)
        made.process.kill()
        made.process.wait()
        os.kill(kiosk, signal.SIGKILL)
        until = time.monotonic() + 15
        while is_alive(keeper):
            assert time.monotonic() < until, "the session tries for ever without a screen"
            time.sleep(0.1)
