"""Past tickets in bulk on a server: years of visits with legs, journal and papers, made by itself."""

from contextlib import closing
from datetime import date, timedelta
from typing import Any

from benchmarks.halls import DAY, KIOSK, OPENS, Visitors, opened
from benchmarks.past import DAYS
from benchmarks.timing import Progress
from store.location import ONLY_HALL, ServerLocation, location_of
from store.postgres.engine import connect
from store.types import to_micros
from ticketing import outbox
from ticketing.lifecycle import Action, State
from ticketing.outbox import PaperState

_OPEN_HOURS = 7
_WISHES = 5000
_LIMIT_S = 3600.0

_BEGIN = (
    "SET synchronous_commit = off",
    "SET session_replication_role = replica",  # every row has its parents; asking costs more than writing
    "SET work_mem = '256MB'",
    "SET maintenance_work_mem = '512MB'",
    """CREATE TEMP TABLE wish (
        slot int PRIMARY KEY, service text, agency text, prefix text, language text, minutes float8)""",
    """CREATE TEMP TABLE desk AS
        SELECT agency, array_agg(name ORDER BY position) AS names FROM counter WHERE offered = 1
        GROUP BY agency""",
    """CREATE TEMP TABLE visit (
        seq bigint, id text, token text, prefix text, n int, number text, agency text, service text,
        language text, priority int, counter text, comes bool, at bigint, called bigint, serving bigint,
        ended bigint)""",
)
_WISH = """
    INSERT INTO wish
    SELECT %s, s.code, s.agency, a.prefix, %s, s.minutes FROM service AS s
    JOIN agency AS a ON a.hall = s.hall AND a.code = s.agency WHERE s.hall = %s AND s.code = %s
"""
# Three steps: what is drawn, what follows from it, and in which place of the day.
_VISITS = f"""
    INSERT INTO visit
    SELECT seq, md5('visit' || seq)::uuid::text, upper(left(md5('token' || seq), 26)), prefix, n,
        prefix || lpad(n::text, greatest(3, length(n::text)), '0'), agency, service, language, priority,
        counter, comes, at, called, serving, serving + (minutes * 60000000 * pace)::bigint
    FROM (
        SELECT drawn.*, wish.*, desk.names[1 + floor(place * cardinality(desk.names))::int] AS counter,
            at + wait AS called, at + wait + settles AS serving,
            %(seq)s + row_number() OVER (ORDER BY at) AS seq,
            row_number() OVER (PARTITION BY wish.prefix ORDER BY at) AS n
        FROM (
            SELECT floor(random() * {_WISHES})::int AS slot, random() AS place,
                (random() < 1.0 / 12)::int AS priority, random() < 0.9 AS comes,
                %(opens)s + floor(random() * {_OPEN_HOURS * 3600} * 1e6)::bigint AS at,
                floor(-ln(1 - random()) * 1200 * 1e6)::bigint AS wait,
                floor((10 + 50 * random()) * 1e6)::bigint AS settles, 0.4 + 1.4 * random() AS pace
            FROM generate_series(1, %(count)s)
        ) AS drawn
        JOIN wish USING (slot) JOIN desk ON desk.agency = wish.agency
    ) AS placed
"""
_ROWS = (
    # When a day begins, the end of the one before is written down.
    """INSERT INTO anchor (hall, day, seq, hash)
        SELECT hall, day, seq, hash FROM event WHERE hall = %(hall)s ORDER BY seq DESC LIMIT 1""",
    """INSERT INTO series (hall, day, prefix, n)
        SELECT %(hall)s, %(day)s, prefix, max(n) FROM visit GROUP BY prefix""",
    f"""INSERT INTO ticket (seq, id, hall, day, prefix, n, language, priority, token, kiosk, issued_at,
            told_ahead, told_from, told_until)
        SELECT seq, id, %(hall)s, %(day)s, prefix, n, language, priority, token, '{KIOSK}', at,
            (called - at) / 240000000, called - 300000000, called + 600000000
        FROM visit ORDER BY seq""",
    f"""INSERT INTO leg (id, hall, ticket, day, agency, service, priority, state, counter, queued_at,
            called_at, serving_at, ended_at, calls, moved_at)
        SELECT seq, %(hall)s, seq, %(day)s, agency, service, priority,
            CASE WHEN comes THEN '{State.COMPLETED}' ELSE '{State.NO_SHOW}' END, counter, at, called,
            CASE WHEN comes THEN serving END, CASE WHEN comes THEN ended ELSE serving END, 1,
            CASE WHEN comes THEN ended ELSE serving END
        FROM visit ORDER BY seq""",
    f"""INSERT INTO event (hall, day, at, action, ticket, number, service, agency, language, priority,
            counter, reason, hash)
        SELECT %(hall)s, %(day)s, moment, action, id, number, service, agency, language, priority,
            CASE WHEN step > 1 THEN counter END,
            CASE WHEN step = 2 THEN format('[longest %%s %%s %%s]', (called - at) / 1000000,
                (called - at) / 1000000, number) ELSE '' END,
            encode(sha256(convert_to(seq || '/' || step, 'UTF8')), 'hex')
        FROM visit CROSS JOIN LATERAL (VALUES
            (1, '{Action.ISSUE}', at), (2, '{Action.CALL}', called),
            (3, CASE WHEN comes THEN '{Action.SERVE}' ELSE '{Action.NO_SHOW}' END, serving),
            (4, '{Action.COMPLETE}', ended)
        ) AS steps (step, action, moment)
        WHERE step < 4 OR comes ORDER BY moment, seq, step""",
    f"""INSERT INTO print_job (id, hall, ticket, spool, state, attempts, created_at, next_at, expires_at,
            trouble)
        SELECT seq, %(hall)s, seq, '{KIOSK}', '{PaperState.SENT}', 1, at, at,
            at + {outbox.LIFETIME // timedelta(microseconds=1)}, ''
        FROM visit ORDER BY seq""",
)
_END = (
    "SELECT setval('ticket_seq_seq', max(seq)) FROM ticket",
    "SELECT setval('leg_id_seq', max(id)) FROM leg",
    "SELECT setval('print_job_id_seq', max(id)) FROM print_job",
    """UPDATE hall SET day = (SELECT max(day) FROM series),
        seen_at = (SELECT at FROM event ORDER BY seq DESC LIMIT 1)""",
)


def add_past(url: str, tickets: int, seed: int, days: int = DAYS) -> None:
    """Add past visits to a new hall on a server, the last of them the day before `DAY`.

    They are as those of `past.add_past`, but for the hashes of the journal: these have the length of
    real ones and are not chained, for a chain is made line by line. Tells its progress.

    Args:
        url: The hall, which nobody else uses.
        tickets: How many visits; at least one a day.
        seed: Of everything that is chosen.
        days: Over how many days they are spread.
    """
    with closing(opened(url)) as store:
        visitors = Visitors(store.catalogue(), seed)
    location = location_of(url)
    assert isinstance(location, ServerLocation)
    progress = Progress("past tickets on the server", tickets)
    with closing(connect(location, patience_s=5.0, limit_s=_LIMIT_S)) as connection:
        for statement in _BEGIN:
            connection.execute(statement.encode())
        wishes = [
            (slot, visitors.language().value, ONLY_HALL, service.code)
            for slot, service in enumerate(visitors.come(_WISHES))
        ]
        with connection.cursor() as cursor:
            cursor.executemany(_WISH, wishes)
        connection.execute("SELECT setseed(%s)", (seed % 1000 / 1000,))
        before = 0
        for number in range(days):
            until = tickets * (number + 1) // days
            _add_day(connection, DAY - timedelta(days=days - number), before, until - before)
            before = until
            progress.show(until)
        for statement in _END:
            connection.execute(statement.encode())


def _add_day(connection: Any, day: date, seq: int, count: int) -> None:
    """Add a day whose tickets come after that with `seq`."""
    with connection.transaction():
        connection.execute("TRUNCATE visit")
        opens = to_micros(OPENS - (DAY - day))
        connection.execute(_VISITS.encode(), {"seq": seq, "opens": opens, "count": count})
        for rows in _ROWS:
            connection.execute(rows.encode(), {"hall": ONLY_HALL, "day": day.isoformat()})
