"""Roles by the command line: one of a name, a sentence where there is no screen, orders handed on."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import config, screens
from app.cli import main
from app.config import Config
from app.display_server import require_display
from app.late_store import late_parts, late_store
from app.memory import Memory
from app.options import parser
from app.orders import Orders
from app.parts import SHIPPED_CATALOGUE
from app.single import only_one
from store.store import SqlStore, open_store
from ticketing.errors import (
    Environment,
    NoDisplay,
    StoreBusy,
    StoreDamaged,
    StoreNewer,
    StoreUnreachable,
)

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("role", ["kiosk", "spooler"])
def test_a_second_one_of_a_name_says_so_and_exits_75(
    role: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orders = Orders(Config(), db=str(tmp_path / "hall.db"))
    with only_one(orders.run_folder, role, "kiosk-1"):
        code = main([role, "--db", orders.db])
    assert code == 75
    told = capsys.readouterr().err
    assert "kiosk-1" in told
    assert "Traceback" not in told


def test_two_kiosks_of_other_names_may_run(tmp_path: Path) -> None:
    folder = Orders(Config(), db=str(tmp_path / "hall.db")).run_folder
    with only_one(folder, "kiosk", "kiosk-1"), only_one(folder, "kiosk", "kiosk-2"):
        assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("command", [[], ["kiosk"], ["counter"], ["display"], ["demo"]])
def test_without_a_screen_it_says_so_in_a_sentence_and_names_the_demo(
    command: list[str], tmp_path: Path
) -> None:
    kept = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *command, "--db", str(tmp_path / "hall.db")],
        env={**kept, "LC_ALL": "en_US.UTF-8"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 75
    assert done.stderr.strip().splitlines() == [
        "There is no screen here. To see the hall without one, run: demo --offscreen"
    ]


def test_a_screen_that_does_not_answer_is_none() -> None:
    with pytest.raises(NoDisplay):
        require_display({"DISPLAY": ":4999"})


def test_a_platform_chosen_by_hand_is_trusted() -> None:
    require_display({"QT_QPA_PLATFORM": "offscreen"})
    require_display({"QT_QPA_PLATFORM": "eglfs"})
    with pytest.raises(NoDisplay):
        require_display({"QT_QPA_PLATFORM": "xcb"})


@pytest.mark.parametrize("role", ["spooler", "kiosk"])
def test_a_wrong_printer_is_one_sentence_and_exit_78(
    role: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([role, "--db", str(tmp_path / "hall.db"), "--printer", "tpc://printer"])
    told = capsys.readouterr().err
    assert code == 78
    assert "tpc://printer" in told
    assert len(told.strip().splitlines()) == 1


def test_a_benchmark_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "speed"]) == 78
    assert "speed" in capsys.readouterr().err


def test_orders_come_through_another_process_as_they_are() -> None:
    orders = Orders(
        Config(),
        db="hall.db",
        config_file="a.toml",
        screen=1,
        windowed=True,
        shares_screen=True,
        printer="tcp://here",
        name="kiosk-2",
        counter="3",
        acts="{}",
        verbose=True,
    )
    for role, taken in (
        ("kiosk", {"name": "kiosk-2", "windowed": True, "screen": 1, "acts": "{}", "printer": ""}),
        ("counter", {"counter": "3", "name": "", "shares_screen": True}),
        ("spooler", {"printer": "tcp://here", "name": "kiosk-2", "windowed": False, "screen": None}),
    ):
        args = parser("").parse_args(orders.argv(role))
        assert (args.verb, args.db, args.config, args.verbose) == (role, "hall.db", "a.toml", True)
        assert {name: getattr(args, name) for name in taken} == taken


def test_options_may_stand_before_the_command() -> None:
    assert parser("").parse_args(["--db", "x.db", "status"]).db == "x.db"
    assert parser("").parse_args(["status", "--db", "x.db"]).db == "x.db"
    assert parser("from-the-environment").parse_args(["status"]).db == "from-the-environment"
    assert parser("").parse_args(["--printer", "tcp://a"]).printer == "tcp://a"


def test_a_store_is_opened_at_its_first_use_and_again_after_a_failure(tmp_path: Path) -> None:
    opened: list[int] = []

    def opener() -> SqlStore:
        opened.append(len(opened))
        if len(opened) == 1:
            raise StoreUnreachable(path="x", reason="missing")
        return open_store(str(tmp_path / "hall.db"))

    store = late_store(opener)
    assert opened == []
    with pytest.raises(StoreUnreachable):
        store.busy_counters()
    assert store.busy_counters() == []
    assert store.busy_counters() == []
    assert len(opened) == 2
    store.close()


def test_a_role_brings_its_own_hall_where_there_is_none(tmp_path: Path) -> None:
    parts = late_parts(str(tmp_path / "hall.db"), Config())
    assert len(parts.store.catalogue().services) == 204
    assert parts.store.hall().catalogue_version == 1
    parts.store.close()


def test_one_screen_has_all_windows_two_share_kiosk_and_counter_three_have_one_each() -> None:
    roles = ("kiosk", "display", "counter")
    assert [[screens.is_shared(role, count) for role in roles] for count in (1, 2, 3)] == [
        [True, True, True],
        [True, False, True],
        [False, False, False],
    ]
    assert [screens.usual(role) for role in roles] == [0, 1, 2]


@pytest.mark.parametrize(
    "area", [QRect(0, 0, 1920, 1080), QRect(1920, 0, 1080, 1920), QRect(0, 40, 768, 1326)]
)
def test_windows_that_share_a_screen_fit_beside_each_other_and_none_is_half_as_broad_as_one_that_stands(
    area: QRect,
) -> None:
    places = [screens.place(role, area, is_shared=True) for role in ("kiosk", "display", "counter")]
    assert all(area.contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in pairwise([*places, places[0]]))
    if area.height() > area.width():
        assert {place.width() for place in places} == {area.width()}


@pytest.mark.parametrize(
    ("area", "size"),
    [
        (QRect(0, 0, 1920, 1080), QSize(1114, 720)),
        (QRect(0, 0, 1280, 800), QSize(1100, 720)),
        (QRect(0, 0, 1080, 1920), QSize(1080, 730)),
        (QRect(0, 0, 1024, 600), QSize(1024, 600)),
        (QRect(1920, 0, 3840, 2160), QSize(2227, 1080)),
    ],
)
def test_a_calling_window_that_stands_alone_has_room_for_its_buttons_in_the_middle_of_the_screen(
    area: QRect, size: QSize
) -> None:
    place = screens.place("counter", area, is_shared=False)
    assert place.size() == size
    assert area.contains(place)
    assert place.center() == area.center()


@pytest.mark.parametrize("role", ["kiosk", "display"])
def test_a_window_alone_on_a_screen_that_stands_stands_too(role: str) -> None:
    place = screens.place(role, QRect(0, 0, 1080, 1920), is_shared=False)
    assert place.size() == QSize(972, 1728)


def test_a_window_that_wants_more_than_its_place_stays_within_it(qtbot: QtBot) -> None:
    window, place = QWidget(), QRect(538, 400, 742, 400)
    qtbot.addWidget(window)
    window.setMinimumSize(900, 600)
    screens.put(window, place)
    window.show()
    assert window.geometry() == place


def test_a_hall_keeps_its_name_where_the_configuration_names_none(tmp_path: Path) -> None:
    db, file = str(tmp_path / "hall.db"), tmp_path / "antrean.toml"
    file.write_text('[hall]\nname = "Bale Madukara"\ntimezone = "Asia/Makassar"\n', encoding="utf-8")
    assert main(["import", str(SHIPPED_CATALOGUE), "--db", db, "--config", str(file)]) == 0
    assert main(["import", str(SHIPPED_CATALOGUE), "--db", db]) == 0
    file.write_text("[rules]\nno_show_calls = 2\n", encoding="utf-8")
    parts = late_parts(db, config.load(file))
    info = parts.store.hall()
    parts.store.close()
    assert (info.name, info.timezone, info.catalogue_version) == ("Bale Madukara", "Asia/Makassar", 2)


@pytest.mark.parametrize(
    ("trouble", "goes_on"),
    [
        (StoreUnreachable(path="x", reason="full"), True),
        (StoreDamaged(path="x"), True),
        (StoreBusy(), True),
        (StoreUnreachable(path="x", reason="network"), False),
        (StoreNewer(path="x", found="9999"), False),
    ],
)
def test_a_hall_shows_its_windows_though_the_store_is_out_of_reach(
    trouble: Environment, goes_on: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_reach(*_: object) -> None:
        raise trouble

    started: list[object] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("app.parts.opened", out_of_reach)
    monkeypatch.setattr("app.roles._stopping", Event)
    monkeypatch.setattr("app.supervisor.Supervisor.run", lambda *_: started.append(1))
    code = main(["--db", str(tmp_path / "hall.db")])
    assert (code, bool(started)) == ((0, True) if goes_on else (75, False))


def test_a_mistyped_address_leaves_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--db", str(tmp_path / "hal.db")]) == 1
    assert list(tmp_path.iterdir()) == []
    assert main(["status", "--db", str(tmp_path / "no" / "hall.db")]) == 75
    assert list(tmp_path.iterdir()) == []


def test_what_is_remembered_comes_back_and_a_spoilt_file_is_nothing(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "run" / "counter.json")
    assert memory.recall("counter") == ""
    memory.keep("counter", "3")
    memory.keep("language", "su")
    assert (memory.recall("counter"), memory.recall("language")) == ("3", "su")
    for spoilt in ("", "[1]", '{"counter": 3}', "\x00"):
        (tmp_path / "run" / "counter.json").write_text(spoilt, encoding="utf-8")
        assert memory.recall("counter") == ""


def test_memory_that_cannot_be_written_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    Memory(tmp_path / "file" / "counter.json").keep("counter", "3")
    assert "cannot be written" in caplog.text
