"""How the session is started: with which words X and cage are called, and what X makes of its locks."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy.installed import DEPLOY, KIOSK, install

SESSION = str(KIOSK / "session")

#: A screen that is nowhere, for a server that is otherwise the one of a kiosk machine.
NO_SCREEN = """
Section "Device"
    Identifier "nothing"
    Driver "dummy"
EndSection
Section "Screen"
    Identifier "nowhere"
    Device "nothing"
EndSection
"""


def called(start: str, program: str, folder: Path, **settings: str) -> tuple[int, list[str]]:
    """Run a start script with a program in the place of X or cage that only notes its arguments."""
    noted = folder / "noted"
    stand_in = folder / program
    stand_in.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{noted}"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", **settings}
    done = subprocess.run([str(KIOSK / start)], env=environment, capture_output=True, check=False)
    return done.returncode, noted.read_text(encoding="utf-8").split() if noted.exists() else []


@pytest.mark.parametrize(
    ("roles", "has_pointer"),
    [("kiosk", False), ("kiosk display", False), ("kiosk counter", True), ("", True)],
)
def test_x_shows_an_arrow_only_where_a_clerk_works(roles: str, has_pointer: bool, tmp_path: Path) -> None:
    code, words = called("start-x", "xinit", tmp_path, ANTREAN_ROLES=roles)
    assert code == 0
    assert words[:4] == [SESSION, "--", "/usr/bin/Xorg", ":0"]
    assert ("-nocursor" not in words) == has_pointer
    assert {"vt1", "-keeptty", "-dpms"} <= set(words)
    assert words[words.index("-nolisten") + 1] == "tcp"


def test_cage_gets_one_role_and_no_way_to_another_terminal(tmp_path: Path) -> None:
    code, words = called("start-cage", "cage", tmp_path, ANTREAN_ROLES="kiosk", ANTREAN_CAGE="-r -r -r")
    assert code == 0
    assert words == ["-d", "-r", "-r", "-r", "--", SESSION]


@pytest.mark.parametrize("roles", ["", "kiosk display"])
def test_cage_is_refused_where_windows_would_lie_over_each_other(roles: str, tmp_path: Path) -> None:
    code, words = called("start-cage", "cage", tmp_path, ANTREAN_ROLES=roles)
    assert (code, words) == (78, [])
    unit = (KIOSK / "antrean-cage.service").read_text(encoding="utf-8")
    assert "RestartPreventExitStatus=78\n" in unit, "systemd does not try again what cannot mend itself"


@contextmanager
def x_server(folder: Path, locks: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Start the real X server with the configuration of a folder, without a screen and a terminal."""
    (folder / "nowhere.conf").write_text(NO_SCREEN, encoding="utf-8")
    told, tell = os.pipe()
    words = ["-config", "nowhere.conf", "-configdir", os.path.relpath(locks, folder), "-logfile", "x.log"]
    server = subprocess.Popen(
        ["Xorg", "-displayfd", str(tell), *words, "-nolisten", "tcp", "-noreset"],
        pass_fds=(tell,),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    try:
        with os.fdopen(told) as line:
            number = line.readline().strip()
        assert number, (folder / "x.log").read_text(encoding="utf-8")
        yield server, f":{number}"
    finally:
        server.kill()
        server.wait()


def zap(display: str) -> None:
    """Press Ctrl+Alt+Backspace where the keyboard says that it ends the server."""
    environment = {**os.environ, "DISPLAY": display}
    subprocess.run(["setxkbmap", "-option", "terminate:ctrl_alt_bksp"], env=environment, check=True)
    keys = ["keydown", "ctrl", "keydown", "alt", "key", "BackSpace"]
    subprocess.run(["xdotool", *keys], env=environment, check=False, capture_output=True)


def test_x_takes_the_locks_and_no_key_ends_it(tmp_path: Path) -> None:
    install("x", tmp_path)
    with x_server(tmp_path, tmp_path / "etc/X11/xorg.conf.d") as (server, display):
        log = (tmp_path / "x.log").read_text(encoding="utf-8")
        for option in ("DontVTSwitch", "DontZap", "DontZoom", "AllowMouseOpenFail"):
            assert f'(**) Option "{option}" "true"' in log
        for _ in range(3):
            zap(display)
        with pytest.raises(subprocess.TimeoutExpired):
            server.wait(2)


def test_without_the_locks_that_key_ends_it(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with x_server(tmp_path, tmp_path / "none") as (server, display):
        zap(display)
        assert server.wait(20) == 0


def test_every_part_of_the_locks_has_a_name_of_its_own() -> None:
    text = (DEPLOY / "lock/xorg.conf").read_text(encoding="utf-8")
    assert text.count("\nSection ") == text.count("\nEndSection")
    names = [line for line in text.splitlines() if "Identifier" in line]
    assert len(names) == len(set(names)) == text.count('Section "InputClass"')
