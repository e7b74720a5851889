"""Exports of other programs, recognised whole: the files beside say where each of their columns goes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hustings.people.imports.columns import targets

FORMATS = Path(__file__).parent / "formats"


@dataclass(frozen=True)
class Dialect:
    """A program's export. ``new.<kind>`` makes a field; an empty target leaves a column out."""

    key: str
    name: str
    marks: frozenset[str]  # columns that tell it
    n_marks: int  # how many of them must be there
    columns: Mapping[str, str]
    places: Mapping[str, Any] = field(default_factory=dict)  # names before the parts of an address, and those

    @classmethod
    def read(cls, key: str) -> "Dialect":
        said = tomllib.loads((FORMATS / f"{key}.toml").read_text(encoding="utf-8"))
        return cls(key, marks=frozenset(said.pop("marks")), **said)

    def is_spoken(self, names: set[str]) -> bool:
        return len(self.marks & names) >= self.n_marks


DIALECTS = [Dialect.read(key) for key in ("own", "action_network", "nationbuilder", "mailchimp")]
BY_KEY = {dialect.key: dialect for dialect in DIALECTS}


def spoken(names: list[str]) -> Dialect | None:
    """Whose export has these columns (normal names)."""
    found = set(names)
    return next((dialect for dialect in DIALECTS if dialect.is_spoken(found)), None)


def target(dialect: Dialect, name: str, places: list[str]) -> str | None:
    """Target of a column of the dialect, or None. ``places`` collects the kinds of address met so far."""
    if name in dialect.columns:
        return dialect.columns[name]
    for place in dialect.places.get("names", ()):
        part = dialect.places["parts"].get(name.removeprefix(f"{place}_"))
        if part is not None and name.startswith(f"{place}_"):
            return _placed(place, part, places)
    return None


def _placed(place: str, part: str, places: list[str]) -> str:
    if not part:
        return ""
    if place not in places:
        places.append(place)
    number = places.index(place) + 1
    return f"address.{number}.{part}" if number <= targets.MAX_ADDRESSES else ""
