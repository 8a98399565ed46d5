"""A condition that SQLite tests row by row, in the order of the key."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class in_order(ColumnElement[Any]):  # noqa: N801 - reads as what it does
    """A column that no index of SQLite is looked up for, which it would have to sort afterwards.

    In a file all rows are of one hall, and the last one by the key is the one that is asked for. On a
    server it is the column itself, which an index has together with the key.
    """

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column = column
        self.type = column.type


@compiles(in_order)
def _on_server(element: in_order, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.column, **options)


@compiles(in_order, "sqlite")
def _in_file(element: in_order, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.column, **options)}"
