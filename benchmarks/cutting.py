"""How soon a window says that the server is out of reach, and how soon it goes on when that is over."""

import random
import time
from contextlib import closing

from benchmarks.cable import Cable
from benchmarks.conditions import SEED, scratch
from benchmarks.roles import Role, running
from benchmarks.serving import hall_on_server
from benchmarks.timing import Progress, percentile_ms, spread

_ROLES = (["counter", "--counter", "1"], ["display"])


def cut_off(*, quick: bool = False) -> dict[str, object]:
    """Measure from the silence of a cable until a counter and a board, two processes, have said so.

    Nothing is closed: the cable hands nothing on any more, as with a switch that lost its power, which
    only time limits show. It is cut at any moment of their rhythm, and mended after some seconds.
    """
    runs, pace = (1, 0.1) if quick else (30, 1.0)
    chance = random.Random(SEED)
    lost: list[list[int]] = [[], []]
    back: list[list[int]] = [[], []]
    progress = Progress("cut_off", runs)
    with scratch() as folder, hall_on_server(folder) as (cluster, url), closing(Cable(cluster.port)) as cable:
        places, far = folder / "hall.db", cable.through(url)
        with running(_ROLES[0], places, url=far) as counter, running(_ROLES[1], places, url=far) as board:
            for role in (counter, board):
                role.wait_for("first_paint")
            time.sleep(1 if quick else 5)  # until they have read the hall
            for run in range(1, runs + 1):
                time.sleep(pace * chance.uniform(1, 3))
                cable.fall_silent()
                _note(lost, (counter, board), "lost", run)
                time.sleep(pace * chance.uniform(0, 3))
                cable.mend()
                _note(back, (counter, board), "back", run)
                progress.show(run)
    return {
        **spread(lost[0]),
        "board_p50_ms": percentile_ms(lost[1], 50),
        "board_max_ms": percentile_ms(lost[1], 100),
        "back_p50_ms": percentile_ms(back[0], 50),
        "back_max_ms": percentile_ms(back[0], 100),
    }


def _note(taken: list[list[int]], roles: tuple[Role, ...], what: str, run: int) -> None:
    began_ns = time.time_ns()
    for role, durations in zip(roles, taken, strict=True):
        durations.append(role.wait_for(what, run, timeout_s=60).at_ns - began_ns)
