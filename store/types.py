"""Column types that mean the same on every database and fit SQLite's STRICT tables."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import REAL, BigInteger, Double, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

#: A row's own number: a server gives out more of them than four bytes can count.
KEY = BigInteger().with_variant(Integer(), "sqlite")

#: A sum of minutes: eight bytes on every database.
MINUTES: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Count the microseconds since 1970 of an aware time."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Make the aware time in UTC of a count of microseconds."""
    return _EPOCH + timedelta(microseconds=micros)


class Instant(TypeDecorator[datetime]):
    """An aware time, stored as whole microseconds since 1970 in UTC."""

    impl = KEY
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Store."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Read."""
        return None if value is None else from_micros(value)


class Day(TypeDecorator[date]):
    """A business day, stored as ISO 8601 text: it sorts, and people can read it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Store."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read."""
        return None if value is None else date.fromisoformat(value)


class Identity(TypeDecorator[UUID]):
    """A UUID, stored as text that people can search for."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        """Store."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:
        """Read."""
        return None if value is None else UUID(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, stored as 1 or 0: STRICT tables have no Boolean."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Store."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Read."""
        return None if value is None else bool(value)
