"""Inserts that may meet a row that is there: each kind of database has its own."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Dialect


def insert_on(dialect: Dialect, table: Table) -> Any:
    """Begin an insert that has ``on_conflict_do_update`` and ``on_conflict_do_nothing``.

    A program that uses a file does not load what is needed for a server, which is 2 MB.
    """
    if dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert

        return insert(table)
    from sqlalchemy.dialects.postgresql import insert as insert_on_server

    return insert_on_server(table)


def put(dialect: Dialect, table: Table, *key: str) -> Any:
    """Insert a row, or change all of the one with its key."""
    made = insert_on(dialect, table)
    others = {column.name: made.excluded[column.name] for column in table.c if column.name not in key}
    return made.on_conflict_do_update(index_elements=list(key), set_=others)
