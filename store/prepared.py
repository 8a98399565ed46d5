"""Statements of SQLAlchemy Core that the driver runs itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.expression import Executable, ReturnsRows
from sqlalchemy.types import TypeEngine

_DIALECT: Any = sqlite.dialect()

_Convert = Callable[[Any], Any]
_Row = tuple[Any, ...]


class Prepared:
    """A statement, compiled when it first runs and then handed to the driver as text.

    SQLAlchemy's own way of running a statement costs several times what SQLite needs for it, and
    during a writing transaction everybody else waits for that; docs/measured/README.md has figures.
    Types are converted as ever. The driver's own errors come out; `faults.translated` knows them.

    Args:
        statement: A select, or a change with ``returning``.
        names: The columns that a plain insert sets, where the statement does not say.
    """

    def __init__(self, statement: Executable, names: tuple[str, ...] = ()) -> None:
        self._statement: Any = statement
        self._names = names

    def run(self, connection: Connection, values: Mapping[str, object]) -> list[_Row]:
        """Run it and read all rows.

        Args:
            connection: Inside a transaction.
            values: Parameters by name.
        """
        text, parameters, fixed, columns = self._compiled
        driver: Any = connection.connection.driver_connection
        known = {**fixed, **values} if fixed else values
        given = [known[name] if convert is None else convert(known[name]) for name, convert in parameters]
        found: list[_Row] = driver.execute(text, given).fetchall()
        return [_converted(row, columns) for row in found] if columns else found

    @cached_property
    def _compiled(self) -> "_Compiled":
        compiled = self._statement.compile(dialect=_DIALECT, column_keys=self._names or None)
        binds = [(name, compiled.binds[name]) for name in compiled.positiontup]
        columns = self._statement.exported_columns if isinstance(self._statement, ReturnsRows) else ()
        return _Compiled(
            str(compiled),
            [(name, _fitted(bind.type).bind_processor(_DIALECT)) for name, bind in binds],
            {name: bind.value for name, bind in binds if not bind.required},
            [(place, convert) for place, convert in enumerate(_results(columns)) if convert is not None],
        )


class _Compiled(NamedTuple):
    """What the driver is given, and how values are converted on their way in and out."""

    text: str
    parameters: list[tuple[str, _Convert | None]]
    fixed: dict[str, object]
    columns: list[tuple[int, _Convert]]


def _converted(row: _Row, columns: list[tuple[int, _Convert]]) -> _Row:
    values = list(row)
    for place, convert in columns:
        values[place] = convert(values[place])
    return tuple(values)


def _results(columns: Iterable[ColumnElement[Any]]) -> Iterator[_Convert | None]:
    for column in columns:
        yield _fitted(column.type).result_processor(_DIALECT, None)


def _fitted(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.dialect_impl(_DIALECT)
