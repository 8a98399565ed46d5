"""All benchmarks by name. The verb ``bench`` and `docs/measured` use these names."""

import subprocess
from collections.abc import Callable, Mapping, Sequence

from benchmarks import (
    boards,
    calling,
    crowd,
    cutting,
    day,
    flatness,
    issuing,
    kiosk,
    latency,
    many_halls,
    memory,
    papers,
    searching,
    server_past,
    serving,
    speaking,
    standing,
    told,
    visitors_page,
)
from benchmarks.conditions import SEED, machine
from benchmarks.halls import ROOT
from benchmarks.roles import RoleSilent

#: Where the figures are told to people.
REPORT = ROOT / "docs" / "measured" / "README.md"

#: What each benchmark measures stands in the docstring of its function.
BENCHMARKS: Mapping[str, Callable[..., dict[str, object]]] = {
    "issue": issuing.issue,
    "issue_1m": issuing.issue_1m,
    "call": calling.call,
    "call_10k": calling.call_10k,
    "call_to_board": latency.call_to_board,
    "tap_to_paper": latency.tap_to_paper,
    "paper_sent": latency.paper_sent,
    "page": kiosk.page,
    "scroll": kiosk.scroll,
    "kiosk_10k": kiosk.kiosk_10k,
    "search": searching.search,
    "kiosk_start": kiosk.kiosk_start,
    "memory": memory.memory,
    "lock_held": standing.lock_held,
    "day": day.day,
    "slip": papers.slip,
    "phrase": speaking.phrase,
    "call_to_sound": boards.call_to_sound,
    "board_idle": boards.board_idle,
    "call_storm": boards.call_storm,
    "board_week": boards.board_week,
    "papers_flat": flatness.papers_flat,
    "faulty_printer": standing.faulty_printer,
    "server_issue": serving.server_issue,
    "server_call": serving.server_call,
    "server_event": serving.server_event,
    "cut_off": cutting.cut_off,
    "many_halls": many_halls.many_halls,
    "crowd": crowd.crowd,
    "server_past": server_past.server_past,
    "told_waits": told.told_waits,
    "phones": visitors_page.phones_open,
}


def run(names: Sequence[str] = (), *, quick: bool = False) -> dict[str, dict[str, object]]:
    """Measure; whatever takes longer than two seconds tells its progress on stderr.

    One that fails, say because a role does not start, has ``failed`` instead of figures: the others
    took minutes and are not thrown away.

    Args:
        names: Which of `BENCHMARKS`, in this order; all of them when empty.
        quick: A few runs on small halls: shows that everything works, measures nothing.

    Returns:
        By name: figures in milliseconds (memory in MB), how many runs they are of, the seed of all
        random choices and the machine.

    Raises:
        KeyError: There is no benchmark of that name.
    """
    chosen = {name: BENCHMARKS[name] for name in names or BENCHMARKS}
    conditions = {"seed": SEED, "machine": machine(), "quick": quick}
    return {name: {**_figure(measure, quick=quick), **conditions} for name, measure in chosen.items()}


def _figure(measure: Callable[..., dict[str, object]], *, quick: bool) -> dict[str, object]:
    try:
        return measure(quick=quick)
    except (RoleSilent, OSError, subprocess.SubprocessError) as trouble:
        return {"failed": str(trouble)}
