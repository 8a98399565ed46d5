"""Files of a kiosk machine: systemd takes them, installing twice is installing once, settings are known."""

import configparser
import re
import subprocess
from pathlib import Path

import pytest

from app import options, roles
from app.config import load
from printer import address
from tests.deploy.installed import DEPLOY, KIOSK, ROOT, SCRIPTS, SESSIONS, install, settings, tree
from tests.docs.pages import code, doc

each_session = pytest.mark.parametrize("session", SESSIONS)


def complaints(unit: Path) -> list[str]:
    """What systemd finds wrong in a unit."""
    told = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    return [line for line in told.stderr.splitlines() if unit.name in line]


@each_session
def test_systemd_takes_the_unit_as_it_is_installed(session: str, tmp_path: Path) -> None:
    install(session, tmp_path)
    unit = tmp_path / f"etc/systemd/system/antrean-{session}.service"
    assert complaints(unit) == []
    started = re.findall(r"^ExecStart=(.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert started == [str(KIOSK / f"start-{session}")]


@pytest.mark.parametrize(
    ("line", "broken"),
    [("Restart=always", "Restart=sometimes"), ("UMask=", "Umask="), ("ExecStart=", "ExecStart=/nowhere")],
)
def test_systemd_would_tell_of_a_broken_unit(line: str, broken: str, tmp_path: Path) -> None:
    install("x", tmp_path)
    unit = tmp_path / "etc/systemd/system/antrean-x.service"
    text = unit.read_text(encoding="utf-8")
    assert line in text
    unit.write_text(text.replace(line, broken), encoding="utf-8")
    assert complaints(unit)


def test_both_units_differ_in_what_they_start_only() -> None:
    x, cage = ((KIOSK / f"antrean-{one}.service").read_text(encoding="utf-8") for one in SESSIONS)
    own = re.compile(r"^(#|Description|ExecStart|Conflicts|Environment=|$)")
    assert [line for line in x.splitlines() if not own.match(line)] == [
        line for line in cage.splitlines() if not own.match(line)
    ]


@each_session
def test_a_second_run_changes_nothing(session: str, tmp_path: Path) -> None:
    assert install(session, tmp_path).returncode == 0
    first = tree(tmp_path)
    assert install(session, tmp_path).returncode == 0
    assert tree(tmp_path) == first
    assert f"etc/systemd/system/antrean-{session}.service" in first


def test_what_the_hall_has_set_stays_and_what_is_of_the_program_is_renewed(tmp_path: Path) -> None:
    install("x", tmp_path)
    own = [tmp_path / "etc/antrean" / name for name in ("antrean.env", "hall.toml", "screens.sh")]
    rules = tmp_path / "etc/udev/rules.d/70-antrean.rules"
    for file in (*own, rules):
        file.write_text("# changed\n", encoding="utf-8")
    install("x", tmp_path)
    assert {file.read_text(encoding="utf-8") for file in own} == {"# changed\n"}
    assert rules.read_bytes() == (DEPLOY / "udev/70-antrean.rules").read_bytes()


def test_nothing_is_enabled_in_a_folder(tmp_path: Path) -> None:
    install("x", tmp_path, "--enable")
    assert not list(tmp_path.rglob("*.wants"))


@pytest.mark.parametrize("arguments", [["--session", "gnome"], ["--session"], [], ["--session", "x", "now"]])
def test_a_wrong_word_installs_nothing(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", str(DEPLOY / "install-kiosk.sh"), *arguments],
        env={"DESTDIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "usage" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_shells_take_the_scripts(script: Path) -> None:
    shell = script.read_text(encoding="utf-8").split("\n", 1)[0].split("/")[-1].split()[-1]
    for taken in {shell, "bash"}:
        subprocess.run([taken, "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o111 or script.name == "screens.sh" or script.name == "setup.sh"


@pytest.mark.parametrize("part", sorted(DEPLOY.rglob("*.sh")), ids=lambda part: part.name)
def test_bash_takes_what_scripts_read(part: Path) -> None:
    subprocess.run(["bash", "-n", str(part)], check=True)


def test_every_setting_is_read_by_something() -> None:
    readers = [*(ROOT / "app").glob("*.py"), *(KIOSK / name for name in ("session", "start-x", "start-cage"))]
    sources = "".join(path.read_text(encoding="utf-8") for path in readers)
    named = settings(KIOSK / "antrean.env")
    assert named
    for name in named:
        assert re.search(rf"\b{name}\b", sources), name


def test_the_shipped_settings_are_taken_by_the_program(tmp_path: Path) -> None:
    install("x", tmp_path)
    told = settings(tmp_path / "etc/antrean/antrean.env")
    load(tmp_path / told["ANTREAN_CONFIG"].lstrip("/"))
    assert set(told["ANTREAN_ROLES"].split()) <= set(roles.ROLES)
    for role in ("kiosk", "display", "counter"):
        given = options.parser("").parse_args([role, *told[f"ANTREAN_{role.upper()}"].split()])
        assert given.screen is not None
        if given.printer:
            address.parse(given.printer)
    unit = (KIOSK / "antrean-x.service").read_text(encoding="utf-8")
    assert told["ANTREAN_DB"].startswith("/var/lib/antrean/")
    assert "StateDirectory=antrean\n" in unit


def test_every_lock_of_the_keys_is_known_to_this_systemd() -> None:
    for name, section, binary in (("logind", "Login", "systemd-logind"), ("system", "Manager", "systemd")):
        read = configparser.ConfigParser()
        read.optionxform = str  # type: ignore[assignment,method-assign]
        read.read(DEPLOY / f"lock/{name}.conf", encoding="utf-8")
        assert read.sections() == [section]
        program = Path("/lib/systemd", binary).read_bytes()
        for library in Path("/lib/systemd").glob("libsystemd-core-*"):
            program += library.read_bytes()
        program += b"".join(path.read_bytes() for path in Path("/lib").glob("*/systemd/libsystemd-core-*.so"))
        assert read[section]
        for key in read[section]:
            assert key.encode() in program, key


def test_the_user_of_the_kiosk_can_be_made(tmp_path: Path) -> None:
    install("x", tmp_path)
    subprocess.run(["systemd-sysusers", f"--root={tmp_path}"], check=True, capture_output=True)
    users = (tmp_path / "etc/passwd").read_text(encoding="utf-8")
    assert re.search(r"^antrean:.*:/var/lib/antrean:/usr/sbin/nologin$", users, re.MULTILINE)


def test_the_page_names_the_packages_and_places_of_the_script(tmp_path: Path) -> None:
    page = doc("docs/install.md")
    script = (DEPLOY / "install-kiosk.sh").read_text(encoding="utf-8")
    told = {row[0]: code(row[2]) for row in page.rows("A locked kiosk") if len(row) == 3}
    common = re.search(r'^packages="\$packages (.+)"$', script, re.MULTILINE)
    assert common is not None
    assert told["both"] == common[1]
    for session in SESSIONS:
        assert f'packages="{told[f"`{session}`"]}"' in script
    section = page.section("A locked kiosk")
    install("x", tmp_path)
    for path in tree(tmp_path / "etc"):
        folder, _, name = path.rpartition("/")
        assert f"/etc/{path}`" in section or (f"`{name}`" in section and f"`/etc/{folder}`" in section), path


@pytest.mark.parametrize("file", sorted((DEPLOY / "windows").glob("*.reg")), ids=lambda file: file.name)
def test_the_registry_files_are_ones_and_explained(file: Path) -> None:
    raw = file.read_bytes()
    assert raw.isascii()
    assert raw.count(b"\r\n") == raw.count(b"\n"), "as Windows ends its lines"
    first, *lines = raw.decode().splitlines()
    assert first == "Windows Registry Editor Version 5.00"
    grammar = r'|;.*|\[HKEY_(LOCAL_MACHINE|CURRENT_USER)(\\[\w .]+)+\]|"\w+"=(dword:[0-9a-f]{8}|"\d+")'
    assert [line for line in lines if not re.fullmatch(grammar, line)] == []
    assert len(set(re.findall(r"^\[HKEY_(\w+?)\\", "\n".join(lines), re.MULTILINE))) == 1, (
        "one import, one right"
    )
    assert f"`{file.name}`" in (DEPLOY / "windows/README.md").read_text(encoding="utf-8")


def test_the_notes_for_windows_say_that_nobody_tried_them() -> None:
    assert "**None of this was tried on Windows.**" in (DEPLOY / "windows/README.md").read_text(
        encoding="utf-8"
    )
