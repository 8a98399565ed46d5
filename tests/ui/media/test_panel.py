"""A folder of pictures and videos is shown one after the other, and hushed during a call."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.ui.media.seen import SIZE, is_green
from tests.videos import picture, video
from ui import theme
from ui.media.panel import MediaPanel, VideoSound
from ui.media.playlist import Playlist


def test_files_come_in_the_order_of_their_names_and_others_are_no_pictures(tmp_path: Path) -> None:
    playlist = Playlist(tmp_path)
    playlist.take([("b.png", 1.0), ("a.MP4", 1.0), ("notes.txt", 1.0), (".b.png.swp", 1.0)])
    assert [playlist.next(), playlist.next(), playlist.next()] == [
        tmp_path / "a.MP4",
        tmp_path / "b.png",
        None,
    ]


def test_a_broken_file_is_left_out_until_it_changes_or_for_ten_minutes(tmp_path: Path) -> None:
    now = [0.0]
    playlist = Playlist(tmp_path, lambda: now[0])
    playlist.take([("a.png", 1.0), ("b.png", 1.0)])
    assert playlist.next() == tmp_path / "a.png"
    playlist.leave_out(tmp_path / "a.png", "it is broken")
    assert list(playlist.troubles) == ["a.png: it is broken"]
    playlist.take([("a.png", 1.0), ("b.png", 1.0)])
    assert playlist.next() == tmp_path / "b.png"
    now[0] = 601.0
    playlist.take([("a.png", 1.0), ("b.png", 1.0)])
    assert playlist.next() == tmp_path / "a.png"
    assert list(playlist.troubles) == ["a.png: it is broken"], "until it was seen"
    playlist.take_back(tmp_path / "a.png")
    assert not list(playlist.troubles)
    playlist.leave_out(tmp_path / "a.png", "it is broken")
    playlist.take([("a.png", 2.0), ("b.png", 1.0)])
    assert playlist.next() == tmp_path / "a.png", "it has changed"
    assert not list(playlist.troubles)
    playlist.take([], "there is no such folder")
    assert list(playlist.troubles) == ["there is no such folder"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "media"
    made.mkdir()
    return made


def panel_of(qtbot: QtBot, folder: Path, sound: VideoSound = VideoSound.OFF) -> MediaPanel:
    panel = MediaPanel(theme.load("dark"), folder, sound, picture_ms=200)
    qtbot.addWidget(panel)
    panel.resize(SIZE)
    panel.show()
    return panel


def middle(panel: MediaPanel) -> str:
    return QColor(panel.grab().toImage().pixel(80, 45)).name()


def test_the_panel_goes_through_its_folder_skips_what_is_broken_and_begins_again(
    qtbot: QtBot, folder: Path
) -> None:
    picture(folder / "a.png", "#0000C0")
    (folder / "b.png").write_bytes(b"nonsense")
    (folder / "b.webm").write_bytes(b"nonsense")
    video(folder / "c.mp4")
    picture(folder / "d.png", "#C000C0")
    panel = panel_of(qtbot, folder)
    try:
        for _ in range(2):
            qtbot.waitUntil(lambda: middle(panel) == "#0000c0")
            qtbot.waitUntil(lambda: is_green(middle(panel)))
            qtbot.waitUntil(lambda: middle(panel) == "#c000c0")
        assert [trouble.split(":")[0] for trouble in panel.troubles] == ["b.png", "b.webm"]
    finally:
        panel.stop()


def test_a_file_that_is_taken_away_is_skipped_and_a_new_one_found(qtbot: QtBot, folder: Path) -> None:
    picture(folder / "a.png", "#0000C0")
    gone = picture(folder / "b.png", "#C000C0")
    panel = panel_of(qtbot, folder)
    try:
        qtbot.waitUntil(lambda: middle(panel) == "#0000c0")
        gone.unlink()
        picture(folder / "c.png", "#00C0C0")
        qtbot.waitUntil(lambda: middle(panel) == "#00c0c0")
    finally:
        panel.stop()


def test_what_is_no_file_takes_no_other_file_with_it(qtbot: QtBot, folder: Path) -> None:
    (folder / "a.png").symlink_to("a.png")
    (folder / "b.png").mkdir()
    os.mkfifo(folder / "c.mp4")
    picture(folder / "d ünïcödé 🎉.png", "#0000C0")
    panel = panel_of(qtbot, folder)
    try:
        qtbot.waitUntil(lambda: middle(panel) == "#0000c0")
        assert panel.troubles == ()
    finally:
        panel.stop()


def test_an_empty_or_missing_folder_has_nothing_and_is_told(qtbot: QtBot, folder: Path) -> None:
    empty, missing = panel_of(qtbot, folder), panel_of(qtbot, folder / "nowhere")
    try:
        qtbot.waitUntil(lambda: bool(missing.troubles))
        assert not empty.has_any
        assert not missing.has_any
        picture(folder / "a.png")
        empty._look()
        with qtbot.waitSignal(empty.changed):
            pass
        assert empty.has_any
    finally:
        empty.stop()
        missing.stop()


def test_a_panel_that_is_not_seen_decodes_nothing(qtbot: QtBot, folder: Path) -> None:
    video(folder / "a.mp4", seconds=20)
    panel = panel_of(qtbot, folder)
    try:
        qtbot.waitUntil(lambda: panel.is_showing)
        panel.hide()
        qtbot.wait(300)
        frames: list[int] = []
        panel._screening.shown.connect(lambda _: frames.append(1))
        qtbot.wait(300)
        assert frames == []
        panel.show()
        qtbot.waitUntil(lambda: len(frames) > 3)
    finally:
        panel.stop()


@pytest.mark.parametrize(
    ("sound", "loud", "hushed"),
    [(VideoSound.OFF, 0, 0), (VideoSound.MUTED, 1, 0), (VideoSound.DUCKED, 1, 0.15)],
)
def test_a_video_is_quiet_during_a_call(
    qtbot: QtBot,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    sound: VideoSound,
    loud: float,
    hushed: float,
) -> None:
    told: list[float] = []
    panel = panel_of(qtbot, folder, sound)
    monkeypatch.setattr(panel._screening, "set_volume", told.append)
    assert panel.volume == loud
    panel.hush(True)
    assert panel.volume == hushed
    panel.hush(True)
    panel.hush(False)
    assert told == ([] if sound is VideoSound.OFF else [hushed, loud])
    panel.stop()
