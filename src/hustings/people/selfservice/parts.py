"""Parts of the download. Apps above bring what they keep about somebody."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person

Row = Sequence[Any]  # texts, numbers, dates, moments, yes and no, None


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the download. ``columns`` maps the names in JSON to the words on the page."""

    name: str
    label: Any
    columns: Mapping[str, Any]
    rows: Callable[[Person], Iterable[Row]]


# What stands in everybody's download
my_data = Registry[Part]("selfservice.parts.my_data", key=attrgetter("name"))
