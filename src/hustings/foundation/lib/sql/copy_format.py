"""Rows in the text of PostgreSQL's COPY, made column by column: fewer calls than the driver's."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from psycopg.adapt import PyFormat, Transformer
from psycopg.types.json import Jsonb

_AT_ONCE = 2_000  # rows
_NULL = r"\N"
_SPECIAL = "\\\t\n\r\0"
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_moment = lru_cache(1_000)(dt.datetime.isoformat)  # rows of one chunk share theirs


def blocks(rows: Iterable[Sequence[Any]], context: Any) -> Iterator[tuple[int, str]]:
    """How many rows, and their text; ``context`` is the driver's connection."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, _AT_ONCE)):
        columns = [_column(values, context) for values in zip(*chunk, strict=True)]
        yield len(chunk), "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def _column(values: tuple[Any, ...], context: Any) -> Sequence[str]:
    if values.count(first := values[0]) == len(values) and type(first) in _NEVER_ALIKE:
        return [_cell(first, context)] * len(values)  # a moment, a file, an empty column
    kinds = set(map(type, values))
    if kinds == {str}:
        return values if _is_plain("".join(values)) else list(map(_text, values))
    if len(kinds) == 1 and (one := _WRITERS.get(kinds.pop())):
        return list(map(one, values))
    return [_cell(value, context) for value in values]


def _is_plain(text: str) -> bool:
    """Whether nothing in it is to be escaped."""
    return not any(letter in text for letter in _SPECIAL)


def _text(value: str) -> str:
    if _is_plain(value):
        return value
    if "\0" in value:
        raise ValueError("PostgreSQL fields cannot contain NUL bytes")
    return value.translate(_ESCAPED)


def _cell(value: Any, context: Any) -> str:
    if writer := _WRITERS.get(type(value)):
        return writer(value)
    if isinstance(value, str):  # a choice
        return _text(str(value))
    dumped = Transformer(context).get_dumper(value, PyFormat.TEXT).dump(value)
    return _NULL if dumped is None else _text(bytes(dumped).decode())


def _json(value: Jsonb) -> str:
    dumps = value.dumps or json.dumps
    found = dumps(value.obj)
    return _text(found if isinstance(found, str) else found.decode())


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: _text,
    int: str,
    float: repr,
    bool: lambda value: "t" if value else "f",
    type(None): lambda value: _NULL,
    Decimal: str,
    UUID: str,
    dt.date: dt.date.isoformat,
    dt.datetime: _moment,
    bytes: lambda value: rf"\\x{value.hex()}",
    Jsonb: _json,
}
# Of these no value equals one of another kind that is written differently, as 1 equals True.
_NEVER_ALIKE = {str, type(None), dt.datetime, UUID}
