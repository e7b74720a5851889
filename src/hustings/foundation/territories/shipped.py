"""Reads the countries that come with the package; data/ATTRIBUTION.md names their sources."""

import json
import lzma
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


class NoSuchCountry(LookupError):
    """No file is shipped for this country."""


@dataclass(frozen=True, slots=True)
class ShippedZone:
    """One zone of the file; ``parent`` is a position in the list of zones."""

    kind: str
    code: str
    name: str
    parent: int | None
    population: int | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Country:
    """A country's zones, parents before children, and how they lie in one another beside their parents."""

    code: str
    made_on: str
    zones: list[ShippedZone]
    steps: list[tuple[int, int]]
    postcodes: dict[str, list[int]]
    shapes: dict[str, dict[str, Any]]


def codes() -> list[str]:
    """The countries there are files for."""
    return sorted(path.name.removesuffix(".json.xz") for path in FOLDER.glob("*.json.xz"))


def read(code: str) -> Country:
    """The country of this code, or NoSuchCountry."""
    if code not in codes():
        raise NoSuchCountry(code)
    with lzma.open(FOLDER / f"{code}.json.xz", "rt", encoding="utf-8") as file:
        content = json.load(file)
    return Country(
        code=content["country"],
        made_on=content["made_on"],
        zones=[ShippedZone(*row) for row in content["zones"]],
        steps=[(outer, inner) for outer, inner in content["steps"]],
        postcodes=content["postcodes"],
        shapes=content["shapes"],
    )
