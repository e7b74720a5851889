"""Facts to JSON and back: a report can be replayed, a bug becomes a test."""

import dataclasses
from datetime import datetime
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from mailguard.facts import Facts
from mailguard.i18n import Complaint


class BadFacts(Complaint):
    """The JSON is not what ``to_json`` writes; the message names the field."""


def to_json(facts: Facts) -> dict[str, Any]:
    """Plain lists, tables, texts and numbers; what has its default value is left out."""
    written = _write(facts)
    assert isinstance(written, dict)
    return written


def from_json(data: dict[str, Any]) -> Facts:
    """The facts that ``to_json`` wrote, or BadFacts. Fields that are missing get their default."""
    read = _read(Facts, data, "facts")
    assert isinstance(read, Facts)
    return read


def _write(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: _write(each)
            for name, default in _fields(type(value))
            if (each := getattr(value, name)) != default
        }
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset):
        return [_write(each) for each in value]
    return value


@lru_cache(64)
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """Names and defaults; a required field has a default that equals nothing."""
    found = []
    for each in dataclasses.fields(kind):
        default = each.default
        if default is dataclasses.MISSING and each.default_factory is not dataclasses.MISSING:
            default = each.default_factory()
        found.append((each.name, default))
    return tuple(found)


@lru_cache(64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return None if value is None else _read(kinds[0], value, where)
    if origin is tuple:
        return _read_tuple(get_args(hint), value, where)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _read_row(hint, value, where)
    if hint is datetime:
        try:
            return datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise BadFacts("{where}: a moment is expected", where=where) from error
    if hint is float and isinstance(value, int):
        return float(value)
    if isinstance(hint, type) and type(value) is not hint:
        raise BadFacts("{where}: {kind} is expected", where=where, kind=hint.__name__)
    return value


def _read_tuple(kinds: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise BadFacts("{where}: a list is expected", where=where)
    if len(kinds) == 2 and kinds[1] is ...:
        return tuple(_read(kinds[0], each, where) for each in value)
    if len(kinds) != len(value):
        raise BadFacts("{where}: {n} values are expected", where=where, n=len(kinds))
    return tuple(_read(kind, each, where) for kind, each in zip(kinds, value, strict=True))


def _read_row(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise BadFacts("{where}: a table is expected", where=where)
    hints = _hints(kind)
    known = {each.name for each in dataclasses.fields(kind)}
    if unknown := set(value) - known:
        raise BadFacts("{where}: there is no “{name}”", where=where, name=min(unknown))
    try:
        return kind(**{name: _read(hints[name], each, f"{where}.{name}") for name, each in value.items()})
    except TypeError as error:
        raise BadFacts("{where}: a value is missing", where=where) from error
