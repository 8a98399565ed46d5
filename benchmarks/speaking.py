"""How long it takes until a call can be spoken."""

import time
from uuid import UUID

from benchmarks.halls import OPENS, shipped_catalogue
from benchmarks.timing import Progress, percentile_ms, spread
from ticketing.model import Call
from ticketing.words import Language
from voice import pronunciation
from voice.announcement import Announcements
from voice.clips import Clips
from voice.speech import Espeak


def phrase(*, quick: bool = False) -> dict[str, object]:
    """Measure from a call to the samples of its announcement, nothing of it recorded and nothing kept.

    One call of every counter of the shipped catalogue in each language, in full and in short; each
    number is another one, so that every sentence is spoken for the first time.
    """
    catalogue = shipped_catalogue()
    counters = catalogue.counters[:4] if quick else catalogue.counters
    made = Announcements(Clips(None), pronunciation.read(pronunciation.SHIPPED), Espeak())
    made.chime()
    calls = [
        Call(
            n,
            OPENS,
            UUID(int=n),
            f"{catalogue.agency[one.agency].prefix}{n:03d}",
            one.agency,
            one.name,
            language,
        )
        for n, (one, language) in enumerate(((one, language) for one in counters for language in Language), 1)
    ]
    taken: dict[bool, list[int]] = {False: [], True: []}
    lasts_s: dict[bool, list[float]] = {False: [], True: []}
    progress = Progress("phrase", len(calls))
    for n, call in enumerate(calls, 1):
        for is_short in (False, True):
            began = time.perf_counter_ns()
            sound = made.of(call, catalogue, is_short=is_short)
            taken[is_short].append(time.perf_counter_ns() - began)
            lasts_s[is_short].append(sound.seconds)
        progress.show(n)
    return {
        **spread(taken[False]),
        "short_p50_ms": percentile_ms(taken[True], 50),
        "short_p99_ms": percentile_ms(taken[True], 99),
        "lasts_s": round(sum(lasts_s[False]) / len(calls), 1),
        "short_lasts_s": round(sum(lasts_s[True]) / len(calls), 1),
    }
