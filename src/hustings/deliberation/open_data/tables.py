"""Open data of a consultation: tables that anybody may take along, with no way back to a person.

Whoever wrote under a name is known by it; what they voted stays secret all the same: see ``voters``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from hustings.deliberation.consultations.models import Consultation
from hustings.foundation.contributions import Registry
from hustings.foundation.lib.sql import keyset

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, and rows as lists in their order, read while they are sent."""

    name: str
    columns: Sequence[str]
    rows: Callable[[Consultation], Iterator[list[Any]]]


def walked(rows: QuerySet[Any]) -> Iterator[Any]:
    """All rows by their keys, so many at a time: however many there are, few are in memory."""
    for chunk in keyset.walk(rows, CHUNK):
        yield from chunk


def in_languages(name: str) -> list[str]:
    """Columns of a text that is written in several languages."""
    return [f"{name}_{code}" for code, _label in settings.LANGUAGES]


def texts_of(texts: Mapping[str, str]) -> list[str]:
    """Values of these columns."""
    return [texts.get(code, "") for code, _label in settings.LANGUAGES]


tables = Registry[Table]("open_data.tables.tables", key=attrgetter("name"))
