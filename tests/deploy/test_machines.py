"""Machines of a hall with a server: a clerk's PC, a board and a kiosk, with what was carried there."""

import configparser
import os
import re
import subprocess
from pathlib import Path

import pytest

from app import options
from app.config import load
from tests.deploy.installed import DEPLOY, KIOSK, ROOT, install, put_into, settings, tree
from tests.waiting import PATIENCE_S, wait_until

SESSIONS = ("x", "cage")
PASSWORD = "*:*:antrean:counter_07:rahasia"


def carry(folder: Path, machine: str) -> Path:
    """Make what install-server.sh makes for a machine."""
    made = folder / "carried" / machine
    made.mkdir(parents=True)
    address = (
        f"postgresql://{machine}@antrean.hall.example:5432/antrean?hall=1&sslrootcert=/etc/antrean/ca.pem"
    )
    name = machine.replace("_", "-")
    (made / "machine.env").write_text(f'ANTREAN_DB="{address}"\nANTREAN_NAME="{name}"\n', encoding="utf-8")
    (made / "ca.pem").write_text("a certificate\n", encoding="utf-8")
    (made / "pgpass").write_text(PASSWORD, encoding="utf-8")
    if not machine.startswith("board"):
        (made / "pepper").write_text("ab" * 32 + "\n", encoding="utf-8")
    return made


def install_counter(to: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return put_into(to, "install-counter.sh", *words)


@pytest.fixture
def pc(tmp_path: Path) -> Path:
    """A clerk's PC in a folder, for two clerks."""
    to = tmp_path / "pc"
    to.mkdir()
    carried = carry(tmp_path, "counter_07")
    done = install_counter(to, "--machine", str(carried), "--user", "siti", "--user", "rina")
    assert done.returncode == 0, done.stderr
    return to


def test_systemd_takes_the_unit_of_a_counter(pc: Path, tmp_path: Path) -> None:
    unit = pc / "etc/systemd/user/antrean-counter.service"
    told = complaints(unit, tmp_path)
    assert told == []
    unit.write_text(unit.read_text().replace("Restart=on-failure", "Restart=sometimes"), encoding="utf-8")
    assert complaints(unit, tmp_path), "it would tell"


def complaints(unit: Path, folder: Path) -> list[str]:
    told = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(unit)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0 or unit.name in told.stderr, told.stderr
    return [line for line in told.stderr.splitlines() if unit.name in line]


def test_the_unit_starts_what_the_program_takes_with_what_was_carried(pc: Path) -> None:
    unit = (pc / "etc/systemd/user/antrean-counter.service").read_text(encoding="utf-8")
    (started,) = re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE)
    python, program, *words = started.split()
    assert python == str(ROOT / ".venv/bin/python")
    assert program == str(ROOT / "main.py")
    assert options.parser("").parse_args(words).verb == "counter"
    (env,) = re.findall(r"^EnvironmentFile=/(.+)$", unit, re.MULTILINE)
    assert settings(pc / env)["ANTREAN_DB"].startswith("postgresql://counter_07@antrean.hall.example")
    (passfile,) = re.findall(r"^Environment=PGPASSFILE=%h/(.+)$", unit, re.MULTILINE)
    for user in ("siti", "rina"):
        assert (pc / "home" / user / passfile).read_text() == PASSWORD


def test_secrets_are_for_who_works_there_only(pc: Path) -> None:
    holding = [path for path in pc.rglob("*") if path.is_file() and "rahasia" in path.read_text()]
    holding += list(pc.rglob("pepper"))
    assert len(holding) == 4
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in holding)
    assert (pc / "etc/antrean/ca.pem").stat().st_mode & 0o777 == 0o644


def test_every_desktop_starts_the_counter_at_login_and_has_it_in_its_menu(pc: Path) -> None:
    started, listed = (
        pc / "etc/xdg/autostart/antrean-counter.desktop",
        pc / "usr/share/applications/antrean-counter.desktop",
    )
    assert started.read_bytes() == listed.read_bytes()
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(started, encoding="utf-8")
    entry = read["Desktop Entry"]
    assert (entry["Type"], entry["Terminal"]) == ("Application", "false")
    assert os.access(entry["Exec"], os.X_OK)


def test_the_start_tells_systemd_which_screen_there_is_before_it_starts(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    (tmp_path / "systemctl").write_text(f'#!/bin/sh\necho "$@" >>"{noted}"\n', encoding="utf-8")
    (tmp_path / "systemctl").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "DISPLAY": ":7"}
    subprocess.run([str(DEPLOY / "counter/start-counter")], env=environment, check=True)
    first, second = noted.read_text(encoding="utf-8").splitlines()
    assert first.startswith("--user import-environment DISPLAY WAYLAND_DISPLAY")
    assert second == "--user start antrean-counter.service"


def test_a_second_run_changes_nothing_and_keeps_what_the_hall_has_set(pc: Path, tmp_path: Path) -> None:
    own = pc / "etc/antrean/hall.toml"
    own.write_text('[counter]\nnumber = "7"\n', encoding="utf-8")
    before = tree(pc)
    carried = tmp_path / "carried/counter_07"
    assert install_counter(pc, "--machine", str(carried), "--user", "siti", "--user", "rina").returncode == 0
    assert tree(pc) == before


def test_a_machine_of_a_server_gives_the_hall_no_other_name(pc: Path) -> None:
    """Its role may not change the hall, and a name of its own would be taken for one."""
    assert not {one for one in load(pc / "etc/antrean/hall.toml").given if one.startswith("hall.")}


@pytest.mark.parametrize("words", [(), ("--user", "siti"), ("--machine",), ("--user", "siti", "now")])
def test_a_wrong_word_installs_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    assert install_counter(tmp_path, *words).returncode == 2
    assert not list(tmp_path.iterdir())


def test_a_folder_with_something_missing_installs_nothing(tmp_path: Path) -> None:
    to, carried = tmp_path / "pc", carry(tmp_path, "counter_07")
    (carried / "pgpass").unlink()
    to.mkdir()
    done = install_counter(to, "--machine", str(carried), "--user", "siti")
    assert done.returncode == 1
    assert "pgpass is missing" in done.stderr
    assert install("x", to, "--machine", str(carried)).returncode == 1
    assert not list(to.iterdir())


@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize(("machine", "role"), [("kiosk_1", "kiosk"), ("board_2", "display")])
def test_a_kiosk_and_a_board_get_what_was_carried(
    session: str, machine: str, role: str, tmp_path: Path
) -> None:
    to, carried = tmp_path / "machine", carry(tmp_path, machine)
    to.mkdir()
    for _ in range(2):
        done = install(session, to, "--machine", str(carried))
        assert done.returncode == 0, done.stderr
    assert settings(to / "etc/antrean/antrean.env")["ANTREAN_ROLES"] == role
    assert f'ANTREAN_{role.upper()}="--screen 0' in (to / "etc/antrean/antrean.env").read_text()
    passfile = to / "var/lib/antrean/.pgpass"
    assert passfile.stat().st_mode & 0o777 == 0o600
    assert (to / "var/lib/antrean/.local/share/antrean/keys/pepper").exists() == (role == "kiosk")
    assert not {one for one in load(to / "etc/antrean/hall.toml").given if one.startswith("hall.")}
    unit = (to / f"etc/systemd/system/antrean-{session}.service").read_text(encoding="utf-8")
    read = re.findall(r"^EnvironmentFile=-?(/\S+)$", unit, re.MULTILINE)
    told = {name: value for file in read for name, value in settings(to / file.lstrip("/")).items()}
    assert told["ANTREAN_DB"].startswith(f"postgresql://{machine}@"), "what comes last holds"
    assert told["ANTREAN_NAME"] == machine.replace("_", "-")


def test_what_a_hall_has_set_on_a_board_stays(tmp_path: Path) -> None:
    to, carried = tmp_path / "machine", carry(tmp_path, "board_1")
    to.mkdir()
    install("x", to, "--machine", str(carried))
    file = to / "etc/antrean/antrean.env"
    file.write_text('ANTREAN_ROLES="display"\nANTREAN_DISPLAY="--screen 1 --zone Timur"\n', encoding="utf-8")
    before = tree(to)
    install("x", to, "--machine", str(carried))
    assert tree(to) == before


def stand_in(folder: Path, name: str, then: str = "") -> Path:
    """Put a program in the place of another that notes its words; return where."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f'#!/bin/sh\necho "$@" >>"{folder}/noted"\n{then}\n', encoding="utf-8")
    (folder / name).chmod(0o755)
    return folder / "noted"


def test_maintenance_goes_by_what_was_carried(tmp_path: Path) -> None:
    to, carried = tmp_path / "machine", carry(tmp_path, "board_2")
    to.mkdir()
    install("x", to, "--machine", str(carried))
    noted = stand_in(tmp_path, "runuser")
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "ANTREAN_ENV": str(to / "etc/antrean/antrean.env"),
    }
    subprocess.run([str(KIOSK / "antrean-kiosk"), "status"], env=environment, check=True)
    assert "ANTREAN_DB=postgresql://board_2@" in noted.read_text(encoding="utf-8")


def test_the_session_gives_a_role_the_name_that_was_carried(tmp_path: Path) -> None:
    """So that two kiosks of a hall do not take each other's papers."""
    session = tmp_path / "deploy/kiosk/session"
    session.parent.mkdir(parents=True)
    session.write_bytes((KIOSK / "session").read_bytes())
    stand_in(tmp_path, "xset")
    noted = stand_in(tmp_path, ".venv/bin/python", "exec sleep 60")
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "ANTREAN_ROLES": "kiosk display",
        "ANTREAN_NAME": "kiosk-2",
        "ANTREAN_KIOSK": "--screen 0",
    }
    running = subprocess.Popen(["sh", str(session)], env=environment)
    try:
        wait_until(lambda: noted.exists() and noted.read_text().count("main.py") == 2)
    finally:
        running.terminate()
        running.wait(PATIENCE_S)
    words = {tuple(line.split()[1:]) for line in noted.read_text().splitlines() if "main.py" in line}
    assert words == {("kiosk", "--name", "kiosk-2", "--screen", "0"), ("display", "--name", "kiosk-2")}
