"""What a keystroke in the search costs."""

import random
import time

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import make_hall, opened
from benchmarks.timing import Progress, percentile_ms, spread
from ticketing.catalogue import Catalogue
from ticketing.search import Index
from ticketing.words import Language

#: What people type, besides the names of services: everyday words and typing errors.
_EVERYDAY = (
    "ktp hilang",
    "kartu keluarga",
    "akte lahir",
    "pajak motor",
    "paspor baru",
    "sim c",
    "bikin skck",
    "nikah",
    "bpjs",
    "izin usaha",
    "sertipikat tanah",
    "passport",
    "birth certificate",
    "ktp hilnag",
)


def search(*, quick: bool = False) -> dict[str, object]:
    """Measure `Index.search` after every letter of what visitors type, over the full catalogue."""
    with scratch() as folder:
        make_hall(folder / "hall.db")
        store = opened(folder / "hall.db")
        catalogue = store.catalogue()
        store.close()
    built_ns: list[int] = []
    durations: list[int] = []
    typed = _what_is_typed(catalogue)[: 2 if quick else None]
    progress = Progress("search", len(typed) * len(Language))
    done = 0
    for language in Language:
        began = time.perf_counter_ns()
        index = Index(catalogue, language)
        built_ns.append(time.perf_counter_ns() - began)
        for text in typed:
            for end in range(1, len(text) + 1):
                began = time.perf_counter_ns()
                index.search(text[:end])
                durations.append(time.perf_counter_ns() - began)
            done += 1
            progress.show(done)
    return {
        **spread(durations),
        "services": len(catalogue.services),
        "index_ms": percentile_ms(built_ns, 50),
    }


def _what_is_typed(catalogue: Catalogue) -> list[str]:
    some = random.Random(SEED).sample(catalogue.services, 20)
    return [*_EVERYDAY, *(service.name.id.lower()[:30] for service in some)]
