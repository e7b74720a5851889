"""Sentences with values in them, stored as message and values: shown in the language of whoever reads.

They are made where no language is active, so that ``_`` gives the message as the program has it. Values
may be texts in several languages. “x is no date” and “y is no date” are one by ``general``.
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.text.languages import in_language

OPEN = "…"  # where a value stood


class Said(str):
    """A sentence that knows its ``message`` and ``values``; those in ``kept`` tell sentences apart."""

    __slots__ = ("kept", "message", "values")
    message: str
    values: Mapping[str, Any]
    kept: tuple[str, ...]

    def __new__(cls, message: str, values: Mapping[str, Any], kept: Collection[str] = ()) -> "Said":
        made = super().__new__(cls, _filled(gettext(message) if message else "", values))
        made.message, made.values, made.kept = message, values, tuple(kept)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Said, (self.message, self.values, self.kept)


def say(message: str, *, kept: Collection[str] = (), **values: Any) -> Said:
    """A message with its places filled; ``kept`` ones are filled in the general one, too."""
    return Said(message, {name: _value(value) for name, value in values.items()}, kept)


def word(text: Any) -> Said:
    """A label or a sentence without places, to be translated like one."""
    return text if isinstance(text, Said) else Said(str(text), {})


def joined(sentences: Collection[str], between: str = " ") -> str:
    """Several sentences as one."""
    first, *others = sentences
    if not others:
        return first
    rest = word(joined(others, between))
    return say(f"%(first)s{between}%(rest)s", kept=("first", "rest"), first=word(first), rest=rest)


def general(text: Any) -> Any:
    """A sentence without its values, as far as it knows which they are."""
    if not isinstance(text, Said):
        return text
    without = {name: general(value) if name in text.kept else OPEN for name, value in text.values.items()}
    return Said(text.message, without, text.kept)


def packed(text: Any) -> Any:
    """A sentence or a value as JSON holds it."""
    if isinstance(text, Said):
        values = {name: packed(value) for name, value in text.values.items()}
        return [text.message, values, list(text.kept)]
    if isinstance(text, dt.datetime):
        return {"at": text.isoformat()}
    if isinstance(text, Mapping):
        return {"in": dict(text)}
    return {"on": text.isoformat()} if isinstance(text, dt.date) else text


def unpacked(kept: Any) -> Any:
    """The same, read back."""
    if isinstance(kept, list):
        message, values, names = kept
        return Said(message, {name: unpacked(value) for name, value in values.items()}, names)
    if isinstance(kept, dict):
        if "in" in kept:
            return kept["in"]
        of = dt.datetime if "at" in kept else dt.date
        return of.fromisoformat(next(iter(kept.values())))
    return kept


def shown(kept: Any) -> str:
    """Words that were packed, in the language that is active; a bare text is a message."""
    found = unpacked(kept)
    return str(word(found)) if isinstance(found, str) and found else _plain(found)


def plain(kept: Any) -> str:
    """A value that was packed, in the language that is active."""
    return _plain(unpacked(kept))


def dumped(text: str) -> str:
    """A sentence as a column of text holds it."""
    return json.dumps(packed(text), ensure_ascii=False, separators=(",", ":")) if text else ""


def read(column: str) -> str:
    """Words that such a column holds, in the language that is active."""
    return shown(json.loads(column)) if column else ""


def of(error: Exception) -> Said:
    """The sentence of an exception: ``str(error)`` would forget what it is made of."""
    known = error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
    return word(known)


def _value(value: Any) -> Any:
    if isinstance(value, Promise):
        return word(value)
    return value if isinstance(value, str | int | dt.date | Mapping) else str(value)


def _filled(message: str, values: Mapping[str, Any]) -> str:
    plain = {name: _plain(value) for name, value in values.items()}
    return message.replace(")d", ")s") % plain if values else message


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return in_language(value)
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, dt.date) else str(value)
