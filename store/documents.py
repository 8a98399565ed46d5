"""Parts of a catalogue that are read as a whole, kept as one JSON text each.

Hours, quotas, standards and errands are never asked for by row: a window reads all of them when the
catalogue changes. `written` and `read` are each other's inverse for frozen dataclasses of plain
values; a library for it would cost a board, which has to stay small, several megabytes.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def written(value: object) -> str:
    """Write a value as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def read(kind: type[T], text: str) -> T:
    """Read a value of a type, such as ``Hours`` or ``tuple[Errand, ...]``, from JSON.

    Raises:
        TypeError, ValueError, KeyError: The text is of another program.
    """
    wanted: Any = kind
    made: T = _reader(wanted)(json.loads(text))
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Make what reads one type; each is made once."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (only,) = (one for one in inner if one is not type(None))
        given = _reader(only)
        return lambda value: None if value is None else given(value)
    if origin is tuple and inner[-1] is Ellipsis:
        each = _reader(inner[0])
        return lambda value: tuple(map(each, value))
    if origin is tuple:
        readers = [_reader(one) for one in inner]
        return lambda value: tuple(one(part) for one, part in zip(readers, value, strict=True))
    if origin is frozenset:
        member = _reader(inner[0])
        return lambda value: frozenset(map(member, value))
    if origin is not None and issubclass(origin, Mapping):
        of_value = _reader(inner[1])
        return lambda value: {key: of_value(one) for key, one in value.items()}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = {one.name: _reader(hints[one.name]) for one in fields(kind)}
        made: Any = kind
        return lambda value: made(**{name: parts[name](one) for name, one in value.items()})
    if issubclass(kind, (date, time)):
        parse: Callable[[Any], Any] = kind.fromisoformat
        return parse
    if issubclass(kind, Enum):
        return lambda value: kind(value)
    return lambda value: value
