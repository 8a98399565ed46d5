"""A sound server without a sound card, and a recorder of what it is given to play."""

import array
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voice.sound import RATE

#: Frames of the envelope in a second.
FRAMES = 100


class PulseServer:
    """PulseAudio with one null sink, on a socket of its own.

    Args:
        folder: For its socket and state.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "native"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def variables(self) -> dict[str, str]:
        """Make the environment of a program that is to play on it."""
        return {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "XDG_RUNTIME_DIR": str(self._folder),
            "HOME": str(self._folder),
        }

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes",
            "--load", f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
            "--load", f"module-null-sink sink_name=hall rate={RATE} channels=1",
        ]  # fmt: skip
        environment = {**os.environ, **self.variables}
        del environment["PULSE_SERVER"]
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 20
        while self._ask("info").returncode:
            assert time.monotonic() < until, "PulseAudio did not start"
            time.sleep(0.1)

    def stop(self) -> None:
        """End it, as a sound card that is pulled out."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None
            self._socket.unlink(missing_ok=True)

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

    def _ask(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            ["pactl", *words], env={**os.environ, **self.variables}, capture_output=True, timeout=10
        )


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
