"""What the download holds, part by part. Apps above bring what they keep about somebody."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.people.models import Person

Row = Sequence[Any]  # texts, numbers, dates, moments, yes and no, None


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the download. ``columns`` maps the names in JSON to the words on the page."""

    name: str
    label: Any
    columns: Mapping[str, Any]
    rows: Callable[[Person], Iterable[Row]]


_parts: dict[str, Part] = {}


def register(part: Part) -> Part:
    """Have it stand in everybody's download."""
    _parts[part.name] = part
    return part


def registered() -> list[Part]:
    """All of them, this app's first."""
    return list(_parts.values())
