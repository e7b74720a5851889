"""One way to write each kind of value: PostgreSQL's text format of COPY, translated here for SQLite."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db import models

NULL = r"\N"
KINDS = {
    "AutoField": "integer",
    "BigAutoField": "integer",
    "SmallAutoField": "integer",
    "IntegerField": "integer",
    "BigIntegerField": "integer",
    "SmallIntegerField": "integer",
    "PositiveIntegerField": "integer",
    "PositiveBigIntegerField": "integer",
    "PositiveSmallIntegerField": "integer",
    "BooleanField": "boolean",
    "FloatField": "float",
    "DecimalField": "decimal",
    "CharField": "text",
    "TextField": "text",
    "SlugField": "text",
    "FileField": "text",
    "FilePathField": "text",
    "GenericIPAddressField": "text",
    "UUIDField": "uuid",
    "JSONField": "json",
    "DateField": "date",
    "TimeField": "time",
    "DateTimeField": "datetime",
    "DurationField": "duration",
    "BinaryField": "binary",
}


def kind_of(field: Any) -> str:
    """The kind of a model field's column; a field that we could only lose is an error."""
    while field.remote_field:
        field = field.target_field
    kind = KINDS.get(field.get_internal_type())
    if kind is None:
        raise TypeError(
            f"{field.model._meta.label}.{field.name}: a backup can't hold a {type(field).__name__}"
        )
    if isinstance(field, models.DecimalField):
        return f"decimal.{field.decimal_places}"
    return kind


# --- from SQLite -------------------------------------------------------------------------------
_ESCAPES = str.maketrans(
    {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\b": r"\b", "\f": r"\f", "\v": r"\v"}
)


def _text(value: Any) -> str:
    return str(value).translate(_ESCAPES)


def _uuid(value: Any) -> str:
    text = str(value)
    if len(text) != 32:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _short(clock: str) -> str:
    return clock.rstrip("0").rstrip(".") if "." in clock else clock


def _decimal(places: int) -> Callable[[Any], str]:
    step = Decimal(1).scaleb(-places)
    return lambda value: format(
        Decimal(repr(value) if isinstance(value, float) else value).quantize(step), "f"
    )


_WRITERS: dict[str, Callable[[Any], str]] = {
    "integer": str,
    "boolean": lambda value: "t" if value else "f",
    "float": repr,
    "text": _text,
    "json": _text,
    "uuid": _uuid,
    "date": str,
    "time": lambda value: _short(str(value)),
    "datetime": lambda value: f"{_short(str(value))}+00",
    "duration": lambda value: f"{value} microseconds",
    "binary": lambda value: rf"\\x{bytes(value).hex()}",
}


def lines(kinds: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Each row as SQLite gave it, as a line with its end."""
    writers = [_decimal(_places(kind)) if "." in kind else _WRITERS[kind] for kind in kinds]
    for row in rows:
        yield (
            "\t".join(
                [NULL if value is None else write(value) for write, value in zip(writers, row, strict=True)]
            )
            + "\n"
        )


# --- to SQLite ---------------------------------------------------------------------------------
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text) if "\\" in text else text


def _clock(text: str) -> str:
    """Six digits after the point or none, as Django writes: SQLite compares moments as text."""
    whole, point, fraction = text.partition(".")
    return f"{whole}.{fraction:0<6}" if point else whole


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


_READERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "boolean": lambda text: text == "t",
    "float": float,
    "decimal": _number,
    "text": _plain,
    "json": _plain,
    "uuid": lambda text: text.replace("-", ""),
    "date": str,
    "time": _clock,
    "datetime": lambda text: _clock(text.removesuffix("+00")),
    "duration": lambda text: int(text.partition(" ")[0]),
    "binary": lambda text: bytes.fromhex(text[3:]),
}


def rows(kinds: Sequence[str], text: str) -> Iterator[list[Any]]:
    """Each line as a row of values that Django would have written to SQLite."""
    readers = [_READERS[kind.partition(".")[0]] for kind in kinds]
    for line in text.split("\n")[:-1]:
        yield [
            None if value == NULL else read(value)
            for read, value in zip(readers, line.split("\t"), strict=True)
        ]


# --- PostgreSQL --------------------------------------------------------------------------------
PREPARATION = (
    "SET TIME ZONE 'UTC'; SET DateStyle = 'ISO'; SET bytea_output = 'hex'; SET extra_float_digits = 1;"
    " SET client_encoding = 'UTF8'; SET IntervalStyle = 'postgres'; SET statement_timeout = 0"
)


def expression(column: str, kind: str) -> str:
    """Expression to select for a column of this kind, its name quoted already."""
    if kind == "duration":
        return f"(extract(epoch FROM {column}) * 1000000)::bigint || ' microseconds'"
    return column


def _places(kind: str) -> int:
    return int(kind.partition(".")[2])
