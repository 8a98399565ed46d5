"""The catalogue as a whole: read, and replaced."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, insert, literal, literal_column, select, update

from store import documents, queries, rows
from store.offered_schema import agency, counter, document, duty, service
from store.types import Flag
from store.upsert import insert_on
from store.writing import Writing
from ticketing.catalogue import Catalogue, Need, Standard
from ticketing.errand import Errand
from ticketing.policy import Policies
from ticketing.quota import Quota
from ticketing.week import Hours, NationalDays

#: The parts of a catalogue that are kept as documents, by the name of the part.
_DOCUMENTS: dict[str, Any] = {
    "policies": Policies,
    "hours": Hours,
    "national": NationalDays,
    "quotas": tuple[Quota, ...],
    "errands": tuple[Errand, ...],
    "keywords": Mapping[str, tuple[str, ...]],
    "needs": tuple[Need, ...],
    "standards": Mapping[str, Standard],
}


class CatalogueWriting(Writing):
    """The part of `writing.Transaction` that concerns the catalogue."""

    def catalogue(self) -> Catalogue:
        """Read what the hall offers."""
        return catalogue_of(catalogue_rows(self._connection, self._hall))

    def replace_catalogue(self, catalogue: Catalogue) -> None:
        """Take a new catalogue; what it no longer lists stays for history and is not offered."""
        self._take(
            agency,
            "code",
            (
                {
                    "code": one.code,
                    **rows.name_values(one.name),
                    "prefix": one.prefix,
                    "sector": one.sector,
                    "zone": one.zone,
                    "counters": one.counters,
                }
                for one in catalogue.agencies
            ),
        )
        self._take(
            service,
            "code",
            (
                {
                    "code": one.code,
                    "agency": one.agency,
                    **rows.name_values(one.name),
                    "minutes": one.minutes,
                    "documents": rows.documents_text(one.documents),
                }
                for one in catalogue.services
            ),
        )
        self._take(
            counter,
            "name",
            ({"name": one.name, "agency": one.agency, "zone": one.zone} for one in catalogue.counters),
        )
        self._take_duties(catalogue)
        self._take_documents(catalogue)

    def _take_duties(self, catalogue: Catalogue) -> None:
        """Write who serves what; a service that is offered no longer is still served out by its agency."""
        run = self._connection.execute
        run(delete(duty).where(duty.c.hall == self._hall))
        listed = [
            {
                "hall": self._hall,
                "counter": one.counter,
                "service": one.service,
                "preference": one.preference,
                "helps_after_min": one.helps_after_min,
                "listed": True,
                "position": position,
            }
            for position, one in enumerate(catalogue.listed_duties)
        ]
        if listed:
            run(insert(duty), listed)
        with_list = select(duty.c.counter).where(
            duty.c.hall == self._hall, duty.c.listed == literal_column("1")
        )
        rest = (
            select(
                counter.c.hall,
                counter.c.name,
                service.c.code,
                literal(0),
                literal(False, Flag()),
                service.c.position,
            )
            .join_from(
                counter, service, (service.c.hall == counter.c.hall) & (service.c.agency == counter.c.agency)
            )
            .where(
                counter.c.hall == self._hall,
                counter.c.name.not_in(with_list) | (service.c.offered == literal_column("0")),
            )
        )
        names = ["hall", "counter", "service", "preference", "listed", "position"]
        run(insert_on(self._connection.dialect, duty).from_select(names, rest).on_conflict_do_nothing())

    def _take_documents(self, catalogue: Catalogue) -> None:
        self._connection.execute(delete(document).where(document.c.hall == self._hall))
        kept = [
            {"hall": self._hall, "name": name, "body": documents.written(getattr(catalogue, name))}
            for name in _DOCUMENTS
        ]
        self._connection.execute(insert(document), kept)

    def _take(self, table: Table, key: str, values: Iterable[dict[str, Any]]) -> None:
        self._connection.execute(update(table).where(table.c.hall == self._hall).values(offered=False))
        listed = [
            {"hall": self._hall, **one, "position": position, "offered": True}
            for position, one in enumerate(values)
        ]
        if not listed:
            return
        statement = insert_on(self._connection.dialect, table)
        changed = {name: statement.excluded[name] for name in listed[0] if name not in ("hall", key)}
        statement = statement.on_conflict_do_update(index_elements=["hall", key], set_=changed)
        self._connection.execute(statement, listed)


class CatalogueRows(NamedTuple):
    """A catalogue as its tables have it."""

    documents: Sequence[Any]
    agencies: Sequence[Any]
    services: Sequence[Any]
    counters: Sequence[Any]
    duties: Sequence[Any]


def catalogue_rows(connection: Connection, hall_id: int) -> CatalogueRows:
    """Read the rows of what a hall offers, at one moment."""
    questions = (queries.DOCUMENTS, queries.AGENCIES, queries.SERVICES, queries.COUNTERS, queries.DUTIES)
    return CatalogueRows(*(connection.execute(one, {"hall": hall_id}).all() for one in questions))


def catalogue_of(found: CatalogueRows) -> Catalogue:
    """Make a catalogue of its rows."""
    kept = {name: documents.read(_DOCUMENTS[name], body) for name, body in found.documents}
    return Catalogue(
        tuple(map(rows.agency, found.agencies)),
        tuple(map(rows.service, found.services)),
        tuple(map(rows.counter, found.counters)),
        tuple(map(rows.duty, found.duties)),
        **kept,
    )
