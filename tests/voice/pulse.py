"""A recorder of what a board plays, without a sound card."""

import array
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.sound_server import SoundServer
from voice.sound import RATE

#: Frames of the envelope in a second.
FRAMES = 100


class PulseServer(SoundServer):
    """A sound server that records what it is given to play.

    Args:
        folder: For its socket and state.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, RATE)

    @contextmanager
    def recording(self) -> Iterator["Recording"]:
        """Record what is played."""
        file = self._folder / f"{time.time_ns()}.pcm"
        with file.open("wb") as out:
            command = ["parec", "--device=hall.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1"]
            recorder = subprocess.Popen(
                [*command, "--latency-msec=20"], env={**os.environ, **self.variables}, stdout=out
            )
            try:
                yield Recording(file)
            finally:
                recorder.terminate()
                recorder.wait(10)


class Recording:
    """What was recorded so far."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def pcm(self) -> bytes:
        """Return the samples, 16 bits, `RATE` a second."""
        whole = self._file.read_bytes()
        return whole[: len(whole) // 2 * 2]


@contextmanager
def pulse_server(folder: Path) -> Iterator[PulseServer]:
    """Start a server, and end it with the block."""
    server = PulseServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def envelope(pcm: bytes) -> list[float]:
    """Measure how loud a sound is, `FRAMES` times a second, from 0 to 1."""
    samples = array.array("h", pcm)
    step = RATE // FRAMES
    return [
        sum(map(abs, samples[at : at + step])) / step / 32_768 for at in range(0, len(samples) - step, step)
    ]


def sounds(loud: list[float], pause_s: float = 0.7, least: float = 0.003) -> list[tuple[int, int]]:
    """Find where something is heard: pieces with pauses of at least `pause_s` between them, in frames."""
    found: list[tuple[int, int]] = []
    for n, level in enumerate(loud):
        if level < least:
            continue
        if found and n - found[-1][1] <= pause_s * FRAMES:
            found[-1] = (found[-1][0], n + 1)
        else:
            found.append((n, n + 1))
    return found


def likeness(one: list[float], other: list[float]) -> float:
    """Correlate two envelopes, at the best of shifts up to a tenth of a second; 1 is the same."""
    best = 0.0
    for shift in range(-FRAMES // 10, FRAMES // 10 + 1):
        pairs = [(value, other[n + shift]) for n, value in enumerate(one) if 0 <= n + shift < len(other)]
        means = [sum(values) / len(pairs) for values in zip(*pairs, strict=True)]
        centred = [(a - means[0], b - means[1]) for a, b in pairs]
        both = sum(a * b for a, b in centred)
        size = (sum(a * a for a, _ in centred) * sum(b * b for _, b in centred)) ** 0.5
        best = max(best, both / size if size else 0.0)
    return best
