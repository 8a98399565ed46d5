"""How long it takes to make a paper, and how many bytes it has."""

import time
from uuid import UUID

from benchmarks.conditions import SEED
from benchmarks.halls import DAY, KIOSK, OPENS, Visitors, shipped_catalogue
from benchmarks.timing import Progress, percentile_ms, spread
from printer.blocks import Paper
from printer.encoding import encode
from printer.layout import lay_out
from printer.slip import compose
from ticketing.catalogue import Catalogue, Service
from ticketing.issuing import new_token
from ticketing.lifecycle import State
from ticketing.model import HallInfo, Leg, Ticket, Told

_HALL = HallInfo("Mal Pelayanan Publik Bale Madukara", "Asia/Jakarta")


def slip(*, quick: bool = False) -> dict[str, object]:
    """Measure from a ticket to the bytes of its paper, 80 mm wide, as a picture and as letters.

    Every service of the shipped catalogue in every round, each ticket with its own number, code and
    language; the first round, in which typefaces are loaded and texts measured, counts too.
    """
    catalogue = shipped_catalogue()
    visitors = Visitors(catalogue, SEED)
    services = catalogue.services[:20] if quick else catalogue.services * 5
    progress = Progress("slip", len(services))
    taken: dict[bool, list[int]] = {False: [], True: []}
    longest = {False: 0, True: 0}
    for n, service in enumerate(services, 1):
        leg = _leg(n, service, catalogue, visitors)
        for text in (False, True):
            began = time.perf_counter_ns()
            paper = encode(lay_out(compose(leg, catalogue, _HALL), Paper(80, text=text)))
            taken[text].append(time.perf_counter_ns() - began)
            longest[text] = max(longest[text], len(paper))
        progress.show(n)
    return {
        **spread(taken[False]),
        "bytes_max": longest[False],
        "text_p50_ms": percentile_ms(taken[True], 50),
        "text_p99_ms": percentile_ms(taken[True], 99),
        "text_bytes_max": longest[True],
    }


def _leg(n: int, service: Service, catalogue: Catalogue, visitors: Visitors) -> Leg:
    prefix = catalogue.agency[service.agency].prefix
    told = Told(n % 30, OPENS, OPENS)
    ticket = Ticket(
        UUID(int=n), DAY, prefix, n, visitors.language(), visitors.is_priority(), new_token(), KIOSK,
        OPENS, told,
    )  # fmt: skip
    return Leg(ticket, service.code, service.agency, State.WAITING, OPENS)
