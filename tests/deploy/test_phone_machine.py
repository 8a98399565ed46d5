"""A machine of the page for phones: what install-phone.sh puts there, and what the pages say of it."""

import re
import subprocess
from pathlib import Path

import pytest

from app import options
from app.config import load
from tests.deploy.installed import ROOT, put_into, settings, tree
from tests.deploy.test_files import complaints
from tests.deploy.test_machines import PASSWORD, carry
from tests.docs.pages import doc

UNIT = "etc/systemd/system/antrean-phone.service"


def install_phone(to: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return put_into(to, "install-phone.sh", *words)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine of the page in a folder."""
    to = tmp_path / "machine"
    to.mkdir()
    done = install_phone(to, "--machine", str(carry(tmp_path, "phone_1")))
    assert done.returncode == 0, done.stderr
    return to


def test_systemd_takes_the_unit(machine: Path) -> None:
    unit = machine / UNIT
    assert complaints(unit) == []
    unit.write_text(unit.read_text().replace("Restart=always", "Restart=sometimes"), encoding="utf-8")
    assert complaints(unit), "it would tell"


def test_the_unit_starts_the_page_with_what_was_carried(machine: Path) -> None:
    unit = (machine / UNIT).read_text(encoding="utf-8")
    (started,) = re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE)
    python, program, *words = started.split()
    assert (python, program) == (str(ROOT / ".venv/bin/python"), str(ROOT / "main.py"))
    given = options.parser("").parse_args(words)
    assert given.verb == "phone"
    config = load(machine / given.config.lstrip("/"))
    assert not {one for one in config.given if one.startswith("hall.")}, "its role may not change the hall"
    (env,) = re.findall(r"^EnvironmentFile=/(.+)$", unit, re.MULTILINE)
    assert settings(machine / env)["ANTREAN_DB"].startswith("postgresql://phone_1@antrean.hall.example")


def test_the_password_is_for_the_page_only_and_the_secret_of_the_pins_is_not_there(machine: Path) -> None:
    holding = [path for path in machine.rglob("*") if path.is_file() and PASSWORD in path.read_text()]
    assert holding == [machine / "var/lib/antrean/.pgpass"]
    assert holding[0].stat().st_mode & 0o777 == 0o600
    assert not list(machine.rglob("pepper"))


def test_the_page_may_open_as_many_files_as_it_asks_for_and_take_a_small_port(machine: Path) -> None:
    from app.phoning import _FILES

    unit = (machine / UNIT).read_text(encoding="utf-8")
    assert f"\nLimitNOFILE={_FILES}\n" in unit
    assert "\nAmbientCapabilities=CAP_NET_BIND_SERVICE\n" in unit


def test_a_second_run_changes_nothing_and_keeps_what_the_hall_has_set(machine: Path, tmp_path: Path) -> None:
    own = machine / "etc/antrean/hall.toml"
    own.write_text('[phone]\naddress = "http://antrean.lan:8080"\n', encoding="utf-8")
    before = tree(machine)
    assert install_phone(machine, "--machine", str(tmp_path / "carried/phone_1")).returncode == 0
    assert tree(machine) == before
    assert install_phone(machine, "--enable").returncode == 0, "after a new version"
    assert tree(machine) == before
    assert not list(machine.rglob("*.wants")), "nothing is enabled in a folder"


@pytest.mark.parametrize("words", [(), ("--machine",), ("--enable",), ("--machine", "x", "now"), ("now",)])
def test_a_wrong_word_installs_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    done = install_phone(tmp_path, *words)
    assert (done.returncode, "usage" in done.stderr) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_folder_with_something_missing_installs_nothing(tmp_path: Path) -> None:
    to, carried = tmp_path / "machine", carry(tmp_path, "phone_1")
    (carried / "ca.pem").unlink()
    to.mkdir()
    assert install_phone(to, "--machine", str(carried)).returncode == 1
    assert not list(to.iterdir())


def test_the_page_names_every_file(machine: Path) -> None:
    section = doc("docs/install.md").section("The page for phones")
    for path in tree(machine / "etc"):
        folder, _, name = path.rpartition("/")
        assert f"/etc/{path}`" in section or (f"`{name}`" in section and f"`/etc/{folder}`" in section), path
