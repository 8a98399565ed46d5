"""What the store counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from store import queries
from store.reading import Reading
from ticketing.model import Load, QueueLine


class Tallies(Reading):
    """Who waits, who is served, and what is asked for."""

    def queues(self) -> Sequence[QueueLine]:
        """Count who waits and who is served, by service, in the order of the catalogue."""
        with self._reading() as connection:
            where = {"hall": self._hall, "day": self._info(connection).day}
            waiting = {row[0]: row[1] for row in connection.execute(queries.WAITING_TALLY, where)}
            serving = {row[0]: row[1] for row in connection.execute(queries.SERVING_TALLY, where)}
            codes = [row.code for row in connection.execute(queries.SERVICES, where)]
        return [QueueLine(code, waiting.get(code, 0), serving.get(code, 0)) for code in codes]

    def loads(self) -> Mapping[str, Load]:
        """Read what waits at each agency where anybody does or a counter called today, by its code."""
        with self._reading() as connection:
            where = {"hall": self._hall, "day": self._info(connection).day}
            loads = connection.execute(queries.LOADS, where).all()
            busy = {row[0]: row[1] for row in connection.execute(queries.ALL_OPEN_COUNTERS, where)}
        waiting: dict[str, list[tuple[str, bool, int]]] = defaultdict(list)
        for agency, service, priority, count in loads:
            waiting[agency].append((service, priority, count))
        return {
            agency: Load(tuple(waiting.get(agency, ())), busy.get(agency, 0)) for agency in {*waiting, *busy}
        }

    def popular(self, limit: int) -> Sequence[tuple[str, int]]:
        """List the offered services most asked for of late, each with how often, the most first."""
        with self._reading() as connection:
            found = connection.execute(queries.POPULAR, {**self._where, "limit": limit})
            return [(code, count) for code, count in found]
