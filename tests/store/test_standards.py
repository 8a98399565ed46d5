"""What services promise, as every store keeps it."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from store.store import SqlStore
from tests.fakes import small_catalogue
from ticketing.catalogue import EVERY, Standard
from ticketing.ports import PrintJobs, Store
from ticketing.words import Words

PROMISED: Mapping[str, Standard] = {
    EVERY: Standard((Words("Ambil nomor", "Take a number", "Nyandak nomer"), Words("Tunggu", "Wait"))),
    "DUKCAPIL": Standard(cost=Words("Gratis", "Free"), complaints=Words("Loket 9", "Counter 9")),
    "KTP-BARU": Standard(days=Words("24 jam", "24 hours"), product=Words("KTP-el", "e-KTP")),
    "KK-BARU": Standard(),
}


def take(store: Store, standards: Mapping[str, Standard]) -> None:
    with store.writing() as tx:
        tx.replace_catalogue(replace(small_catalogue(), standards=standards))


def test_they_come_back_as_they_went_in(both: tuple[Store, PrintJobs]) -> None:
    store, _ = both
    take(store, PROMISED)
    catalogue = store.catalogue()
    assert catalogue.standards == PROMISED
    assert catalogue.standard_of("KTP-BARU") == Standard(
        PROMISED[EVERY].procedure,
        Words("24 jam", "24 hours"),
        Words("Gratis", "Free"),
        Words("KTP-el", "e-KTP"),
        Words("Loket 9", "Counter 9"),
    )


def test_a_catalogue_without_them_takes_them_away(both: tuple[Store, PrintJobs]) -> None:
    store, _ = both
    take(store, PROMISED)
    take(store, {})
    assert store.catalogue().standards == {}
    assert store.catalogue().standard_of("KTP-BARU") == Standard()


def test_a_hall_that_was_stored_before_there_were_any_has_none(sql: SqlStore, file: Path) -> None:
    take(sql, PROMISED)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("DELETE FROM document WHERE name = 'standards'").rowcount == 1
        connection.commit()
    assert sql.catalogue() == small_catalogue()
