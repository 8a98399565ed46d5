"""What a board costs and how soon it speaks; whether it loses a call, and whether it grows."""

import os
import random
import subprocess
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.conditions import SEED, scratch
from benchmarks.day import enlarge
from benchmarks.halls import SteppingClock, SystemClock, Visitors, make_hall, opened
from benchmarks.roles import Role, running
from benchmarks.sound_server import sound_server
from benchmarks.timing import Progress, percentile_ms, spread
from store.store import SqlStore
from ticketing.hall import Hall
from ticketing.lifecycle import Action
from ticketing.ports import ChangeFeed
from voice.sound import RATE

_TICKS = os.sysconf("SC_CLK_TCK")
_COUNTERS = 100
_SENTENCES = ("Simpan nomor antrean Anda sampai dilayani.", "Semua layanan di sini tanpa pungutan.")


class Calls:
    """Calls, one after the other, at the counters of a hall.

    Args:
        store: The hall.
        hall: Its actions.
        feed: To learn the seq of each call.
        agencies: Whose counters call; all without any.
    """

    def __init__(self, store: SqlStore, hall: Hall, feed: ChangeFeed, agencies: Sequence[str] = ()) -> None:
        catalogue = store.catalogue()
        self._hall = hall
        self._feed = feed
        self._visitors = Visitors(catalogue, SEED)
        self._services = {one.code: catalogue.services_of(one.code)[0].code for one in catalogue.agencies}
        self.counters = [one for one in catalogue.counters if not agencies or one.agency in agencies]

    def call(self, number: int) -> tuple[int, int]:
        """Have somebody come and be called, and give up who was there; return seq and time of the commit."""
        counter = self.counters[number % len(self.counters)]
        self._hall.issue(
            self._services[counter.agency], self._visitors.language(), self._visitors.tap(), paper=False
        )
        self._feed.poll()
        self._hall.call_next(counter.name)
        committed_ns = time.time_ns()
        seq = next(one.seq for one in self._feed.poll() if one.action is Action.CALL)
        self._hall.no_show(counter.name)
        return seq, committed_ns


@contextmanager
def _calling(
    folder: Path, clock: SystemClock | SteppingClock, counters: int = 0
) -> Iterator[tuple[Path, Calls]]:
    """Make a hall in which somebody can be called; with so many counters instead of its own."""
    db = folder / "hall.db"
    make_hall(db)
    store = opened(db)
    if counters:
        with store.writing() as tx:
            tx.replace_catalogue(enlarge(store.catalogue(), counters))
    feed = store.feed()
    try:
        yield db, Calls(store, Hall(store, clock), feed)
    finally:
        feed.close()
        store.close()


@contextmanager
def _following(db: Path, calls: Calls, variables: Mapping[str, str] = {}) -> Iterator[Role]:
    """Start a board, and wait until it has read the hall: it shows a call that was there before."""
    seq, _ = calls.call(0)
    with running(["display"], db, variables=variables) as board:
        board.wait_for("painted", seq)
        yield board


def call_to_sound(*, quick: bool = False) -> dict[str, object]:
    """Measure from the end of a call's commit here to its sound on a sound server without a card.

    The board is a process of its own, and so are the programs that speak and play; a call comes when
    the one before has been spoken, as each other one waits for its turn.
    """
    runs = 1 if quick else 30
    chance = random.Random(SEED)
    painted: list[int] = []
    begun: list[int] = []
    progress = Progress("call_to_sound", runs)
    with (
        scratch() as folder,
        sound_server(folder, RATE) as server,
        _calling(folder, SystemClock()) as (db, calls),
        _following(db, calls, server.variables) as board,
    ):
        time.sleep(0 if quick else 2)  # until both programs are ready
        for run in range(runs):
            seq, committed_ns = calls.call(run)
            painted.append(board.wait_for("painted", seq).at_ns - committed_ns)
            begun.append(board.wait_for("begun", seq).at_ns - committed_ns)
            progress.show(run + 1)
            if run + 1 < runs:
                board.wait_for("spoken", seq, timeout_s=30)
                time.sleep(chance.uniform(0.1, 0.5))
    return {
        **spread(begun),
        "painted_p50_ms": percentile_ms(painted, 50),
        "painted_p99_ms": percentile_ms(painted, 99),
    }


def board_idle(*, quick: bool = False) -> dict[str, object]:
    """Measure how much of one core a board takes while nobody is called, its helpers included.

    Alone, with running text, and with a video of 1280 × 720 (H.264, 25 frames a second) beside it.
    """
    seconds = 0.5 if quick else 30.0
    taken: dict[str, object] = {}
    with scratch() as folder, _calling(folder, SystemClock()) as (db, calls):
        for number in range(7):
            calls.call(number)
        _make_video(folder / "media" / "video.mp4", seconds=4 if quick else 60)
        for name, settings in (
            ("alone", ""),
            ("with_text", f"text = {list(_SENTENCES)!r}".replace("'", '"')),
            ("with_video", 'media = "media"'),
        ):
            config = folder / f"{name}.toml"
            config.write_text(f"[display]\ndistance_m = 4\nwidth_mm = 952\n{settings}\n", encoding="utf-8")
            with running(["display", "--config", str(config)], db) as board:
                board.wait_for("first_paint")
                time.sleep(1 if quick else 8)
                began_s, before_s = time.monotonic(), _cpu_s(board.process.pid)
                time.sleep(seconds)
                after_s = _cpu_s(board.process.pid)
                taken[f"{name}_percent"] = round((after_s - before_s) / (time.monotonic() - began_s) * 100, 2)
    return {**taken, "seconds": seconds, "runs": 1}


def call_storm(*, quick: bool = False) -> dict[str, object]:
    """Measure 100 counters that call ten times a minute each for five minutes, at one board.

    Each call has to be seen on the board; `dropped` counts those that never were.
    """
    minutes, each = (0.02, 10) if quick else (5, 10)
    made: dict[int, int] = {}
    with scratch() as folder, _calling(folder, SystemClock(), _COUNTERS) as (db, calls):
        counters = len(calls.counters)
        total = round(minutes * counters * each)
        progress = Progress("call_storm", total)
        with _following(db, calls) as board:
            began_s = time.monotonic()
            for number in range(total):
                due_s = began_s + number * 60 / (counters * each)
                time.sleep(max(0.0, due_s - time.monotonic()))
                seq, committed_ns = calls.call(number)
                made[seq] = committed_ns
                progress.show(number + 1)
            took_s = time.monotonic() - began_s
            painted = _painted(board, made, within_s=2.0)
            memory_mb = board.resident_mb()
    seen = [painted[seq] - at for seq, at in made.items() if seq in painted]
    return {
        **spread(seen),
        "dropped": total - len(seen),
        "a_minute": round(total / took_s * 60),
        "counters": counters,
        "memory_mb": memory_mb,
    }


def _painted(board: Role, calls: Collection[int], within_s: float) -> dict[int, int]:
    """Wait until all of these calls were seen on the board, but no longer; tell when each of them was."""
    until = time.monotonic() + within_s
    while True:
        painted = {one.seq: one.at_ns for one in board.all_told("painted") if one.seq is not None}
        if painted.keys() >= set(calls) or time.monotonic() > until:
            return painted
        time.sleep(0.05)


def board_week(*, quick: bool = False) -> dict[str, object]:
    """Measure what a board holds after each of seven days of 1,100 calls, one in five repeated.

    The days follow each other as fast as the board shows their calls, without a voice; memory in MB.
    """
    days, each = (2, 10) if quick else (7, 1100)
    held: list[float] = []
    progress = Progress("board_week", days * each)
    clock = SteppingClock(datetime.now(UTC) - timedelta(days=days), timedelta(seconds=4))
    with scratch() as folder, _calling(folder, clock) as (db, calls):
        config = folder / "silent.toml"
        config.write_text("[display]\nsound = false\n", encoding="utf-8")
        with running(["display", "--config", str(config)], db) as board:
            board.wait_for("first_paint")
            for day in range(days):
                seq = 0
                for number in range(each):
                    seq, _ = calls.call(day * each + number)
                    time.sleep(0.012)
                    progress.show(day * each + number + 1)
                board.wait_for("painted", seq)
                held.append(board.resident_mb())
                clock.jump(timedelta(hours=18))
            files = board.open_files()
    return {"after_day_mb": held, "grown_mb": round(held[-1] - held[0], 1), "open_files": files, "runs": 1}


def _make_video(file: Path, seconds: int) -> None:
    """Make moving pictures. Raises OSError where ffmpeg is not installed."""
    file.parent.mkdir()
    source = ["-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=25:duration={seconds}"]
    kind = ["-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p", "-b:v", "2M"]
    subprocess.run(["ffmpeg", "-loglevel", "error", *source, *kind, str(file)], check=True)


def _cpu_s(process: int) -> float:
    """Read how long a process and its living children have used the processor, in seconds."""
    total = 0
    for one in _family(process):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task").glob("*/children")
    found = [int(child) for file in children for child in file.read_text().split()]
    return [process, *(one for child in found for one in _family(child))]
