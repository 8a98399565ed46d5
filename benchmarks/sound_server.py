"""A sound server without a sound card: what a board plays goes nowhere, in real time."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SoundServer:
    """PulseAudio with one null sink, on a socket of its own.

    Args:
        folder: For its socket and state.
        rate: Samples a second of its sink, which is called ``hall``.
    """

    def __init__(self, folder: Path, rate: int) -> None:
        self._folder = folder
        self._rate = rate
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
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            "--disable-shm=yes",
            "--load", f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
            "--load", f"module-null-sink sink_name=hall rate={self._rate} channels=1",
        ]  # fmt: skip
        environment = {**os.environ, **self.variables}
        del environment["PULSE_SERVER"]
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 20
        while self._ask("info").returncode:
            if time.monotonic() > until:
                raise OSError("PulseAudio did not start")
            time.sleep(0.1)

    def stop(self) -> None:
        """End it, as a sound card that is pulled out."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None
            self._socket.unlink(missing_ok=True)

    def _ask(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            ["pactl", *words], env={**os.environ, **self.variables}, capture_output=True, timeout=10
        )


@contextmanager
def sound_server(folder: Path, rate: int) -> Iterator[SoundServer]:
    """Start a server, and end it with the block. Raises OSError where PulseAudio is not installed."""
    server = SoundServer(folder, rate)
    server.start()
    try:
        yield server
    finally:
        server.stop()
