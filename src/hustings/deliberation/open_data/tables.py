"""Open data of a consultation: tables that anybody may take along, with no way back to a person.

Whoever wrote under a name is known by it; what they voted stays secret all the same: see ``voters``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from hustings.deliberation.consultations.models import Consultation
from hustings.foundation.contributions import Registry

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, and rows as lists in their order, read while they are sent."""

    name: str
    columns: Sequence[str]
    rows: Callable[[Consultation], Iterator[list[Any]]]


tables = Registry[Table]("open_data.tables.tables", key=attrgetter("name"))
