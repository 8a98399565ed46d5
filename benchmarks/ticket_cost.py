"""What one ticket costs a server: rows, bytes on its disk and of its log, and what goes up to a region."""

from contextlib import closing

from benchmarks.cluster import Cluster
from benchmarks.conditions import SEED
from benchmarks.halls import KIOSK, ROOT, SystemClock, Visitors, opened
from store.store import SqlStore
from ticketing.hall import Hall

SCRIPTS = ROOT / "deploy" / "region"
_TABLES = ("ticket", "leg", "event", "print_job")
# What is put around each message of the log on its way: its kind, two places in the log, the time, the frame.
_AROUND = 30
_SENT = (
    "SELECT coalesce(sum(length(data) + {around}), 0)::bigint "
    "FROM pg_logical_slot_get_binary_changes('cost', NULL, NULL, 'proto_version', '3', "
    "'publication_names', 'antrean_region')"
)


def cost_of_a_ticket(cluster: Cluster, database: str, tickets: int) -> dict[str, object]:
    """Measure visits from the number to the end of the service, their papers printed, nobody else at work.

    Args:
        cluster: The server, with `wal_level = logical`.
        database: Has one rehearsal hall that nobody else uses.
        tickets: How many; the figures are means.
    """
    cluster.ask((SCRIPTS / "sending.sql").read_text(encoding="utf-8"), database)
    url = cluster.url(database)
    with closing(opened(url)) as store:
        _visit(store, max(1, tickets // 10))  # the first pages of each table are there
        cluster.ask("SELECT pg_create_logical_replication_slot('cost', 'pgoutput')", database)
        cluster.ask("CHECKPOINT")
        before, log = _sizes(cluster, database), _log(cluster)
        _visit(store, tickets)
        after, log = _sizes(cluster, database), _log(cluster) - log
        faults = len(store.check())
    sent = cluster.ask(_SENT.format(around=_AROUND), database)[0][0]
    cluster.ask("SELECT pg_drop_replication_slot('cost')")
    rows = {name: (after[name][0] - before[name][0]) / tickets for name in _TABLES}
    for name in _TABLES:
        cluster.ask(f"VACUUM FULL {name}", database)
    packed = _sizes(cluster, database)
    everything = tickets + max(1, tickets // 10)
    return {
        "tickets": tickets,
        "rows": rows,
        "bytes": round(sum(after[name][1] - before[name][1] for name in _TABLES) / tickets),
        "packed_bytes": {name: round(packed[name][1] / everything) for name in _TABLES},
        "log_bytes": round(log / tickets),
        "sent_bytes": round(int(sent) / tickets),
        "faults": faults,
    }


def _visit(store: SqlStore, count: int) -> None:
    clock = SystemClock()
    hall, visitors, jobs = Hall(store, clock), Visitors(store.catalogue(), SEED), store.jobs()
    catalogue = store.catalogue()
    counters = {one.code: catalogue.counters_of(one.code)[0].name for one in catalogue.agencies}
    for service in visitors.come(count):
        hall.issue(
            service.code, visitors.language(), visitors.tap(), priority=visitors.is_priority(), kiosk=KIOSK
        )
        job = jobs.claim(KIOSK, clock.now())
        assert job is not None
        jobs.sent(job)
        name = counters[service.agency]
        hall.call_next(name)
        hall.serve(name)
        hall.complete(name)


def _sizes(cluster: Cluster, database: str) -> dict[str, tuple[int, int]]:
    """Rows and bytes, indexes included, of each table."""
    found = {}
    for name in _TABLES:
        question = f"SELECT count(*), pg_total_relation_size('{name}') FROM {name}"
        found[name] = cluster.ask(question, database)[0]
    return {name: (int(rows), int(size)) for name, (rows, size) in found.items()}


def _log(cluster: Cluster) -> int:
    return int(cluster.ask("SELECT pg_current_wal_lsn() - '0/0'")[0][0])
