"""The queue's file is lost, damaged, put back or not writable under the page's own process, with phones that look."""

import resource
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from app.parts import SystemClock
from benchmarks.ports import free_port
from store.store import open_store
from tests.phone.rig import Rig
from tests.phone.test_process import ask, give, page, written
from tests.phone.test_watch import Listener
from tests.store.conftest import furnish
from tests.waiting import PATIENCE_S, wait_until
from ticketing.hall import Hall
from ticketing.model import Ticket


class Served:
    """A hall in a file, its page in a process, and a phone that looks."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "hall.db"
        self.rig = Rig(port=free_port())
        with self.open() as hall:
            self.tickets = [give(hall) for _ in range(6)]

    @contextmanager
    def open(self) -> Iterator[Hall]:
        """The hall as a kiosk has it, for a moment."""
        is_new = not self.file.exists()
        with closing(open_store(str(self.file), patience_s=PATIENCE_S)) as store:
            if is_new:
                furnish(store)
            yield Hall(store, SystemClock())

    def put(self, content: bytes) -> None:
        """Put another file into its place, as who restores a copy does."""
        fresh = self.file.with_suffix(".new")
        fresh.write_bytes(content)
        fresh.replace(self.file)

    def listen(self, ticket: Ticket) -> Listener:
        wait_until(lambda: ask(f"{self.rig.base}/t/{ticket.token}/state"))
        return Listener(self.rig, ticket.token)

    def cancel(self, ticket: Ticket) -> tuple[int, bytes]:
        own = {"X-Antrean": "1", "Origin": self.rig.base}
        answer = httpx.post(f"{self.rig.base}/t/{ticket.token}/cancel", headers=own, timeout=PATIENCE_S)
        return answer.status_code, b"cancelled" if answer.status_code == 200 else answer.content


AWAY = 503, b'{"code": "away"}'
DONE = 200, b"cancelled"


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return Served(tmp_path)


def test_a_file_that_is_lost_damaged_and_put_back_is_told_and_found_again(
    served: Served, tmp_path: Path
) -> None:
    first, second, third, fourth, *_ = served.tickets
    with page(tmp_path, written(tmp_path, port=served.rig.port)):
        phone = served.listen(first)
        served.file.rename(tmp_path / "elsewhere.db")
        wait_until(lambda: phone.state["stale"])
        assert served.cancel(first) == AWAY
        assert ask(f"{served.rig.base}/t/{second.token}/state") == {"code": "away"}
        assert not served.file.exists(), "no other hall is made in its place"
        (tmp_path / "elsewhere.db").rename(served.file)
        wait_until(lambda: not phone.state["stale"])
        assert served.cancel(second) == DONE
        whole = served.file.read_bytes()  # nobody writes now
        for damaged in (b"", b"nonsense" * 4096, whole[: len(whole) // 2]):
            served.put(damaged)
            wait_until(lambda: phone.state["stale"])
            assert served.cancel(third) == AWAY
            served.put(whole)
            wait_until(lambda: not phone.state["stale"])
        assert served.cancel(third) == DONE
        with served.open() as hall:
            hall.call_next("1")
        wait_until(lambda: phone.state["state"] == "called")
        assert served.cancel(fourth) == DONE


def test_a_copy_that_is_put_back_is_what_holds(served: Served, tmp_path: Path) -> None:
    kept, other, *_ = served.tickets
    shutil.copyfile(served.file, tmp_path / "copy.db")
    with page(tmp_path, written(tmp_path, port=served.rig.port)):
        phone = served.listen(kept)
        with served.open() as hall:
            lost = give(hall)
        gone = served.listen(lost)
        assert served.cancel(other) == DONE
        served.put((tmp_path / "copy.db").read_bytes())
        wait_until(gone.has_ended)
        assert gone.names[-2:] == ["end", "over"]
        assert served.cancel(lost) == (404, b'{"code": "unknown"}')
        wait_until(lambda: not phone.state["stale"])
        assert served.cancel(other) == DONE, "it waits again"
        with served.open() as hall:
            assert give(hall).number == lost.number
            hall.call_next("1")
        wait_until(lambda: phone.state["state"] == "called")


def test_where_nothing_can_be_written_the_page_goes_on_and_a_deed_is_told(
    served: Served, tmp_path: Path
) -> None:
    first, second, *_ = served.tickets
    with page(tmp_path, written(tmp_path, port=served.rig.port)) as process:
        phone = served.listen(first)
        _, most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, most))  # as on a disk without room
        assert served.cancel(second) == AWAY
        with served.open() as hall:
            hall.call_next("1")
        wait_until(lambda: phone.state["state"] == "called")
        assert not phone.state["stale"], "reading goes on"
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))
        assert served.cancel(second) == DONE
