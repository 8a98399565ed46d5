"""What a keystroke in the search costs."""

import csv
import random
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import make_hall, opened
from benchmarks.timing import Progress, percentile_ms, spread
from language.search import Index
from ticketing.catalogue import Catalogue
from ticketing.words import Language

#: What citizens ask, and which service they mean.
QUERIES = Path(__file__).with_name("queries.csv")

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
    taken: list[int] = []
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
    many = _times_ten(catalogue)
    index = Index(many, Language.ID)
    for text in typed:
        for end in range(1, len(text) + 1):
            began = time.perf_counter_ns()
            index.search(text[:end])
            taken.append(time.perf_counter_ns() - began)
    return {
        **spread(durations),
        "services": len(catalogue.services),
        "index_ms": percentile_ms(built_ns, 50),
        "many_services": len(many.services),
        "many_p50_ms": percentile_ms(taken, 50),
        "many_p99_ms": percentile_ms(taken, 99),
        **_quality(catalogue),
    }


def _quality(catalogue: Catalogue) -> dict[str, object]:
    """Ask what citizens ask; say for how many in a hundred the service meant comes first, or among three."""
    indexes = {language: Index(catalogue, language) for language in Language}
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    first = among_three = 0
    for row in rows:
        hits = [hit.service.code for hit in indexes[Language(row["language"])].search(row["query"], 3)]
        wanted = set(row["service"].split(";"))
        first += bool(wanted & set(hits[:1]))
        among_three += bool(wanted & set(hits))
    return {
        "queries": len(rows),
        "first_percent": round(first / len(rows) * 100, 1),
        "among_three_percent": round(among_three / len(rows) * 100, 1),
    }


def _times_ten(catalogue: Catalogue) -> Catalogue:
    """Make a catalogue of ten halls: the same services with codes of their own."""
    services = tuple(
        replace(one, code=f"{one.code}-{copy}") for copy in range(10) for one in catalogue.services
    )
    keywords = {f"{code}-{copy}": words for copy in range(10) for code, words in catalogue.keywords.items()}
    return replace(catalogue, services=services, keywords=keywords)


def _what_is_typed(catalogue: Catalogue) -> list[str]:
    some = random.Random(SEED).sample(catalogue.services, 20)
    return [*_EVERYDAY, *(service.name.id.lower()[:30] for service in some)]
