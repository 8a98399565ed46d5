"""A decoder beside the window shows what it can, and costs the picture only where it cannot."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.ui.media.seen import SIZE, is_green
from tests.videos import picture, video
from ui.media.screening import SHOWING, Screening


@pytest.fixture
def screening() -> Iterator[Screening]:
    made = Screening()
    yield made
    made.stop()


class Heard:
    """What a screening told."""

    def __init__(self, screening: Screening) -> None:
        self.colours: list[str] = []
        self.ends = 0
        self.failures: list[str] = []
        self._screening = screening
        screening.shown.connect(self._on_shown)
        screening.ended.connect(self._on_ended)
        screening.failed.connect(self.failures.append)

    def _on_shown(self, frame: QImage) -> None:
        self.colours.append(QColor(frame.pixel(frame.width() // 2, frame.height() // 2)).name())
        self._screening.taken()

    def _on_ended(self) -> None:
        self.ends += 1


@pytest.mark.parametrize("name", ["a.mp4", "b.webm"])
def test_a_video_is_shown_frame_by_frame_to_its_end(
    qtbot: QtBot, screening: Screening, tmp_path: Path, name: str
) -> None:
    heard = Heard(screening)
    screening.show(video(tmp_path / name), SIZE)
    qtbot.waitUntil(lambda: heard.ends == 1)
    assert len(heard.colours) >= 10
    assert is_green(heard.colours[-1])
    assert heard.failures == []


def test_a_picture_is_shown_whole_and_in_the_middle(
    qtbot: QtBot, screening: Screening, tmp_path: Path
) -> None:
    frames: list[QImage] = []
    screening.shown.connect(lambda frame: frames.append(frame.copy()))
    screening.show(picture(tmp_path / "a.png"), SIZE)
    qtbot.waitUntil(lambda: bool(frames))
    (frame,) = frames
    assert QColor(frame.pixel(80, 45)).name() == "#c00000"
    assert QColor(frame.pixel(80, 2)).name() == "#c00000", "as high as the place"
    assert QColor(frame.pixel(10, 45)).name() == "#000000", "a square leaves bars"


@pytest.mark.parametrize(("wide", "high"), [(1, 5000), (5000, 1), (1, 1), (4000, 3000)])
def test_a_picture_of_any_shape_is_shown(
    qtbot: QtBot, screening: Screening, tmp_path: Path, wide: int, high: int
) -> None:
    heard = Heard(screening)
    screening.show(picture(tmp_path / "a.png", "#00C000", wide, high), SIZE)
    qtbot.waitUntil(lambda: bool(heard.colours or heard.failures))
    assert heard.failures == []
    assert is_green(heard.colours[0]) or min(wide, high) < max(wide, high) / 100, "or it is a thread"


def test_frames_that_nobody_takes_are_dropped(qtbot: QtBot, screening: Screening, tmp_path: Path) -> None:
    frames: list[int] = []
    ends: list[bool] = []
    screening.shown.connect(lambda _: frames.append(1))
    screening.ended.connect(lambda: ends.append(True))
    screening.show(video(tmp_path / "a.mp4"), SIZE)
    qtbot.waitUntil(lambda: bool(ends))
    assert len(frames) == 1


@pytest.mark.parametrize("name", ["a.mp4", "b.webm", "c.png", "d.jpg"])
@pytest.mark.parametrize("content", [b"", b"nonsense", os.urandom(20_000)])
def test_what_is_broken_is_told(
    qtbot: QtBot, screening: Screening, tmp_path: Path, name: str, content: bytes
) -> None:
    heard = Heard(screening)
    (tmp_path / name).write_bytes(content)
    screening.show(tmp_path / name, SIZE)
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert len(heard.failures) == 1
    assert heard.failures[0]


def test_what_is_gone_or_has_no_picture_is_told(qtbot: QtBot, screening: Screening, tmp_path: Path) -> None:
    heard = Heard(screening)
    screening.show(tmp_path / "gone.mp4", SIZE)
    qtbot.waitUntil(lambda: len(heard.failures) == 1)
    cut = video(tmp_path / "a.mp4").read_bytes()[:1500]
    (tmp_path / "cut.mp4").write_bytes(cut)
    screening.show(tmp_path / "cut.mp4", SIZE)
    qtbot.waitUntil(lambda: len(heard.failures) == 2)
    screening.show(picture(tmp_path / "e.png"), SIZE)
    qtbot.waitUntil(lambda: bool(heard.colours))


def test_a_decoder_that_dies_costs_the_picture_only_and_the_next_one_comes(
    qtbot: QtBot, screening: Screening, tmp_path: Path
) -> None:
    heard = Heard(screening)
    screening.show(video(tmp_path / "a.mp4", seconds=20), SIZE)
    qtbot.waitUntil(lambda: bool(heard.colours))
    os.kill(screening.process_id, signal.SIGSEGV)
    qtbot.waitUntil(lambda: bool(heard.failures))
    heard.colours.clear()
    screening.show(picture(tmp_path / "b.png"), SIZE)
    qtbot.waitUntil(lambda: heard.colours == ["#c00000"])


def test_a_decoder_that_hangs_is_ended(qtbot: QtBot, tmp_path: Path) -> None:
    screening = Screening(patience_ms=300, program=[sys.executable, "-c", "import time; time.sleep(60)"])
    heard = Heard(screening)
    screening.show(picture(tmp_path / "a.png"), SIZE)
    process = screening.process_id
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert heard.failures == ["it does not answer"]
    qtbot.waitUntil(lambda: not Path(f"/proc/{process}").exists())


def test_a_decoder_that_cannot_be_started_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    screening = Screening(program=["/nowhere/at/all"])
    heard = Heard(screening)
    screening.show(picture(tmp_path / "a.png"), SIZE)
    qtbot.waitUntil(lambda: bool(heard.failures))


def test_a_picture_that_stands_long_is_no_hang(qtbot: QtBot, tmp_path: Path) -> None:
    screening = Screening(patience_ms=4_000)
    heard = Heard(screening)
    screening.show(picture(tmp_path / "a.png"), SIZE)
    qtbot.waitUntil(lambda: bool(heard.colours))
    qtbot.wait(4_300)
    assert heard.failures == []
    screening.stop()


def test_the_decoder_ends_with_the_board_and_leaves_no_file(
    qtbot: QtBot, screening: Screening, tmp_path: Path
) -> None:
    heard = Heard(screening)
    screening.show(picture(tmp_path / "a.png"), SIZE)
    qtbot.waitUntil(lambda: bool(heard.colours))
    folder = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else Path("/tmp")
    assert list(folder.glob(f"antrean-canvas-{os.getpid()}-*")) == []
    assert SHOWING[-1] == "ui.media.showing"


def test_another_size_or_file_in_the_middle_of_one_is_shown_and_nothing_of_the_old_one(
    qtbot: QtBot, screening: Screening, tmp_path: Path
) -> None:
    heard = Heard(screening)
    film, still = video(tmp_path / "a.mp4", seconds=20), picture(tmp_path / "b.png")
    for wide in range(160, 200, 4):
        screening.show(film, QSize(wide, 90))
        qtbot.waitUntil(lambda: bool(heard.colours))
        heard.colours.clear()
        screening.show(still, QSize(wide + 2, 90))
        qtbot.waitUntil(lambda: bool(heard.colours))
        assert heard.colours == ["#c00000"], "no green of the film"
        heard.colours.clear()
    assert heard.failures == []
    assert heard.ends == 0


def test_a_video_with_sound_is_shown_where_there_is_no_sound_device(
    qtbot: QtBot, screening: Screening, tmp_path: Path
) -> None:
    heard = Heard(screening)
    screening.show(video(tmp_path / "a.mp4", sound=True), SIZE, 1.0)
    screening.set_volume(0.0)
    qtbot.waitUntil(lambda: heard.ends == 1)
    assert len(heard.colours) >= 10
    assert heard.failures == []
