"""Phones that listen: a process of its own, so that what they do costs the one that measures nothing.

``python -m benchmarks.phone_crowd PORT`` takes a token a line, opens a stream for each from an address
of its own on the loopback, says ``open`` once all have their first state, and then for each call the
time (`time.time_ns`) at which it came to its phone.
"""

import asyncio
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.halls import ROOT
from benchmarks.roles import RoleSilent

_FIRST_WITHIN_S = 30.0
_CALLED_WITHIN_S = 10.0


class Crowd:
    """Phones that are open.

    Args:
        process: Holds them.
    """

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def called(self) -> int:
        """Wait for the next call on any of them; return when it came, as `time.time_ns` counts.

        Raises:
            RoleSilent: None came.
        """
        line = _line(self._process, _CALLED_WITHIN_S)
        if not line:
            raise RoleSilent("a call came to no phone")
        return int(line)


def _line(process: "subprocess.Popen[str]", within_s: float) -> str:
    """Read a line; an empty one where none comes in time."""
    assert process.stdout is not None
    is_there, _, _ = select.select([process.stdout], [], [], within_s)
    return process.stdout.readline() if is_there else ""


@contextmanager
def phones(port: int, tokens: Sequence[str]) -> Iterator[Crowd]:
    """Open a phone for each token; wait until each has its first state.

    Raises:
        RoleSilent: Not all of them got one.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.phone_crowd", str(port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write("".join(f"{token}\n" for token in tokens) + "\n")
        process.stdin.flush()
        if _line(process, _FIRST_WITHIN_S) != "open\n":
            raise RoleSilent("not every phone got its first state")
        yield Crowd(process)
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


async def _listen(number: int, token: str, port: int, first: asyncio.Queue[int]) -> None:
    source = f"127.1.{number // 250}.{number % 250 + 1}"
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    writer.write(f"GET /t/{token}/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    is_first = True
    while line := await reader.readline():
        if line.startswith(b"data: {"):
            at_ns = time.time_ns()
            if b'"state":"called"' in line:
                print(at_ns, flush=True)
            if is_first:
                first.put_nowait(number)
                is_first = False


async def _main(port: int, tokens: Sequence[str]) -> None:
    first: asyncio.Queue[int] = asyncio.Queue()
    listening = [asyncio.ensure_future(_listen(n, token, port, first)) for n, token in enumerate(tokens)]
    for _ in tokens:
        await first.get()
    print("open", flush=True)
    await asyncio.wait(listening)


if __name__ == "__main__":
    os.nice(15)  # in a hall they are no work for its machine
    asyncio.run(_main(int(sys.argv[1]), list(iter(lambda: sys.stdin.readline().strip(), ""))))
