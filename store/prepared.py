"""Statements of SQLAlchemy Core that the driver runs itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.expression import Executable, ReturnsRows, SelectBase
from sqlalchemy.types import TypeEngine

_Convert = Callable[[Any], Any]
_Row = tuple[Any, ...]


class Prepared:
    """A statement, compiled when it first runs on a kind of database and then handed to the driver as text.

    SQLAlchemy's own way of running a statement costs several times what SQLite needs for it, and
    during a writing transaction everybody else waits for that; docs/measured/README.md has figures.
    Types are converted as ever. The driver's own errors come out; `Database.translated` knows them.

    Args:
        statement: A select or a change; or what makes it for a kind of database.
        names: The columns that a plain insert sets, where the statement does not say.
    """

    def __init__(
        self, statement: Executable | Callable[[Dialect], Executable], names: tuple[str, ...] = ()
    ) -> None:
        self._statement: Any = statement
        self._names = names
        self._compiled: dict[str, Compiled] = {}

    def run(self, connection: Connection, values: Mapping[str, object]) -> list[_Row]:
        """Run it and read all rows; none where it returns none.

        Args:
            connection: Inside a transaction.
            values: Parameters by name.
        """
        return self.fetch(connection, values).converted()

    def fetch(self, connection: Connection, values: Mapping[str, object]) -> "Fetched":
        """Run it and read all rows as the driver says them. Arguments as `run`."""
        compiled = self.on(connection.dialect)
        driver: Any = connection.connection.driver_connection
        known = {**compiled.fixed, **values} if compiled.fixed else values
        cursor = driver.execute(compiled.text, compiled.given(known))
        return Fetched(cursor.fetchall() if compiled.returns else [], compiled.columns)

    def on(self, dialect: Dialect) -> "Compiled":
        """Compile it for a kind of database, once."""
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = self._compile(dialect)
        return found

    def _compile(self, dialect: Dialect) -> "Compiled":
        made = self._statement
        statement: Any = made if isinstance(made, Executable) else made(dialect)
        compiled = statement.compile(dialect=dialect, column_keys=self._names or None)
        names = compiled.positiontup if compiled.positional else list(compiled.binds)
        binds = [(name, compiled.binds[name]) for name in names]
        returns = bool(compiled.effective_returning) or isinstance(statement, SelectBase)
        columns = statement.exported_columns if isinstance(statement, ReturnsRows) else ()
        return Compiled(
            str(compiled),
            [(name, _fitted(bind.type, dialect).bind_processor(dialect)) for name, bind in binds],
            {name: bind.value for name, bind in binds if not bind.required},
            [(place, convert) for place, convert in enumerate(_results(columns, dialect)) if convert],
            compiled.positional,
            returns,
        )


class Fetched(NamedTuple):
    """Rows as the driver said them, and which of their columns are still to be converted, and how."""

    rows: list[_Row]
    columns: list[tuple[int, _Convert]]

    def converted(self) -> list[_Row]:
        """Convert the values. Needs no connection: whoever waits for the lock need not wait for this."""
        return [_converted(row, self.columns) for row in self.rows] if self.columns else self.rows


class Compiled(NamedTuple):
    """What the driver is given, and how values are converted on their way in and out.

    Attributes:
        text: The statement.
        parameters: Names of its parameters in their order, and how each is converted.
        fixed: Parameters that the statement itself has.
        columns: Which columns of a row are converted, and how.
        positional: Whether the driver wants parameters in order, or by name.
        returns: Whether there are rows to be read.
    """

    text: str
    parameters: list[tuple[str, _Convert | None]]
    fixed: dict[str, object]
    columns: list[tuple[int, _Convert]]
    positional: bool
    returns: bool

    def given(self, known: Mapping[str, object]) -> list[object] | dict[str, object]:
        """Write the parameters as the driver wants them: in order, or by name."""
        if self.positional:
            return [
                known[name] if convert is None else convert(known[name]) for name, convert in self.parameters
            ]
        return {
            name: known[name] if convert is None else convert(known[name])
            for name, convert in self.parameters
        }


def _converted(row: _Row, columns: list[tuple[int, _Convert]]) -> _Row:
    values = list(row)
    for place, convert in columns:
        values[place] = convert(values[place])
    return tuple(values)


def _results(columns: Iterable[ColumnElement[Any]], dialect: Dialect) -> Iterator[_Convert | None]:
    for column in columns:
        yield _fitted(column.type, dialect).result_processor(dialect, None)


def _fitted(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)
